"""What a search found, as the list shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyroaring import BitMap


@dataclass(frozen=True, slots=True)
class Hits:
    """The articles that were found so far. ``ranked``: the same, the best first; empty for newest first."""

    numbers: BitMap
    ranked: tuple[int, ...] = ()

    def renamed(self, numbers: Mapping[int, int]) -> Hits:
        """Return the same by the new numbers of articles that have got others."""
        moved = BitMap(numbers) & self.numbers
        if not moved:
            return self
        now = (self.numbers - moved) | BitMap([numbers[number] for number in moved])
        return Hits(now, tuple(numbers.get(number, number) for number in self.ranked))
