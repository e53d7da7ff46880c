"""Which page stands behind an article's number at the moment: its looks, neighbours and images."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from reader.domain.errors import ReaderError
from reader.library.looks import Appearance, Page, Showing, Sought, Words
from reader.ui.viewer.pages import Order, PageShelf
from reader.ui.viewer.supply import Supply


class Orders:
    """Turns numbers into pages of the open folder, as they are wanted now."""

    def __init__(self, shelf: PageShelf, words: Words) -> None:
        self._shelf = shelf
        self._supply: Supply | None = None
        self._showing = Showing(words=words)
        self._images: dict[int, frozenset[str]] = {}
        self._given: tuple[int, Page] | None = None
        self.page_failed: Callable[[int, Exception], None] = _ignore

    @property
    def sought(self) -> Sought:
        """What is marked in pages."""
        return self._showing.sought

    @property
    def supply(self) -> Supply | None:
        """The open folder."""
        return self._supply

    def use(self, supply: Supply | None) -> None:
        """Serve another folder."""
        self._supply, self._given = supply, None
        self._images.clear()
        self._shelf.use(supply)

    def fingerprint(self, number: int | None) -> int:
        """Return the fingerprint of an article as the engine was given it last; 0 where it has another."""
        given = self._given
        return given[1].fingerprint if given is not None and given[0] == number else 0

    def keep_text(self, number: int | None, *, leaving: bool) -> None:
        """Let it be remembered what an article said as the engine was given it last."""
        supply, given = self._supply, self._given
        if supply is not None and given is not None and given[0] == number and given[1].text:
            supply.keep_text(given[0], given[1].text, leaving)

    def set_appearance(self, appearance: Appearance) -> bool:
        """Make pages in these looks from now on; false when they are the same."""
        changed = appearance != self._showing.appearance
        self._showing = replace(self._showing, appearance=appearance)
        return changed

    def mark(self, sought: Sought) -> bool:
        """Mark in pages from now on what is searched for; false when it is the same."""
        changed = sought != self._showing.sought
        self._showing = replace(self._showing, sought=sought)
        return changed

    def follow(self, renamed: Mapping[int, int]) -> None:
        """Let articles that have got other numbers keep their pages, and the images that were asked for."""
        self._shelf.follow(renamed)
        if self._given is not None:
            number, page = self._given
            self._given = renamed.get(number, number), page
        asked = {renamed[number]: self._images[number] for number in renamed if number in self._images}
        self._images.update(asked)

    def make_ahead(self, number: int) -> None:
        """Make the page of an article that may be asked for next."""
        if self._supply is not None:
            self._shelf.make_ahead(self._order(self._supply, number))

    def make(self, number: int) -> None:
        """Begin with the page of an article that the engine is about to ask for."""
        if self._supply is not None:
            self._shelf.begin(self._order(self._supply, number))

    def allow_image(self, number: int, index: int) -> bool:
        """Show one remote image of an article; false when it has no such image."""
        page = self._ready(number)
        if page is None or index >= len(page.remote_images):
            return False
        self._images[number] = self._images.get(number, frozenset()) | {page.remote_images[index]}
        return True

    def page_of(self, number: int, done: Callable[[Page], None], failed: Callable[[Exception], None]) -> None:
        """Hand over the page of an article, now or when it is made."""
        supply = self._supply
        if supply is None:
            failed(LookupError("no folder is open"))
            return
        order = self._order(supply, number)

        def on_failure(error: Exception) -> None:
            if isinstance(error, ReaderError) and order.generation != supply.generation():
                # The catalog was exchanged while the page was being made.
                self.page_of(number, done, failed)
                return
            failed(error)
            self.page_failed(number, error)

        def on_page(page: Page) -> None:
            self._given = number, page
            done(page)

        self._shelf.get(order, on_page, on_failure)

    def file_of(self, path: str) -> Path | None:
        """Return where a file of the folder lies, or None when it lies outside (on a worker)."""
        supply = self._supply
        return None if supply is None else supply.file(path)

    def image_of(self, number: int, index: int) -> str | None:
        """Return the address of a remote image that the person asked for, and None for any other."""
        page = self._ready(number)
        if page is None or self._supply is None or index >= len(page.remote_images):
            return None
        address = page.remote_images[index]
        asked = address in self._images.get(number, frozenset()) or self._supply.all_images(number)
        return address if asked else None

    def _ready(self, number: int) -> Page | None:
        return None if self._supply is None else self._shelf.page(number)

    def _order(self, supply: Supply, number: int) -> Order:
        showing = replace(
            self._showing,
            neighbours=supply.neighbours(number),
            allowed=self._images.get(number, frozenset()),
            all_images=supply.all_images(number),
            changed=supply.changed(number),
        )
        return Order(number, supply.generation(), showing)


def _ignore(_number: int, _error: Exception) -> None:
    """Take no notice of a page that could not be made."""
