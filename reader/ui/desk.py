"""The desk: which folder, scope and article a person has before them, and what they do to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pyroaring import BitMap
from PySide6.QtCore import QObject, Signal

from reader.domain.changes import Changes, Mark
from reader.domain.shelf import Counts, Place, Scope, Show
from reader.library.library import Library
from reader.library.snapshot import Snapshot
from reader.settings import MarkRead
from reader.ui.models.article_list import ArticleListModel
from reader.ui.models.hits import Hits
from reader.ui.models.places import NOTHING, Figures
from reader.ui.models.runs import above, below
from reader.ui.models.sight import Sight
from reader.ui.models.unread import next_above, next_below

EVERYTHING: Final = Scope(Place.ALL)
NOBODY: Final = BitMap()


class Desk(QObject):
    """Knows no widget. What it does to the library is told by signals, on the window's thread.

    ``scope_opened``: the list shows another scope, or the same anew. ``hits_opened``: it shows what a search
    found in one; ``hits_changed``: that is more by now, or all there is.
    ``article_opened``: the page is to show an article. ``marks_changed``: the `Changes` just made.
    ``article_renewed``: the open article is to be shown as it is now.
    ``expecting``: a search is asked for of which nothing is shown yet: the list is not what the person means
    any more, so nothing in it is marked until it is another.
    ``written``: the same, once they are on disk; ``kept``: this for the mark of one article, which its row
    shows and no sentence. ``missed``: an article to be marked is not there any more.
    """

    scope_opened = Signal()
    hits_opened = Signal()
    hits_changed = Signal()
    article_opened = Signal(object)
    article_renewed = Signal()
    marks_changed = Signal(object)
    written = Signal(object)
    kept = Signal(object)
    missed = Signal()

    def __init__(self, model: ArticleListModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.library: Library | None = None
        self.scope = EVERYTHING
        self.show = Show.ALL
        self.hits: Hits | None = None
        self.expecting = False
        self.article: int | None = None
        self._was_changed = False
        self.mark_read: MarkRead = "open"
        self.show_hidden = False

    def use(self, library: Library | None) -> None:
        """Turn to another folder; nothing is open then."""
        self.library = library
        self.scope, self.show, self.article, self.hits = EVERYTHING, Show.ALL, None, None
        self._model.reset(library, BitMap())

    def open_scope(self, scope: Scope, show: Show | None = None) -> None:
        """Show a scope from its top; opening the same again clears what no longer belongs there."""
        if self.library is None:
            return
        self.scope, self.hits = scope, None
        self.show = self.show if show is None else show
        self._list()

    def open_hits(self, scope: Scope, hits: Hits) -> None:
        """Show from its top what a search has found in a scope, in place of all that is there."""
        self.scope, self.hits = scope, hits
        self._list()

    def take_hits(self, hits: Hits, sight: Sight) -> None:
        """Take over what the search has found by now; what is shown stays where it is."""
        self.hits = hits
        self.refresh(sight)
        self.hits_changed.emit()

    def return_to(self, scope: Scope, show: Show, shelf: BitMap, sight: Sight) -> None:
        """Show a scope as it was left: with what was listed then, as far as it is still there."""
        self.scope, self.show, self.hits = scope, show, None
        self._model.reset(self.library, shelf & self._there())
        self.refresh(sight)
        self.scope_opened.emit()

    def clean_up(self) -> None:
        """Open the scope anew, so that what was read leaves the list; the open article stays."""
        self.turn(self.show)

    def turn(self, show: Show) -> None:
        """Show all, the unread or the starred articles of the scope; the open one stays in the list."""
        stays = self._open() & self._model.shelf & self._there()
        self.show = show
        self._list()
        if stays - self._model.shelf:
            self._reset(self._model.shelf | stays)

    def keep(self, number: int) -> None:
        """Let an article into the list that was read there; what is opened must not be missing."""
        if self.library is None:
            return
        wide = EVERYTHING if self.scope.place is Place.UNREAD else self.scope
        if number in self.library.shelf(wide, hidden=self.show_hidden) - self._model.shelf:
            self._reset(self._model.shelf | BitMap([number]))

    def adopt(self, snapshot: Snapshot, sight: Sight, behind: BitMap = NOBODY) -> Mapping[int, int]:
        """Show what was loaded; returns the new numbers of articles that have got others.

        An article that is selected or open stays even when its file is gone. While a new catalog still
        fills, what the former one knows stays on screen. ``behind``: articles of a list that will be shown
        again.
        """
        library = self.library
        if library is None or library.is_partial(snapshot):
            if snapshot.catalog is not None:
                snapshot.catalog.close()
            return {}
        held = sight.chosen() | self._open()
        self._model.keep(held)
        renamed = library.renamed(snapshot, self._model.shelf | behind, held | sight.numbers())
        library.adopt(snapshot)
        self.hits = self.hits.renamed(renamed) if self.hits is not None else None
        if self.article is not None:
            self.article = renamed.get(self.article, self.article)
        self.refresh(sight.renamed(renamed), renamed)
        return renamed

    def refresh(self, sight: Sight, renamed: Mapping[int, int] | None = None) -> None:
        """Take over what came new into the scope; what is shown stays while it exists at all."""
        if self.library is None:
            return
        wanted, there = self._wanted(), self._there()
        renamed = renamed or {}
        shown = BitMap(self._model.shelf)
        moved = BitMap(renamed) & shown
        shown = (shown - moved) | BitMap([renamed[number] for number in moved])
        gone = (shown & (sight.chosen() | self._open())) - there
        self._model.apply(wanted | (shown & there) | gone, at_rest=sight.at_rest, renamed=renamed, gone=gone)

    def open_article(self, number: int, *, again: bool = False) -> None:
        """Show an article on the page; it counts as read when the setting says so.

        ``again``: it was open when the window was last closed, so its marks stay as they are.
        """
        if self.library is None:
            return
        before, self.article = self.article, number
        self._was_changed = self.library.is_changed(number)
        if self.mark_read == "leave" and before is not None and before != number:
            self._set(BitMap([before]), Mark.READ, value=True)
        # The page is made and drawn by others, who can begin while this thread does the rest.
        self.article_opened.emit(number)
        if self.mark_read == "open" and not again:
            self._set(BitMap([number]), Mark.READ, value=True)

    def renew(self) -> None:
        """Show the open article as it is now; that is the text that is read from here on."""
        if self.library is None or self.article is None:
            return
        self._was_changed = self.library.is_changed(self.article)
        if self.mark_read == "open":
            self._set(self._open(), Mark.READ, value=True)
        self.article_renewed.emit()

    def is_changed(self, number: int) -> bool:
        """Say whether an article's page is to tell that it has changed since it was read.

        Opening it takes its new text as read, but the page goes on telling until one leaves it.
        """
        if number == self.article:
            return self._was_changed
        return self.library is not None and self.library.is_changed(number)

    def leave(self) -> None:
        """Tell that the article at hand is left for good, at the end of a session."""
        if self.mark_read == "leave" and self.article is not None:
            self._set(BitMap([self.article]), Mark.READ, value=True)

    def beside(self, number: int | None, step: int) -> int | None:
        """Return the article after (1) or before (-1) one in the list; None at its ends."""
        rows = self._model.rows
        at = None if number is None else self._place(number)
        place = next_below(rows.places, at) if step > 0 else next_above(rows.places, at)
        return None if place is None else rows.number(place)

    def unread_beside(self, number: int | None, step: int) -> int | None:
        """Return the next (1) or previous (-1) unread article of the list, or None."""
        if self.library is None:
            return None
        rows, at = self._model.rows, None if number is None else self._place(number)
        unread = rows.places_of((self._model.shelf & self._there()) - self.library.read)
        place = next_below(unread, at) if step > 0 else next_above(unread, at)
        return None if place is None else rows.number(place)

    def toggle(self, mark: Mark, number: int) -> None:
        """Turn a mark of one article over."""
        if self.expecting:
            return
        if self.library is not None and number not in self._there():
            self.missed.emit()
        elif self.library is not None:
            marked = self.library.is_read if mark is Mark.READ else self.library.is_starred
            self._set(BitMap([number]), mark, value=not marked(number))

    def mark_all(self) -> None:
        """Mark everything in the list read: what is shown, not what waits."""
        if not self.expecting:
            self._set(BitMap(self._model.shelf), Mark.READ, value=True)

    def mark_above(self, number: int) -> None:
        """Mark everything over an article read."""
        at = self._place(number)
        if at is not None:
            self._mark_at(above(self._model.rows.places, at))

    def mark_older(self, number: int) -> None:
        """Mark everything under an article read."""
        at = self._place(number)
        if at is not None:
            self._mark_at(below(self._model.rows.places, at))

    def undo(self) -> None:
        """Take the last mark back."""
        if self.library is not None:
            self._tell(self.library.undo(self.written.emit))

    def redo(self) -> None:
        """Put the mark on again that was taken back last."""
        if self.library is not None:
            self._tell(self.library.redo(self.written.emit))

    def taken_back(self, changes: Changes) -> None:
        """Show that marks, or their undo, came to nothing because they could not be written."""
        self._tell(changes)

    def counts(self) -> Counts:
        """Return how many articles the scope, or the search, has, and how many of them are unread."""
        if self.library is None or self.hits is None:
            return self.library.counts(self.scope, hidden=self.show_hidden) if self.library else NOTHING
        found = self.hits.numbers & self._there()
        return Counts(len(found), found.difference_cardinality(self.library.read))

    def _list(self) -> None:
        """Fill the list anew, and tell what it shows."""
        self._reset(self._wanted())
        (self.scope_opened if self.hits is None else self.hits_opened).emit()

    def _reset(self, shelf: BitMap) -> None:
        self._model.reset(self.library, shelf, self.hits.ranked if self.hits is not None else ())

    def _wanted(self) -> BitMap:
        """Return what belongs in the list now."""
        if self.library is None:
            return BitMap()
        shelf = self.library.shelf(self.scope, self.show, hidden=self.show_hidden)
        return shelf if self.hits is None else shelf & self.hits.numbers

    def _place(self, number: int) -> int | None:
        """Return where an article stands in the list, or would stand; None: nowhere among the best hits."""
        place = self._model.rows.place(number)
        return number if place is None and self._model.by_time else place

    def _there(self) -> BitMap:
        """Return all articles whose files are there."""
        return self.library.shelf(EVERYTHING, hidden=True) if self.library is not None else BitMap()

    def _open(self) -> BitMap:
        return BitMap() if self.article is None else BitMap([self.article])

    def _mark_at(self, places: BitMap) -> None:
        if not self.expecting:
            self._set(self._model.rows.numbers_at(places), Mark.READ, value=True)

    def _set(self, numbers: BitMap, mark: Mark, *, value: bool) -> None:
        numbers = numbers & self._there()
        if self.library is not None and numbers:
            # A single mark is shown by its row; the toast is for what cannot be seen at a glance.
            done = self.written.emit if len(numbers) > 1 else self.kept.emit
            self._tell(self.library.mark(numbers, mark, value, done))

    def _tell(self, changes: Changes | None) -> None:
        if changes is not None and (changes.numbers or changes.seen):
            seen = BitMap(changes.seen)
            self._model.repaint(BitMap(changes.numbers) | seen if seen else changes.numbers)
            self.marks_changed.emit(changes)


def figures_of(library: Library, *, hidden: bool = False) -> Figures:
    """Return all that the sidebar shows of a library."""
    return Figures(
        library.counts(Scope(Place.TODAY), hidden=hidden),
        library.counts(Scope(Place.STARRED), hidden=hidden),
        library.counts(EVERYTHING, hidden=hidden),
        library.categories(),
        library.tags(),
        library.periods(),
    )
