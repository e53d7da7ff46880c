"""The census: what the sidebar says of every category, tag and month, at one state of the marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from pyroaring import BitMap

from reader.domain.shelf import Counts, Period, Term
from reader.library.shelves import Marked, Shelves
from reader.storage.rows import TermRow

MOST_TAGS: Final = 200
"""Tags that are counted: the most frequent ones."""

_Counted = tuple[BitMap, Term]
_Months = tuple[tuple[int, BitMap, Counts], ...]


@dataclass(frozen=True, slots=True)
class Census:
    """Counts that are made once and then kept up to date at the price of what changed.

    ``read`` and ``concealed`` are the articles by which was counted. Taking a census of many thousand
    terms takes some ten milliseconds, so that a worker does it; most changes of marks touch few terms.
    """

    read: BitMap = field(default_factory=BitMap)
    concealed: BitMap = field(default_factory=BitMap)
    categories: tuple[_Counted, ...] = ()
    tags: tuple[_Counted, ...] = ()
    months: _Months = ()

    @classmethod
    def take(cls, shelves: Shelves, marked: Marked, now: float) -> Census:
        """Count everything. ``now``: Unix seconds, by which posts of the future are told."""
        concealed, read = shelves.concealed(now), marked.read
        months = ((month, _visible(numbers, concealed)) for month, numbers in shelves.months.items())
        return cls(
            read,
            concealed,
            _ranked(shelves.categories, shelves.terms, concealed, read),
            _ranked(shelves.tags, shelves.terms, concealed, read, MOST_TAGS),
            tuple((month, numbers, counted(numbers, read)) for month, numbers in months if numbers),
        )

    def updated(self, shelves: Shelves, marked: Marked, now: float) -> Census:
        """Return the census at another state of the marks, of the shelves of which it was taken."""
        concealed, read = shelves.concealed(now), marked.read
        if concealed != self.concealed:
            return Census.take(shelves, marked, now)
        changed = read ^ self.read
        if not changed:
            return self
        months = (
            (month, numbers, counted(numbers, read) if numbers.intersect(changed) else counts)
            for month, numbers, counts in self.months
        )
        return replace(
            self,
            read=read,
            categories=_recounted(self.categories, changed, read),
            tags=_recounted(self.tags, changed, read),
            months=tuple(months),
        )

    def periods(self) -> list[Period]:
        """Return the years and months that show an article, the newest first, a year before its months."""
        months = [Period(*divmod(month, 100), counts) for month, _, counts in self.months]
        years: dict[int, Counts] = {}
        for one in months:
            sums = years.get(one.year, Counts(0, 0))
            years[one.year] = Counts(sums.total + one.counts.total, sums.unread + one.counts.unread)
        found = months + [Period(year, 0, counts) for year, counts in years.items()]
        return sorted(found, key=lambda one: (-one.year, one.month != 0, -one.month))


def counted(numbers: BitMap, read: BitMap) -> Counts:
    """Return how many articles there are, and how many of them are unread."""
    return Counts(len(numbers), numbers.difference_cardinality(read))


def _visible(numbers: BitMap, concealed: BitMap) -> BitMap:
    return numbers - concealed if numbers.intersect(concealed) else numbers


def _ranked(
    stored: Mapping[int, BitMap],
    rows: Mapping[int, TermRow],
    concealed: BitMap,
    read: BitMap,
    most: int | None = None,
) -> tuple[_Counted, ...]:
    """Return the terms that show an article, those with most articles first."""
    shown = [
        (row, numbers)
        for term, hiding in stored.items()
        if (row := rows.get(term)) and (numbers := _visible(hiding, concealed))
    ]
    shown.sort(key=lambda one: (-len(one[1]), one[0].slug))
    return tuple(
        (numbers, Term(row.slug, row.name, counted(numbers, read), row.pinyin, row.initials))
        for row, numbers in shown[:most]
    )


def _recounted(terms: Iterable[_Counted], changed: BitMap, read: BitMap) -> tuple[_Counted, ...]:
    return tuple(
        (numbers, replace(term, counts=counted(numbers, read)) if numbers.intersect(changed) else term)
        for numbers, term in terms
    )
