"""Where what is searched for stands in a text, as it is written there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from reader.content.folding import folding
from reader.content.searchable import BREAK, LONGEST_TERM, WORD_CHARACTER, is_word

ROOM: Final = 90
"""Characters of a snippet."""
BEFORE: Final = 12
"""Characters of a snippet before the first hit, where its sentence does not begin sooner."""
PIECE: Final = 20_000
"""Characters of a text in which a sentence is looked for at once."""
LAP: Final = 2_000
"""Characters by which such pieces overlap: as much as is searched for, and as much again for marks."""
FAR: Final = 1_000_000
"""Characters of a text beyond which no sentence is looked for."""
_BLANK: Final = r"\s+"
_ENDS: Final = re.compile(r"[。！？!?；;\n]|\.\s")
_LONG: Final = re.compile(rf"{WORD_CHARACTER}{{{LONGEST_TERM}}}(?={WORD_CHARACTER})")
_APART: Final = r"[\s\u4e00-\u9fff]"
"""What belongs to no word, however it is folded: behind it a text may be cut."""
_TO_APART: Final = re.compile(rf"(?s:.*){_APART}")
_FROM_APART: Final = re.compile(rf"(?s:.*?)(?:{_APART}|\Z)")
_JAMO: Final = ("\u1160", "\u11ff")
"""Vowels and endings of Hangul, the first and the last, which join the letter before."""

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
        spans: list[Span] = []
        for found in self._pattern.finditer(folded):
            start, end = places[found.start()][0], places[found.end() - 1][1]
            # What is written as one may be found as several, of which the first has it.
            start = max(start, spans[-1][1]) if spans else start
            if start < end:
                spans.append((start, end))
        return spans

    def snippet(self, text: str) -> Snippet | None:
        """Return the sentence of the first hit, cut to a line; None where there is none."""
        for start, end in _pieces(text):
            piece = text[start:end]
            spans = self.spans(piece)
            if spans:
                return _around(piece, spans)
        return None


def _pieces(text: str) -> Iterator[Span]:
    """Yield overlapping pieces, none of which begins or ends within a word.

    A little more on both sides, so that a hit is not cut in two, and its sentence is seen.
    """
    size = min(len(text), FAR)
    begin = end = 0
    while end < size:
        back = _TO_APART.match(text, begin, max(begin, end - LAP))
        begin = back.end() if back else begin
        there = _FROM_APART.match(text, min(end + PIECE, size), size)
        end = there.end() if there else size
        yield begin, end


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


def _folded(text: str) -> tuple[str, list[Span]]:
    """Return a text as its terms are, and of each of its characters where that is written.

    A letter and the marks behind it are one: folded together they may be another letter. Each part that
    begins without a mark is folded by itself, which comes to the same as to fold the whole. A blank parts
    the terms of a word that is longer than one.
    """
    joining = re.escape("".join(filter(_joins, set(text))))
    letters = re.findall(f"(?s:.)[{joining}]*", text) if joining else list(text)
    parts = list(map(_one, letters))
    folded = "".join(parts)
    if len(folded) == len(text) == len(letters):
        return _with_long_words_parted(folded, list(pairwise(range(len(text) + 1))))
    places: list[Span] = []
    start = 0
    for letter, part in zip(letters, parts, strict=True):
        end = start + len(letter)
        places += [(start, end)] * len(part)
        start = end
    return _with_long_words_parted(folded, places)


def _with_long_words_parted(folded: str, places: list[Span]) -> tuple[str, list[Span]]:
    cuts = [0, *(long.end() for long in _LONG.finditer(folded)), len(folded)]
    if len(cuts) == 2:
        return folded, places
    parts = list(pairwise(cuts))
    return " ".join(folded[start:end] for start, end in parts), [
        place for start, end in parts for place in (*places[start:end], *places[end : end + 1])
    ]


@lru_cache(maxsize=4096)
def _joins(character: str) -> bool:
    """Say whether a character may become one with the one before it."""
    first = unicodedata.normalize("NFKD", folding().folded(character))[0]
    return unicodedata.category(first).startswith("M") or _JAMO[0] <= first <= _JAMO[1]


@lru_cache(maxsize=4096)
def _one(letter: str) -> str:
    return folding().folded(letter)


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
