"""Shelves, terms and pairings while articles come and go, kept in memory until a batch is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from typing import Final

from pyroaring import BitMap

from reader.domain.article import Hidden
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.rows import Placed, TermKind, TermRow
from reader.storage.shelves import ShelfKind, shelf_id

_REMEMBERED: Final = 20_000
"""Combinations of terms that are kept at hand; the archive has some two thousand."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HIDDEN = shelf_id(ShelfKind.HIDDEN)
_POSTS = shelf_id(ShelfKind.POSTS)
_VISIBILITY = {None: shelf_id(ShelfKind.SHOWN), Hidden.FUTURE.value: shelf_id(ShelfKind.FUTURE)}


class Terms:
    """Categories and tags by what posts call them; new ones get an id at once, a name later."""

    def __init__(self, writer: CatalogWriter) -> None:
        rows = writer.terms()
        self._last = max((row.id for row in rows), default=0)
        self._ids = {(row.kind, row.slug): row.id for row in rows}
        self._joined: dict[tuple[int, tuple[str, ...]], str] = {}
        self.rows = {row.id: row for row in rows}
        self.unnamed = {row.id for row in rows if not row.pinyin}
        self.named_by: dict[int, tuple[str, str, bool]] = {}
        self.changed: set[int] = set()

    def ids(self, kind: TermKind, slugs: tuple[str, ...]) -> str:
        """Return the ids of terms, in their order and each once, with blanks between."""
        known = self._joined.get((kind, slugs))
        if known is None:
            if len(self._joined) > _REMEMBERED:
                self._joined.clear()
            found = dict.fromkeys(self._ids.get((kind, slug)) or self._add(kind, slug) for slug in slugs)
            known = self._joined[kind, slugs] = " ".join(map(str, found))
        return known

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
        # Of the articles that were added since the last time: their numbers, which sets take many at once.
        self._by_terms: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_day: defaultdict[int, list[int]] = defaultdict(list)
        self._by_hidden: defaultdict[str | None, list[int]] = defaultdict(list)
        self._new_posts: list[int] = []
        self._pairings: Counter[tuple[int, int]] = Counter()
        self._months: dict[int, int] = {}
        self._combinations: dict[tuple[str, str], tuple[tuple[int, ...], tuple[tuple[int, int], ...]]] = {}
        self.renamed: set[int] = set()

    def put(self, old: Placed | None, new: Placed | None, *, post: bool = False) -> None:
        """Move an article from its old shelves to its new ones; None stands for nowhere.

        ``post``: the generator has it among its posts.
        """
        if old:
            self._put_up()
            stays = self._shelves_of(new) if new and new.number == old.number else ()
            for shelf in self._shelves_of(old):
                if shelf not in stays:
                    self._shelf(shelf).discard(old.number)
            self._pair(old.categories, old.tags, -1)
            # Where the file lay before is not known any more, when it was moved.
            remains = post and new is not None and new.number == old.number
            if not remains and old.number in self._shelf(_POSTS):
                self._shelf(_POSTS).discard(old.number)
        if new:
            self.add(new.number, new.unix + new.offset, new.hidden, (new.categories, new.tags), post=post)

    def add(self, number: int, local: int, hidden: str | None, terms: tuple[str, str], *, post: bool) -> None:
        """Put a new article on its shelves.

        ``local``: its moment by the site's clock. ``terms``: the ids of its categories, and of its tags.
        """
        self._by_terms[terms].append(number)
        self._by_day[local // 86400].append(number)
        self._by_hidden[hidden].append(number)
        if post:
            self._new_posts.append(number)

    def write(self) -> None:
        """Write what changed since the last time."""
        self._put_up()
        self._writer.write_shelves({shelf: self._shelves[shelf] for shelf in self._touched})
        self._touched.clear()
        self._writer.add_pairings(self._pairings)
        self._pairings.clear()

    def _put_up(self) -> None:
        """Let the shelves have the articles that were added."""
        for (categories, tags), numbers in self._by_terms.items():
            for shelf in self._combination(categories, tags)[0]:
                self._shelf(shelf).update(numbers)
            self._pair(categories, tags, len(numbers))
        for day, numbers in self._by_day.items():
            self._shelf(self._month(day)).update(numbers)
        for hidden, numbers in self._by_hidden.items():
            self._shelf(_VISIBILITY.get(hidden, _HIDDEN)).update(numbers)
        if self._new_posts:
            self._shelf(_POSTS).update(self._new_posts)
        for waiting in (self._by_terms, self._by_day, self._by_hidden, self._new_posts):
            waiting.clear()

    def _shelves_of(self, article: Placed) -> tuple[int, ...]:
        shelves = self._combination(article.categories, article.tags)[0]
        day = (article.unix + article.offset) // 86400
        return (_VISIBILITY.get(article.hidden, _HIDDEN), self._month(day), *shelves)

    def _combination(self, categories: str, tags: str) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
        """Return the shelves of some terms, and which tag stands by which category.

        As many of the one as of the other pair up by position.
        """
        found = self._combinations.get((categories, tags))
        if found is None:
            if len(self._combinations) > _REMEMBERED:
                self._combinations.clear()
            ones, others = [int(term) for term in categories.split()], [int(term) for term in tags.split()]
            if len(ones) == len(others):
                pairs = tuple(zip(ones, others, strict=True))
            else:
                pairs = tuple((category, tag) for category in ones for tag in others)
            shelves = [shelf_id(ShelfKind.CATEGORY, term) for term in ones]
            shelves += [shelf_id(ShelfKind.TAG, term) for term in others]
            found = self._combinations[categories, tags] = tuple(shelves), pairs
        return found

    def _month(self, day: int) -> int:
        """Return the shelf of the month of a day, counted from 1970 by the site's own calendar."""
        shelf = self._months.get(day)
        if shelf is None:
            try:
                when = _EPOCH + timedelta(days=day)
            except OverflowError:
                when = _EPOCH
            shelf = self._months[day] = shelf_id(ShelfKind.MONTH, when.year * 100 + when.month)
        return shelf

    def _shelf(self, shelf: int) -> BitMap:
        self._touched.add(shelf)
        numbers = self._shelves.get(shelf)
        if numbers is None:
            numbers = self._shelves[shelf] = self._writer.shelf(shelf)
        return numbers

    def _pair(self, categories: str, tags: str, count: int) -> None:
        for pair in self._combination(categories, tags)[1]:
            self._pairings[pair] += count
        self.renamed.update(map(int, categories.split()))
