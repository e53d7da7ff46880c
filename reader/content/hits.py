"""Marking in an article's HTML what was searched for.

Not the engine's own search within a page: that knows neither traditional characters for simplified ones nor
an accent for none, takes one text at a time, and is taken by the bar that finds words in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Final

from reader.content.elements import scan
from reader.content.finding import Finder

MOST: Final = 2_000
"""Hits that are marked in one piece of HTML; nobody steps through more."""
_WITHIN_WORDS: Final = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "mark", "q", "rb", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
})  # fmt: skip
"""Elements that a run may begin before and end in."""
_ASIDE: Final = frozenset({"rp", "rt", "rtc"})
"""How a word is read aloud stands within it, and is no part of it."""
_BOUNDARY: Final = "\ufdd0"
"""Stands where an element begins or ends that no run goes across; no text holds it."""
_ENTITY: Final = re.compile(r"&[^\s;&<]{1,32};")
_Piece = tuple[int, int]


def mark_hits(html: str, finder: Finder, first: int = 0) -> tuple[str, int]:
    """Return cleaned HTML with ``<mark data-hit="n">`` round what is found in its text, and how many hits.

    They are numbered in their order, from ``first``. One that reaches over inline markup has several marks
    of its number. Without the marks it is the same HTML: no article has that attribute left when it is clean.
    """
    text, places = _text_of(html)
    out: list[str] = []
    done = count = 0
    for start, end in islice(finder.spans(text), MOST):
        # One character may stand for several, of which the hit before took the first.
        pieces = [piece for piece in _pieces(places[start:end]) if piece[0] >= done]
        for begin, stop in pieces:
            out += (html[done:begin], f'<mark data-hit="{first + count}">', html[begin:stop], "</mark>")
            done = stop
        count += bool(pieces)
    return "".join((*out, html[done:])), count


def _text_of(html: str) -> tuple[str, list[_Piece]]:
    """Return the text of cleaned HTML, and of each of its characters where that is written."""
    letters: list[str] = []
    places: list[_Piece] = []
    done = aside = 0
    for tag in scan(html):
        if not aside:
            _take(html, done, tag.start, letters, places)
        done = tag.end
        if tag.name in _ASIDE:
            aside = max(aside + (-1 if tag.closing else 1), 0)
        elif tag.name not in _WITHIN_WORDS and not aside:
            letters.append("\n" if tag.name == "br" else _BOUNDARY)
            places.append((tag.end, tag.end))
    _take(html, done, len(html), letters, places)
    return "".join(letters), places


def _take(html: str, start: int, end: int, letters: list[str], places: list[_Piece]) -> None:
    for entity in _ENTITY.finditer(html, start, end):
        letters.append(html[start : entity.start()])
        places.extend((place, place + 1) for place in range(start, entity.start()))
        meant = unescape(entity[0])
        letters.append(meant)
        places.extend([entity.span()] * len(meant))
        start = entity.end()
    letters.append(html[start:end])
    places.extend((place, place + 1) for place in range(start, end))


def _pieces(places: list[_Piece]) -> Iterator[_Piece]:
    """Yield what is written without a tag in between."""
    begin, stop = places[0]
    for start, end in places[1:]:
        if start > stop:
            yield begin, stop
            begin = start
        stop = end
    yield begin, stop
