"""The list of articles: a thin model over a shelf, in which nothing that is shown ever moves by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice

from pyroaring import BitMap
from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from reader.domain.article import Row
from reader.library.library import Library
from reader.ui.models.days import time_text
from reader.ui.models.row_cache import RowCache
from reader.ui.models.runs import below, number_at, row_of, runs

MANY_RUNS = 200
"""Beyond this many separate places, one reset is cheaper than inserting at each."""
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class ItemRole(IntEnum):
    """What the model gives besides text."""

    ITEM = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Item:
    """What the delegate draws. ``opens_day``: the row is the first of its day."""

    row: Row
    unread: bool
    starred: bool
    opens_day: bool


class ArticleListModel(QAbstractTableModel):
    """Row *k* is the *k*-th largest number of the shelf.

    ``waiting_changed`` tells how many new articles wait to be let in.
    """

    waiting_changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library: Library | None = None
        self._shelf = BitMap()
        self._waiting = BitMap()
        self._cache = RowCache(lambda _numbers: ())

    @property
    def shelf(self) -> BitMap:
        """The numbers shown; not to be changed."""
        return self._shelf

    @property
    def waiting(self) -> int:
        """How many articles wait behind the pill."""
        return len(self._waiting)

    def reset(self, library: Library | None, shelf: BitMap) -> None:
        """Show a shelf from its top; nothing waits then."""
        self.beginResetModel()
        if library is not self._library or library is None:
            self._library = library
            self._cache = RowCache(library.rows if library else lambda _numbers: ())
        self._shelf = BitMap(shelf)
        self.endResetModel()
        self._wait(BitMap())

    def apply(self, shelf: BitMap, *, at_rest: bool) -> None:
        """Take over a new state of the shelf without moving what is shown.

        Articles that are gone leave. Articles older than all shown ones are appended. Newer ones, and
        ones that belong in between, wait, unless the list is at rest: at its top, nothing selected.
        """
        self._cache.forget()
        self._remove(self._shelf - shelf)
        added = shelf - self._shelf
        older = below(added, int(self._shelf.min())) if self._shelf else added
        self._insert(older)
        newer = added - older
        if at_rest:
            self._insert(newer)
            newer = BitMap()
        self._wait(newer)
        self.repaint_all()

    def let_in(self) -> None:
        """Insert the articles that wait."""
        self._insert(self._waiting)
        self._wait(BitMap())

    def repaint_all(self) -> None:
        """Say that the marks of any row may have changed; views draw the visible ones anew."""
        if self._shelf:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shelf) - 1, 0))

    def number(self, row: int) -> int | None:
        """Return the number in a row, or None beyond the ends."""
        return number_at(self._shelf, row) if 0 <= row < len(self._shelf) else None

    def row(self, number: int | None) -> int:
        """Return the row of a number, or -1."""
        return row_of(self._shelf, number) if number is not None and number in self._shelf else -1

    def item(self, row: int) -> Item:
        """Return what is shown in a row; raises IndexError."""
        library = self._library
        if library is None:
            raise IndexError(row)
        shown = self._cache.get(self._shelf, row)
        opens = row == 0 or day_of(self._cache.get(self._shelf, row - 1)) != day_of(shown)
        return Item(shown, not library.is_read(shown.number), library.is_starred(shown.number), opens)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of articles."""
        return 0 if parent.isValid() else len(self._shelf)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return one: the delegate draws the whole row."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, the `Item`, or what a screen reader says."""
        if not index.isValid() or not 0 <= index.row() < len(self._shelf):
            return None
        if role == ItemRole.ITEM:
            return self.item(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title_of(self.item(index.row()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(self.item(index.row()))
        return None

    def title_of(self, item: Item) -> str:
        """Return an article's title; never nothing, so that there is a line to see, hear and click."""
        return item.row.title.strip() or self.tr("Untitled")

    def _said(self, item: Item) -> str:
        """Return a row in words: unread, title, category, time, starred."""
        words = [
            self.tr("unread") if item.unread else self.tr("read"),
            self.title_of(item),
            item.row.category,
            time_text(item.row.moment, QLocale()),
            self.tr("starred") if item.starred else "",
        ]
        return self.tr(", ").join(word for word in words if word)

    def _insert(self, numbers: BitMap) -> None:
        if numbers:
            whole = self._shelf | numbers
            self._edit(whole, _first_runs(whole, numbers), self._insert_run)

    def _remove(self, numbers: BitMap) -> None:
        if numbers:
            # From the bottom up: the rows of the runs further up stay true.
            self._edit(self._shelf - numbers, _first_runs(self._shelf, numbers)[::-1], self._remove_run)

    def _edit(
        self, whole: BitMap, places: list[tuple[int, int]], one: Callable[[BitMap, int, int], None]
    ) -> None:
        """Bring the shelf to ``whole``, place by place or at once."""
        if len(places) > MANY_RUNS:
            self.beginResetModel()
            self._shelf = whole
            self.endResetModel()
            return
        for first, last in places:
            one(whole, first, last)

    def _insert_run(self, whole: BitMap, first: int, last: int) -> None:
        end = len(whole)
        self.beginInsertRows(NOWHERE, first, last)
        self._shelf |= whole[end - 1 - last : end - first]
        self.endInsertRows()

    def _remove_run(self, _whole: BitMap, first: int, last: int) -> None:
        end = len(self._shelf)
        self.beginRemoveRows(NOWHERE, first, last)
        self._shelf -= self._shelf[end - 1 - last : end - first]
        self.endRemoveRows()

    def _wait(self, numbers: BitMap) -> None:
        changed = len(numbers) != len(self._waiting)
        self._waiting = numbers
        if changed:
            self.waiting_changed.emit(len(numbers))


def _first_runs(shelf: BitMap, chosen: BitMap) -> list[tuple[int, int]]:
    """Return the runs, or where they are too many to be told one by one, more than `MANY_RUNS` of them."""
    return list(islice(runs(shelf, chosen), MANY_RUNS + 1))


def day_of(row: Row) -> object:
    """Return the day on which an article came out, in its site's zone."""
    return row.moment.local().date()
