"""Taking in what has changed in a folder, without a look at the rest of it.

What an article is depends on its file and on the files whose names have the same stem (see
`reader.library.plan`), so that these are all that has to be compared.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from pyroaring import BitMap

from reader.content.parse import Parser
from reader.library.ingest import Ingest, Tally
from reader.library.plan import Plan, plan
from reader.library.reading import Job, Reading, Rules
from reader.library.signature import signature
from reader.library.titles import Namer
from reader.sources.folder import FileInfo, Folder, is_reached
from reader.sources.site import read_site
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.rows import Known

UNFINISHED: Final = frozenset({"empty", "cut", "front-matter-unclosed"})
"""Problems of a file that somebody is perhaps still writing."""
PATIENCE: Final = 10.0
"""Seconds since its last change that such a file is waited for."""
MOST: Final = 20_000
"""Files in one change beyond which a run over the whole folder does as well, and shows how far it is."""

Read = Callable[[Rules, Iterable[Job]], Iterable[list[Reading]]]
"""How files are read: `reader.library.pool.Pool.read`, or another way."""


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did. ``unfinished``: paths to look at once more, because they were being written.

    ``generation``: the one it committed; None when there was nothing that anybody could see. ``unsearched``:
    the articles that the search index lacks by it.
    """

    tally: Tally = field(default_factory=Tally)
    unfinished: frozenset[str] = frozenset()
    generation: int | None = None
    articles: int = 0
    problems: int = 0
    unsearched: BitMap = field(default_factory=BitMap)


@dataclass(frozen=True, slots=True)
class Update:
    """Brings a catalog up to date after changes of some paths. The caller holds the lock of the cache."""

    root: Path
    catalog: Path
    read: Read
    load_namer: Callable[[], Namer]
    now: Callable[[], float] = time.time

    def run(self, paths: Collection[str]) -> Updated | None:
        """Take in what files and folders at these paths have become, as one generation.

        None: that is not enough, the whole folder must be looked at. Raises CatalogError and FolderError.
        """
        folder = Folder(self.root)
        rules = Rules(self.root, read_site(folder.root)[0], int(self.now()))
        with closing(CatalogWriter(self.catalog)) as writer:
            if not writer.fact("finished") or writer.fact("site") != signature(rules.site):
                return None
            touched = _touched(folder, filter(is_reached, paths), writer)
            if len(touched) > MOST:
                return None
            known = writer.known_like(touched)
        listing = {path: FileInfo(path, row.size, row.mtime_ns) for path, row in known.items()}
        listing = {path: info for path, info in listing.items() if path not in touched}
        listing |= {path: info for path, info in touched.items() if info is not None}
        return self._carry_out(rules, listing, known)

    def _carry_out(self, rules: Rules, listing: Mapping[str, FileInfo], known: dict[str, Known]) -> Updated:
        decide = partial(plan, role_of=Parser(rules.site, rules.now).role_of)
        todo = decide(listing, known)
        if todo.empty:
            return Updated()
        # Read before the catalog is opened: a worker that has to be started anew would inherit it.
        readings, unfinished = self._read(rules, todo, known)
        shows = bool(todo.moved or todo.copies or todo.forget or todo.rekey)
        shows = shows or not all(reading.same for reading in readings)
        tally = Tally()
        with closing(CatalogWriter(self.catalog)) as writer:
            with writer.batch(shows=shows):
                ingest = Ingest(writer, known, todo.by_path, tally, self.load_namer)
                ingest.prepare(todo.moved, todo.taken_over, todo.rekey)
                ingest.take(readings)
                ingest.copy(todo.copies, listing)
                again = decide(listing, known) if todo.copies else Plan()
                if again.read:  # what a copy was a copy of turned out to be no article
                    ingest.take(self._read(rules, again, known)[0])
                ingest.forget(path for path in (*todo.forget, *again.forget) if path in known)
                ingest.write(final=True)
                if shows:
                    writer.set_fact("finished", writer.generation() + 1)
            generation = writer.generation() if shows else None
            counts = writer.article_count(), writer.problem_count()
            return Updated(tally, unfinished, generation, *counts, writer.queued)

    def _read(
        self, rules: Rules, todo: Plan, known: Mapping[str, Known]
    ) -> tuple[list[Reading], frozenset[str]]:
        """Return what came of the files to be read, and which of them are not finished yet."""
        readings = [one for part in self.read(rules, _jobs(todo, known)) for one in part]
        now = self.now() * 1e9
        unfinished = {
            one.file.path
            for one in readings
            if abs(now - one.file.mtime_ns) < PATIENCE * 1e9
            and any(code in UNFINISHED for code, _, _ in one.problems)
        }
        return [one for one in readings if one.file.path not in unfinished], frozenset(unfinished)


def _jobs(todo: Plan, known: Mapping[str, Known]) -> Iterator[Job]:
    for file in todo.read:
        # A file that an article moved to is read anew: by its place it may mean something else.
        before = known.get(file.path) if file.path not in todo.moved else None
        yield file, before.digest if before else 0


def _touched(folder: Folder, paths: Iterable[str], writer: CatalogWriter) -> dict[str, FileInfo | None]:
    """Return the files at and below some paths as they are now; None for one that is gone."""
    found: dict[str, FileInfo | None] = {}
    closed: list[str] = []
    for path in paths:
        found[path] = folder.stat(path)
        if found[path] is None and folder.is_folder(path):
            found |= {file.path: file for file in folder.walk(path)}
            closed += [f"{one}/" for one, _ in folder.unreadable]
    missing = [path for path, info in found.items() if info is None]
    files = writer.known_like(missing)
    for path in missing:
        if path not in files:  # a folder, or nothing that was ever of interest
            found |= {below: None for below in writer.paths_below(path) if below not in found}
    # Of what lies in a folder that cannot be listed now nothing says that it is gone.
    return {path: info for path, info in found.items() if info or not path.startswith(tuple(closed))}
