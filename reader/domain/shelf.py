"""Scopes: the places in the sidebar, each of which stands for a set of articles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """The kinds of scope."""

    TODAY = "today"
    UNREAD = "unread"
    STARRED = "starred"
    ALL = "all"
    CATEGORY = "category"
    TAG = "tag"
    YEAR = "year"
    MONTH = "month"


class Show(StrEnum):
    """The switch over the list: which articles of the scope are shown."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"


@dataclass(frozen=True, slots=True)
class Scope:
    """A place, and what it is about: a category's or tag's slug, "2022", or "2022-05"."""

    place: Place
    name: str = ""

    def __str__(self) -> str:
        """Return the command line's spelling, ``all`` or ``category:emnews``."""
        return f"{self.place}:{self.name}" if self.name else str(self.place)

    @classmethod
    def parse(cls, text: str) -> Scope:
        """Return the scope that `str` spelled; raises ValueError for an unknown place."""
        place, _, name = text.partition(":")
        return cls(Place(place), name)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles a scope holds, and how many of them are unread."""

    total: int
    unread: int


@dataclass(frozen=True, slots=True)
class Term:
    """A category or tag as the sidebar shows it; sound holds pinyin and initials to filter by."""

    slug: str
    name: str
    counts: Counts
    pinyin: str = ""
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A year (``month`` 0) or a month that holds articles."""

    year: int
    month: int
    counts: Counts

    def scope(self) -> Scope:
        """Return the scope of this period."""
        if self.month:
            return Scope(Place.MONTH, f"{self.year:04}-{self.month:02}")
        return Scope(Place.YEAR, f"{self.year:04}")
