"""What may hold of an article in the index: runs of terms, marks, and these together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Field = Literal["text", "title", "author"]


@dataclass(frozen=True, slots=True)
class Run:
    """Terms that follow one another in a field.

    ``pairs`` are held by whatever holds the run; ``prefix``: the last term may be the beginning of another.
    """

    terms: tuple[str, ...]
    pairs: tuple[str, ...] = ()
    field: Field = "text"
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of those that an entry carries beside its text."""

    word: str


@dataclass(frozen=True, slots=True)
class All:
    """What all of some conditions hold of; of none, everything."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """What one of some conditions holds of."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What a condition does not hold of."""

    part: Condition


Condition = Run | Mark | All | Any | Not
