from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from reader.domain.moment import number_of
from reader.domain.shelf import Counts, Period, Term
from reader.library.census import MOST_TAGS, Census
from reader.library.shelves import Marked, Shelves
from reader.storage.rows import TermKind, TermRow
from reader.storage.shelves import ShelfKind, shelf_id

NOW = datetime(2022, 5, 26, 12, tzinfo=UTC).timestamp()
LATER = NOW + 3600
NEW, OLD, OLDER, HIDDEN = (number_of(int(NOW) - days * 86400) for days in (0, 1, 40, 365))
FUTURE = number_of(int(NOW) + 60)
SHELVES = Shelves.of(
    [
        TermRow(1, TermKind.CATEGORY, "harbour", "港口财经", "gangkoucaijing", "gkcj"),
        TermRow(2, TermKind.CATEGORY, "riverside", "河边日报", "", ""),
        TermRow(3, TermKind.TAG, "fish", "fish", "", ""),
        TermRow(4, TermKind.CATEGORY, "unseen", "unseen", "", ""),
    ],
    {
        shelf_id(ShelfKind.SHOWN): BitMap([NEW, OLD, OLDER]),
        shelf_id(ShelfKind.HIDDEN): BitMap([HIDDEN]),
        shelf_id(ShelfKind.FUTURE): BitMap([FUTURE]),
        shelf_id(ShelfKind.CATEGORY, 1): BitMap([NEW, HIDDEN]),
        shelf_id(ShelfKind.CATEGORY, 2): BitMap([OLD, OLDER, FUTURE]),
        shelf_id(ShelfKind.CATEGORY, 4): BitMap([HIDDEN]),
        shelf_id(ShelfKind.CATEGORY, 9): BitMap([NEW]),
        shelf_id(ShelfKind.TAG, 3): BitMap([OLDER]),
        shelf_id(ShelfKind.MONTH, 202205): BitMap([NEW, OLD, FUTURE]),
        shelf_id(ShelfKind.MONTH, 202204): BitMap([OLDER]),
        shelf_id(ShelfKind.MONTH, 202105): BitMap([HIDDEN]),
    },
)
MARKED = Marked(BitMap([NEW, HIDDEN]))
READ = st.sets(st.sampled_from([NEW, OLD, OLDER, HIDDEN, FUTURE])).map(lambda read: Marked(BitMap(read)))


def test_terms_by_size_without_those_that_show_nothing() -> None:
    assert [term for _, term in Census.take(SHELVES, MARKED, NOW).categories] == [
        Term("riverside", "河边日报", Counts(2, 2)),
        Term("harbour", "港口财经", Counts(1, 0), "gangkoucaijing", "gkcj"),
    ]


def test_years_before_their_months_newest_first() -> None:
    assert Census.take(SHELVES, MARKED, NOW).periods() == [
        Period(2022, 0, Counts(3, 2)),
        Period(2022, 5, Counts(2, 1)),
        Period(2022, 4, Counts(1, 1)),
    ]


@given(READ, READ, st.sampled_from([NOW, LATER]))
def test_updated_is_what_taking_it_anew_finds(before: Marked, after: Marked, when: float) -> None:
    updated = Census.take(SHELVES, before, NOW).updated(SHELVES, after, when)
    assert updated == Census.take(SHELVES, after, when)


def test_what_no_mark_touched_is_not_counted_again() -> None:
    before = Census.take(SHELVES, Marked(), NOW)
    after = before.updated(SHELVES, Marked(BitMap([NEW])), NOW)
    assert [old[1] is new[1] for old, new in zip(before.categories, after.categories, strict=True)] == [
        True,
        False,
    ]
    assert after.updated(SHELVES, Marked(BitMap([NEW])), NOW) is after


def test_only_the_most_frequent_tags() -> None:
    terms = [TermRow(at, TermKind.TAG, f"t{at}", "", "", "") for at in range(1, MOST_TAGS + 20)]
    stored = {shelf_id(ShelfKind.TAG, row.id): BitMap(range(row.id)) for row in terms}
    census = Census.take(Shelves.of(terms, stored), Marked(), NOW)
    assert [term.counts.total for _, term in census.tags] == list(range(MOST_TAGS + 19, 19, -1))


def test_nothing_at_all() -> None:
    empty = Census.take(Shelves(), Marked(), NOW)
    assert empty == Census()
    assert empty.periods() == []
