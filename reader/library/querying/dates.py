"""Days, months, years, ranges and spans of time as a query writes them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from reader.domain.query import Dated
from reader.library.querying.fields import folded

_DAY: Final = re.compile(
    r"(?P<year>[0-9]{4})(?:年?|[-/年](?P<month>[0-9]{1,2})(?:月?|[-/月](?P<day>[0-9]{1,2})日?))"
)
_SPAN: Final = re.compile(r"([0-9]{1,9})(d|w|m|y|天|日|周|星期|月|个月|年)")
_WORDS: Final = {"today": 0, "今天": 0, "yesterday": 1, "昨天": 1}
_DAYS: Final = {"d": 1, "天": 1, "日": 1, "w": 7, "周": 7, "星期": 7}
_MONTHS: Final = {"m": 1, "月": 1, "个月": 1, "y": 12, "年": 12}
_RANGE: Final = ".."


def dated(value: str, today: date) -> Dated | None:
    """Return the days of ``2022``, ``2022-05``, ``2022-05-26``, ``today``, ``A..B``, ``A..`` or ``..B``.

    None when there are no such days. The range is as typed, which may be the wrong way round.
    """
    start, between, end = folded(value).partition(_RANGE)
    if not between:
        return _period(start, today)
    first, last = _period(start, today), _period(end, today)
    if (start and not first) or (end and not last) or not (first or last):
        return None
    return Dated(first.first if first else None, last.last if last else None)


def since(value: str, today: date) -> Dated | None:
    """Return the days from a day on, or from so many days, weeks, months or years ago: ``7d``.

    None when that is no time. Months ago is the same day of that month, or its last.
    """
    plain = folded(value)
    if span := _SPAN.fullmatch(plain):
        return Dated(_ago(int(span[1]), span[2], today), None)
    period = _period(plain, today)
    return Dated(period.first, None) if period else None


def _ago(count: int, unit: str, today: date) -> date:
    if unit in _DAYS:
        days = count * _DAYS[unit]
        return today - timedelta(days=days) if days < today.toordinal() else date.min
    months = today.year * 12 + today.month - 1 - count * _MONTHS[unit]
    year, month = months // 12, months % 12 + 1
    if year < date.min.year:
        return date.min
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _period(plain: str, today: date) -> Dated | None:
    if plain in _WORDS:
        # The first day of all has no day before it.
        day = date.fromordinal(max(today.toordinal() - _WORDS[plain], 1))
        return Dated(day, day)
    match = _DAY.fullmatch(plain)
    if not match:
        return None
    year, month = int(match["year"]), int(match["month"] or 1)
    try:
        first = date(year, month, int(match["day"] or 1))
    except ValueError:
        return None
    if match["day"]:
        return Dated(first, first)
    if match["month"]:
        return Dated(first, first.replace(day=monthrange(year, month)[1]))
    return Dated(first, first.replace(month=12, day=31))


def written_dates(days: Dated) -> str:
    """Return the shortest value from which `dated` gives these days."""
    first, last = days.first, days.last
    if first and last:
        for length in (len("2022"), len("2022-05"), len("2022-05-26")):
            if _period(first.isoformat()[:length], first) == days:
                return first.isoformat()[:length]
    return f"{_iso(first)}{_RANGE}{_iso(last)}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
