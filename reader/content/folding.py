"""What a search takes for the same: letters without case, accents and width, and both scripts of Chinese."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_WIDE: Final = tuple(zip("，：；！？（）％", ",:;!?()%", strict=True))
"""The commonest signs that have a narrow form; one by one they take least time."""
MARKS: Final = 30
"""Marks behind a letter that count, as in Unicode's stream-safe texts (UAX #15)."""
_IDEOGRAPHS: Final = (range(0x3400, 0xA000), range(0xF900, 0xFB00))
_LATIN: Final = (range(0xC0, 0x250), range(0x1E00, 0x1F00))
_PLANE: Final = (range(0xA0, 0xD800), range(0xE000, 0x10000))
"""The characters of the first plane beyond ASCII."""


@dataclass(frozen=True, slots=True)
class Folding:
    """Characters that stand for others in a search, and what they become."""

    pattern: re.Pattern[str]
    table: dict[str, str]

    def folded(self, text: str) -> str:
        """Return a text as it is searched: NFKC, without case and accents, in simplified characters."""
        for wide, narrow in _WIDE:
            text = text.replace(wide, narrow)
        text = self._replaced(text.casefold())
        # What is left are letters with marks of their own behind them; a letter takes one after the other.
        for _ in range(MARKS):
            if unicodedata.is_normalized("NFKC", text):
                break
            text = self._replaced(_nfkc(_bounded(text)).casefold())
        return text

    def _replaced(self, text: str) -> str:
        return self.pattern.sub(lambda found: self.table[found[0]], text)


@lru_cache(maxsize=1)
def folding() -> Folding:
    """Return the folding, made once in a process: it takes a tenth of a second.

    Traditional characters become simplified ones as OpenCC has them, each by itself: the words around a
    character, by which OpenCC would choose between two, are not there in a search.
    """
    # It takes longer to load than the first titles of a small folder, which wait for no search.
    import opencc  # noqa: PLC0415 - see above

    characters = [chr(code) for part in _IDEOGRAPHS for code in part]
    simplified = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    script = {ord(one): other for one, other in zip(characters, simplified, strict=True) if one != other}
    # A few become what is a traditional character as well.
    script = {one: other.translate(script) for one, other in script.items()}
    accents = {code: _base(chr(code)) for part in _LATIN for code in part}
    table = {}
    for code in (code for part in _PLANE for code in part):
        one = chr(code)
        other = " " if one.isspace() else _nfkc(one).translate(accents).translate(script).casefold()
        if one != other:
            table[one] = other
    # Blanks to Unicode, and none to the engine, which would take them for terms.
    table |= dict.fromkeys("\x0b\x1c\x1d\x1e\x1f\x85", " ")
    # Stray bytes of file names, which are no text.
    table |= {chr(code): "\ufffd" for code in range(0xD800, 0xE000)}
    return Folding(re.compile(f"[{''.join(table)}]"), table)


def _bounded(text: str) -> str:
    """Leave out marks beyond the `MARKS`th behind a letter: to order them takes quadratic time."""
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MARKS:
            kept.append(character)
    return "".join(kept)


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _base(letter: str) -> str:
    """Return a letter without what is written above and below it."""
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isalpha() else letter
