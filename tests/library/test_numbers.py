from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from reader.domain.moment import MAX_NUMBER, number_of, unix_of
from reader.library.numbers import Numbers


@given(st.lists(st.integers(0, 40)), st.sets(st.integers(number_of(0), number_of(0) + 20)))
def test_every_number_is_given_once_and_is_the_first_free_one(moments: list[int], taken: set[int]) -> None:
    numbers = Numbers(BitMap(taken))
    used = set(taken)
    for unix in moments:
        number = numbers.take(unix)
        assert number == next(n for n in range(number_of(unix), MAX_NUMBER) if n not in used)
        used.add(number)


def test_at_the_end_of_time_it_goes_backwards() -> None:
    numbers = Numbers(BitMap())
    last = unix_of(MAX_NUMBER)
    assert [numbers.take(last) for _ in range(3)] == [MAX_NUMBER, MAX_NUMBER - 1, MAX_NUMBER - 2]
    assert numbers.take(last - 2) == MAX_NUMBER - 3


def test_a_hundred_thousand_equal_moments_follow_each_other() -> None:
    # Quadratic work would take hours here, and the suite's time limit end it.
    numbers = Numbers(BitMap())
    taken = [numbers.take(0) for _ in range(100_000)]
    assert taken == list(range(number_of(0), number_of(0) + 100_000))
