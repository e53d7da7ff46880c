from __future__ import annotations

from pyroaring import BitMap

from reader.domain.shelf import Counts, Term
from reader.ui.models.unread import neighbour, next_above, next_below

SHELF = BitMap([3, 5, 9])


def test_the_next_in_the_list_is_the_largest_smaller_number() -> None:
    assert next_below(SHELF, None) == 9
    assert next_below(SHELF, 9) == 5
    assert next_below(SHELF, 6) == 5
    assert next_below(SHELF, 3) is None
    assert next_below(SHELF, 0) is None


def test_the_previous_in_the_list_is_the_smallest_larger_number() -> None:
    assert next_above(SHELF, None) == 3
    assert next_above(SHELF, 3) == 5
    assert next_above(SHELF, 4) == 5
    assert next_above(SHELF, 9) is None
    assert next_below(BitMap(), None) is None
    assert next_above(BitMap(), None) is None


def terms(*unread: int) -> list[Term]:
    return [Term(f"c{at}", f"c{at}", Counts(9, count)) for at, count in enumerate(unread)]


def is_unread(term: Term) -> bool:
    return term.counts.unread > 0


def whatever(_term: Term) -> bool:
    return True


def test_the_neighbour_passes_over_what_is_read_and_goes_round() -> None:
    there = terms(1, 0, 2)
    assert neighbour(there, "c0", 1, is_unread) == there[2]
    assert neighbour(there, "c0", 1, whatever) == there[1]
    assert neighbour(there, "c2", 1, is_unread) == there[0]
    assert neighbour(there, "c0", -1, is_unread) == there[2]
    assert neighbour(there, "elsewhere", 1, is_unread) == there[0]
    assert neighbour(there, "elsewhere", -1, is_unread) == there[2]


def test_there_is_no_neighbour_where_nothing_else_is_unread() -> None:
    assert neighbour(terms(5, 0), "c0", 1, is_unread) is None
    assert neighbour([], "c0", 1, whatever) is None
