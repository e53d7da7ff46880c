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

    ``chosen`` must be a part of ``shelf``. The time goes with the runs, not with the numbers.
    """
    size, rest = len(shelf), len(chosen)
    while rest:
        first = size - shelf.rank(chosen[rest - 1])
        length = _run(shelf, chosen, rest, size - first)
        yield first, first + length - 1
        rest -= length


def _run(shelf: BitMap, chosen: BitMap, rest: int, end: int) -> int:
    """Return how many numbers from ``chosen[rest - 1]`` down are neighbours in the shelf.

    ``end``: the place in the shelf, counted from 1 at the smallest number, of the first of them.
    """

    def together(length: int) -> bool:
        return length <= rest and int(shelf[end - length]) == int(chosen[rest - length])

    good, step = 1, 1
    while together(good + step):
        good += step
        step *= 2
    while step:
        if together(good + step):
            good += step
        step //= 2
    return good


def below(numbers: BitMap, limit: int) -> BitMap:
    """Return the numbers under a limit."""
    return numbers[: numbers.rank(limit - 1)] if limit > 0 else BitMap()


def above(numbers: BitMap, limit: int) -> BitMap:
    """Return the numbers over a limit."""
    return numbers[numbers.rank(limit) :]
