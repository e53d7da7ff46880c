"""Indexing a folder: what `newsfold index` does, and the window in a child process."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass, field
from functools import cache as cached
from functools import partial
from pathlib import Path
from typing import Final

from reader.domain.errors import CatalogError, SearchError
from reader.library.following import Following
from reader.library.indexing import Run, Summary, workers_of
from reader.library.pool import Pool
from reader.library.reading import Job, Reading, Rules
from reader.library.texts import Texts
from reader.library.titles import Namer
from reader.library.updating import Update, Updated
from reader.paths import Places
from reader.sources.watch import BEAT, QUIET, Stop
from reader.storage.catalog import NAME, is_whole
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.lock import only_one
from reader.storage.soundness import FAULTS
from reader.storage.texts import stored

Report = Callable[[dict[str, object]], None]


def _namer() -> Namer:
    """Load what names categories; half of the program's start, and not needed for the first titles."""
    from reader.library.naming import category_name, sound  # noqa: PLC0415 - see above

    return Namer(category_name, sound)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of cycles away: a run makes millions of tuples, and hardly one cycle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def index(
    folder: Path, places: Places, report: Report, *, workers: int | None = None, texts: bool = False
) -> Summary:
    """Bring the catalog of a folder up to date, with ``texts`` the search index as well; report on the way.

    Reports are JSON objects: ``progress`` (done, total: files), ``generation`` (generation, articles) after
    each commit, ``catalog`` (seconds) when every article is listed, ``texts`` (done, total: articles) and
    ``searchable`` (articles) while their texts are put in the index, ``done`` with the summary last. Another
    indexer of the same folder is waited for. Raises FolderError, CatalogError and SearchError.
    """
    cache, root, wanted = places.archive_cache(folder), Path(os.path.realpath(folder)), workers_of(workers)
    with only_one(cache / "lock"), _uncollected():
        summary = Run(root, cache / NAME, report, wanted, _namer).run()
        if texts:
            with ExitStack() as until:
                start = cached(lambda: until.enter_context(closing(Pool(wanted))))
                Texts(root, cache / NAME, partial(_read_late, start), report).run()
        report({"event": "done", **asdict(summary)})
    return summary


def _read_late(start: Callable[[], Pool], rules: Rules, jobs: Iterable[Job]) -> Iterable[list[Reading]]:
    """Read in workers that are started when there is something to read."""
    return start().read(rules, jobs)


def follow(folder: Path, places: Places, report: Report, stop: Stop, *, workers: int | None = None) -> None:
    """Bring the catalog of a folder up to date, and keep it so until stopped.

    Reports as `index` does; then ``watching`` (how, why), and for each change that was taken in a
    ``generation`` and an ``update`` (articles, problems, added, changed, moved, removed, seconds);
    ``trouble`` (sentence) where something failed and will be tried again. Texts are put in the index while
    nothing else is to be done. The lock is held only while something is done.
    """
    wanted = workers_of(workers)
    # Before anything starts a thread: workers are then copies of this process, and quickly there.
    with closing(Pool(wanted)) as pool:
        root, cache = Path(os.path.realpath(folder)), places.archive_cache(folder)
        work = _Work(root, cache, report, wanted, pool)
        try:
            Following(root, work, work.tell, stop).run()
        finally:
            work.rest(at_once=True)


TEXTS_REST: Final = 15.0
"""Seconds after which what could not be put in the search index is tried again, twice as many each time."""
TRIES: Final = 6
"""Times that it is tried before somebody changes something."""


@dataclass(slots=True)
class _Work:
    """The work of following one folder."""

    root: Path
    cache: Path
    report: Report
    workers: int
    pool: Pool
    looked_through: bool = False
    following: dict[str, str] = field(default_factory=dict)
    _texts: Texts = field(init=False)
    _lacks_texts: bool = False
    _tries: int = 0
    _due: float = 0.0
    _troubled: str = ""
    _merging: bool = False
    _lock: ExitStack | None = None
    """Holds the cache's lock from one step of the texts to the next, since their index is open meanwhile."""

    def __post_init__(self) -> None:
        self._texts = Texts(self.root, self.cache / NAME, self.pool.read, self.report)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the cache's lock, or go on holding it."""
        with nullcontext() if self._lock else only_one(self.cache / "lock"), _uncollected():
            yield

    def tell(self, event: dict[str, object]) -> None:
        """Report, and write down how the folder is followed, for those who ask later."""
        if event["event"] == "watching":
            self.following.update(how=str(event["how"]), why=str(event["why"]))
            self._note()
        self.report(event)

    def whole(self) -> None:
        self._look(anew=False)
        if not self.looked_through:
            # Once, when the articles are there: nobody waits for it.
            self.looked_through = True
            if not is_whole(self.cache / NAME, thoroughly=True):
                self._look(anew=True)

    def _look(self, *, anew: bool) -> None:
        with self._alone():
            run = Run(self.root, self.cache / NAME, self.report, self.workers, _namer, pool=self.pool)
            if anew:
                run.begin_anew()
            summary = run.run()
        self._note()  # the catalog may have been made anew
        self.report({"event": "done", **asdict(summary)})
        self._want_texts()

    def go_on(self) -> int:
        """Put in the search index some of what it lacks; without one the folder is followed all the same."""
        if not self._lacks_texts or time.monotonic() < self._due:
            return BEAT
        if self._lock is None:
            with ExitStack() as lock:
                lock.enter_context(only_one(self.cache / "lock"))
                self._lock = lock.pop_all()
        try:
            with self._alone():
                more = self._texts.step()
            # Two looks without one between a commit and the end: what is to be merged is decided after it.
            before, self._merging = self._merging, more or self._texts.merging
            if more:
                return 0
            if before or self._merging:
                return QUIET
            self._troubled, failed = "", self._texts.unread
        except SearchError as error:
            if str(error) != self._troubled:
                self.report({"event": "trouble", "sentence": str(error)})
            self._troubled, failed = str(error), True
        self._lacks_texts = failed and self._tries < TRIES
        self._due = time.monotonic() + TEXTS_REST * 2**self._tries
        self._tries += 1
        self.rest()
        return BEAT

    def _want_texts(self) -> None:
        """Have the index brought up to date from now on."""
        self._lacks_texts, self._tries, self._due = True, 0, 0.0

    def rest(self, *, at_once: bool = False) -> None:
        """Let go of the index and of the lock; ``at_once``: as things are, since the process ends."""
        self._texts.close(at_once=at_once)
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _note(self) -> None:
        if self.following:
            with suppress(CatalogError, OSError, *FAULTS):  # without a catalog there is nobody to ask
                self._set_facts(**self.following)

    def update(self, paths: frozenset[str]) -> Updated | None:
        began = time.monotonic()
        with self._alone():
            updated = Update(self.root, self.cache / NAME, self.pool.read, _namer).run(paths)
        if updated is not None and updated.generation is not None:
            told: dict[str, object] = {"articles": updated.articles}
            self.report({"event": "generation", "generation": updated.generation, **told})
            told |= {"problems": updated.problems, **asdict(updated.tally)}
            self.report({"event": "update", **told, "seconds": round(time.monotonic() - began, 3)})
            self._texts.urge(updated.unsearched, updated.generation)
            self._want_texts()
        return updated

    def commit(self) -> str:
        try:
            with closing(CatalogWriter(self.cache / NAME)) as writer:
                return str(writer.fact("commit"))
        except (CatalogError, OSError, *FAULTS):
            return ""

    def set_commit(self, name: str) -> None:
        self._set_facts(commit=name)

    def _set_facts(self, **facts: str) -> None:
        path = self.cache / NAME
        with self._alone(), closing(CatalogWriter(path)) as writer, writer.batch(shows=False):
            for name, value in facts.items():
                writer.set_fact(name, stored(value))
