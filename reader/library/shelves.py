"""Shelves: sets of article numbers, and the algebra that answers for every place of the sidebar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from pyroaring import BitMap

from reader.domain.moment import number_of
from reader.domain.shelf import Counts, Place, Scope, Show
from reader.storage.rows import TermKind, TermRow
from reader.storage.shelves import ShelfKind, parts


@dataclass(frozen=True, slots=True)
class Marked:
    """The articles that the person read and starred; values, replaced as a whole.

    ``changed``: those of the read ones whose text is another than the one that was read.
    """

    read: BitMap = field(default_factory=BitMap)
    starred: BitMap = field(default_factory=BitMap)
    changed: BitMap = field(default_factory=BitMap)


@dataclass(frozen=True, slots=True)
class Shelves:
    """All sets of one generation of a catalog. Nothing of it is ever changed."""

    shown: BitMap = field(default_factory=BitMap)
    hidden: BitMap = field(default_factory=BitMap)
    future: BitMap = field(default_factory=BitMap)
    terms: Mapping[int, TermRow] = field(default_factory=dict)
    ids: Mapping[tuple[int, str], int] = field(default_factory=dict)
    categories: Mapping[int, BitMap] = field(default_factory=dict)
    tags: Mapping[int, BitMap] = field(default_factory=dict)
    months: Mapping[int, BitMap] = field(default_factory=dict)
    offset: int | None = None
    posts: BitMap = field(default_factory=BitMap)
    limit: int = 0

    @classmethod
    def of(
        cls, terms: list[TermRow], stored: Mapping[int, BitMap], offset: int | None = None, limit: int = 0
    ) -> Shelves:
        """Sort the stored sets by what they are about.

        ``offset``: of the newest article from UTC, in seconds, by which the list names its days.
        ``limit``: how many of its posts the site shows, the newest ones; 0 for all.
        """
        by_kind: dict[ShelfKind, dict[int, BitMap]] = {kind: {} for kind in ShelfKind}
        for shelf, numbers in stored.items():
            kind, about = parts(shelf)
            by_kind[kind][about] = numbers
        return cls(
            by_kind[ShelfKind.SHOWN].get(0, BitMap()),
            by_kind[ShelfKind.HIDDEN].get(0, BitMap()),
            by_kind[ShelfKind.FUTURE].get(0, BitMap()),
            {row.id: row for row in terms},
            {(row.kind, row.slug): row.id for row in terms},
            by_kind[ShelfKind.CATEGORY],
            by_kind[ShelfKind.TAG],
            by_kind[ShelfKind.MONTH],
            offset,
            by_kind[ShelfKind.POSTS].get(0, BitMap()),
            limit,
        )

    def everything(self) -> BitMap:
        """Return all articles, the hidden ones among them."""
        return self.shown | self.hidden | self.future

    def visible(self, now: float) -> BitMap:
        """Return the articles that the site would show at a time in Unix seconds."""
        visible = self.shown | self._arrived(now) if self.future else self.shown
        return visible - self._beyond(visible) if self.limit else visible

    def concealed(self, now: float) -> BitMap:
        """Return the articles that the site would not show at a time."""
        concealed = self.hidden | (self.future - self._arrived(now)) if self.future else self.hidden
        return concealed | self.beyond_limit(now) if self.limit else concealed

    def beyond_limit(self, now: float) -> BitMap:
        """Return the posts that the site leaves out because newer ones are as many as it shows.

        As Jekyll's ``limit_posts`` does (site.rb, limit_posts!), once the other hidden ones are out.
        """
        return self._beyond(self.shown | self._arrived(now)) if self.limit else BitMap()

    def posts_shown(self, now: float) -> BitMap:
        """Return what the generator itself lists as its posts: no documents, and no posts moved elsewhere."""
        return self.posts & self.visible(now)

    def _beyond(self, visible: BitMap) -> BitMap:
        posts = self.posts & visible
        return posts[: len(posts) - self.limit] if len(posts) > self.limit else BitMap()

    def _arrived(self, now: float) -> BitMap:
        # A range of the whole past would be large; the future ones are few.
        limit = number_of(int(now))
        return BitMap([number for number in self.future if number <= limit])

    def shelf(self, scope: Scope, marked: Marked, now: float, *, hidden: bool) -> BitMap:
        """Return the articles of a place; a new set each time."""
        if scope.place in (Place.CATEGORY, Place.TAG, Place.YEAR, Place.MONTH):
            return self._kept(self._named(scope), now, hidden=hidden)
        base = self.everything() if hidden else self.visible(now)
        if scope.place is Place.UNREAD:
            return base - marked.read
        if scope.place is Place.STARRED:
            return base & marked.starred
        if scope.place is Place.TODAY:
            return base & _today(now, self.offset)
        return BitMap(base)

    def _named(self, scope: Scope) -> BitMap:
        if scope.place is Place.CATEGORY:
            return self.categories.get(self.ids.get((TermKind.CATEGORY, scope.name), 0), BitMap())
        if scope.place is Place.TAG:
            return self.tags.get(self.ids.get((TermKind.TAG, scope.name), 0), BitMap())
        digits = scope.name.replace("-", "")
        period = int(digits) if digits.isdecimal() else 0
        if scope.place is Place.MONTH:
            return self.months.get(period, BitMap())
        return BitMap().union(*(numbers for month, numbers in self.months.items() if month // 100 == period))

    def _kept(self, numbers: BitMap, now: float, *, hidden: bool) -> BitMap:
        return BitMap(numbers) if hidden else numbers - self.concealed(now)

    def counts(self, scope: Scope, marked: Marked, now: float, *, hidden: bool) -> Counts:
        """Return how many articles a place holds, and how many of them are unread."""
        numbers = self.shelf(scope, marked, now, hidden=hidden)
        return Counts(len(numbers), numbers.difference_cardinality(marked.read))

    def name_of(self, kind: TermKind, slug: str) -> str:
        """Return the readable name of a term by what posts call it."""
        row = self.terms.get(self.ids.get((kind, slug), 0))
        return row.name if row else slug

    def names_among(self, place: Place, numbers: BitMap) -> list[str]:
        """Return what posts call the categories, or the tags, of a set of articles, by the oldest of each."""
        stored = self.categories if place is Place.CATEGORY else self.tags
        found = [(held.min(), term) for term, all_of in stored.items() if (held := all_of & numbers)]
        return [self.terms[term].slug for _, term in sorted(found) if term in self.terms]

    def category_name(self, term: int) -> str:
        """Return the readable name of a category by its id."""
        row = self.terms.get(term)
        return row.name if row else ""


def shown(numbers: BitMap, show: Show, marked: Marked) -> BitMap:
    """Return those of the articles that the switch over the list lets through."""
    if show is Show.UNREAD:
        return numbers - marked.read
    if show is Show.STARRED:
        return numbers & marked.starred
    return numbers


def day_of(now: float, offset: int | None) -> tuple[float, float]:
    """Return when the day began that it is at the site, or where that is not known, here, and when it ends.

    ``now`` and both are Unix seconds, ``offset`` seconds from UTC.
    """
    zone = None if offset is None else timezone(timedelta(seconds=offset))
    midnight = datetime.fromtimestamp(now, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    # A day later and at its own midnight: days of the change of clocks have another length.
    tomorrow = midnight + timedelta(days=1)
    return midnight.timestamp(), tomorrow.timestamp()


def _today(now: float, offset: int | None) -> BitMap:
    first, end = day_of(now, offset)
    return BitMap(range(number_of(int(first)), number_of(int(end))))
