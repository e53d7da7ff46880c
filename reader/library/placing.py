"""Shelves, terms and pairings while articles come and go, kept in memory until a batch is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from pyroaring import BitMap

from reader.domain.article import Hidden
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.rows import Placed, TermKind, TermRow
from reader.storage.shelves import ShelfKind, shelf_id

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Terms:
    """Categories and tags by what posts call them; new ones get an id at once, a name later."""

    def __init__(self, writer: CatalogWriter) -> None:
        rows = writer.terms()
        self._last = max((row.id for row in rows), default=0)
        self._ids = {(row.kind, row.slug): row.id for row in rows}
        self.rows = {row.id: row for row in rows}
        self.unnamed = {row.id for row in rows if not row.pinyin}
        self.named_by: dict[int, tuple[str, str]] = {}
        self.changed: set[int] = set()

    def ids(self, kind: TermKind, slugs: Iterable[str]) -> list[int]:
        """Return the ids of terms, in their order and each once."""
        return list(dict.fromkeys(self._ids.get((kind, slug)) or self._add(kind, slug) for slug in slugs))

    def put(self, row: TermRow) -> None:
        """Give a term another name."""
        if self.rows[row.id] != row:
            self.rows[row.id] = row
            self.changed.add(row.id)

    def write(self, writer: CatalogWriter) -> None:
        """Write what changed since the last time."""
        writer.write_terms(self.rows[term] for term in sorted(self.changed))
        self.changed.clear()

    def _add(self, kind: TermKind, slug: str) -> int:
        self._last += 1
        self._ids[kind, slug] = self._last
        self.rows[self._last] = TermRow(self._last, kind, slug, slug, "", "")
        self.unnamed.add(self._last)
        self.changed.add(self._last)
        return self._last


class Placing:
    """On which shelves the articles of a catalog stand, and which tags stand beside which categories."""

    def __init__(self, writer: CatalogWriter) -> None:
        self._writer = writer
        self._shelves: dict[int, BitMap] = {}
        self._touched: set[int] = set()
        self._pairings: Counter[tuple[int, int]] = Counter()
        self._months: dict[int, int] = {}
        self.renamed: set[int] = set()

    def put(self, old: Placed | None, new: Placed | None) -> None:
        """Move an article from its old shelves to its new ones; None stands for nowhere."""
        before = self._shelves_of(old) if old else []
        after = self._shelves_of(new) if new else []
        if old and new and old.number == new.number:
            before, after = (
                [shelf for shelf in before if shelf not in after],
                [shelf for shelf in after if shelf not in before],
            )
        for shelf in before:
            self._shelf(shelf).discard(old.number if old else 0)
        for shelf in after:
            self._shelf(shelf).add(new.number if new else 0)
        if old:
            self._pair(old, -1)
        if new:
            self._pair(new, 1)

    def write(self) -> None:
        """Write what changed since the last time."""
        self._writer.write_shelves({shelf: self._shelves[shelf] for shelf in self._touched})
        self._touched.clear()
        self._writer.add_pairings(self._pairings)
        self._pairings.clear()

    def _shelves_of(self, article: Placed) -> list[int]:
        shelves = [shelf_id(_visibility(article.hidden)), shelf_id(ShelfKind.MONTH, self._month(article))]
        shelves += [shelf_id(ShelfKind.CATEGORY, int(term)) for term in article.categories.split()]
        shelves += [shelf_id(ShelfKind.TAG, int(term)) for term in article.tags.split()]
        return shelves

    def _month(self, article: Placed) -> int:
        """Return year * 100 + month of the site's own calendar."""
        day = (article.unix + article.offset) // 86400
        month = self._months.get(day)
        if month is None:
            try:
                when = _EPOCH + timedelta(days=day)
            except OverflowError:
                when = _EPOCH
            month = self._months[day] = when.year * 100 + when.month
        return month

    def _shelf(self, shelf: int) -> BitMap:
        self._touched.add(shelf)
        numbers = self._shelves.get(shelf)
        if numbers is None:
            numbers = self._shelves[shelf] = self._writer.shelf(shelf)
        return numbers

    def _pair(self, article: Placed, count: int) -> None:
        """Count tags beside categories; as many of the one as of the other pair up by position."""
        categories = [int(term) for term in article.categories.split()]
        tags = [int(term) for term in article.tags.split()]
        if len(categories) == len(tags):
            pairs = list(zip(categories, tags, strict=True))
        else:
            pairs = [(category, tag) for category in categories for tag in tags]
        for pair in pairs:
            self._pairings[pair] += count
        self.renamed.update(categories)


def _visibility(hidden: str | None) -> ShelfKind:
    if hidden is None:
        return ShelfKind.SHOWN
    return ShelfKind.FUTURE if hidden == Hidden.FUTURE else ShelfKind.HIDDEN
