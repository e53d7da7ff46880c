"""Dates in templates: reading whatever stands for one, and writing it as Ruby's ``strftime`` does."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DIRECTIVE: Final = re.compile(r"%([-0^#_:]*)(\d{0,2})([a-zA-Z%+])")
_OFFSET: Final = re.compile(
    r"^(\d{4}-\d{1,2}-\d{1,2})[ T](\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?$"
)
_DAY: Final = re.compile(r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$")


class SiteTime(datetime):
    """A moment that prints as Ruby prints one: ``2022-05-26 22:41:13 +0800``."""

    def __str__(self) -> str:
        """Return date, time and offset."""
        return self.strftime("%Y-%m-%d %H:%M:%S %z").rstrip()

    @classmethod
    def of(cls, when: datetime) -> SiteTime:
        """Return the same moment with Ruby's spelling."""
        return cls.fromtimestamp(when.timestamp(), when.tzinfo) if when.tzinfo else cls(*when.timetuple()[:6])


def read_moment(value: object) -> datetime | None:
    """Return the moment that a value of a template stands for, or None."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a bare date has no zone
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 40:
        return datetime(1970, 1, 1) + timedelta(seconds=value)  # noqa: DTZ001 - nor has a count of seconds
    return _read_text(value.strip()) if isinstance(value, str) and len(value) < 100 else None


def _read_text(text: str) -> datetime | None:
    try:
        if match := _DAY.match(text):
            return datetime(int(match[1]), int(match[2]), int(match[3]))  # noqa: DTZ001 - as above
        if match := _OFFSET.match(text):
            year, month, day = (int(part) for part in match[1].split("-"))
            clock = match[2] if match[2].index(":") == 2 else f"0{match[2]}"
            return datetime.fromisoformat(f"{year:04}-{month:02}-{day:02}T{clock}{match[3] or ''}")
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None


def strftime(when: datetime, layout: str) -> str:
    """Return a moment in Ruby's ``strftime`` notation, flags and all; unknown directives stay."""

    def put(match: re.Match[str]) -> str:
        flags, width, letter = match.groups()
        write = _WRITERS.get(letter)
        return match[0] if write is None else _padded(write(when, flags), flags, width)

    return _DIRECTIVE.sub(put, layout[:500])


def _padded(text: str, flags: str, width: str) -> str:
    if "-" in flags:
        text = text.lstrip("0 ") or "0"
    elif "_" in flags and text.startswith("0"):
        text = text.lstrip("0").rjust(len(text)) or text
    elif width:
        text = text.rjust(int(width), "0" if text.isdigit() else " ")
    return text.upper() if "^" in flags else text.swapcase() if "#" in flags else text


def _offset(when: datetime, flags: str) -> str:
    minutes = int((when.utcoffset() or timedelta()).total_seconds()) // 60
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{sign}{minutes // 60:02}{':' if ':' in flags else ''}{minutes % 60:02}"


def _epoch(when: datetime) -> int:
    return int((when.replace(tzinfo=None) - datetime(1970, 1, 1)).total_seconds()) - int(  # noqa: DTZ001 - both bare
        (when.utcoffset() or timedelta()).total_seconds()
    )


_WRITERS: Final[dict[str, Callable[[datetime, str], str]]] = {
    "Y": lambda t, _: f"{t.year:04}",
    "C": lambda t, _: f"{t.year // 100:02}",
    "y": lambda t, _: f"{t.year % 100:02}",
    "m": lambda t, _: f"{t.month:02}",
    "B": lambda t, _: _MONTHS[t.month - 1],
    "b": lambda t, _: _MONTHS[t.month - 1][:3],
    "h": lambda t, _: _MONTHS[t.month - 1][:3],
    "d": lambda t, _: f"{t.day:02}",
    "e": lambda t, _: f"{t.day:2}",
    "j": lambda t, _: f"{t.timetuple().tm_yday:03}",
    "H": lambda t, _: f"{t.hour:02}",
    "k": lambda t, _: f"{t.hour:2}",
    "I": lambda t, _: f"{t.hour % 12 or 12:02}",
    "l": lambda t, _: f"{t.hour % 12 or 12:2}",
    "M": lambda t, _: f"{t.minute:02}",
    "S": lambda t, _: f"{t.second:02}",
    "L": lambda t, _: f"{t.microsecond // 1000:03}",
    "N": lambda t, _: f"{t.microsecond * 1000:09}",
    "p": lambda t, _: "AM" if t.hour < 12 else "PM",
    "P": lambda t, _: "am" if t.hour < 12 else "pm",
    "z": _offset,
    "Z": lambda t, _: t.tzname() or "UTC",
    "A": lambda t, _: _DAYS[t.weekday()],
    "a": lambda t, _: _DAYS[t.weekday()][:3],
    "u": lambda t, _: str(t.isoweekday()),
    "w": lambda t, _: str(t.isoweekday() % 7),
    "G": lambda t, _: f"{t.isocalendar()[0]:04}",
    "V": lambda t, _: f"{t.isocalendar()[1]:02}",
    "U": lambda t, _: t.strftime("%U"),
    "W": lambda t, _: t.strftime("%W"),
    "s": lambda t, _: str(_epoch(t)),
    "n": lambda _, __: "\n",
    "t": lambda _, __: "\t",
    "%": lambda _, __: "%",
    "F": lambda t, _: f"{t.year:04}-{t.month:02}-{t.day:02}",
    "T": lambda t, _: f"{t.hour:02}:{t.minute:02}:{t.second:02}",
    "X": lambda t, _: f"{t.hour:02}:{t.minute:02}:{t.second:02}",
    "R": lambda t, _: f"{t.hour:02}:{t.minute:02}",
    "D": lambda t, _: f"{t.month:02}/{t.day:02}/{t.year % 100:02}",
    "x": lambda t, _: f"{t.month:02}/{t.day:02}/{t.year % 100:02}",
    "c": lambda t, _: strftime(t, "%a %b %e %H:%M:%S %Y"),
}  # fmt: skip


def in_words(when: datetime, kind: str, style: str, *, long: bool) -> str:
    """Return ``07 Nov 2008``, or as an ordinal ``7th November 2008`` or (US) ``November 7th, 2008``.

    As Jekyll's ``date_to_string`` and ``date_to_long_string`` do (``filters/date_filters.rb``).
    """
    month = _MONTHS[when.month - 1] if long else _MONTHS[when.month - 1][:3]
    if kind != "ordinal":
        return f"{when.day:02} {month} {when.year:04}"
    ending = "th" if 10 < when.day % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(when.day % 10, "th")
    if style.upper() == "US":
        return f"{month} {when.day}{ending}, {when.year:04}"
    return f"{when.day}{ending} {month} {when.year:04}"


def rfc822(when: datetime) -> str:
    """Return a moment as mail headers write it."""
    return format_datetime(when)


def xmlschema(when: datetime) -> str:
    """Return a moment in ISO 8601 with its offset."""
    return f"{strftime(when, '%FT%T')}{_offset(when, ':')}"
