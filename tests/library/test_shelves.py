from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pyroaring import BitMap

from reader.domain.moment import number_of
from reader.domain.shelf import Counts, Place, Scope, Show
from reader.library.shelves import Marked, Shelves, shown
from reader.storage.rows import TermKind, TermRow
from reader.storage.shelves import ShelfKind, shelf_id

NOON = datetime(2022, 5, 26, 12).astimezone()
NOW = NOON.timestamp()
TODAY, YESTERDAY, TOMORROW, APRIL, YEAR_AGO = (
    number_of(int((NOON - timedelta(days=days)).timestamp())) for days in (0, 1, -1, 40, 365)
)
TERMS = [
    TermRow(1, TermKind.CATEGORY, "harbour", "港口财经", "gangkoucaijing", "gkcj"),
    TermRow(2, TermKind.CATEGORY, "riverside", "河边日报", "", ""),
    TermRow(3, TermKind.TAG, "fish", "fish", "", ""),
    TermRow(4, TermKind.CATEGORY, "unseen", "unseen", "", ""),
]
SHELVES = Shelves.of(
    TERMS,
    {
        shelf_id(ShelfKind.SHOWN): BitMap([TODAY, YESTERDAY, APRIL]),
        shelf_id(ShelfKind.HIDDEN): BitMap([YEAR_AGO]),
        shelf_id(ShelfKind.FUTURE): BitMap([TOMORROW]),
        shelf_id(ShelfKind.CATEGORY, 1): BitMap([TODAY, YEAR_AGO]),
        shelf_id(ShelfKind.CATEGORY, 2): BitMap([YESTERDAY, APRIL, TOMORROW]),
        shelf_id(ShelfKind.CATEGORY, 4): BitMap([YEAR_AGO]),
        shelf_id(ShelfKind.TAG, 3): BitMap([APRIL]),
        shelf_id(ShelfKind.MONTH, 202205): BitMap([TODAY, YESTERDAY, TOMORROW]),
        shelf_id(ShelfKind.MONTH, 202204): BitMap([APRIL]),
        shelf_id(ShelfKind.MONTH, 202105): BitMap([YEAR_AGO]),
    },
)
MARKED = Marked(BitMap([TODAY, YEAR_AGO]), BitMap([APRIL, YEAR_AGO]))


def numbers(scope: str, *, hidden: bool = False, now: float = NOW) -> set[int]:
    return set(SHELVES.shelf(Scope.parse(scope), MARKED, now, hidden=hidden))


@pytest.mark.parametrize(
    ("scope", "wanted"),
    [
        ("all", {TODAY, YESTERDAY, APRIL}),
        ("today", {TODAY}),
        ("unread", {YESTERDAY, APRIL}),
        ("starred", {APRIL}),
        ("category:harbour", {TODAY}),
        ("category:riverside", {YESTERDAY, APRIL}),
        ("category:nothing", set()),
        ("tag:fish", {APRIL}),
        ("tag:harbour", set()),
        ("year:2022", {TODAY, YESTERDAY, APRIL}),
        ("year:2021", set()),
        ("month:2022-05", {TODAY, YESTERDAY}),
        ("month:2022-04", {APRIL}),
        ("month:nonsense", set()),
    ],
)
def test_each_place_holds_what_the_site_would_show(scope: str, wanted: set[int]) -> None:
    assert numbers(scope) == wanted


@pytest.mark.parametrize(
    ("scope", "wanted"),
    [
        ("all", {TODAY, YESTERDAY, APRIL, YEAR_AGO, TOMORROW}),
        ("starred", {APRIL, YEAR_AGO}),
        ("category:harbour", {TODAY, YEAR_AGO}),
        ("year:2021", {YEAR_AGO}),
    ],
)
def test_the_hidden_are_one_switch_away(scope: str, wanted: set[int]) -> None:
    assert numbers(scope, hidden=True) == wanted


def test_the_future_shows_by_itself_when_it_has_come() -> None:
    later = NOW + 86_400
    assert numbers("all", now=later) == {TODAY, YESTERDAY, APRIL, TOMORROW}
    assert numbers("category:riverside", now=later) == {YESTERDAY, APRIL, TOMORROW}
    assert numbers("today", now=later) == {TOMORROW}


@pytest.mark.parametrize("place", list(Place))
def test_a_caller_may_do_with_a_shelf_what_he_likes(place: Place) -> None:
    scope = Scope(
        place, {Place.CATEGORY: "harbour", Place.TAG: "fish", Place.MONTH: "2022-05"}.get(place, "2022")
    )
    before = set(SHELVES.shelf(scope, MARKED, NOW, hidden=True))
    for hidden in (True, False):
        SHELVES.shelf(scope, MARKED, NOW, hidden=hidden).add(5)
    assert set(SHELVES.shelf(scope, MARKED, NOW, hidden=True)) == before


def test_counts() -> None:
    assert SHELVES.counts(Scope(Place.ALL), MARKED, NOW, hidden=False) == Counts(3, 2)
    assert SHELVES.counts(Scope(Place.ALL), MARKED, NOW, hidden=True) == Counts(5, 3)


def test_the_switch_over_the_list() -> None:
    everything = SHELVES.shelf(Scope(Place.ALL), MARKED, NOW, hidden=False)
    assert set(shown(everything, Show.ALL, MARKED)) == {TODAY, YESTERDAY, APRIL}
    assert set(shown(everything, Show.UNREAD, MARKED)) == {YESTERDAY, APRIL}
    assert set(shown(everything, Show.STARRED, MARKED)) == {APRIL}


def test_names_and_spellings() -> None:
    assert SHELVES.name_of(TermKind.CATEGORY, "harbour") == "港口财经"
    assert SHELVES.name_of(TermKind.CATEGORY, "nothing") == "nothing"
    assert (SHELVES.category_name(2), SHELVES.category_name(99)) == ("河边日报", "")


def test_nothing_at_all() -> None:
    empty = Shelves()
    assert not empty.shelf(Scope(Place.YEAR, "2022"), Marked(), NOW, hidden=False)


def test_today_is_the_day_that_the_list_writes_over_its_articles() -> None:
    at = datetime(2022, 5, 26, 22, 5, tzinfo=UTC).timestamp()  # the 27th, 06:05, in Shanghai
    late, early = (
        number_of(int(datetime(2022, 5, day, 15, tzinfo=UTC).timestamp())) + hour * 1800
        for day, hour in ((26, 0), (26, 2))
    )
    shelves = Shelves.of([], {shelf_id(ShelfKind.SHOWN): BitMap([late, early])}, offset=8 * 3600)
    assert set(shelves.shelf(Scope(Place.TODAY), Marked(), at, hidden=False)) == {early}


def test_posts_beyond_the_sites_limit_are_hidden_and_a_future_one_pushes_the_oldest_out() -> None:
    document = APRIL + 1
    stored = {
        shelf_id(ShelfKind.SHOWN): BitMap([TODAY, YESTERDAY, APRIL, document]),
        shelf_id(ShelfKind.FUTURE): BitMap([TOMORROW]),
        shelf_id(ShelfKind.HIDDEN): BitMap([YEAR_AGO]),
        shelf_id(ShelfKind.POSTS): BitMap([TODAY, YESTERDAY, APRIL, TOMORROW, YEAR_AGO]),
    }
    shelves = Shelves.of([], stored, limit=2)
    assert set(shelves.visible(NOW)) == {TODAY, YESTERDAY, document}
    assert set(shelves.concealed(NOW)) == {APRIL, YEAR_AGO, TOMORROW}
    assert set(shelves.beyond_limit(NOW)) == {APRIL}
    assert set(shelves.beyond_limit(NOW + 86_400)) == {YESTERDAY, APRIL}
    assert set(shelves.posts_shown(NOW)) == {TODAY, YESTERDAY}
    assert set(Shelves.of([], stored).visible(NOW)) == {TODAY, YESTERDAY, APRIL, document}
