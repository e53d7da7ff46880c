"""Words that are looked for in the page at hand, and hits that one goes through: two bars, one at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from reader.ui.viewer.browser import Browser
from reader.ui.viewer.find_bar import FindBar
from reader.ui.viewer.hit_bar import HitBar
from reader.ui.viewer.hits import NO_PLACE, Place


class Seeking(QObject):
    """``bar`` belongs below the page, ``hits`` over it. The keys for the next one belong to what is there."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._web: Browser | None = None
        self._at: Place = NO_PLACE
        self.bar = FindBar(view)
        self.hits = HitBar(view)
        self.hits.step_requested.connect(self.go_on)
        self.hits.turned.connect(self._on_turned)
        self.bar.find_requested.connect(self._on_find)
        self.bar.closed.connect(self._on_closed)

    def use(self, web: Browser | None) -> None:
        """Look in the engine's pages from now on."""
        self._web = web
        if web is not None:
            web.found.connect(self.bar.show_count)
            web.hits_counted.connect(self._on_hits)

    @Slot(int)
    def go_on(self, step: int) -> None:
        """Go to the next place (1), or to the one before (-1)."""
        if self.bar.isVisible():
            self.bar.go(step)
        elif self._web is not None:
            self._web.go_to_hit(step)

    def open(self) -> None:
        """Open the bar that looks for words, with the selected ones in it."""
        if self._web is not None:
            self.hits.hide()
            self.bar.open(self._web.selected_text().partition("\n")[0][:100])

    def find(self, text: str, *, backwards: bool = False) -> None:
        """Mark the places with a text and go to the next one; empty text ends it."""
        if self._web is not None:
            self._web.find_text(text, backwards=backwards)

    @property
    def at(self) -> Place:
        """Which hit of how many one is at."""
        return self._at

    def leave(self) -> None:
        """Close both bars: there is no page any more."""
        self.bar.hide()
        self.forget()

    def forget(self) -> None:
        """Count no hits until those of another page are."""
        self._on_hits(*NO_PLACE)

    @Slot(int)
    def _on_turned(self, pixels: int) -> None:
        if self._web is not None:
            self._web.scroll_by(pixels)

    @Slot(int, int)
    def _on_hits(self, current: int, total: int) -> None:
        self._at = current, total
        if self.bar.isHidden():
            self.hits.show_count(current, total)

    @Slot(str, bool)
    def _on_find(self, text: str, backwards: bool) -> None:  # noqa: FBT001 - the signal's own argument
        self.find(text, backwards=backwards)

    @Slot()
    def _on_closed(self) -> None:
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hits.show_count(*self._at)
