"""A site's posts as templates see them: ``site.posts``, ``site.categories``, ``page.previous`` and so on.

As Jekyll has them (drops/site_drop.rb, drops/document_drop.rb, site.rb), but nothing is made before it
is asked for, and what one article may ask for has bounds: an archive may hold a million posts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pyroaring import BitMap

from reader.content.templating.long_list import LOOPED, LongList
from reader.content.templating.moments import SiteTime
from reader.domain.article import Listing
from reader.domain.errors import ReaderError
from reader.domain.shelf import Place
from reader.library.bodies import Others, Source, escaped

LISTED: Final = 10_000
"""Posts of which one article may be told what the catalog knows."""
READ: Final = 200
"""Files of other posts that are read for one article."""
MARKUP: Final = 200_000
"""Characters of other posts that are rendered for one article."""
RELATED: Final = 10
"""Posts that Jekyll calls related: without its index of words, the newest (related_posts.rb)."""

_KEYS: Final = ("title", "url", "date", "id", "path", "categories", "tags")


@dataclass(slots=True)
class Archive:
    """Where posts come from, for one article; counts what it has asked for.

    ``posts``: what the site itself lists. ``listing``, ``source``: an article by its number; None where
    it is gone. ``named``: the articles of a category or tag, ``names``: those of a set. ``rendered``:
    the HTML of the excerpt, or of the whole body, of an article.
    """

    posts: BitMap
    listing: Callable[[int], Listing | None]
    source: Callable[[int], Source]
    named: Callable[[Place, str], BitMap]
    names: Callable[[Place, BitMap], list[str]]
    rendered: Callable[[Source, bool], str]
    markup: int = 0
    _listings: dict[int, Listing | None] = field(default_factory=dict)
    _sources: dict[int, Source | None] = field(default_factory=dict)

    def listed(self, number: int) -> Listing | None:
        """Return what the catalog knows of a post; None when it is gone, or too many were asked for."""
        if number not in self._listings and len(self._listings) < LISTED:
            self._listings[number] = self.listing(number)
        return self._listings.get(number)

    def read(self, number: int) -> Source | None:
        """Return a post as its file has it; None when that cannot be read, or too many were asked for."""
        if number not in self._sources and len(self._sources) < READ:
            try:
                self._sources[number] = self.source(number)
            except ReaderError:
                self._sources[number] = None
        return self._sources.get(number)

    def html(self, number: int, *, whole: bool) -> str:
        """Return a post's HTML, or that of its excerpt; nothing when too much was asked for."""
        source = self.read(number)
        if source is None:
            return ""
        self.markup += len(source.body if whole else source.excerpt)
        return self.rendered(source, whole) if self.markup <= MARKUP else ""

    def list_of(self, numbers: BitMap) -> LongList:
        """Return some posts, the newest first."""
        size = len(numbers)
        return LongList(size, lambda index: Post(numbers[size - 1 - index], self))

    def beside(self, number: int, step: int) -> Post | None:
        """Return the post that comes some steps after another in time (before: -1), or None."""
        if number not in self.posts:
            return None
        place = self.posts.rank(number) - 1 + step
        return Post(self.posts[place], self) if 0 <= place < len(self.posts) else None


class Post(Mapping[str, object]):
    """One post in a template; its file is read only for what the catalog does not know."""

    def __init__(self, number: int, archive: Archive) -> None:
        self._number = number
        self._archive = archive

    def __getitem__(self, key: str) -> object:
        if key in _KEYS:
            listing = self._archive.listed(self._number)
            return None if listing is None else _known(listing, key)
        if key in ("previous", "next"):
            return self._archive.beside(self._number, -1 if key == "previous" else 1)
        if key in ("excerpt", "content", "output"):
            return self._archive.html(self._number, whole=key != "excerpt")
        source = self._archive.read(self._number)
        if source is None:
            raise KeyError(key)
        return source.values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_KEYS)

    def __len__(self) -> int:
        return len(_KEYS)

    def __str__(self) -> str:
        """Return the title: nobody means to print a post within another."""
        return str(self["title"])


def _known(listing: Listing, key: str) -> object:
    article = listing.article
    if key == "date":
        return SiteTime.of(article.moment.local())
    if key == "url":
        return escaped(article.url)
    if key == "id":
        return re.sub(r"\.\w+$", "", escaped(article.url))
    value: object = getattr(article, key)
    return list(value) if isinstance(value, tuple) else value


class Named(Mapping[str, LongList]):
    """``site.categories`` or ``site.tags``: lists of posts by name, in the order of their oldest posts."""

    def __init__(self, place: Place, archive: Archive) -> None:
        self._place = place
        self._archive = archive
        self._names: list[str] | None = None

    def __getitem__(self, name: str) -> LongList:
        numbers = self._archive.posts & self._archive.named(self._place, name)
        if not numbers:
            raise KeyError(name)
        return self._archive.list_of(numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> list[str]:
        if self._names is None:
            self._names = self._archive.names(self._place, self._archive.posts)[:LOOPED]
        return self._names


def others_of(number: int | None, archive: Archive) -> Others:
    """Return what an article's templates find of the others; None for one that has no number."""
    newest = BitMap(archive.posts[max(len(archive.posts) - RELATED - 1, 0) :])
    if number is not None:
        newest.discard(number)
    related = newest[max(len(newest) - RELATED, 0) :]
    site: dict[str, object] = {
        "posts": archive.list_of(archive.posts),
        "related_posts": archive.list_of(related),
        "categories": Named(Place.CATEGORY, archive),
        "tags": Named(Place.TAG, archive),
    }
    if number is None:
        return Others(site)
    return Others(site, {"previous": archive.beside(number, -1), "next": archive.beside(number, 1)})
