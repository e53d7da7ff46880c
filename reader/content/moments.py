"""Dates as people and generators write them, read as Ruby's lenient ``Time.parse`` does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from reader.domain.moment import Moment

LENGTH_LIMIT: Final = 128
"""Characters of a date that are looked at, as in Ruby's Date."""

_DAY: Final = timedelta(days=1)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = f"({'|'.join(_MONTHS)})[a-z]*\\.?"
_HOURS: Final = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 1, "cet": 1, "met": 1, "cest": 2, "eet": 2, "eest": 3,
    "msk": 3, "jst": 9, "kst": 9, "hst": -10, "akst": -9, "akdt": -8, "pst": -8, "pdt": -7,
    "mst": -7, "mdt": -6, "cst": -6, "cdt": -5, "est": -5, "edt": -4, "ast": -4, "adt": -3,
}  # fmt: skip
"""Hours of the zone names that posts use, as Ruby's Date knows them (date/zonetab.list)."""

_COMMON: Final = re.compile(
    r"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:(?:[Tt]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d*)?)?"
    r"\s*(?:(Z|UTC|GMT)|([-+])(\d{1,2}):?(\d{2})?)?)?\s*"
)
_CLOCK: Final = re.compile(
    r"(?<![\d:])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:\s*([ap])\.?m\b\.?)?|(?<!\d)(\d{1,2})\s*([ap])\.?m\b",
    re.IGNORECASE,
)
_OFFSET: Final = re.compile(
    rf"(?<!\d)(?:gmt|utc)?([-+])(\d{{1,2}})(?::?(\d{{2}}))?(?![-\d])|\b({'|'.join(_HOURS)})\b", re.IGNORECASE
)
_NUMBERS: Final = re.compile(r"(?<!\d)('?\d{1,4})([-/.])(\d{1,2})\2('?\d{1,4})(?!\d)")
# Day, month and year as named groups, in the order in which Ruby's Date._parse asks.
_WORDS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b[\s,-]*(?P<m>{_MONTH})[\s,./-]*(?P<y>'?\d{{2,4}})(?!\d)",
        rf"(?P<m>{_MONTH})[\s,.-]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b[\s,/-]*(?P<y>'?\d{{2,4}})(?!\d)",
        r"(?<!\d)(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日",
        rf"(?P<m>{_MONTH})\s+(?P<y>\d{{4}})(?!\d)",
        r"(?<!\d)(?P<y>\d{4})[-/](?P<m>\d{1,2})(?!\d)",
    )
)
_PACKED: Final = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z?)\s*")


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones that a site's dates are read and shown in.

    ``site``: the zone of the site's ``timezone:``; None where it has none, and then a moment is
    shown with the offset that is written, or in the machine's zone.
    ``stamps_in_utc``: Jekyll takes an unquoted timestamp with seconds for UTC (issues 1069, 3879).
    """

    site: ZoneInfo | None = None
    stamps_in_utc: bool = True


def moment_of(value: object, zones: Zones) -> Moment | None:
    """Return the moment of a front-matter value, or None if it means none.

    A value without an offset is meant in the site's zone, except as `Zones` says.
    """
    try:
        if isinstance(value, datetime):
            if value.tzinfo is not None:
                return _shown(value, zones)
            return _shown(value.replace(tzinfo=UTC), zones) if zones.stamps_in_utc else _local(value, zones)
        if isinstance(value, date):
            return _local(datetime(value.year, value.month, value.day), zones)  # noqa: DTZ001 - made local there
        if isinstance(value, str):
            return _parsed(value, zones)
        if isinstance(value, int) and not isinstance(value, bool):
            return _parsed(str(value), zones)
    except (ValueError, OverflowError, OSError):
        pass
    return None


def moment_at(unix: int, zones: Zones) -> Moment:
    """Return a point in time, such as a file's change, as the site would show it."""
    try:
        return _shown(datetime.fromtimestamp(unix, UTC), zones, keep=False)
    except (ValueError, OverflowError, OSError):
        return Moment(0, 0)


def _parsed(text: str, zones: Zones) -> Moment | None:
    match = _COMMON.fullmatch(text)
    if match is None:
        return _lenient(text[:LENGTH_LIMIT], zones)
    year, month, day, hour, minute, second, utc, sign, zone_hours, zone_minutes = match.groups()
    naive = _clocked(
        datetime(int(year), int(month), int(day)),  # noqa: DTZ001 - gets its zone below
        int(hour or 0),
        int(minute or 0),
        int(second or 0),
    )
    if utc:
        return _shown(naive.replace(tzinfo=UTC), zones)
    if sign:
        seconds = int(zone_hours) * 3600 + int(zone_minutes or 0) * 60
        return _shown(naive.replace(tzinfo=_fixed(-seconds if sign == "-" else seconds)), zones)
    return _local(naive, zones)


def _clocked(day: datetime, hour: int, minute: int, second: int) -> datetime:
    """Return a day at a time; 24:00 is the next day's beginning, a leap second the one before."""
    if hour == 24 and minute == 0 and second == 0:
        return day + _DAY
    return day.replace(hour=hour, minute=minute, second=59 if second == 60 else second)


def _fixed(seconds: int) -> timezone:
    return timezone(timedelta(seconds=seconds))


def _shown(when: datetime, zones: Zones, *, keep: bool = True) -> Moment:
    """Return an aware time as the site shows it; ``keep`` its offset where the site has no zone."""
    if zones.site is not None:
        when = when.astimezone(zones.site)
    elif not keep:
        when = when.astimezone()
    return Moment.of(when)


def _local(naive: datetime, zones: Zones) -> Moment:
    """Return a time that is meant in the site's zone, or in the machine's."""
    aware = naive.replace(tzinfo=zones.site) if zones.site is not None else naive.astimezone()
    return Moment.of(aware)


def _lenient(text: str, zones: Zones) -> Moment | None:
    """Find a date and a time anywhere in a text; None where no whole date is named."""
    packed = _PACKED.fullmatch(text)
    if packed is not None:
        numbers = [int(part or 0) for part in packed.groups()[:6]]
        naive = _clocked(datetime(*numbers[:3]), *numbers[3:])  # type: ignore[arg-type]  # three numbers  # noqa: DTZ001 - a wall clock
        return _shown(naive.replace(tzinfo=UTC), zones) if packed[7] else _local(naive, zones)
    clock = _CLOCK.search(text)
    if clock is None:
        day = _day(text)
        return None if day is None else _local(day, zones)
    # Behind the time may stand the zone, and in Jekyll's own posts the year once more before it.
    behind = text[clock.end() :]
    zone = _OFFSET.search(behind)
    if zone is not None:
        behind = behind[: zone.start()]
    day = _day(f"{text[: clock.start()]} {behind}")
    if day is None:
        return None
    hour, half = int(clock[1] or clock[5]), (clock[4] or clock[6] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    naive = _clocked(day, hour, int(clock[2] or 0), int(clock[3] or 0))
    return _local(naive, zones) if zone is None else _shown(naive.replace(tzinfo=_offset(zone)), zones)


def _offset(zone: re.Match[str]) -> timezone:
    if zone[4]:
        return _fixed(_HOURS[zone[4].lower()] * 3600)
    seconds = int(zone[2]) * 3600 + int(zone[3] or 0) * 60
    return _fixed(-seconds if zone[1] == "-" else seconds)


def _day(text: str) -> datetime | None:
    """Return the day that a text names, None if it names none; ValueError for the 30th of February."""
    for pattern in _WORDS[:3]:
        match = pattern.search(text)
        if match is not None:
            return datetime(_year(match["y"]), _month(match["m"]), int(match["d"]))  # noqa: DTZ001 - a wall clock
    match = _NUMBERS.search(text)
    if match is not None:
        first, month, last = match[1], int(match[3]), match[4]
        # The number that can be no day is the year (date_parse.c, s3e).
        year, day = (last, first) if len(last) > 2 else (first, last)
        return datetime(_year(year), month, int(day))  # noqa: DTZ001 - a wall clock
    for pattern in _WORDS[3:]:
        match = pattern.search(text)
        if match is not None:
            return datetime(_year(match["y"]), _month(match["m"]), 1)  # noqa: DTZ001 - a wall clock
    return None


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTHS.index(text[:3].lower()) + 1


def _year(text: str) -> int:
    """Return the year; two digits mean 1969 to 2068."""
    year = int(text.lstrip("'"))
    if len(text.lstrip("'")) > 2:
        return year
    return year + (2000 if year < 69 else 1900)
