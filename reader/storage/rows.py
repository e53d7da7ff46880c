"""Rows of the catalog as they travel between storage and library: plain tuples with names."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from reader.storage.texts import Stored


class Kind(IntEnum):
    """What a file turned out to be."""

    NOTHING = 0
    ARTICLE = 1
    COPY = 2
    CATEGORY_PAGE = 3


class TermKind(IntEnum):
    """Kinds of terms."""

    CATEGORY = 0
    TAG = 1


class Known(NamedTuple):
    """A file as the catalog knows it."""

    id: int
    size: int
    mtime_ns: int
    digest: int
    kind: int
    by_path: bool
    number: int | None
    head: int | None


class FileRow(NamedTuple):
    """A file as it is written."""

    id: int
    path: Stored
    size: int
    mtime_ns: int
    digest: int
    kind: int
    by_path: bool
    number: int | None
    head: int | None


class ArticleRow(NamedTuple):
    """An article as it is written; categories and tags are ids of terms with blanks between.

    ``path`` is that of its file, by which addresses are shortened.
    """

    number: int
    file: int
    key: Stored
    declared: Stored | None
    title: Stored
    excerpt: Stored
    unix: int
    offset: int
    link: str
    url: str
    hidden: str | None
    fingerprint: int
    categories: str
    tags: str
    born: int
    path: str


class Placed(NamedTuple):
    """What of an article decides on which shelves it stands."""

    number: int
    file: int
    key: str
    path: str
    unix: int
    offset: int
    url: str
    hidden: str | None
    categories: str
    tags: str
    born: int
    fingerprint: int


class TermRow(NamedTuple):
    """A category or tag."""

    id: int
    kind: int
    slug: str
    name: str
    pinyin: str
    initials: str


class ProblemRow(NamedTuple):
    """One problem of one file; file 0 is the site itself."""

    file: int
    path: Stored
    code: str
    detail: Stored
    repaired: bool


class Claim(NamedTuple):
    """An article that declares a key, possibly with others."""

    number: int
    path: str
    key: str
    declared: str
    by_path: bool


class Unsearched(NamedTuple):
    """An article whose text the search index does not hold; of one that is gone the path is ""."""

    number: int
    title: str
    path: str
    size: int
