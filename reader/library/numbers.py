"""Numbers for articles: their moments, moved up to the next free one."""

from __future__ import annotations

from pyroaring import BitMap

from reader.domain.moment import MAX_NUMBER, number_of


class Numbers:
    """Gives out numbers, each once. Many equal moments cost no more than many different ones."""

    def __init__(self, taken: BitMap) -> None:
        """Start with the numbers that were ever given out; the set is taken over."""
        self._taken = taken
        self._next: dict[int, int] = {}

    def take(self, unix: int) -> int:
        """Return the first free number from a moment on (Unix seconds); at the end of time, before it."""
        number = number_of(unix)
        if number in self._taken:
            number = self._free(number)
        if number > MAX_NUMBER:
            number = MAX_NUMBER
            while number in self._taken:
                number -= 1
        self._taken.add(number)
        return number

    def _free(self, wanted: int) -> int:
        """Follow the pointers past taken numbers, and shorten the way for the next who comes."""
        way, number = [], wanted
        while number in self._taken:
            way.append(number)
            number = self._next.get(number, number + 1)
            if number > MAX_NUMBER:
                break
        for step in way:
            self._next[step] = number
        return number
