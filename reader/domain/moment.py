"""Moments: points in time as the archive writes them, and article numbers made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

EPOCH_1900 = -2_208_988_800
"""1900-01-01T00:00:00Z in Unix seconds: where article numbers start counting."""
STEP = 2
"""Seconds between two article numbers, so that 32 bits reach from 1900 to 2172."""
MAX_NUMBER = 2**32 - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A point in time and the UTC offset in which its site shows it, both in seconds."""

    unix: int
    offset: int = 0

    @classmethod
    def of(cls, when: datetime) -> Moment:
        """Return the moment of an aware datetime; fractions of a second are dropped."""
        offset = when.utcoffset()
        if offset is None:
            raise ValueError("a moment needs a datetime with a zone")
        since = when - _EPOCH
        return cls(since.days * 86_400 + since.seconds, offset.days * 86_400 + offset.seconds)

    def local(self) -> datetime:
        """Return the wall-clock time of the site, with its offset."""
        zone = timezone(timedelta(seconds=self.offset))
        return (_EPOCH + timedelta(seconds=self.unix)).astimezone(zone)

    def iso(self) -> str:
        """Return ISO 8601 with offset, for instance ``2022-05-26T22:41:13+08:00``."""
        return self.local().isoformat()


def number_of(unix: int) -> int:
    """Return the article number of a moment in Unix seconds, clamped to 1900..2172."""
    number = (unix - EPOCH_1900) // STEP
    return number if 0 <= number <= MAX_NUMBER else min(max(number, 0), MAX_NUMBER)


def unix_of(number: int) -> int:
    """Return the Unix seconds at which an article number starts."""
    return number * STEP + EPOCH_1900
