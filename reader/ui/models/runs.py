"""Runs: the rows that numbers take in a list that is ordered newest first."""

from __future__ import annotations

from collections.abc import Iterator

from pyroaring import BitMap


def row_of(shelf: BitMap, number: int) -> int:
    """Return the row of a number in a shelf, newest first; for one not in it, where it would go."""
    return len(shelf) - shelf.rank(number)


def number_at(shelf: BitMap, row: int) -> int:
    """Return the number in a row; raises IndexError."""
    return int(shelf[len(shelf) - 1 - row])


def runs(shelf: BitMap, chosen: BitMap) -> Iterator[tuple[int, int]]:
    """Yield the rows (first, last) of a shelf that hold the chosen numbers, from the top down.

    ``chosen`` must be a part of ``shelf``.
    """
    first = last = -1
    size = len(shelf)
    for number in reversed(chosen):
        row = size - shelf.rank(number)
        if first >= 0 and row == last + 1:
            last = row
            continue
        if first >= 0:
            yield first, last
        first = last = row
    if first >= 0:
        yield first, last


def below(numbers: BitMap, limit: int) -> BitMap:
    """Return the numbers under a limit."""
    return numbers[: numbers.rank(limit - 1)] if limit > 0 else BitMap()


def above(numbers: BitMap, limit: int) -> BitMap:
    """Return the numbers over a limit."""
    return numbers[numbers.rank(limit) :]
