from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from reader.storage.positions import Positions

NUMBERS = st.integers(0, 2**32 - 1)
FRACTIONS = st.floats(0, 1)
SOME = st.dictionaries(NUMBERS, FRACTIONS, max_size=20)


@given(SOME, NUMBERS)
def test_they_are_what_a_dictionary_would_say(found: dict[int, float], other: int) -> None:
    positions = Positions.of(found.items())
    assert dict(positions.pairs()) == found
    assert [positions.get(number) for number in (*found, other)] == [
        found.get(number, 0.0) for number in (*found, other)
    ]


@given(SOME, SOME, st.frozensets(NUMBERS))
def test_a_new_generation_keeps_some_and_finds_others(
    before: dict[int, float], new: dict[int, float], gone: frozenset[int]
) -> None:
    kept = BitMap(before) - BitMap(new) - BitMap(sorted(gone)[:1] + list(before)[:1])
    renewed = Positions.of(before.items()).renewed(kept, Positions.of(new.items()))
    assert dict(renewed.pairs()) == {number: at for number, at in before.items() if number in kept} | new


@given(SOME, SOME)
def test_what_is_scrolled_counts_and_what_is_at_its_top_is_left_out(
    before: dict[int, float], now: dict[int, float]
) -> None:
    changed = Positions.of(before.items()).changed(now)
    expected = before | now
    if now:
        expected = {number: at for number, at in expected.items() if at > 0}
    assert dict(changed.pairs()) == expected


def test_a_generation_in_which_nothing_went_costs_nothing() -> None:
    positions = Positions.of([(1, 0.5)])
    assert positions.renewed(BitMap([1, 2]), Positions()) is positions
