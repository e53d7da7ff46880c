"""Reading and parsing many files, in this process or in a pool; what comes back is compact."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from multiprocessing.connection import wait as wait_for
from pathlib import Path
from typing import Final, NamedTuple

from reader.content.document import RawFile, Role
from reader.content.parse import Parser
from reader.domain.article import Article
from reader.domain.site import Site
from reader.library.second_look import is_fresh
from reader.sources.folder import FileInfo, Folder
from reader.storage.texts import digest_of

CHUNK: Final = 100
"""Files a pool's worker is handed at once: some 40 ms of work."""
SELDOM: Final = 100_000
"""New objects after which a worker looks for cycles: parsing makes many objects and hardly a cycle."""
FEW: Final = 64
"""Up to so many files are read without a pool: starting one takes longer."""


class Draft(NamedTuple):
    """An article as it came from its file, without what only the archive as a whole decides.

    ``post``: the generator has it among its posts, not only the reader.
    """

    declared: str | None
    title: str
    excerpt: str
    unix: int
    offset: int
    link: str
    url: str
    hidden: str | None
    fingerprint: int
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    post: bool


class Reading(NamedTuple):
    """What came of one file. ``fresh``: `reader.library.second_look` has to do with it at the next run.

    ``digest`` 0: it could not be read, and should be tried again.
    """

    file: FileInfo
    digest: int
    same: bool = False
    draft: Draft | None = None
    page: tuple[str, str] | None = None
    problems: tuple[tuple[str, str, bool], ...] = ()
    crashed: bool = False
    fresh: bool = False


Job = tuple[FileInfo, int]
"""A file, and the digest of what was read of it before (0: nothing was)."""


Work = Callable[[bytes, Sequence[Job]], list[Reading]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What every file of a run is read by; travels to the workers."""

    root: Path
    site: Site
    now: int


class Reader:
    """Reads and parses files by the rules of one run."""

    def __init__(self, rules: Rules) -> None:
        self._folder = Folder(rules.root)
        self._parser = Parser(rules.site, rules.now)
        self._source = f"{rules.site.source}/" if rules.site.source else ""

    def read(self, job: Job) -> Reading | None:
        """Return what a file holds; None when it went away."""
        file, before = job
        try:
            data = self._folder.read(file.path)
        except FileNotFoundError:
            return None
        except OSError as error:
            return Reading(file, 0, problems=(("unreadable", error.strerror or str(error), False),))
        digest = digest_of(data) or 1
        fresh = is_fresh(file.mtime_ns, time.time_ns())
        if digest == before:
            return Reading(file, digest, same=True, fresh=fresh)
        parsed = self._parser.parse(RawFile(file.path, data, file.size, file.mtime_ns))
        page = parsed.category_page
        return Reading(
            file,
            digest,
            draft=_draft(parsed.article, post=self._is_post(file.path)) if parsed.article else None,
            page=(page.category, page.title) if page else None,
            problems=tuple((one.code, one.detail, one.repaired) for one in parsed.problems),
            fresh=fresh,
        )

    def _is_post(self, path: str) -> bool:
        return path.startswith(self._source) and self._parser.role_of(path) in (Role.POST, Role.DRAFT)


def _draft(article: Article, *, post: bool) -> Draft:
    return Draft(
        article.key if article.key.startswith("id:") else None,
        article.title,
        article.excerpt,
        article.moment.unix,
        article.moment.offset,
        article.link,
        article.url,
        article.hidden.value if article.hidden else None,
        article.fingerprint,
        article.categories,
        article.tags,
        post,
    )


def read_here(rules: Rules, jobs: Iterable[Job]) -> list[Reading]:
    """Read files in this process."""
    reader = Reader(rules)
    return [reading for job in jobs if (reading := reader.read(job)) is not None]


class Pool:
    """Reads files in worker processes. A file that kills its worker is found and named; the rest goes on."""

    def __init__(self, workers: int, work: Work | None = None) -> None:
        """Start the workers. ``work``: what they do, if not what they are made for."""
        self._work = work or work_off
        self._rules = b""
        self._workers = workers
        self._executor = self._start()

    def close(self) -> None:
        """End the workers."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def read(self, rules: Rules, jobs: Iterable[Job]) -> Iterator[list[Reading]]:
        """Yield what came of the files, a chunk at a time, about in the order they are given."""
        self._rules = pickle.dumps(rules)
        chunks = _chunks(jobs)
        running: dict[Future[list[Reading]], Sequence[Job]] = {}
        while True:
            for chunk in islice(chunks, self._workers * 3 - len(running)):
                running[self._executor.submit(self._work, self._rules, chunk)] = chunk
            if not running:
                return
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            if any(isinstance(future.exception(), BrokenProcessPool) for future in finished):
                yield from self._recover(running)
                running = {}
                continue
            for future in finished:
                del running[future]
                yield future.result()

    def _recover(self, running: dict[Future[list[Reading]], Sequence[Job]]) -> Iterator[list[Reading]]:
        """Go on after a worker died: what it may have died of is read apart, by halves."""
        wait(running)
        suspects: deque[Sequence[Job]] = deque()
        for future, chunk in running.items():
            if future.exception() is None:
                yield future.result()
            else:
                suspects.append(chunk)
        self._executor.shutdown(wait=True)
        while suspects:
            chunk = suspects.popleft()
            with _executor(1) as apart:
                try:
                    yield apart.submit(self._work, self._rules, chunk).result()
                except BrokenProcessPool:
                    if len(chunk) > 1:
                        middle = len(chunk) // 2
                        suspects.extendleft((chunk[middle:], chunk[:middle]))
                    else:
                        yield [Reading(chunk[0][0], 1, problems=(("crash", "", False),), crashed=True)]
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        executor = _executor(self._workers)
        executor.submit(
            os.getpid
        )  # starts the workers now, while nothing is open that they should not inherit
        return executor


def _chunks(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    remaining = iter(jobs)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def _executor(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context(_start_method()),
        initializer=_begin,
    )


def _start_method() -> str:
    """Return the quickest safe way to start a process: copying this one, where no other thread runs."""
    if sys.platform != "linux":
        return "spawn"
    tasks = Path("/proc/self/task")
    threads = len(list(tasks.iterdir())) if tasks.is_dir() else 2
    return "fork" if threads == 1 and threading.active_count() == 1 else "forkserver"


def _begin() -> None:
    """Prepare a worker: it leaves interrupts to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A copy of the parent's memory stays shared only while the collector does not touch it.
    gc.freeze()
    gc.set_threshold(SELDOM)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)


def work_off(rules: bytes, jobs: Sequence[Job]) -> list[Reading]:
    """Read files in a worker; the rules come pickled, so that they are unpacked once."""
    reader = _reader(rules)
    return [reading for job in jobs if (reading := reader.read(job)) is not None]


@lru_cache(maxsize=1)
def _reader(rules: bytes) -> Reader:
    """Return the reader of a run, made once in each worker."""
    made: Rules = pickle.loads(rules)  # noqa: S301 - our own parent wrote it
    return Reader(made)
