from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from pyroaring import BitMap

from reader.domain.moment import number_of
from reader.ui.models.heat import axis_of
from reader.ui.models.ticks import ROOM, local, ticks

CHINA = 8 * 3600


def numbers(first: str, last: str) -> BitMap:
    return BitMap(number_of(int(datetime.fromisoformat(one).timestamp())) for one in (first, last))


@pytest.mark.parametrize(
    ("first", "last", "small", "large"),
    [
        ("2022-05-30T12:00+08:00", "2022-06-02T12:00+08:00", 3, 1),
        ("2022-02-10T00:00+08:00", "2022-11-20T00:00+08:00", 9, 0),
        ("2019-03-01T00:00+08:00", "2022-11-20T00:00+08:00", 44, 3),
        ("1985-03-01T00:00+08:00", "2022-11-20T00:00+08:00", 37, 4),
    ],
)
def test_the_shortest_period_with_room_has_a_tick_each(first: str, last: str, small: int, large: int) -> None:
    axis = axis_of(numbers(first, last), 400)
    found = ticks(axis, CHINA)
    assert (len(found), sum(one.large for one in found)) == (small, large)
    assert [one.pixel for one in found] == sorted(one.pixel for one in found)


def test_a_day_begins_at_midnight_of_the_site() -> None:
    axis = axis_of(numbers("2022-05-30T20:00+08:00", "2022-05-31T04:00+08:00"), 80)
    (tick,) = ticks(axis, CHINA)
    assert abs(tick.pixel - 40) <= 1
    (elsewhere,) = ticks(axis, CHINA + 3600)
    assert abs(elsewhere.pixel - 50) <= 1


def test_ticks_keep_their_distance() -> None:
    for days in range(1, 30_000, 331):
        end = datetime(2030, 1, 1, tzinfo=UTC)
        begun = number_of(int((end - timedelta(days=days)).timestamp()))
        found = ticks(axis_of(BitMap([begun, number_of(int(end.timestamp()))]), 870), 0)
        steps = [below.pixel - above.pixel for above, below in pairwise(found)]
        # A February is three days shorter than what months are measured by.
        assert all(step >= ROOM - 1 for step in steps)


def test_a_moment_is_told_in_the_time_of_the_site() -> None:
    moment = number_of(int(datetime(2022, 5, 26, 20, tzinfo=UTC).timestamp()))
    assert local(moment, CHINA).isoformat() == "2022-05-27T04:00:00+08:00"
    assert local(moment, None).isoformat() == "2022-05-26T20:00:00+00:00"
    assert local(0, 0).year == 1900


def test_no_articles_no_ticks() -> None:
    assert ticks(axis_of(BitMap(), 400), CHINA) == []
