"""Going through articles: what the keys of reading do across list, page and sidebar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from reader.domain.changes import Mark
from reader.domain.shelf import Place, Scope, Show, Term
from reader.ui.desk import Desk
from reader.ui.models.unread import neighbour
from reader.ui.sidebar.sidebar import Sidebar
from reader.ui.timeline.table import ArticleTable
from reader.ui.viewer.article_view import ArticleView

WALKED = frozenset({Place.CATEGORY, Place.TAG})
"""The kinds of scope from which one walks on into the next."""


class Reading(QObject):
    """A command binds to what is on screen when it is called.

    ``ran_out``: there is no unread article left in that direction.
    """

    ran_out = Signal()

    def __init__(
        self,
        desk: Desk,
        table: ArticleTable,
        sidebar: Sidebar,
        viewer: ArticleView,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._table = table
        self._sidebar = sidebar
        self._viewer = viewer

    def target(self) -> int | None:
        """Return the article that a command is about: the selected one, else the one on the page."""
        selected = self._table.current_number()
        return self._desk.article if selected is None else selected

    def next_article(self) -> None:
        """Open the next article of the list."""
        self._step(1)

    def previous_article(self) -> None:
        """Open the previous article of the list."""
        self._step(-1)

    def next_unread(self) -> None:
        """Open the next unread article, if need be of the next category."""
        self._step_unread(1)

    def previous_unread(self) -> None:
        """Open the previous unread article, if need be of the previous category."""
        self._step_unread(-1)

    def page_down(self) -> None:
        """Go a page down; at the end of the article, to the next unread one."""
        if self._desk.article is None or not self._viewer.page_down():
            self._step_unread(1)

    def page_up(self) -> None:
        """Go a page up."""
        self._viewer.page_up()

    def next_category(self) -> None:
        """Open the next category."""
        self._step_category(1, unread=False)

    def previous_category(self) -> None:
        """Open the previous category."""
        self._step_category(-1, unread=False)

    def toggle_read(self) -> None:
        """Mark the article read, or unread."""
        self._toggle(Mark.READ)

    def toggle_star(self) -> None:
        """Star the article, or take its star away."""
        self._toggle(Mark.STARRED)

    def mark_above(self) -> None:
        """Mark everything above the article read."""
        number = self.target()
        if number is not None:
            self._desk.mark_above(number)

    def mark_older(self) -> None:
        """Mark everything older than the article read."""
        number = self.target()
        if number is not None:
            self._desk.mark_older(number)

    def open(self, number: int) -> None:
        """Select an article, where the list has it, and open it."""
        self._table.select(number)
        self._desk.open_article(number)

    def turn(self, show: Show) -> None:
        """Show all, the unread or the starred articles of the scope; what is being read stays in view."""
        self._stay(partial(self._desk.turn, show))

    def clean_up(self) -> None:
        """Let what was read leave the list, but for what is being read."""
        self._stay(self._desk.clean_up)

    def _stay(self, change: Callable[[], None]) -> None:
        """Change the list, with the open article selected afterwards if it was before."""
        selected = self._table.current_number()
        change()
        if selected is not None and selected == self._desk.article:
            self._table.select(selected)

    def _toggle(self, mark: Mark) -> None:
        number = self.target()
        if number is not None:
            self._desk.toggle(mark, number)

    def _step(self, step: int) -> None:
        if self._desk.expecting:
            return
        at = self.target()
        # Somebody who presses "previous" with nothing open starts at the top as well.
        number = self._desk.beside(at, 1 if at is None else step)
        if number is not None:
            self.open(number)

    def _step_unread(self, step: int) -> None:
        if self._desk.expecting:
            return
        at = self.target()
        number = self._desk.unread_beside(at, 1 if at is None else step)
        if number is None and self._step_category(step, unread=True):
            number = self._desk.unread_beside(None, step)
        if number is None:
            self.ran_out.emit()
        else:
            self.open(number)

    def _step_category(self, step: int, *, unread: bool) -> bool:
        """Open the category, or tag, beside the one at hand; False when there is none."""
        scope, figures, library = self._desk.scope, self._sidebar.figures(), self._desk.library
        place = scope.place if scope.place in WALKED else Place.CATEGORY
        if library is None or (unread and scope.place not in WALKED):
            return False

        def fits(term: Term) -> bool:
            # The sidebar's own counts may be a moment old.
            return not unread or bool(library.counts(Scope(place, term.slug)).unread)

        terms = figures.tags if place is Place.TAG else figures.categories
        term = neighbour(terms, scope.name if scope.place is place else "", step, fits)
        if term is None:
            return False
        self._desk.open_scope(Scope(place, term.slug))
        return True
