"""Queries: what a person asks of the full-text search, as a tree of conditions on one article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

TextField = Literal["any", "title", "author"]
"""Where words are looked for; "any" is the title or the text."""
Status = Literal["unread", "read", "starred", "changed"]
Feature = Literal["image", "link"]
FaultCode = Literal[
    "too_long",
    "too_deep",
    "unclosed_quote",
    "unclosed_parenthesis",
    "stray_parenthesis",
    "empty_parentheses",
    "lone_minus",
    "lone_or",
    "no_value",
    "no_words",
    "bad_date",
    "dates_reversed",
    "unknown_status",
    "unknown_feature",
]


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text as typed, to be found as a phrase within one sentence.

    ``exact``: it was quoted. The last word of one that was not may be only the beginning of a word.
    """

    words: str
    field: TextField = "any"
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    """The article is in the category of this name, slug or pinyin."""

    name: str


@dataclass(frozen=True, slots=True)
class Tag:
    """The article has the tag of this name, slug or pinyin."""

    name: str


@dataclass(frozen=True, slots=True)
class Folder:
    """The article's file is somewhere below this folder of the archive."""

    path: str


@dataclass(frozen=True, slots=True)
class Dated:
    """The article is of these days by the clock of its site, both inclusive; None leaves a side open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Is:
    """The article has this status."""

    status: Status


@dataclass(frozen=True, slots=True)
class Has:
    """The article has at least one of these in its text."""

    what: Feature


@dataclass(frozen=True, slots=True)
class And:
    """All of these are true."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of these is true."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """This is not true. By itself it asks for every article but some."""

    part: Node


@dataclass(frozen=True, slots=True)
class Everything:
    """Any article: what an empty query asks for."""


Leaf = Text | Category | Tag | Folder | Dated | Is | Has
Node = Leaf | And | Or | Not | Everything


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong between two offsets in characters, and was left out of the search.

    ``detail`` is what the sentence for the person is about: a field's code or what was typed.
    """

    start: int
    end: int
    code: FaultCode
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as typed, what it asks for, and its faults in the order of their places.

    ``name``: what to call a query that nobody typed.
    """

    text: str
    node: Node
    faults: tuple[Fault, ...] = ()
    name: str = ""


def all_of(parts: Iterable[Node]) -> Node:
    """Return what asks for all parts: flat, and without what asks for nothing in particular."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, And):
            flat += part.parts
        elif not isinstance(part, Everything):
            flat.append(part)
    if len(flat) == 1:
        return flat[0]
    return And(tuple(flat)) if flat else Everything()


def any_of(parts: Iterable[Node]) -> Node:
    """Return what asks for at least one of the parts: flat. Of no parts that is everything."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, Everything):
            return part
        flat += part.parts if isinstance(part, Or) else (part,)
    if len(flat) == 1:
        return flat[0]
    return Or(tuple(flat)) if flat else Everything()


def none_of(part: Node) -> Node:
    """Return what asks for the contrary; twice that is the part itself."""
    return part.part if isinstance(part, Not) else Not(part)


def about_marks(node: Node) -> bool:
    """Say whether other articles may fit when marks change."""
    match node:
        case Is():
            return True
        case And(parts) | Or(parts):
            return any(about_marks(part) for part in parts)
        case Not(part):
            return about_marks(part)
        case _:
            return False
