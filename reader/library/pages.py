"""The articles of an open archive as they are shown: their text, their pages, and what these need."""

from __future__ import annotations

import posixpath
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Final

from reader.content.decode import decode
from reader.content.document import Document, RawFile
from reader.content.finding import Finder, Snippet
from reader.content.links import Lookup
from reader.content.markup import MARKDOWN
from reader.content.parse import Parser
from reader.content.plaintext import plain_text
from reader.domain.article import Article, Listing
from reader.domain.errors import ReaderError, UnknownArticleError
from reader.domain.query import Query
from reader.domain.shelf import Place, Scope
from reader.domain.site import Site
from reader.library.bodies import Others, Source, Surroundings, body_html, body_text, escaped, part
from reader.library.change_note import change_note, note
from reader.library.data_files import read_data
from reader.library.library import Library
from reader.library.looks import Page, Showing
from reader.library.rendering import Frame, page
from reader.library.site_posts import Archive, others_of
from reader.sources.folder import Folder
from reader.storage.read_texts import LIMIT

INCLUDE_LIMIT: Final = 2**20
"""Bytes that are read of a file which an article includes."""
SHOWN: Final = 12
"""How many articles are kept as they were shown last, for the case that their files go away."""


class Pages:
    """Renders articles of one open library. Its methods read files: they are slow, and for one worker.

    ``resources`` holds the page's frame. Numbers that the library does not know raise
    UnknownArticleError, files that cannot be read ReaderError.
    """

    def __init__(self, library: Library, resources: Path, now: Callable[[], float] = time.time) -> None:
        self._library = library
        self._resources = resources
        self._now = now
        self._folder = Folder(library.folder)
        self._shown: OrderedDict[int, tuple[Listing, Document]] = OrderedDict()

    @property
    def _site(self) -> Site:
        return self._library.site

    def document(self, number: int) -> Document:
        """Return an article as its file now has it."""
        return self._document(self._listing(number))

    def html(self, number: int) -> str:
        """Return the clean body of an article, without images from the web."""
        return body_html(_source(self.document(number)), self._site, self._surroundings)

    def text(self, number: int) -> str:
        """Return the text of an article, blank lines between its paragraphs."""
        return body_text(_source(self.document(number)), self._site, self._surroundings)

    def snippet(self, number: int, finder: Finder) -> Snippet | None:
        """Return the sentence of an article's text in which something stands that is searched for."""
        return finder.snippet(plain_text(self.document(number).body))

    def like(self, number: int) -> Query:
        """Return a query for articles like one, to be put in the order of how well they fit."""
        document = self.document(number)
        return self._library.like(document.article.title, plain_text(document.body))

    def similar(self, number: int, limit: int) -> list[int]:
        """Return the articles that are most like one, the one that is most so first."""
        query = self.like(number)
        if not query.text:
            return []
        found = self._library.search(query, self._library.shelf(Scope(Place.ALL))).best(limit + 1)
        return [other for other in found if other != number][:limit]

    def page(self, number: int, showing: Showing) -> Page:
        """Return the whole page of an article."""
        try:
            listing = self._listing(number)
            document = self._document(listing)
        except ReaderError:
            if number not in self._shown:
                raise
            # Somebody has it before them, and wants it in other looks.
            listing, document = self._shown[number]
            gone = note(showing.words.gone, showing.appearance.language)
            return self._page(listing, document, replace(showing, note=gone))
        self._shown[number] = listing, document
        self._shown.move_to_end(number)
        while len(self._shown) > SHOWN:
            self._shown.popitem(last=False)
        return self._page(listing, document, showing)

    def _page(self, listing: Listing, document: Document, showing: Showing) -> Page:
        text = f"{document.article.title}\n{plain_text(document.body)}"
        if showing.changed and not showing.note:
            former, language = self._library.text_read(listing.number), showing.appearance.language
            # As it is remembered, so that nothing seems to be new that was cut off.
            showing = replace(showing, note=change_note(former, text[:LIMIT], showing.words, language))
        made = page(_source(document), listing, self._site, self._surroundings, self._frame, showing)
        return replace(made, text=text, fingerprint=document.article.fingerprint)

    def file(self, path: str) -> Path | None:
        """Return where a file of the folder lies, or None when it is none, or lies outside."""
        found = self._folder.contains(path)
        return found if found is not None and found.is_file() else None

    def _listing(self, number: int) -> Listing:
        listing = self._library.listing(number)
        if listing is None:
            raise UnknownArticleError("The article is not there any more.")
        return listing

    def _document(self, listing: Listing) -> Document:
        failure = None
        for path in (listing.article.path, *listing.copies):
            try:
                data = self._folder.read(path)
            except OSError as error:
                failure = failure or error
                continue
            info = self._folder.stat(path)
            size, changed = (info.size, info.mtime_ns) if info else (len(data), 0)
            document = Parser(self._site, int(self._now())).document(RawFile(path, data, size, changed))
            return replace(document, article=replace(document.article, key=listing.article.key))
        reason = failure.strerror if failure and failure.strerror else failure
        raise ReaderError(f"The file “{listing.article.path}” cannot be read ({reason}).") from failure

    @cached_property
    def _frame(self) -> Frame:
        return Frame.load(self._resources)

    @cached_property
    def _surroundings(self) -> Surroundings:
        return Surroundings(
            lookup=Lookup(article=self._article, category=self._category, tag=self._tag, file=self._is_file),
            include=self._include,
            beside=self._text,
            post_url=self._post_url,
            hosts=self._hosts(),
            data=read_data(self._folder, self._site),
            others=self._others,
            now=self._now,
        )

    def _others(self, article: Article) -> Others:
        library = self._library
        archive = Archive(
            library.posts(),
            library.listing,
            lambda number: _source(self.document(number)),
            lambda place, name: library.shelf(Scope(place, name)),
            library.names_among,
            lambda source, whole: part(source, self._site, self._surroundings, whole=whole),
        )
        return others_of(library.number_of(article.key), archive)

    def _include(self, name: str) -> str | None:
        # Jekyll refuses names that lead out of the folder of includes, too.
        if ".." in name.split("/"):
            return None
        return self._text(posixpath.join(self._site.source, "_includes", name.lstrip("/")))

    def _article(self, place: str) -> int | None:
        """Return the article with a path on the site, which begins with a slash, or else of a file."""
        if place.startswith("/"):
            return self._library.number_of_url(place)
        return self._library.number_of(place)

    def _category(self, spelling: str) -> str | None:
        if self._library.shelf(Scope(Place.CATEGORY, spelling), hidden=True):
            return spelling
        return self._categories.get(_folded(spelling))

    def _tag(self, spelling: str) -> str | None:
        if self._library.shelf(Scope(Place.TAG, spelling), hidden=True):
            return spelling
        return self._tags.get(_folded(spelling))

    @cached_property
    def _categories(self) -> dict[str, str]:
        return {_folded(term.slug): term.slug for term in reversed(self._library.categories())}

    @cached_property
    def _tags(self) -> dict[str, str]:
        return {_folded(term.slug): term.slug for term in reversed(self._library.tags())}

    def _is_file(self, path: str) -> bool:
        return self.file(path) is not None

    def _text(self, path: str) -> str | None:
        """Return the text of a file in the folder, or None when there is none."""
        try:
            return decode(self._folder.read(path, INCLUDE_LIMIT)).text
        except (OSError, ValueError):
            return None

    def _post_url(self, name: str) -> str | None:
        """Return the path on the site of a post by its name, with folders before it, or by its file."""
        below = posixpath.join(self._site.source, name.lstrip("/"))
        for spelling in (name, below, name.rpartition("/")[2]):
            number = self._library.number_of(spelling)
            listing = self._library.listing(number) if number is not None else None
            if listing is not None:
                return escaped(listing.article.url) or None
        # The link tag names pages and files, too (tags/link.rb).
        stem, dot, extension = name.lstrip("/").rpartition(".")
        if not dot or not self._is_file(below):
            return None
        return escaped(f"/{stem}.{'html' if extension in MARKDOWN else extension}")

    def _hosts(self) -> frozenset[str]:
        """Return the host that the site's CNAME file names, as GitHub's pages do."""
        name = self._text(posixpath.join(self._site.source, "CNAME")) or ""
        return frozenset(line.strip().lower() for line in name.splitlines()[:1] if line.strip())


def _source(document: Document) -> Source:
    return Source(document.article, document.values, document.body, document.excerpt)


def _folded(spelling: str) -> str:
    """Return what two spellings of one slug have in common: sites write case and spaces as they like."""
    return "-".join(spelling.casefold().split())
