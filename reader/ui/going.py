"""Where a key, a line of the palette or a link of a page leads: to a pane, a place, an article, or out."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote

from PySide6.QtCore import QObject, Qt, Signal

from reader.domain.shelf import Place, Scope
from reader.ui.actions import Actions
from reader.ui.models.places import SearchLine
from reader.ui.reading import Reading
from reader.ui.showing import Parts, Showing

LINK: Final = "newsfold:"
"""What links of a page begin with that the window itself follows."""


class Going(QObject):
    """``link_requested``: a link that leads out of the program, or to an image.

    ``reveal_requested``: show a file, named relative to the folder. ``similar_requested``: find articles like
    the one of a number.
    """

    link_requested = Signal(str)
    reveal_requested = Signal(str)
    similar_requested = Signal(object)

    def __init__(
        self, parts: Parts, reading: Reading, showing: Showing, commands: Actions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._reading = reading
        self._showing = showing
        self._commands = commands

    def to_sidebar(self) -> None:
        """Give the keyboard to the sidebar."""
        self._parts.panes.call_sidebar()
        self._parts.sidebar.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_filter(self) -> None:
        """Let one type which categories the sidebar shall show."""
        self._parts.panes.call_sidebar()
        self._parts.sidebar.start_filter()

    def to_list(self) -> None:
        """Give the keyboard to the list."""
        self._parts.panes.turn(to_page=False)
        self._parts.list_pane.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_page(self) -> None:
        """Give the keyboard to the page."""
        self._parts.panes.turn(to_page=True)
        self._parts.viewer.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, target: object) -> None:
        """Go where a line of the palette leads: to a place, an action, or a kept search."""
        if isinstance(target, Scope):
            self._parts.desk.open_scope(target)
        elif isinstance(target, SearchLine):
            self._parts.sidebar.searches.open_requested.emit(target)
        elif isinstance(target, str):
            self._commands[target].trigger()

    def follow(self, link: str) -> None:
        """Follow a link of a page; what leads out of the program is for others."""
        kind, _, name = link.removeprefix(LINK).partition("/")
        if not link.startswith(LINK) or kind not in {"article", "category", "tag", "home"}:
            self.link_requested.emit(link)
        elif kind == "article" and name.isdecimal():
            self._reading.open(int(name))
        elif kind == "home":
            self._parts.desk.open_scope(Scope(Place.ALL))
        elif kind in {"category", "tag"}:
            self._parts.desk.open_scope(Scope(Place(kind), unquote(name)))

    def to_original(self) -> None:
        """Go to where the article at hand was taken from; says so when it names no such place."""
        listing = self._showing.target_listing()
        if listing is not None and listing.article.link:
            self.link_requested.emit(listing.article.link)
        elif listing is not None:
            self._parts.page.toast.say(self.tr("This article names no original."))

    def to_similar(self) -> None:
        """Go to articles that are like the one at hand."""
        listing = self._showing.target_listing()
        if listing is not None:
            self.similar_requested.emit(listing.number)

    def to_file(self) -> None:
        """Show the file of the article at hand."""
        listing = self._showing.target_listing()
        if listing is not None:
            self.reveal_requested.emit(listing.article.path)
