"""Articles: what a file says, and what a list shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.domain.moment import Moment
from reader.domain.problem import Problem


class Hidden(StrEnum):
    """Why the site would not show a post.

    ``UNDATED``: a file among the posts whose name has no date. ``EXCLUDED``: the site's configuration
    leaves it out. ``LIMITED``: newer posts are as many as it shows. ``FUTURE`` ends by itself when its
    moment has come.
    """

    DRAFT = "draft"
    UNPUBLISHED = "unpublished"
    FUTURE = "future"
    UNDATED = "undated"
    EXCLUDED = "excluded"
    LIMITED = "limited"


@dataclass(frozen=True, slots=True)
class Article:
    """What one file says of itself; immutable, and without what the person did to it.

    ``key``: identity that survives moves (see `reader.content.identity`).
    ``path``: relative to the archive's root, with slashes.
    ``excerpt``: plain text, one line, at most 150 bytes in UTF-8.
    ``link``: address of the original on the web, or "".
    ``url``: the post's path on its own site, "/a/b.html", percent-decoded, or "".
    ``fingerprint``: 63-bit hash of the normalised title and text; 0 when there is too little
    text to tell articles apart.
    """

    path: str
    key: str
    title: str
    moment: Moment
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    excerpt: str = ""
    link: str = ""
    url: str = ""
    hidden: Hidden | None = None
    fingerprint: int = 0


@dataclass(frozen=True, slots=True)
class CategoryPage:
    """A page that names a category: its slug in posts, and the readable title it claims."""

    path: str
    category: str
    title: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What came of one file: an article, a category page, or neither; and its problems."""

    path: str
    article: Article | None = None
    category_page: CategoryPage | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What the list shows of an article. ``number`` is its number in this cache."""

    number: int
    key: str
    title: str
    excerpt: str
    category: str
    moment: Moment


@dataclass(frozen=True, slots=True)
class Listing:
    """All that the catalog knows of an article.

    ``category_names`` runs parallel to ``article.categories``; ``copies`` are further paths
    that hold the same article.
    """

    number: int
    article: Article
    category_names: tuple[str, ...]
    copies: tuple[str, ...] = ()
