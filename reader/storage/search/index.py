"""Looking things up in the index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import tantivy
from pyroaring import BitMap
from tantivy import FieldType, Occur, Query

from reader.domain.errors import QueryError, SearchError
from reader.storage.search.conditions import Condition, Run
from reader.storage.search.engine import prepared, told
from reader.storage.search.queries import Queries

SLICE: Final = 20_000
"""Hits that are asked for at once: making them takes the interpreter some milliseconds."""


class Hits(NamedTuple):
    """The first of the hits, in the order asked for, and how many there are in all."""

    numbers: list[int]
    total: int


class SearchIndex:
    """An index as it is looked things up in, as of the last `reload`."""

    def __init__(self, path: Path) -> None:
        """Open an index; raises SearchError where there is none that can be used."""
        with told():
            if not (path / "meta.json").exists():
                raise SearchError("There is no search index yet.")
            self._index = prepared(tantivy.Index.open(str(path)))
            self._schema = self._index.schema
            self._searcher = self._index.searcher()

    def reload(self) -> None:
        """Look from now on at what is written by now."""
        with told():
            self._index.reload()
            self._searcher = self._index.searcher()

    def __len__(self) -> int:
        """Return the number of articles in it."""
        return int(self._searcher.num_docs)

    def frequency(self, run: Run) -> int:
        """Return how many articles hold a single term, or a pair; what was taken out lately may count."""
        field, word = ("pairs", run.pairs[0]) if run.pairs else (run.field, run.terms[0])
        with told():
            return int(self._searcher.doc_freq(field, word))

    def newest(
        self, condition: Condition, limit: int, below: int | None = None, since: int | None = None
    ) -> Hits:
        """Return the newest hits, the newest first; only those of numbers below one and since another."""
        query = self._query(condition)
        if below == 0:
            return Hits([], 0)
        if below is not None or since is not None:
            last = None if below is None else below - 1
            part = Query.range_query(self._schema, "number", FieldType.Unsigned, since, last)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, part)])
        with told():
            found = self._searcher.search(query, limit, order_by_field="number")
        return Hits([int(number) for number, _ in found.hits], _total(found))

    def best(self, condition: Condition, limit: int) -> Hits:
        """Return the hits that fit best, the best first."""
        with told():
            found = self._searcher.search(self._query(condition), limit)
            places = [place for _, place in found.hits]
            numbers = self._searcher.fast_field_values("number", places)
        return Hits([int(number) for number in numbers if number is not None], _total(found))

    def slices(
        self, condition: Condition, first: int, below: int | None = None, recent: int | None = None
    ) -> Iterator[BitMap]:
        """Yield all hits below a number in parts, the newest first: a small part, then larger ones.

        ``recent``: a number since which the first are looked for before all others. What stands in every
        article is found there, and to go through all of them for it takes long.
        """
        size = first
        if recent is not None:
            numbers = self.newest(condition, first, below, recent).numbers
            if len(numbers) == first:
                yield BitMap(numbers)
                below, size = numbers[-1], SLICE
        while True:
            numbers = self.newest(condition, size, below).numbers
            if numbers:
                yield BitMap(numbers)
            if len(numbers) < size:
                return
            below, size = numbers[-1], SLICE

    def all(self, condition: Condition) -> BitMap:
        """Return all hits."""
        return BitMap().union(*self.slices(condition, SLICE))

    def _query(self, condition: Condition) -> Query:
        try:
            return Queries(self._schema, self._searcher).query(condition)
        except ValueError as error:
            raise QueryError(f"This cannot be searched for ({error}).") from error


def _total(found: tantivy.SearchResult) -> int:
    return int(found.count or 0)  # type: ignore[attr-defined]  # the stubs leave it out
