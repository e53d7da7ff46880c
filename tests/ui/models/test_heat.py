from __future__ import annotations

from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from reader.ui.models.heat import FOLD, axis_of, bins, heat, row_at, softened

LAST = 2**32 - 1
CROWD = frozenset(range(1_950_000_000, 1_950_001_500, 10))
"""Articles enough for times without any to be folded."""
NUMBERS = st.builds(
    set.union,
    st.sets(
        st.integers(0, LAST) | st.integers(1_900_000_000, 1_900_000_400) | st.integers(LAST - 40, LAST),
        min_size=1,
        max_size=20,
    ),
    st.sampled_from([frozenset(), CROWD]),
)
HEIGHTS = st.integers(1, 900)


@given(NUMBERS, HEIGHTS)
def test_every_article_is_counted_in_the_pixel_of_its_moment(numbers: set[int], height: int) -> None:
    shelf = BitMap(numbers)
    axis = axis_of(shelf, height)
    expected = [0] * height
    for number in numbers:
        expected[axis.pixel_of(number)] += 1
    assert bins(shelf, axis) == expected
    assert sum(expected) == len(shelf)


@given(NUMBERS, HEIGHTS, st.lists(st.integers(0, LAST), max_size=40))
def test_a_newer_moment_is_never_further_down(numbers: set[int], height: int, others: list[int]) -> None:
    axis = axis_of(BitMap(numbers), height)
    pixels = [axis.pixel_of(number) for number in sorted({*numbers, *others})]
    assert pixels == sorted(pixels, reverse=True)
    assert all(0 <= pixel < height for pixel in pixels)


@given(NUMBERS, HEIGHTS)
def test_the_pixels_share_all_moments_out_among_them(numbers: set[int], height: int) -> None:
    shelf = BitMap(numbers)
    axis = axis_of(shelf, height)
    # All pixels of a fold have one span.
    spans = [span for span, _ in groupby(axis.span_of(pixel) for pixel in range(height))]
    assert spans[0][1] == max(numbers)
    assert spans[-1][0] == min(numbers)
    assert all(above[0] == below[1] + 1 for above, below in pairwise(spans))


@given(NUMBERS, HEIGHTS, st.integers(0, 899))
def test_a_click_finds_the_first_article_at_or_before_the_moment(
    numbers: set[int], height: int, pixel: int
) -> None:
    shelf, newest_first = BitMap(numbers), sorted(numbers, reverse=True)
    moment = axis_of(shelf, height).span_of(pixel % height)[1]
    older = [row for row, number in enumerate(newest_first) if number <= moment]
    assert row_at(shelf, moment) == (older[0] if older else len(newest_first) - 1)


def test_the_middle_of_the_strip_is_the_middle_of_the_time() -> None:
    shelf = BitMap(range(1000, 2001, 5))
    assert axis_of(shelf, 101).span_of(50) == (1496, 1505)


def test_years_without_articles_are_folded() -> None:
    shelf = BitMap([5000, *range(1_900_000_000, 1_900_010_000, 10)])
    axis = axis_of(shelf, 400)
    assert [(one.oldest, one.newest) for one in axis.stretches] == [
        (1_900_000_000, 1_900_009_990),
        (5000, 5000),
    ]
    first, last = axis.stretches
    assert first.pixels > 380
    assert last.top == first.pixels + FOLD
    assert axis.span_of(first.pixels + 2) == (5001, 1_899_999_999)


def test_a_short_list_is_not_folded() -> None:
    assert len(axis_of(BitMap([5, 100_000]), 400).stretches) == 1


def test_an_empty_shelf_has_no_moments() -> None:
    axis = axis_of(BitMap(), 300)
    assert bins(BitMap(), axis) == [0] * 300
    assert axis.pixel_of(5) == 0
    with pytest.raises(ValueError, match="no moments"):
        axis.span_of(3)
    assert row_at(BitMap(), 5) == -1


@given(st.lists(st.integers(0, 10_000), max_size=300))
def test_more_articles_are_never_paler(counts: list[int]) -> None:
    shares = heat(counts)
    assert all(0 <= share <= 1 for share in shares)
    assert [share for _, share in sorted(zip(counts, shares, strict=True))] == sorted(shares)
    assert all(bool(count) == bool(share) for count, share in zip(counts, shares, strict=True))


def test_a_steady_stream_is_half_as_bright_as_can_be() -> None:
    assert heat([7] * 20) == [0.5] * 20


def test_a_single_article_is_drawn_over_five_pixels() -> None:
    assert softened([0, 0, 0, 9, 0, 0, 0, 0]) == [0, 1, 2, 3, 2, 1, 0, 0]
