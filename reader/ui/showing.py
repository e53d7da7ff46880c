"""What the panes show of the desk: every fact that changes is carried to the widgets here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyroaring import BitMap
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence

from reader.domain.article import Listing
from reader.domain.changes import Changes
from reader.domain.shelf import Place
from reader.library.library import Library
from reader.library.looks import Neighbours
from reader.library.snapshot import Snapshot
from reader.settings import Settings
from reader.ui.actions import key_text
from reader.ui.captions import Captions
from reader.ui.desk import EVERYTHING, Desk, figures_of
from reader.ui.models.article_list import ArticleListModel
from reader.ui.models.places import Figures
from reader.ui.paint_delay import PaintDelay
from reader.ui.panes import Panes
from reader.ui.reading import Reading
from reader.ui.returning import Returning
from reader.ui.searching import Searching
from reader.ui.sidebar.sidebar import Sidebar
from reader.ui.timeline.pane import ListPane
from reader.ui.viewer.article_view import ArticleView
from reader.ui.widgets.page_frame import PageFrame
from reader.ui.widgets.status_bar import StatusBar
from reader.ui.widgets.top_bar import TopBar

SOON: Final = 60
"""Milliseconds in which changes of marks gather before the sidebar counts anew."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The widgets that show something, and what they show."""

    desk: Desk
    model: ArticleListModel
    sidebar: Sidebar
    list_pane: ListPane
    top: TopBar
    page: PageFrame
    status: StatusBar
    panes: Panes
    viewer: ArticleView
    paint_delay: PaintDelay


class Showing(QObject):
    """Its methods are the slots of the desk's signals."""

    def __init__(
        self, parts: Parts, reading: Reading, returning: Returning, searching: Searching, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._reading = reading
        self._returning = returning
        self._searching = searching
        self._busy = False
        self._scope = EVERYTHING
        self.captions = Captions(self)
        self.figures = Figures()
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(SOON)
        self._counting.timeout.connect(self.count)

    def show_library(self) -> None:
        """Show the folder's name and numbers; no article is open."""
        parts, library = self._parts, self._parts.desk.library
        parts.page.show_buttons(article=False, original=False)
        parts.status.show_problems(library.problem_count() if library else 0)
        if library is None:
            parts.top.show_folder("", None)
        self.count()
        self.show_star()

    def take_settings(self, settings: Settings) -> None:
        """Take over what the settings say of reading and of what is listed."""
        desk = self._parts.desk
        desk.mark_read = settings.mark_read
        self._parts.sidebar.hide_read_categories(hide=settings.hide_read_categories)
        if desk.show_hidden is not settings.show_hidden:
            desk.show_hidden = settings.show_hidden
            desk.clean_up()
            self.count()

    def show_busy(self, *, busy: bool) -> None:
        """Take over whether the folder is being read."""
        if busy != self._busy:
            self._busy = busy
            self._explain()

    def show_scope(self) -> None:
        """Show the scope that was opened."""
        parts = self._parts
        self._returning.forget()
        self._show_place()
        parts.list_pane.choose_show(parts.desk.show)
        parts.panes.turn(to_page=False)
        self._show_counts()
        self.show_star()

    def show_hits(self) -> None:
        """Show what a search has found."""
        parts = self._parts
        self._returning.forget()
        if parts.desk.scope != self._scope:
            self._show_place()
        parts.panes.turn(to_page=False)
        self._show_counts()
        self.show_star()

    def show_more_hits(self) -> None:
        """Show that a search has found more, or all there is."""
        self._show_counts()

    def show_article(self, number: int) -> None:
        """Show the article that was opened; its page goes before all that is to be painted besides."""
        parts = self._parts
        parts.paint_delay.begin()
        parts.viewer.show_article(number)
        listing = parts.desk.library.listing(number) if parts.desk.library else None
        parts.page.show_buttons(article=True, original=bool(listing and listing.article.link))
        parts.panes.turn(to_page=True)
        parts.page.change_bar.hide()
        self.show_star()

    def show_painted(self, number: int) -> None:
        """Tell what there is to tell of the page on screen; nobody waits now, so make the next one ready."""
        self.show_change()
        following = self._parts.desk.beside(number, 1)
        if following is not None:
            self._parts.viewer.prefetch(following)

    def show_change(self) -> None:
        """Tell when the open article is not any more what its page says."""
        desk, viewer = self._parts.desk, self._parts.viewer
        listing = desk.library.listing(desk.article) if desk.library and desk.article is not None else None
        shown = viewer.fingerprint
        changed = listing is not None and shown not in (0, listing.article.fingerprint)
        self._parts.page.change_bar.show_changed(changed=changed)

    def show_marks(self, changes: Changes) -> None:
        """Show marks that changed; the sidebar counts a little later."""
        if changes.action != "mark":
            # What an undo makes unread belongs into the list again.
            self._refresh()
        self.show_star()
        self._show_counts()
        self._counting.start()

    def tell(self, changes: Changes) -> None:
        """Say what was done, now that it is on disk."""
        undo = self.tr("Undo {keys}").format(keys=key_text(QKeySequence("Ctrl+Z")))
        text = self.captions.change(changes)
        self._parts.page.toast.say(text, "" if changes.action == "undo" else undo)

    def tell_gone(self) -> None:
        """Say that nothing can be done with an article that is only still on screen."""
        self._parts.page.toast.say(self.tr("The file of this article is gone."))

    def tell_end(self) -> None:
        """Say that there is nothing unread to go to."""
        self._parts.page.toast.say(self.tr("Nothing unread is left in this direction."))

    def show_star(self) -> None:
        """Show in the top bar whether the article at hand is starred."""
        number, library = self._reading.target(), self._parts.desk.library
        starred = library is not None and number is not None and library.is_starred(number)
        self._parts.top.show_star(starred=starred)

    def let_in(self) -> None:
        """Let the waiting articles into the list; what is in view stays where it is."""
        table = self._parts.list_pane.table
        # What was redated goes where it belongs; the view stays with what stays.
        sight = table.sight().beside(BitMap(self._parts.model.rows.stands))
        self._parts.model.let_in()
        table.hold(sight)

    def adopt(self, library: Library, snapshot: Snapshot) -> None:
        """Show what a worker has loaded, unless another folder was opened meanwhile."""
        parts = self._parts
        if library is not parts.desk.library:
            if snapshot.catalog is not None:
                snapshot.catalog.close()
            return
        if snapshot.catalog is None and library.generation:
            # The cache is gone, and is made anew: what is listed stays until there is another list.
            return
        table = parts.list_pane.table
        sight = table.sight()
        renamed = parts.desk.adopt(snapshot, sight, self._searching.behind())
        table.hold(sight.renamed(renamed))
        parts.viewer.follow(renamed)
        self._searching.follow(renamed)
        self.show_change()
        parts.status.show_problems(library.problem_count())
        self.show_star()
        self.count()
        self._returning.arrive()

    def begin_day(self) -> None:
        """Show that it is another day; what somebody is reading of the day before stays with them."""
        desk, table = self._parts.desk, self._parts.list_pane.table
        untouched = table.at_rest() and desk.article is None and desk.hits is None
        if desk.scope.place is Place.TODAY and untouched:
            desk.open_scope(desk.scope)
        else:
            self._refresh()
        # The days in the list have other names now.
        table.rescale()
        self.count()

    def _refresh(self) -> None:
        table = self._parts.list_pane.table
        sight = table.sight()
        self._parts.desk.refresh(sight)
        table.hold(sight)

    def count(self) -> None:
        """Count everything anew."""
        parts, library = self._parts, self._parts.desk.library
        self.figures = figures_of(library, hidden=parts.desk.show_hidden) if library else Figures()
        parts.sidebar.show_figures(self.figures)
        if library:
            parts.top.show_folder(library.site_title, self.figures.everything.total)
        self._show_counts()

    def target_listing(self) -> Listing | None:
        """Return all that is known of the article at hand; says so when its file is gone."""
        number, library = self._reading.target(), self._parts.desk.library
        if library is None or number is None:
            return None
        listing = library.listing(number)
        if listing is None:
            self.tell_gone()
        return listing

    def neighbours(self, number: int) -> Neighbours:
        """Return what stands after and before an article in the list, for the foot of its page."""
        desk, library = self._parts.desk, self._parts.desk.library
        if library is None or self._parts.model.row(number) < 0:
            return Neighbours()
        beside = [desk.beside(number, step) for step in (1, -1)]
        titles = {row.number: row.title for row in library.rows([one for one in beside if one is not None])}
        older, newer = (None if one is None else (one, titles.get(one, "")) for one in beside)
        return Neighbours(older, newer)

    def _show_place(self) -> None:
        self._scope = self._parts.desk.scope
        self._parts.sidebar.show_scope(self._scope)

    def _show_counts(self) -> None:
        desk = self._parts.desk
        if desk.library:
            title = self.captions.scope_title(desk.scope, self.figures)
            header, searching = self._parts.list_pane.header, self._searching
            if desk.hits is None:
                header.show_scope(title, desk.counts())
            else:
                counts = self.captions.hits(desk.counts(), more=searching.under_way)
                header.show_search(self.tr("Search in {scope}").format(scope=title), counts)
                header.show_ways(best=searching.best, limited=searching.limited)
        self._explain()

    def _explain(self) -> None:
        """Say why the list is empty, where it is."""
        desk = self._parts.desk
        anything = bool(self.figures.everything.total)
        if desk.hits is not None and not desk.hits.numbers:
            searching = self._searching
            text = "" if searching.under_way else self.captions.nothing_found(limited=searching.limited)
        else:
            text = self.captions.why_empty(desk.scope, desk.show, any_articles=anything, busy=self._busy)
        self._parts.list_pane.show_empty("" if self._parts.model.rowCount() else text)
