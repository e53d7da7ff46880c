"""Reading and parsing files, as the workers do it (see `reader.library.pool`); what comes back is compact."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from reader.content.document import RawFile, Role
from reader.content.parse import Parser
from reader.domain.article import Article, Parsed
from reader.domain.errors import FolderError
from reader.domain.site import Site
from reader.library.second_look import is_fresh
from reader.sources.folder import FileInfo, Folder
from reader.storage.texts import digest_of

TOGETHER: Final = 2_000_000
"""Bytes of files that are read together."""


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

    ``digest`` 0: it could not be read, and should be tried again. ``searchable``: what a search looks
    through, and then nothing else but the file.
    """

    file: FileInfo
    digest: int
    same: bool = False
    draft: Draft | None = None
    page: tuple[str, str] | None = None
    problems: tuple[tuple[str, str, bool], ...] = ()
    crashed: bool = False
    fresh: bool = False
    searchable: tuple[str, ...] | None = None


Job = tuple[FileInfo, int]
"""A file, and the digest of what was read of it before (0: nothing was)."""
Columns = tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Jobs on their way to a worker: paths, sizes, times and digests. Tuples with names travel slowly."""
_Problems = tuple[tuple[str, str, bool], ...]
Row = tuple[
    int,
    int,
    bool,
    tuple[object, ...] | None,
    tuple[str, str] | None,
    _Problems,
    bool,
    bool,
    tuple[str, ...] | None,
]
"""A reading on its way back: the place of its job instead of the file, and the draft without its names."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What every file of a run is read by; travels to the workers. ``searched``: for the search alone."""

    root: Path
    site: Site
    now: int
    searched: bool = False


class _Looked(NamedTuple):
    """A file that is to be parsed."""

    file: FileInfo
    raw: RawFile
    digest: int
    fresh: bool


class Reader:
    """Reads and parses files by the rules of one run."""

    def __init__(self, rules: Rules) -> None:
        self._folder = Folder(rules.root)
        self._parser = Parser(rules.site, rules.now)
        self._source = f"{rules.site.source}/" if rules.site.source else ""
        self._searched = rules.searched

    def read(self, job: Job) -> Reading | None:
        """Return what a file holds; None when it went away."""
        try:
            return next(iter(self.read_all([job])), None)
        except MemoryError:
            return Reading(job[0], 1, problems=(("memory", "", False),), crashed=True)

    def read_all(self, jobs: Iterable[Job]) -> list[Reading]:
        """Return what files hold, but of those that went away. Raises MemoryError."""
        if self._searched:
            return [one for file, _ in jobs if (one := self._searchable(file)) is not None]
        looked = [self._look(*job) for job in jobs]
        parsed = iter(self._parser.parse_all([one.raw for one in looked if isinstance(one, _Looked)]))
        return [
            self._reading(one, next(parsed)) if isinstance(one, _Looked) else one
            for one in looked
            if one is not None
        ]

    def _searchable(self, file: FileInfo) -> Reading | None:
        raw = self._raw(file)
        if not isinstance(raw, RawFile):
            return raw
        found = self._parser.searchable(raw)
        return Reading(file, 1, searchable=tuple(found) if found else None)

    def _raw(self, file: FileInfo) -> RawFile | Reading | None:
        """Return a file's bytes; None when it went away, and what to say of it when it cannot be read."""
        try:
            data = self._folder.read(file.path)
        except FileNotFoundError:
            return None
        except OSError as error:
            return Reading(file, 0, problems=(("unreadable", error.strerror or str(error), False),))
        return RawFile(file.path, data, file.size, file.mtime_ns)

    def _look(self, file: FileInfo, before: int) -> _Looked | Reading | None:
        raw = self._raw(file)
        if not isinstance(raw, RawFile):
            return raw
        digest = digest_of(raw.data) or 1
        fresh = is_fresh(file.mtime_ns, time.time_ns())
        if digest == before:
            return Reading(file, digest, same=True, fresh=fresh)
        return _Looked(file, raw, digest, fresh)

    def _reading(self, looked: _Looked, parsed: Parsed) -> Reading:
        file, page = looked.file, parsed.category_page
        return Reading(
            file,
            looked.digest,
            draft=_draft(parsed.article, post=self._is_post(file.path)) if parsed.article else None,
            page=(page.category, page.title) if page else None,
            problems=tuple((one.code, one.detail, one.repaired) for one in parsed.problems),
            fresh=looked.fresh,
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


def work_off(rules: bytes, jobs: Sequence[Job]) -> list[Reading]:
    """Read files in a worker; the rules come pickled, so that they are unpacked once."""
    try:
        reader = _reader(rules)
    except FolderError as error:
        # It went away just now: no file is to blame.
        return [Reading(file, 0, problems=(("unreadable", str(error), False),)) for file, _ in jobs]
    return [reading for batch in _batches(jobs) for reading in _read_batch(reader, batch)]


def _read_batch(reader: Reader, jobs: list[Job]) -> list[Reading]:
    with suppress(MemoryError):
        return reader.read_all(jobs)
    # One of them is too much: which?
    return [reading for job in jobs if (reading := reader.read(job)) is not None]


def _batches(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    """Yield files to be read together, so many that they are no burden on the memory."""
    batch: list[Job] = []
    size = 0
    for job in jobs:
        size += job[0].size
        if batch and size > TOGETHER:
            yield batch
            batch, size = [], job[0].size
        batch.append(job)
    if batch:
        yield batch


@lru_cache(maxsize=1)
def _reader(rules: bytes) -> Reader:
    """Return the reader of a run, made once in each worker."""
    made: Rules = pickle.loads(rules)  # noqa: S301 - our own parent wrote it
    return Reader(made)


def columns_of(jobs: Sequence[Job]) -> Columns:
    """Return jobs (one or more) as they are sent to a worker."""
    paths, sizes, times = zip(*[file for file, _ in jobs], strict=True)
    return paths, sizes, times, tuple(before for _, before in jobs)


def jobs_of(columns: Columns) -> list[Job]:
    """Return the jobs that `columns_of` was given."""
    *files, before = columns
    return list(zip(map(FileInfo, *files), before, strict=True))


def rows_of(readings: Sequence[Reading], jobs: Sequence[Job]) -> list[Row]:
    """Return what came of some jobs as it is sent back."""
    places = {file.path: place for place, (file, _) in enumerate(jobs)}
    return [
        (
            places[one.file.path],
            one.digest,
            one.same,
            tuple(one.draft) if one.draft else None,
            one.page,
            one.problems,
            one.crashed,
            one.fresh,
            one.searchable,
        )
        for one in readings
    ]


def readings_of(rows: Sequence[Row], jobs: Sequence[Job]) -> list[Reading]:
    """Return the readings that `rows_of` was given, with the files of the jobs, which never left."""
    make, draw = Reading._make, Draft._make
    return [
        make((jobs[place][0], digest, same, draw(draft) if draft else None, page, problems, *rest))
        for place, digest, same, draft, page, problems, *rest in rows
    ]
