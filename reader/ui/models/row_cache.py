"""Rows of the list, fetched a page at a time and kept by number."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from pyroaring import BitMap

from reader.domain.article import Row
from reader.domain.moment import Moment, unix_of

PAGE = 64
"""Rows fetched by one query: about five screens."""
LIMIT = PAGE * 40
Fetch = Callable[[Sequence[int]], Sequence[Row]]


class RowCache:
    """The rows asked for last. They are kept by number, so that inserting above costs no new query."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._rows: OrderedDict[int, Row] = OrderedDict()

    def get(self, shelf: BitMap, row: int) -> Row:
        """Return the row that stands at a place of a shelf, newest first; raises IndexError."""
        size = len(shelf)
        number = int(shelf[size - 1 - row])
        found = self._rows.get(number)
        if found is None:
            first = row - row % PAGE
            self._load(list(shelf[max(size - first - PAGE, 0) : size - first])[::-1])
            found = self._rows[number]
        self._rows.move_to_end(number)
        return found

    def forget(self) -> None:
        """Drop everything: the catalog has changed."""
        self._rows.clear()

    def _load(self, numbers: Sequence[int]) -> None:
        rows = {row.number: row for row in self._fetch(numbers)}
        for number in numbers:
            # An article that has just gone from the catalog keeps an empty row until the list hears of it.
            self._rows[number] = rows.get(number) or Row(number, "", "", "", "", Moment(unix_of(number)))
            self._rows.move_to_end(number)
        while len(self._rows) > LIMIT:
            self._rows.popitem(last=False)
