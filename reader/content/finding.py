"""Where what is searched for stands in a text, as it is written there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from reader.content.folding import folding
from reader.content.searchable import BREAK, WORD_CHARACTER, is_word

ROOM: Final = 90
"""Characters of a snippet."""
BEFORE: Final = 12
"""Characters of a snippet before the first hit, where its sentence does not begin sooner."""
PIECE: Final = 20_000
"""Characters of a text in which a sentence is looked for at once."""
LAP: Final = 200
"""Characters by which such pieces overlap."""
FAR: Final = 1_000_000
"""Characters of a text beyond which no sentence is looked for."""
_BLANK: Final = r"\s+"
_ENDS: Final = re.compile(r"[。！？!?；;\n]|\.\s")

Span = tuple[int, int]


class Snippet(NamedTuple):
    """A line of a text with the places in it of what was searched for."""

    text: str
    spans: tuple[Span, ...] = ()


class Finder:
    """Finds runs of terms (see `reader.content.searchable`), each with whether its last may go on."""

    def __init__(self, runs: Iterable[tuple[Sequence[str], bool]]) -> None:
        patterns = [_pattern(terms, prefix=prefix) for terms, prefix in runs if terms]
        # The longest first: of two that begin at the same place it is the one that was meant.
        patterns.sort(key=len, reverse=True)
        self._pattern = re.compile("|".join(patterns)) if patterns else None

    def spans(self, text: str) -> list[Span]:
        """Return where the runs stand in a text, in their order; they do not overlap."""
        if self._pattern is None:
            return []
        folded, places = _folded(text)
        return [
            (places[found.start()], places[found.end() - 1] + 1)
            for found in self._pattern.finditer(folded)
            if found.end() > found.start()
        ]

    def snippet(self, text: str) -> Snippet | None:
        """Return the sentence of the first hit, cut to a line; None where there is none."""
        for start in range(0, min(len(text), FAR), PIECE):
            # A little more on both sides, so that a hit is not cut in two, and its sentence is seen.
            piece = text[max(0, start - LAP) : start + PIECE + LAP]
            spans = self.spans(piece)
            if spans:
                return _around(piece, spans)
        return None


def _around(text: str, spans: list[Span]) -> Snippet:
    """Return the line around the first of some spans."""
    first, end = spans[0]
    began = max((match.end() for match in _ENDS.finditer(text, 0, first)), default=0)
    start = max(began, first - BEFORE)
    head = "…" if start > began else ""
    stop = min(len(text), max(end, start + ROOM))
    line, places = _one_line(text[start:stop])
    inside = [(a - start, b - start) for a, b in spans if start <= a and b <= stop]
    moved = tuple((places[a] + len(head), places[b - 1] + 1 + len(head)) for a, b in inside)
    tail = "…" if stop < len(text) and not _ENDS.match(text, stop - 1) else ""
    return Snippet(head + line.rstrip() + tail, moved)


def _pattern(terms: Sequence[str], *, prefix: bool) -> str:
    # Of breaks one after the other the first says all; more of them would take cubic time on blanks.
    parts: list[str] = []
    for place, term in enumerate(terms):
        if parts and parts[-1] != _BLANK and term != BREAK:
            parts.append(r"\s*")
        if term == BREAK:
            if parts and parts[-1] != _BLANK:
                parts.append(_BLANK)
        elif is_word(term):
            goes_on = prefix and place == len(terms) - 1
            after = "" if goes_on else rf"(?!{WORD_CHARACTER})"
            parts.append(rf"(?<!{WORD_CHARACTER}){re.escape(term)}{after}")
        else:
            parts.append(re.escape(term))
    return "".join(parts)


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text as it is searched, and of each of its characters the place where it is written."""
    parts, places = [], []
    for place, character in enumerate(text):
        folded = _one(character)
        parts.append(folded)
        places += [place] * len(folded)
    return "".join(parts), places


@lru_cache(maxsize=4096)
def _one(character: str) -> str:
    return folding().folded(character)


def _one_line(text: str) -> tuple[str, list[int]]:
    """Return a text with one blank for each run of them, and the places of its characters there."""
    kept: list[str] = []
    places = []
    for character in text:
        blank = character.isspace()
        if not blank:
            kept.append(character)
        elif kept and kept[-1] != " ":
            kept.append(" ")
        places.append(max(len(kept) - 1, 0))
    return "".join(kept), places
