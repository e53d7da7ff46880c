"""Where the next thing to read is; pure questions about shelves and categories."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pyroaring import BitMap

from reader.domain.shelf import Term


def next_below(shelf: BitMap, number: int | None) -> int | None:
    """Return the largest number under one (from the top where there is none): the next in the list."""
    at = len(shelf) if number is None else shelf.rank(number - 1) if number > 0 else 0
    return int(shelf[at - 1]) if at > 0 else None


def next_above(shelf: BitMap, number: int | None) -> int | None:
    """Return the smallest number over one (from the end where there is none): the previous in the list."""
    at = 0 if number is None else shelf.rank(number)
    return int(shelf[at]) if at < len(shelf) else None


def neighbour(terms: Sequence[Term], slug: str, step: int, fits: Callable[[Term], bool]) -> Term | None:
    """Return the term next to one in a list, forward (1) or back (-1), round its end if need be.

    Terms that do not fit are passed over. None when there is no other one.
    """
    places = [at for at, term in enumerate(terms) if term.slug == slug]
    start = places[0] if places else (-1 if step > 0 else len(terms))
    for distance in range(1, len(terms) + 1):
        term = terms[(start + step * distance) % len(terms)]
        if term.slug != slug and fits(term):
            return term
    return None
