"""The signs of a query: words, quotes, fields, parentheses, minus and OR, each with its place.

Nothing is lost and nothing is judged here; that is done by `reader.library.querytext`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from reader.library.querying.fields import FIELDS, folded

Kind = Literal["word", "quoted", "field", "open", "close", "minus", "or"]

PLAIN: Final = str.maketrans("：（）－“”＂", ':()-""' + '"')
"""Signs of Chinese keyboards, for those that they are taken for. One for one, so that places stay."""
STRAIGHT: Final = '"＂'
CURLY: Final = "“”"
OR: Final = "OR"


@dataclass(frozen=True, slots=True)
class Token:
    """A sign between two offsets.

    ``text``: the word as typed, the text between quotes, or the field's name as typed.
    ``whole``: False for a quote that is never closed.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    whole: bool = True


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text in order; takes time in proportion to its length.

    A minus counts before something else, not within a word. Parentheses that open within a word
    and close without a blank between belong to it: ``安信国际(香港)`` and ``f(x)`` are words.
    What follows a field's colon is its value whatever it looks like.
    """
    return tuple(_Scanner(text).run())


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._plain = text.translate(PLAIN)
        self._within = _closed_within_words(self._plain)

    def run(self) -> Iterator[Token]:
        at, value = 0, False
        while at < len(self._text):
            if self._text[at].isspace():
                at, value = at + 1, False
                continue
            token = self._next(at, value=value)
            yield token
            at, value = token.end, token.kind == "field"

    def _next(self, at: int, *, value: bool) -> Token:
        sign = self._plain[at]
        if sign in "()":
            return Token("open" if sign == "(" else "close", at, at + 1)
        if sign == '"':
            return self._quoted(at)
        if value:
            return self._word(at)
        if sign == "-":
            return Token("minus", at, at + 1)
        word = self._word(at)
        colon = self._plain.find(":", at, word.end)
        if colon > at and folded(self._text[at:colon]) in FIELDS:
            return Token("field", at, colon + 1, self._text[at:colon])
        return Token("or", at, word.end) if word.text == OR else word

    def _word(self, at: int) -> Token:
        end = at
        while end < len(self._text) and self._plain[end] not in '")' and not self._text[end].isspace():
            if self._plain[end] != "(":
                end += 1
            elif end in self._within:
                end = self._within[end] + 1
            else:
                break
        return Token("word", at, end, self._text[at:end])

    def _quoted(self, at: int) -> Token:
        same, other = (STRAIGHT, CURLY) if self._text[at] in STRAIGHT else (CURLY, STRAIGHT)
        # Twice the straight quote, within straight ones, is the quote itself, as in CSV.
        close = self._first(at + 1, same, pairs=same is STRAIGHT)
        if close < 0:
            # Input methods give the wrong one of a pair now and then.
            close = self._first(at + 1, other, pairs=False)
        end = len(self._text) if close < 0 else close
        inner = self._text[at + 1 : end]
        if same is STRAIGHT:
            inner = _halved(inner)
        return Token("quoted", at, end if close < 0 else end + 1, inner, close >= 0)

    def _first(self, at: int, quotes: str, *, pairs: bool) -> int:
        """Return where the next of some quotes is, or -1; ``pairs``: two of a kind are no quote."""
        while at < len(self._text):
            if self._text[at] in quotes:
                if not (pairs and self._text[at] == self._text[at + 1 : at + 2]):
                    return at
                at += 1
            at += 1
        return -1


def doubled(text: str) -> str:
    """Return a text as it stands between straight quotes."""
    return "".join(letter * 2 if letter in STRAIGHT else letter for letter in text)


def _halved(text: str) -> str:
    for quote in STRAIGHT:
        text = text.replace(quote * 2, quote)
    return text


def _closed_within_words(plain: str) -> dict[int, int]:
    opened: list[int] = []
    closed: dict[int, int] = {}
    for at, sign in enumerate(plain):
        if sign == '"' or sign.isspace():
            opened.clear()
        elif sign == "(":
            opened.append(at)
        elif sign == ")" and opened:
            closed[opened.pop()] = at
    return closed
