"""What of the list somebody has before their eyes: what must not move when the archive does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pyroaring import BitMap


@dataclass(frozen=True, slots=True)
class Sight:
    """The visible articles from the top down, each with the pixels from the view's top to its row.

    ``selected``: the selected article, or None. ``at_rest``: the list stands at its top with nothing
    selected, so that nobody minds when something new comes in.
    """

    rows: tuple[tuple[int, int], ...] = ()
    selected: int | None = None
    at_rest: bool = False

    def numbers(self) -> BitMap:
        """Return all articles in sight, and the selected one."""
        return BitMap([number for number, _ in self.rows]) | self.chosen()

    def chosen(self) -> BitMap:
        """Return the selected article, as a set."""
        return BitMap() if self.selected is None else BitMap([self.selected])

    def beside(self, leaving: BitMap) -> Sight:
        """Return the same without articles that are about to leave their rows, unless all are."""
        rows = tuple((number, top) for number, top in self.rows if number not in leaving)
        return replace(self, rows=rows or self.rows)

    def renamed(self, numbers: Mapping[int, int]) -> Sight:
        """Return the same by the new numbers of articles that have got others."""
        rows = tuple((numbers.get(number, number), top) for number, top in self.rows)
        selected = self.selected
        return replace(
            self, rows=rows, selected=None if selected is None else numbers.get(selected, selected)
        )
