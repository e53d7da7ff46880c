"""How far articles were read: many numbers with a fraction each, in little memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyroaring import BitMap


@dataclass(frozen=True, slots=True)
class Positions:
    """Fractions (0 to 1) by article numbers; never changed. ``values`` stand in the order of ``numbers``.

    Nine bytes an article, where a dictionary takes a hundred.
    """

    numbers: BitMap = field(default_factory=BitMap)
    values: array[float] = field(default_factory=lambda: array("d"))

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, float]]) -> Positions:
        """Return the positions of articles; of several of one article the last one counts."""
        found = dict(pairs)
        numbers = BitMap(found)
        return cls(numbers, array("d", [found[number] for number in numbers]))

    def get(self, number: int) -> float:
        """Return how far an article was read; 0 when nothing is known."""
        return self.values[self.numbers.rank(number) - 1] if number in self.numbers else 0.0

    def pairs(self) -> Iterable[tuple[int, float]]:
        """Return numbers and fractions, by number."""
        return zip(self.numbers, self.values, strict=True)

    def renewed(self, kept: BitMap, found: Positions) -> Positions:
        """Return the positions of some of these articles, and those of others."""
        if self.numbers.issubset(kept) and not found.numbers:
            return self
        return Positions.of([*((one, at) for one, at in self.pairs() if one in kept), *found.pairs()])

    def changed(self, now: Mapping[int, float]) -> Positions:
        """Return the positions after some articles were scrolled; at 0 there is nothing to be kept."""
        if not now:
            return self
        return Positions.of((one, at) for one, at in {**dict(self.pairs()), **now}.items() if at > 0)
