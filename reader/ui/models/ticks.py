"""The time ruler's ticks: where days, months, years or decades begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from reader.domain.moment import EPOCH_1900, STEP, number_of, unix_of
from reader.ui.models.heat import Axis, Stretch

ROOM: Final = 8
"""Pixels between two ticks at least."""
DAY: Final = 86_400
_LENGTHS: Final = (DAY, 31 * DAY, 366 * DAY, 3_653 * DAY, 36_525 * DAY)
_YEARS: Final = (1, 10, 100)


@dataclass(frozen=True, slots=True)
class Tick:
    """A pixel in which a period begins. ``large``: a longer period begins there as well."""

    pixel: int
    large: bool


def ticks(axis: Axis, offset: int | None) -> list[Tick]:
    """Return the ticks of an axis from the top down, those of the shortest period that has room.

    ``offset``: of the site's zone from UTC, in seconds; None stands for none.
    """
    zone = timezone(timedelta(seconds=offset or 0))
    found: list[Tick] = []
    for stretch in axis.stretches:
        seconds = (stretch.newest - stretch.oldest + 1) * STEP
        level = next((at for at, one in enumerate(_LENGTHS) if stretch.pixels * one >= ROOM * seconds), None)
        if level is not None:
            found += _of(axis, stretch, level, zone)
    return found


def local(number: int, offset: int | None) -> datetime:
    """Return the wall-clock time of a moment in the site's zone."""
    began = datetime.fromtimestamp(EPOCH_1900, UTC)
    moment = began + timedelta(seconds=unix_of(number) - EPOCH_1900)
    return moment.astimezone(timezone(timedelta(seconds=offset or 0)))


def _of(axis: Axis, stretch: Stretch, level: int, zone: timezone) -> Iterator[Tick]:
    start = local(stretch.newest, int(zone.utcoffset(None).total_seconds()))
    at: datetime | None = _floor(start, level)
    while at is not None and (number := number_of(int(at.timestamp()))) > stretch.oldest:
        yield Tick(axis.pixel_of(number), level + 1 < len(_LENGTHS) and _floor(at, level + 1) == at)
        at = _floor(at - timedelta(seconds=1), level) if at.year > 1 else None


def _floor(at: datetime, level: int) -> datetime:
    """Return when the day (0), month, year, decade or century (4) of a moment began."""
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if level == 0:
        return day
    if level == 1:
        return day.replace(day=1)
    years = _YEARS[level - 2]
    return day.replace(day=1, month=1, year=at.year // years * years)
