"""Scopes are spelled and read back alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.shelf import Counts, Period, Place, Scope

SCOPES = st.builds(Scope, st.sampled_from(Place), st.text())


@given(scope=SCOPES)
def test_a_scope_is_read_back_as_it_was_spelled(scope: Scope) -> None:
    assert Scope.parse(str(scope)) == scope


@given(one=SCOPES, other=SCOPES)
def test_two_scopes_are_never_spelled_alike(one: Scope, other: Scope) -> None:
    assert (str(one) == str(other)) == (one == other)


def test_the_spelling_of_the_command_line() -> None:
    assert Scope.parse("all") == Scope(Place.ALL)
    assert Scope.parse("category:a:b c") == Scope(Place.CATEGORY, "a:b c")


@pytest.mark.parametrize("text", ["", "ALL", "nowhere", ":all", "category "])
def test_an_unknown_place_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a valid Place"):
        Scope.parse(text)


@given(year=st.integers(1, 9999), month=st.integers(0, 12))
def test_the_scopes_of_periods_sort_by_time(year: int, month: int) -> None:
    scope = Period(year, month, Counts(1, 0)).scope()
    assert scope.place is (Place.MONTH if month else Place.YEAR)
    assert scope.name == (f"{year:04}-{month:02}" if month else f"{year:04}")
    assert scope.name < "9999-13"
