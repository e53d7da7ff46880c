"""Figures: what was measured, next to what is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement. ``aim`` is what is wanted, in words; ``met`` is None where nothing is promised."""

    name: str
    value: float
    unit: str
    aim: str = ""
    met: bool | None = None

    def cells(self) -> tuple[str, str, str, str]:
        """Return the figure as a row of text."""
        number = f"{self.value:,.0f}" if self.value >= 100 else f"{self.value:.3g}"
        verdict = {True: "yes", False: "no", None: ""}[self.met]
        return self.name, f"{number} {self.unit}".strip(), self.aim, verdict


def below(name: str, value: float, unit: str, limit: float) -> Figure:
    """Return a figure that should stay under a limit."""
    return Figure(name, value, unit, f"< {limit:g} {unit}", value < limit)


def at_least(name: str, value: float, unit: str, goal: float) -> Figure:
    """Return a figure that should reach a goal."""
    return Figure(name, value, unit, f"≥ {goal:,g} {unit}", value >= goal)


def table(figures: Sequence[Figure]) -> str:
    """Return a Markdown table, aligned so that it reads well on a terminal too."""
    rows = [("what", "figure", "aim", "met"), *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"
