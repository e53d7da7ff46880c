from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.domain.saved_search import (
    SavedSearch,
    Searches,
    in_one_line,
    joined,
    moved,
    removed,
    renamed,
    restored,
)


def some(letters: str) -> Searches:
    return tuple(SavedSearch(ord(letter), letter.upper(), letter) for letter in letters)


LISTS = st.lists(st.sampled_from("abcdefgh"), unique=True).map("".join).map(some)
ONES = st.sampled_from(some("abcdefgh"))


def queries(searches: Searches) -> str:
    return "".join(one.query for one in searches)


def test_a_name_is_in_one_line() -> None:
    assert in_one_line("  a \n\t b　c ") == "a b c"


@given(LISTS, LISTS)
def test_the_same_query_is_the_same_search(here: Searches, others: Searches) -> None:
    both = joined(here, [*others, *others])
    assert both[: len(here)] == here
    assert queries(both) == queries(here) + "".join(
        one for one in queries(others) if one not in queries(here)
    )
    assert joined(both, others) == both


@given(LISTS, ONES, st.integers(-3, 12))
def test_one_is_moved_and_the_others_keep_their_order(here: Searches, one: SavedSearch, to: int) -> None:
    now = moved(here, one.id, to)
    assert set(now) == set(here)
    assert removed(now, one.id) == removed(here, one.id)
    if one in here:
        assert now.index(one) == min(max(to, 0), len(here) - 1)
    assert moved(now, one.id, to) == now


@given(LISTS, ONES)
def test_what_was_removed_comes_back_to_its_place(here: Searches, one: SavedSearch) -> None:
    at = here.index(one) if one in here else 0
    gone = removed(here, one.id)
    assert one not in gone
    back = restored(gone, one, at)
    assert back == (here if one in here else (one, *here))
    assert restored(back, one, at) == back


def test_a_query_that_has_come_back_meanwhile_is_not_there_twice() -> None:
    again = (SavedSearch(5, "again", "a"), *some("b"))
    assert restored(again, some("a")[0], 1) == again


def test_a_name_changes_and_nothing_else() -> None:
    assert renamed(some("ab"), ord("b"), "new") == (some("a")[0], SavedSearch(ord("b"), "new", "b"))
