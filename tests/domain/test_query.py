from __future__ import annotations

from datetime import date

import pytest

from reader.domain.query import And, Everything, Not, Or, Text, about_marks, all_of, any_of, none_of
from reader.library.querytext import parse

A, B, C = Text("a"), Text("b"), Text("c")


def test_all_of_is_flat_and_leaves_out_what_asks_for_nothing() -> None:
    assert all_of([And((A, B)), Everything(), C]) == And((A, B, C))
    assert all_of([Everything(), A]) == A
    assert all_of([]) == Everything()


def test_any_of_is_flat_and_everything_where_one_part_is() -> None:
    assert any_of([Or((A, B)), C]) == Or((A, B, C))
    assert any_of([A, Everything()]) == Everything()
    assert any_of([A]) == A
    assert any_of([]) == Everything()


def test_all_of_keeps_alternatives_together() -> None:
    assert all_of([Or((A, B)), C]) == And((Or((A, B)), C))
    assert any_of([And((A, B)), C]) == Or((And((A, B)), C))


def test_none_of_none_of_is_the_part() -> None:
    assert none_of(A) == Not(A)
    assert none_of(none_of(A)) == A


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", False),
        ("word date:today tag:x has:image", False),
        ("is:starred", True),
        ("a (b OR -(c is:read))", True),
        ("-is:unread", True),
    ],
)
def test_only_a_condition_on_marks_is_about_marks(text: str, *, wanted: bool) -> None:
    assert about_marks(parse(text, date(2022, 5, 26)).node) is wanted
