"""The list of articles: a thin model over a shelf, in which nothing that is shown ever moves by itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
from reader.library.searching.sentences import Finder, Snippet
from reader.ui.models.days import time_text
from reader.ui.models.row_cache import RowCache
from reader.ui.models.runs import below, row_of, runs
from reader.ui.models.standing import Standing

MANY_RUNS = 200
"""Beyond this many separate places, one reset is cheaper than inserting at each."""
SEEN_OF_TITLE = 500
"""Characters of a title in which hits are looked for: more than its two lines show; titles may be long."""
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
NOBODY = BitMap()


class ItemRole(IntEnum):
    """What the model gives besides text."""

    ITEM = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Item:
    """What the delegate draws. ``opens_day``: the row is the first of its day.

    ``gone``: the article's file is not there any more, and the row only stays until one leaves it.
    ``changed``: the text is another than the one that was read. ``sentence``: where in the text that stands
    which was searched for; ``found``: where in the title. ``dated``: no strip tells its day, so its own line
    must.
    """

    row: Row
    unread: bool
    starred: bool
    opens_day: bool
    gone: bool = False
    changed: bool = False
    sentence: Snippet | None = None
    dated: bool = False
    found: tuple[tuple[int, int], ...] = ()


class ArticleListModel(QAbstractTableModel):
    """Rows go by `Standing`: an article stands where it stood, even when it is redated or its file is gone.

    ``waiting_changed`` tells how many new articles wait to be let in.
    """

    waiting_changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library: Library | None = None
        self._rows = Standing()
        self._ranked: Mapping[int, int] = {}
        self._waiting = BitMap()
        self._sentences: dict[int, Snippet] = {}
        self._in_titles: Finder | None = None
        self._found: dict[int, tuple[tuple[int, int], ...]] = {}
        self._cache = RowCache(self._fetch)
        self._kept: dict[int, Item] = {}
        self._gone: dict[int, Item] = {}

    @property
    def shelf(self) -> BitMap:
        """The articles shown; not to be changed."""
        return self._rows.numbers()

    @property
    def rows(self) -> Standing:
        """Which article stands in which row."""
        return self._rows

    @property
    def offset(self) -> int | None:
        """By which zone the newest article names its day: its distance from UTC in seconds."""
        return self._library.offset if self._library else None

    @property
    def waiting(self) -> int:
        """How many articles wait behind the pill."""
        return len(self._waiting)

    @property
    def by_time(self) -> bool:
        """Whether the newest article is at the top, and not the one that fits a search best."""
        return not self._ranked

    def reset(self, library: Library | None, shelf: BitMap, ranked: Sequence[int] = ()) -> None:
        """Show a shelf from its top, each article at its own place; nothing waits then.

        ``ranked``: the articles in an order of their own, the first one at the top; others are not shown.
        """
        self.beginResetModel()
        self._library = library
        self._cache.forget()
        self._found.clear()
        self._kept, self._gone = {}, {}
        self._ranked = {number: len(ranked) - at for at, number in enumerate(ranked)}
        self._rows = Standing.ranked(shelf, self._ranked) if ranked else Standing(BitMap(shelf))
        self.endResetModel()
        self._wait(BitMap())

    def keep(self, numbers: Iterable[int]) -> None:
        """Keep what is shown of articles, before the library learns whether they are still there."""
        rows = ((number, self.row(number)) for number in numbers)
        self._kept = {number: self.item(row) for number, row in rows if row >= 0}

    def apply(
        self, shelf: BitMap, *, at_rest: bool, renamed: Mapping[int, int] | None = None, gone: BitMap = NOBODY
    ) -> None:
        """Take over a new state of the shelf without moving what is shown.

        Articles that are gone leave, but for those that were kept. Articles older than all shown ones are
        appended. Newer ones, and ones that belong in between, wait, unless the list is at rest: at its top,
        nothing selected. ``renamed``: the new numbers of articles that have got others; they stay in their
        rows. ``gone``: articles of the shelf that are not there any more and stay all the same.
        """
        self._cache.forget()
        self._found.clear()
        renamed = renamed or {}
        kept = {renamed.get(number, number): item for number, item in (self._kept | self._gone).items()}
        self._gone = {number: kept[number] for number in gone if number in kept}
        if renamed:
            self._rows, twice = self._rows.renamed(renamed)
            self._remove(twice)
        self._remove(self._rows.places - self._rows.places_of(shelf))
        added = shelf - self.shelf
        if self._ranked:
            self._ranked = {renamed.get(number, number): place for number, place in self._ranked.items()}
            self._rank(added)
            return
        older = below(added, int(self._rows.places.min())) if self._rows.places else added
        self._insert(older)
        newer = added - older
        self._wait(newer)
        if at_rest:
            self.let_in()
        self.repaint_all()

    def show_sentences(self, sentences: Mapping[int, Snippet]) -> None:
        """Show the sentences of some articles in place of how their texts begin."""
        self._sentences.update(sentences)
        self.repaint(sentences.keys())

    def forget_sentences(self) -> None:
        """Show how texts begin again."""
        if self._sentences:
            self._sentences.clear()
            self.repaint_all()

    def mark_titles(self, finder: Finder | None) -> None:
        """Mark in titles what is searched for; None: nothing is."""
        if finder is not self._in_titles:
            self._in_titles = finder
            self._found.clear()
            self.repaint_all()

    def let_in(self) -> None:
        """Insert the articles that wait; those that stand elsewhere go where they belong now."""
        waiting = self._waiting
        self._to_own_places()
        self._insert(waiting)
        self._wait(BitMap())

    def repaint_all(self) -> None:
        """Say that the marks of any row may have changed; views draw the visible ones anew."""
        if self._rows.places:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows.places) - 1, 0))

    def repaint(self, numbers: Collection[int] | BitMap) -> None:
        """Say that the marks of some articles have changed; few rows are painted one by one."""
        if len(numbers) > MANY_RUNS:
            self.repaint_all()
            return
        for row in sorted(map(self.row, numbers)):
            if row >= 0:
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def number(self, row: int) -> int | None:
        """Return the number in a row, or None beyond the ends."""
        return self._rows.number_at(row) if 0 <= row < len(self._rows.places) else None

    def row(self, number: int | None) -> int:
        """Return the row of a number, or -1."""
        return -1 if number is None else self._rows.row(number)

    def row_near(self, number: int) -> int:
        """Return the row of a number; for one that is not shown, where it would stand."""
        row = self.row(number)
        return row_of(self._rows.places, number) if row < 0 else row

    def item(self, row: int) -> Item:
        """Return what is shown in a row; raises IndexError."""
        library = self._library
        if library is None:
            raise IndexError(row)
        places = self._rows.places
        shown, number = self._cache.get(places, row), self._rows.number_at(row)
        first = row == 0 or day_of(self._cache.get(places, row - 1)) != day_of(shown)
        opens = first and self.by_time
        if number in self._gone:
            return replace(self._gone[number], opens_day=opens, gone=True)
        if number != shown.number:
            shown = replace(shown, number=number)
        marks = not library.is_read(number), library.is_starred(number)
        return Item(
            shown,
            *marks,
            opens,
            changed=library.is_changed(number),
            sentence=self._sentences.get(number),
            dated=not self.by_time,
            found=self._found_in(shown),
        )

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of articles."""
        return 0 if parent.isValid() else len(self._rows.places)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return one: the delegate draws the whole row."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, the `Item`, or what a screen reader says."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows.places):
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
            item.sentence.text if item.sentence else "",
            item.row.category,
            time_text(item.row.moment, QLocale()),
            self.tr("starred") if item.starred else "",
            self.tr("changed since read") if item.changed else "",
            self.tr("removed") if item.gone else "",
        ]
        return self.tr(", ").join(word for word in words if word)

    def _found_in(self, row: Row) -> tuple[tuple[int, int], ...]:
        """Return what is marked in a title; a row is asked for several times whenever it is painted."""
        if self._in_titles is None:
            return ()
        if row.number not in self._found:
            seen = row.title.strip()[:SEEN_OF_TITLE]
            self._found[row.number] = tuple(self._in_titles.spans(seen))
        return self._found[row.number]

    def _fetch(self, places: Sequence[int]) -> list[Row]:
        """Return the rows of the articles at some places, each under the number of its place."""
        numbers = [self._rows.number(place) for place in places]
        found = {row.number: row for row in (self._library.rows(numbers) if self._library else ())}
        found |= {number: item.row for number, item in self._gone.items()}
        pairs = [
            (place, found[number]) for place, number in zip(places, numbers, strict=True) if number in found
        ]
        return [row if row.number == place else replace(row, number=place) for place, row in pairs]

    def _to_own_places(self) -> None:
        """Let every article stand at its own place; whoever has selected one goes along."""
        if not self._rows.moved:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        numbers = [self._rows.number_at(index.row()) for index in before]
        self._rows = Standing(self.shelf)
        self._cache.forget()
        self.changePersistentIndexList(before, [self.index(self._rows.row(one), 0) for one in numbers])
        self.layoutChanged.emit()

    def _rank(self, added: BitMap) -> None:
        """Put articles where their order has them; they are few, and come where a mark was taken back."""
        if not added.isdisjoint(BitMap(self._ranked)):
            self.beginResetModel()
            self._rows = Standing.ranked(self.shelf | added, self._ranked)
            self.endResetModel()
        self.repaint_all()

    def _insert(self, numbers: BitMap) -> None:
        if numbers:
            whole = self._rows.places | numbers
            self._edit(whole, _first_runs(whole, numbers), self._insert_run)

    def _remove(self, places: BitMap) -> None:
        if places:
            # From the bottom up: the rows of the runs further up stay true.
            runs_up = _first_runs(self._rows.places, places)[::-1]
            self._edit(self._rows.places - places, runs_up, self._remove_run)

    def _edit(
        self, whole: BitMap, places: list[tuple[int, int]], one: Callable[[BitMap, int, int], None]
    ) -> None:
        """Bring the rows to the places in ``whole``, place by place or at once."""
        if len(places) > MANY_RUNS:
            self.beginResetModel()
            self._rows = self._rows.with_places(whole)
            self.endResetModel()
            return
        for first, last in places:
            one(whole, first, last)

    def _insert_run(self, whole: BitMap, first: int, last: int) -> None:
        end = len(whole)
        self.beginInsertRows(NOWHERE, first, last)
        self._rows = self._rows.with_places(self._rows.places | whole[end - 1 - last : end - first])
        self.endInsertRows()

    def _remove_run(self, _whole: BitMap, first: int, last: int) -> None:
        places = self._rows.places
        end = len(places)
        self.beginRemoveRows(NOWHERE, first, last)
        self._rows = self._rows.with_places(places - places[end - 1 - last : end - first])
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
