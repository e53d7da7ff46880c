"""What has changed between two texts: by paragraphs, and within them by words, in Chinese by characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, Literal

MOST_PARAGRAPHS: Final = 600
"""Paragraphs of either text, without what both begin and end with, beyond which nothing is compared."""
MOST_TOKENS: Final = 4_000
"""Words of a paragraph beyond which it is shown as a whole."""
BUDGET: Final = 40_000
"""Words that are compared in all: half a second at the worst."""
ALIKE: Final = 0.4
"""How much two paragraphs must have in common to be one that was changed."""
SHORT: Final = 3
"""Characters between two changes that are not worth breaking them up for."""

_TOKEN: Final = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0370-\u052f]+(?:[.,'’-][0-9A-Za-z]+)*|\s+|.", re.DOTALL)

Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stands in both, only in the former or only in the later text."""

    kind: Kind
    text: str


Passage = tuple[Piece, ...]
"""A paragraph that is not the same in both; of one that was changed, its pieces in order."""


def compare(former: str, later: str) -> list[Passage | None] | None:
    """Return the paragraphs that differ, in order; a None stands for some that do not.

    Paragraphs are lines that are not blank. None when there is too much to compare.
    """
    before, after = _paragraphs(former), _paragraphs(later)
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if max(len(old), len(new)) > MOST_PARAGRAPHS:
        return None
    found: list[Passage | None] = [None] if start and (old or new) else []
    budget = BUDGET
    for kind, first, last, low, high in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            found.append(None)
            continue
        for one, other in zip_longest(old[first:last], new[low:high]):
            passages, spent = _passages(one, other, budget)
            found += passages
            budget -= spent
    return [*found, None] if end and (old or new) else found


def _paragraphs(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := " ".join(raw.split()))]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _passages(one: str | None, other: str | None, budget: int) -> tuple[list[Passage], int]:
    """Return one changed paragraph, or the two that have little in common, and how many words it took."""
    whole: list[Passage] = [
        *([(Piece("removed", one),)] if one is not None else []),
        *([(Piece("added", other),)] if other is not None else []),
    ]
    if one is None or other is None:
        return whole, 0
    old, new = _TOKEN.findall(one), _TOKEN.findall(other)
    spent = len(old) + len(new)
    if max(len(old), len(new)) > MOST_TOKENS or spent > budget:
        return whole, 0
    runs = list(_runs(old, new))
    alike = sum(len(same) for same, _, equal in runs if equal)
    if 2 * alike < ALIKE * (len(one) + len(other)):
        return whole, spent
    return [tuple(_joined(runs))], spent


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """Yield what was, what is, and whether the two are the same."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    yield "".join(old[:start]), "".join(new[:start]), True
    old, new, rest = old[start : len(old) - end], new[start : len(new) - end], "".join(old[len(old) - end :])
    for kind, first, last, low, high in SequenceMatcher(None, old, new).get_opcodes():
        yield "".join(old[first:last]), "".join(new[low:high]), kind == "equal"
    yield rest, rest, True


def _joined(pieces: Iterable[tuple[str, str, bool]]) -> Iterator[Piece]:
    """Yield pieces in which changes that nearly touch have become one."""
    removed = added = same = ""
    for one, other, equal in pieces:
        if equal:
            same += one
            if len(same) <= SHORT and (removed or added):
                continue
            yield from _run(removed, added, same)
            removed = added = same = ""
        else:
            removed, added, same = removed + same + one, added + same + other, ""
    yield from _run(removed, added, same)


def _run(removed: str, added: str, same: str) -> Iterator[Piece]:
    pieces = Piece("removed", removed), Piece("added", added), Piece("same", same)
    return (piece for piece in pieces if piece.text)
