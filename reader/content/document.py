"""What travels between reading a file, its generator's rules, and those who show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from reader.content.frontmatter import FrontMatter, Note, Split
from reader.domain.article import Article, Hidden
from reader.domain.moment import Moment


class Role(StrEnum):
    """What a file may be, judged by its path alone.

    ``LOOSE``: perhaps an article, perhaps a category page, perhaps neither; its front matter decides.
    ``PAGE``: a file of a plain folder, always an article unless its layout says otherwise.
    """

    POST = "post"
    DRAFT = "draft"
    DOCUMENT = "document"
    LOOSE = "loose"
    PAGE = "page"


class RawFile(NamedTuple):
    """A file's bytes, or the first of them, with its path, whole size and time of change."""

    path: str
    data: bytes
    size: int
    mtime_ns: int


class Source(NamedTuple):
    """A decoded file, cut and read, before any generator's rules."""

    path: str
    role: Role
    mtime: int
    split: Split
    front: FrontMatter
    half: bool = False
    """The file is empty, unfinished or undecodable: what it lacks says nothing."""

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.rpartition("/")[2]


class Facts(NamedTuple):
    """What a generator makes of a file.

    ``values`` is the front matter over the defaults, ``excerpt`` still markup.
    """

    title: str
    moment: Moment
    values: Mapping[str, Any]
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str = ""
    hidden: Hidden | None = None
    excerpt: str = ""
    problems: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An article with what is needed to render it.

    ``body`` is the markup without front matter, ``extension`` says which (".md", lower case),
    ``values`` holds the front matter over the site's defaults, ``excerpt`` the markup of the excerpt.
    """

    article: Article
    values: Mapping[str, Any] = field(default_factory=dict)
    body: str = ""
    layout: str = ""
    extension: str = ".md"
    excerpt: str = ""
