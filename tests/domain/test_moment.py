"""Moments and the article numbers made of them: number order is time order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.moment import EPOCH_1900, MAX_NUMBER, STEP, Moment, number_of, unix_of

UNIX = st.integers(-(2**40), 2**40)
NUMBERS = st.integers(0, MAX_NUMBER)
OFFSETS = st.integers(-14 * 4, 14 * 4).map(lambda quarters: quarters * 900)
WHENS = st.datetimes(
    min_value=datetime(2, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(9998, 12, 31),  # noqa: DTZ001 - the same
    timezones=OFFSETS.map(lambda seconds: timezone(timedelta(seconds=seconds))),
)


@given(one=UNIX, other=UNIX)
def test_numbers_are_ordered_as_the_moments_are(one: int, other: int) -> None:
    earlier, later = sorted((one, other))
    assert number_of(earlier) <= number_of(later)


@given(one=NUMBERS, other=NUMBERS)
def test_moments_of_numbers_are_ordered_as_the_numbers_are(one: int, other: int) -> None:
    assert (unix_of(one) < unix_of(other)) == (one < other)


@given(unix=UNIX)
def test_every_moment_has_a_number_of_32_bits(unix: int) -> None:
    assert 0 <= number_of(unix) <= MAX_NUMBER


@given(number=NUMBERS)
def test_a_number_is_that_of_the_moment_it_starts_at(number: int) -> None:
    assert number_of(unix_of(number)) == number
    assert number_of(unix_of(number) + STEP - 1) == number


@given(unix=st.integers(EPOCH_1900, EPOCH_1900 + MAX_NUMBER * STEP))
def test_a_number_is_at_most_a_step_from_its_moment(unix: int) -> None:
    assert 0 <= unix - unix_of(number_of(unix)) < STEP


def test_the_range_is_1900_to_2172_and_clamped() -> None:
    assert number_of(EPOCH_1900) == number_of(EPOCH_1900 - 10**12) == 0
    assert number_of(unix_of(MAX_NUMBER) + 10**12) == MAX_NUMBER
    assert Moment(unix_of(0)).iso() == "1900-01-01T00:00:00+00:00"
    assert Moment(unix_of(MAX_NUMBER)).local().year == 2172


@given(when=WHENS)
def test_a_moment_keeps_the_wall_clock_and_the_zone(when: datetime) -> None:
    moment = Moment.of(when)
    assert moment.local() == when.replace(microsecond=0)
    assert moment.local().utcoffset() == when.utcoffset()
    assert datetime.fromisoformat(moment.iso()) == moment.local()


@given(one=WHENS, other=WHENS)
def test_moments_are_ordered_as_time_is_whatever_their_zones(one: datetime, other: datetime) -> None:
    if abs(one - other) >= timedelta(seconds=1):
        assert (Moment.of(one) < Moment.of(other)) == (one < other)


def test_the_seed_posts_moment() -> None:
    when = datetime(2022, 5, 26, 22, 41, 13, 999_999, tzinfo=timezone(timedelta(hours=8)))
    assert Moment.of(when).iso() == "2022-05-26T22:41:13+08:00"
    assert Moment.of(when.astimezone(UTC)).iso() == "2022-05-26T14:41:13+00:00"


def test_a_time_without_a_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="zone"):
        Moment.of(datetime(2022, 5, 26))  # noqa: DTZ001 - the lack is the point
