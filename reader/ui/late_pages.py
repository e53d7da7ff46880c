"""Rendering, loaded when first needed: what it takes to read Markdown is no use for showing titles."""

from __future__ import annotations

import importlib
from pathlib import Path
from threading import Lock
from typing import Protocol

from reader.domain.query import Query
from reader.library.library import Library
from reader.library.looks import Page, Showing
from reader.library.searching.sentences import Finder, Snippet


class Renderer(Protocol):
    """What `reader.library.pages.Pages` offers to the page pane."""

    def page(self, number: int, showing: Showing) -> Page: ...  # noqa: D102 - said there
    def file(self, path: str) -> Path | None: ...  # noqa: D102 - said there
    def snippet(self, number: int, finder: Finder) -> Snippet | None: ...  # noqa: D102 - said there
    def like(self, number: int) -> Query: ...  # noqa: D102 - said there


class LatePages:
    """The pages of one library. Every method is slow, and may be called on any thread."""

    def __init__(self, library: Library, resources: Path) -> None:
        self._library = library
        self._resources = resources
        self._guard = Lock()
        self._made: Renderer | None = None

    def page(self, number: int, showing: Showing) -> Page:
        """Return the page of an article; raises ReaderError when it cannot be read."""
        return self.load().page(number, showing)

    def file(self, path: str) -> Path | None:
        """Return where a file of the folder lies, or None when it is none, or lies outside."""
        return self.load().file(path)

    def snippet(self, number: int, finder: Finder) -> Snippet | None:
        """Return the sentence of an article in which something stands; raises ReaderError."""
        return self.load().snippet(number, finder)

    def like(self, number: int) -> Query:
        """Return a query for articles that are like one; raises ReaderError when that cannot be told."""
        return self.load().like(number)

    def load(self) -> Renderer:
        """Load what rendering takes, a quarter of a second at the first call."""
        with self._guard:
            if self._made is None:
                pages = importlib.import_module("reader.library.pages").Pages
                made: Renderer = pages(self._library, self._resources)
                self._made = made
            return self._made
