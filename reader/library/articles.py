"""Articles as they are read: their files, found and parsed again, with what is round them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from reader.content.decode import decode
from reader.content.document import Document, RawFile
from reader.content.links import Lookup
from reader.content.parse import Parser
from reader.domain.article import Listing
from reader.domain.errors import UnknownArticleError
from reader.domain.site import Site
from reader.library.bodies import Source, Surroundings
from reader.sources.folder import Folder

_INCLUDE_LIMIT: Final = 2**20
_POSTS: Final = (".md", ".markdown", ".html")


@dataclass(frozen=True, slots=True)
class Finding:
    """How to find articles and terms: each returns None for what is not there.

    ``number``: by key or path. ``url_number``: by path on the site. ``url``: the other way round.
    ``category``, ``tag``: the slug as posts spell it, for a spelling in a link.
    """

    number: Callable[[str], int | None]
    url_number: Callable[[str], int | None]
    url: Callable[[int], str | None]
    category: Callable[[str], str | None]
    tag: Callable[[str], str | None]


class Articles:
    """The files of one archive as documents. All methods read files, and are slow."""

    def __init__(self, folder: Folder, site: Site, now: int, finding: Finding) -> None:
        self._folder = folder
        self._site = site
        self._parser = Parser(site, now)
        self._finding = finding

    def document(self, listing: Listing) -> Document:
        """Return an article with its body; UnknownArticleError when no file holds it any more."""
        reason = "it is gone"
        for path in (listing.article.path, *listing.copies):
            file = self._folder.stat(path)
            if file is None:
                continue
            try:
                data = self._folder.read(path)
            except OSError as error:
                reason = error.strerror or str(error)
                continue
            document = self._parser.document(RawFile(path, data, file.size, file.mtime_ns))
            return replace(document, article=replace(document.article, key=listing.article.key))
        raise UnknownArticleError(f"The file “{listing.article.path}” cannot be read ({reason}).")

    def source(self, listing: Listing) -> Source:
        """Return what a page is made from."""
        document = self.document(listing)
        return Source(document.article, document.values, document.body)

    def file(self, path: str) -> Path | None:
        """Return where a file of the folder lies; None when there is none inside."""
        place = self._folder.contains(path)
        return place if place is not None and place.is_file() else None

    @cached_property
    def surroundings(self) -> Surroundings:
        """What is round the articles of this archive."""
        return Surroundings(
            lookup=Lookup(
                article=self._article,
                category=self._finding.category,
                tag=self._finding.tag,
                file=lambda path: self.file(path) is not None,
            ),
            include=self._include,
            beside=self._text,
            post_url=self._post_url,
            hosts=self._hosts(),
        )

    def _include(self, name: str) -> str | None:
        # Jekyll refuses names that lead out of _includes, too.
        return None if ".." in name.split("/") else self._text(self._in_site(f"_includes/{name}"))

    def _article(self, address: str) -> int | None:
        if address.startswith("/"):
            return self._finding.url_number(address)
        return self._finding.number(address)

    def _post_url(self, name: str) -> str | None:
        """Return the path on the site of a post, by its name with or without extension, or its path."""
        bare = name.strip("/")
        stem = bare.rpartition("/")[2]
        paths = [self._in_site(f"_posts/{bare}{ending}") for ending in ("", *_POSTS)]
        for candidate in (bare, self._in_site(bare), *paths, stem):
            number = self._finding.number(candidate)
            if number is not None:
                return self._finding.url(number)
        return None

    def _hosts(self) -> frozenset[str]:
        """Return the host that a CNAME file names: GitHub Pages serves the site there."""
        name = (self._text(self._in_site("CNAME")) or "").strip().lower()
        return frozenset({name}) if name and len(name) < 256 and not name.split()[1:] else frozenset()

    def _in_site(self, path: str) -> str:
        return f"{self._site.source}/{path}" if self._site.source else path

    def _text(self, path: str) -> str | None:
        if self._folder.contains(path) is None:
            return None
        try:
            return decode(self._folder.read(path, _INCLUDE_LIMIT)).text
        except OSError:
            return None
