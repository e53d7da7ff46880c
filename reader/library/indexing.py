"""One index run: look, plan, read, take in; the first titles first."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from reader.content.parse import Parser
from reader.domain.errors import FolderError
from reader.domain.problem import Problem
from reader.domain.site import Site, limit_of
from reader.library.ingest import Ingest, Tally
from reader.library.plan import Plan, arrange, plan
from reader.library.pool import Limits, Pool
from reader.library.reading import Job, Reading, Rules
from reader.library.second_look import look_again
from reader.library.signature import signature
from reader.library.titles import Namer, first_guess
from reader.sources.folder import FileInfo, Folder
from reader.sources.site import read_site
from reader.storage.catalog import is_whole
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.rows import Known, ProblemRow
from reader.storage.texts import stored

FIRST: Final = 200
"""Articles in the first batch: more than a window shows."""
EARLY: Final = 4_000
"""Articles, or up to thrice as many, that are read while the folder is walked for the first time."""
STRIDE: Final = 2_000
"""Files of the walk after which the workers are looked after: meanwhile they read some hundred."""
FEW: Final = 64
"""Files that one worker is enough for."""
BATCH: Final = (1_000, 10_000)
"""Articles in the smallest batch but the first, and in the largest; they grow with what is there already."""
_PAUSE: Final = 0.1
"""Seconds between two reports of progress."""

Report = Callable[[dict[str, object]], None]
Read = Callable[[Iterator[Job]], Iterator[list[Reading]]]


@dataclass(frozen=True, slots=True)
class Summary:
    """What an index run found and did."""

    found: int
    articles: int
    problems: int
    added: int
    changed: int
    moved: int
    removed: int
    seconds: float


@dataclass(slots=True)
class Run:
    """One index run of a folder into a catalog. The caller holds the lock of the cache.

    ``pool``: workers who are there already, for a process that makes more than one run. ``limits``: of
    those who are started otherwise.
    """

    root: Path
    catalog: Path
    report: Report
    workers: int
    load_namer: Callable[[], Namer]
    now: Callable[[], float] = time.time
    pool: Pool | None = None
    limits: Limits = field(default_factory=Limits)
    tally: Tally = field(default_factory=Tally)
    _started: float = field(default_factory=time.monotonic)

    def run(self) -> Summary:
        """Bring the catalog up to date; a damaged one, or one of another version, is made anew.

        Raises FolderError, and CatalogError where a catalog that is whole cannot be written.
        """
        folder = Folder(self.root)
        site, problems = read_site(folder.root)
        rules = Rules(self.root, site, int(self.now()))
        if self.catalog.exists() and not is_whole(self.catalog):
            self.begin_anew()
        try:
            return self._run(folder, rules, problems)
        except (FolderError, OSError):
            raise
        except Exception:
            # Whatever a damaged catalog leads to, it is no reason to stop; on a full disk a whole one stays.
            if is_whole(self.catalog, thoroughly=True):
                raise
            self.begin_anew()
            return self._run(folder, rules, problems)

    def begin_anew(self) -> None:
        """Put an empty catalog in the place of the one that is there. Raises CatalogError."""
        with closing(CatalogWriter(self.catalog, fresh=True)):
            self.tally = Tally()

    def _run(self, folder: Folder, rules: Rules, problems: tuple[Problem, ...]) -> Summary:
        with self._writer() as writer:
            self._limit(writer, rules.site)
            begun = bool(writer.fact("finished"))
        # The workers are started while no database is open here: they would inherit it.
        with ExitStack() as workers:
            pool = self.pool if begun else self._pool(workers, FIRST)
            early: Iterator[list[Reading]] = iter(())
            if pool is not None and not begun:
                with self._writer() as writer:
                    known = self._preview(writer, folder, rules, pool)
                early = workers.enter_context(closing(_read_early(folder, rules, pool, known)))
            return self._look(folder, rules, problems, pool, workers, early)

    def _look(
        self,
        folder: Folder,
        rules: Rules,
        problems: tuple[Problem, ...],
        pool: Pool | None,
        workers: ExitStack,
        early: Iterator[list[Reading]],
    ) -> Summary:
        """Walk the folder, and take in what is new."""
        listing: dict[str, FileInfo] = {}
        # What was read early counts where the walk finds the same file; all else about it is decided here.
        ready = {one.file: one for one in next(early, ())}
        for file in folder.walk():
            listing[file.path] = file
            if len(listing) % STRIDE == 0:
                ready.update((one.file, one) for one in next(early, ()))
        signed = signature(rules.site)
        with self._writer() as writer:
            known = writer.known()
            stale = writer.fact("site") != signed
            settled = look_again(folder, listing, known, time.time_ns())
            if settled:
                with writer.batch(shows=False):
                    writer.touch(settled)
            _refuse_bare(folder, listing, writer.article_count())
        listing |= _out_of_sight(folder, known)
        role_of = Parser(rules.site, rules.now).role_of
        todo = plan(listing, known, role_of, stale=stale)
        if pool is None and (todo.read or todo.copies):
            pool = self._pool(workers, len(todo.read))
        read: Read = partial(pool.read, rules) if pool else _read_none
        ready.update((one.file, one) for part in early for one in part)
        with self._writer() as writer:
            ingest = self._apply(writer, todo, known, listing, read, ready, stale=stale)
            again = plan(listing, known, role_of) if todo.copies else Plan()
            if again.read:  # what a copy was a copy of turned out to be no article
                ingest = self._apply(writer, again, known, listing, read, ready, stale=False)
            general = _general(problems, folder)
            if not (todo.empty and again.empty and writer.fact("finished") and writer.general() == general):
                with writer.batch():
                    ingest.forget(path for path in (*todo.forget, *again.forget) if path in known)
                    ingest.write(final=True)
                    writer.write_problems([0], general)
                    writer.set_fact("site", signed)
                    writer.set_fact("title", stored(rules.site.title or folder.root.resolve().name))
                    writer.set_fact("finished", writer.generation() + 1)
                self._tell(writer)
            return self._finish(writer, len(known))

    def _limit(self, writer: CatalogWriter, site: Site) -> None:
        """Write how many posts the site shows, by which each generation is read; 0 stands for all."""
        limit = limit_of(site)
        if writer.fact("limit") != limit:
            with writer.batch():
                writer.set_fact("limit", limit)
            self._tell(writer)

    def _finish(self, writer: CatalogWriter, found: int) -> Summary:
        seconds = time.monotonic() - self._started
        self.report({"event": "catalog", "seconds": round(seconds, 3)})
        with writer.batch(shows=False):
            writer.set_fact("looked", int(self.now()))
            writer.set_fact("look_ms", round(seconds * 1000))
        tally = self.tally
        return Summary(
            found,
            writer.article_count(),
            writer.problem_count(),
            tally.added,
            tally.changed,
            tally.moved,
            tally.removed,
            round(time.monotonic() - self._started, 3),
        )

    def _preview(
        self, writer: CatalogWriter, folder: Folder, rules: Rules, pool: Pool
    ) -> Mapping[str, Known]:
        """Take in the newest articles by name before the folder is walked: it may be huge.

        Returns what is known of files then.
        """
        role_of = Parser(rules.site, rules.now).role_of
        roles = {
            path: role for path in folder.newest_names("_posts", FIRST) if (role := role_of(path)) is not None
        }
        places = arrange(roles)
        known = writer.known()
        heads = set(places.heads)
        wanted = [path for path in roles if path in heads and path not in known][:FIRST]
        files = [file for path in wanted if (file := folder.stat(path)) is not None]
        ingest = Ingest(writer, known, places.by_path, self.tally, first_guess)
        # Part by part: a file that hangs must not keep the others from being shown.
        for readings in pool.read(rules, [(file, 0) for file in files]):
            if readings:
                self._take(writer, ingest, readings)
        return known

    def _apply(
        self,
        writer: CatalogWriter,
        todo: Plan,
        known: dict[str, Known],
        listing: Mapping[str, FileInfo],
        read: Read,
        ready: Mapping[FileInfo, Reading],
        *,
        stale: bool,
    ) -> Ingest:
        """Do what a plan says, but for what is gone: that comes last."""
        ingest = Ingest(writer, known, todo.by_path, self.tally, self.load_namer)
        if todo.moved or todo.rekey:
            with writer.batch():
                ingest.prepare(todo.moved, todo.taken_over, todo.rekey)
                ingest.write(final=False)
        # By other rules equal bytes may mean something else.
        before = {} if stale else known
        jobs = (
            (file, before[file.path].digest if file.path in before else 0)
            for file in todo.read
            if file not in ready
        )
        batch = [ready[file] for file in todo.read if file in ready] if ready else []
        done, told = len(batch), 0.0
        size = BATCH[0]
        for readings in read(jobs):
            batch += readings
            done += len(readings)
            if len(batch) >= size:
                self._take(writer, ingest, batch)
                batch = []
                # Smaller ones towards the end: while the last is written, the workers have nothing to do.
                size = min(max(size, done // 3), BATCH[1], max(BATCH[0], (len(todo.read) - done) // 2))
            if done and time.monotonic() - told >= _PAUSE:
                told = time.monotonic()
                self.report({"event": "progress", "done": done, "total": len(todo.read)})
        if todo.read:
            self._take(writer, ingest, batch)
            self.report({"event": "progress", "done": len(todo.read), "total": len(todo.read)})
        if todo.copies:
            with writer.batch():
                ingest.copy(todo.copies, listing)
                ingest.write(final=False)
        return ingest

    def _take(self, writer: CatalogWriter, ingest: Ingest, batch: list[Reading]) -> None:
        with writer.batch():
            ingest.take(batch)
            ingest.write(final=False)
        self._tell(writer)

    def _tell(self, writer: CatalogWriter) -> None:
        self.report(
            {"event": "generation", "generation": writer.generation(), "articles": writer.article_count()}
        )

    @contextmanager
    def _writer(self) -> Iterator[CatalogWriter]:
        fresh = not self.catalog.exists()
        with closing(CatalogWriter(self.catalog, fresh=fresh)) as writer:
            yield writer

    def _pool(self, until: ExitStack, files: int) -> Pool:
        """Return the workers who are there, or start as many as some files are worth."""
        if self.pool is not None:
            return self.pool
        wanted = min(self.workers, files // FEW + 1)
        return until.enter_context(closing(Pool(wanted, limits=self.limits)))


def _read_early(
    folder: Folder, rules: Rules, pool: Pool, known: Mapping[str, Known]
) -> Generator[list[Reading]]:
    """Read the newest files by name that a first look at the folder is likely to want."""
    role_of = Parser(rules.site, rules.now).role_of
    paths = [path for path in folder.newest_names("_posts", EARLY) if path not in known and role_of(path)]
    yield from pool.read(rules, ((file, 0) for path in paths if (file := folder.stat(path)) is not None))


def _read_none(_jobs: Iterator[Job]) -> Iterator[list[Reading]]:
    """Read nothing, where there is nothing to read."""
    return iter(())


def _refuse_bare(folder: Folder, listing: Collection[str], articles: int) -> None:
    """Raise FolderError where a disk that is not connected looks like a folder without articles."""
    if articles and not listing and folder.is_bare():
        raise FolderError(
            f"The folder “{folder.root}” is empty where {articles:,} articles were;"
            " their list is kept, in case its disk is not connected."
        )


def _out_of_sight(folder: Folder, known: Mapping[str, Known]) -> dict[str, FileInfo]:
    """Return the known files of folders that cannot be listed now: nothing says that they are gone."""
    closed = tuple("" if path == "." else f"{path}/" for path, _ in folder.unreadable)
    if not closed:
        return {}
    return {
        path: FileInfo(path, row.size, row.mtime_ns) for path, row in known.items() if path.startswith(closed)
    }


def _general(problems: tuple[Problem, ...], folder: Folder) -> list[ProblemRow]:
    """Return the problems that belong to no file of the walk."""
    outside = [Problem(path, "outside", repaired=False) for path in folder.outside]
    unreadable = [Problem(path, "unreadable", why, repaired=False) for path, why in folder.unreadable]
    found = [*problems, *outside, *unreadable]
    return [ProblemRow(0, stored(one.path), one.code, stored(one.detail), one.repaired) for one in found]


def workers_of(wanted: int | None) -> int:
    """Return how many workers to start: as asked, else one for each processor that we may use."""
    if wanted:
        return wanted
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
