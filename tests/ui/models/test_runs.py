from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from reader.ui.models.runs import above, below, number_at, row_of, runs

NUMBERS = st.sets(st.integers(0, 400) | st.integers(2**32 - 40, 2**32 - 1))


@given(NUMBERS)
def test_rows_count_from_the_newest(numbers: set[int]) -> None:
    shelf = BitMap(numbers)
    newest_first = sorted(numbers, reverse=True)
    assert [number_at(shelf, row) for row in range(len(shelf))] == newest_first
    assert [row_of(shelf, number) for number in newest_first] == list(range(len(shelf)))


@given(NUMBERS, st.data())
def test_runs_name_each_chosen_row_once_from_the_top(numbers: set[int], data: st.DataObject) -> None:
    shelf = BitMap(numbers)
    chosen = {number for number in numbers if data.draw(st.booleans())}
    found = list(runs(shelf, BitMap(chosen)))
    rows = [row for first, last in found for row in range(first, last + 1)]
    assert rows == sorted(row_of(shelf, number) for number in chosen)
    assert all(one[1] + 1 < other[0] for one, other in pairwise(found))


@given(NUMBERS, st.integers(0, 2**32 - 1))
def test_below_and_above_leave_out_the_limit(numbers: set[int], limit: int) -> None:
    shelf = BitMap(numbers)
    assert set(below(shelf, limit)) == {number for number in numbers if number < limit}
    assert set(above(shelf, limit)) == {number for number in numbers if number > limit}
