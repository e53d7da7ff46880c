"""What a query is asked against: one generation of an archive with its marks, and the texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Final, Protocol

from pyroaring import BitMap

from reader.domain import query as asked
from reader.domain.moment import MAX_NUMBER, number_of
from reader.domain.shelf import Counts, Term
from reader.library.matching import found
from reader.library.shelves import Marked, Shelves
from reader.storage.rows import TermKind, TermRow
from reader.storage.search.conditions import Condition, Run
from reader.storage.search.index import Hits

_EVER: Final = (date(1901, 1, 1), date(2170, 1, 1))
"""Days between which numbers are counted (see `reader.domain.moment`), with a year to spare."""


class Texts(Protocol):
    """Where texts are looked up: the search index, or the titles while there is none."""

    def frequency(self, run: Run) -> int:
        """Return in how many articles a term or a pair stands; 0 where that is not known."""

    def newest(self, condition: Condition, limit: int, below: int | None = None) -> Hits:
        """Return the newest hits."""

    def best(self, condition: Condition, limit: int) -> Hits:
        """Return the hits that fit best."""

    def slices(
        self, condition: Condition, first: int, below: int | None = None, recent: int | None = None
    ) -> Iterator[BitMap]:
        """Yield all hits below a number in parts, the newest first; the first of them since another."""

    def all(self, condition: Condition) -> BitMap:
        """Return all hits."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Values of one moment, so that a search can go on elsewhere while the window goes on here.

    ``within``: the articles among which is searched. ``below``: the articles whose files lie below a folder.
    """

    texts: Texts
    shelves: Shelves
    marked: Marked
    within: BitMap
    below: Callable[[str], BitMap]

    def articles(self, leaf: asked.Category | asked.Tag | asked.Folder | asked.Dated | asked.Is) -> BitMap:
        """Return the articles of which a condition is true that is not about their texts."""
        match leaf:
            case asked.Category(name):
                return self._called(TermKind.CATEGORY, name)
            case asked.Tag(name):
                return self._called(TermKind.TAG, name)
            case asked.Folder(path):
                return self.below(path)
            case asked.Dated(first, last):
                return BitMap(range(*self._numbers(first, last))) if self.within else BitMap()
            case asked.Is(status):
                return self._with(status)

    def _with(self, status: asked.Status) -> BitMap:
        if status == "unread":
            return self.within - self.marked.read
        if status == "read":
            return self.marked.read
        return self.marked.starred if status == "starred" else self.marked.changed

    def _called(self, kind: TermKind, name: str) -> BitMap:
        """Return the articles of the terms of a name: of its slug, else of whatever fits it best."""
        stored = self.shelves.categories if kind is TermKind.CATEGORY else self.shelves.tags
        exact = self.shelves.ids.get((kind, name))
        rows = [row for row in self.shelves.terms.values() if row.kind == kind]
        ids = [exact] if exact else _of_name(rows, name)
        return BitMap().union(*(stored[term] for term in ids if term in stored))

    def _numbers(self, first: date | None, last: date | None) -> tuple[int, int]:
        """Return the numbers of some days, the one behind the last of them at the end.

        Only where articles are: a set of all the numbers of a century would be large.
        """
        lowest, highest = self.within.min(), self.within.max()
        begin = lowest if first is None else self._number(first)
        end = highest + 1 if last is None else self._number(last + timedelta(days=1))
        begin = max(begin, lowest)
        return begin, max(min(end, highest + 1), begin)

    def _number(self, day: date) -> int:
        """Return the number with which a day begins by the clock of the site, or of this machine."""
        offset = self.shelves.offset
        zone = None if offset is None else timezone(timedelta(seconds=offset))
        if day < _EVER[0]:
            return 0
        if day > _EVER[1]:
            return MAX_NUMBER
        return number_of(int(datetime.combine(day, time(), zone).timestamp()))


def _of_name(rows: list[TermRow], name: str) -> list[int]:
    """Return the terms of exactly this name or slug, else the one that fits it best."""
    same = [row.id for row in rows if name in (row.name, row.slug)]
    if same:
        return same
    nothing = Counts(0, 0)
    terms = {Term(row.slug, row.name, nothing, row.pinyin, row.initials): row.id for row in rows}
    return [terms[term] for term in found(name, terms)[:1]]
