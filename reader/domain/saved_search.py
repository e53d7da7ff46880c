"""Searches that a person keeps under a name, in an order of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query as typed, in one line, and what it is called.

    ``id`` stays through every renaming and moving. ``created``: Unix seconds, None where nobody knows.
    """

    id: int
    name: str
    query: str
    created: int | None = None


Searches = tuple[SavedSearch, ...]
"""The searches of one folder in their order; no two have the same query."""


def in_one_line(text: str) -> str:
    """Return a name or a query without superfluous blanks, which mean nothing in either."""
    return " ".join(text.split())


def joined(searches: Searches, others: Iterable[SavedSearch]) -> Searches:
    """Return searches with others behind them; the same query is the same search, and stays as it is."""
    by_query = {one.query: one for one in searches}
    for one in others:
        by_query.setdefault(one.query, one)
    return tuple(by_query.values())


def renamed(searches: Searches, identity: int, name: str) -> Searches:
    """Return searches of which one is called otherwise."""
    return tuple(replace(one, name=name) if one.id == identity else one for one in searches)


def moved(searches: Searches, identity: int, to: int) -> Searches:
    """Return searches of which one stands at an index, as far as there is such a place."""
    chosen = [one for one in searches if one.id == identity]
    rest = removed(searches, identity)
    at = min(max(to, 0), len(rest))
    return (*rest[:at], *chosen, *rest[at:])


def removed(searches: Searches, identity: int) -> Searches:
    """Return searches without one."""
    return tuple(one for one in searches if one.id != identity)


def restored(searches: Searches, search: SavedSearch, at: int) -> Searches:
    """Return searches with one at an index where it was taken away, unless its query has come back."""
    return moved(joined(searches, [search]), search.id, at)
