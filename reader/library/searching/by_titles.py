"""Searching titles, while there is no index of texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyroaring import BitMap

from reader.content.searchable import terms_of
from reader.storage.catalog import Catalog
from reader.storage.search.conditions import All, Any, Condition, Mark, Not, Run
from reader.storage.search.index import Hits

_PART: Final = 5_000
"""Titles that are read at once: some ten milliseconds of work."""


@dataclass(frozen=True, slots=True)
class ByTitles:
    """Looks at each title, as the index would hold it; of texts, authors and images it knows nothing."""

    catalog: Catalog | None

    def frequency(self, _run: Run) -> int:
        """Return 0: titles alone do not tell which words are rare."""
        return 0

    def newest(self, condition: Condition, limit: int, below: int | None = None) -> Hits:
        """Return the newest hits; their number is that of these alone."""
        found: list[int] = []
        for numbers in self._hits(condition, below):
            found += numbers
            if len(found) >= limit:
                break
        return Hits(found[:limit], len(found))

    def best(self, condition: Condition, limit: int) -> Hits:
        """Return the newest hits: one title is as good as another."""
        return self.newest(condition, limit)

    def slices(
        self, condition: Condition, first: int, below: int | None = None, recent: int | None = None
    ) -> Iterator[BitMap]:
        """Yield all hits below a number in parts, the newest first."""
        del first, recent  # the parts are as long as it takes to look for them
        yield from (BitMap(numbers) for numbers in self._hits(condition, below) if numbers)

    def all(self, condition: Condition) -> BitMap:
        """Return all hits."""
        return BitMap().union(*self.slices(condition, 0))

    def _hits(self, condition: Condition, below: int | None) -> Iterator[list[int]]:
        while self.catalog is not None and (titles := self.catalog.titles(_PART, below)):
            yield [number for number, title in titles if _holds(condition, terms_of(title).split())]
            below = titles[-1][0]


def _holds(condition: Condition, terms: list[str]) -> bool:
    match condition:
        case All(parts):
            return all(_holds(part, terms) for part in parts)
        case Any(parts):
            return any(_holds(part, terms) for part in parts)
        case Not(part):
            return not _holds(part, terms)
        case Mark():
            return False
        case Run(field="author"):
            return False
        case Run():
            return any(_begins(condition, terms[start:]) for start in range(len(terms)))


def _begins(run: Run, terms: list[str]) -> bool:
    *whole, last = run.terms
    if tuple(terms[: len(whole)]) != tuple(whole) or len(terms) <= len(whole):
        return False
    held = terms[len(whole)]
    return held.startswith(last) if run.prefix else held == last
