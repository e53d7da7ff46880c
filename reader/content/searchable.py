"""Texts as the search index takes them: terms with blanks between, a phrase of which is what one looks for.

Each ideograph and each sign is a term of its own, each word of letters and digits is one. So a run of Chinese
characters is found whatever a dictionary would make of it, and never across a full stop, because that is a
term as well. Where a space or a line ends between ideographs stands a break, which no query holds.

Two common ideographs side by side are indexed once more as a pair: single ones that occur in every second
article would make a phrase of them slow (see docs/decisions/0019-search.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from operator import add
from typing import Any, Final, NamedTuple

from reader.content.folding import folding
from reader.content.safeyaml import printed

_IDEOGRAPHIC: Final = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts without blanks between words: ideographs, kana, and Hangul, whose words take endings."""
WORD_CHARACTER: Final = rf"[^\W_{_IDEOGRAPHIC}]"
"""What words of letters and digits are made of, as an expression."""
LONGEST_TERM: Final = 60
"""Characters of a term; of a longer word the next ones are a term of their own."""
_TERM: Final = re.compile(rf"{WORD_CHARACTER}{{1,{LONGEST_TERM}}}|\S")
_WORDS: Final = re.compile(rf"({WORD_CHARACTER}{{1,{LONGEST_TERM}}})")
_BREAKS: Final = re.compile(
    rf"\n(?:(?<=[{_IDEOGRAPHIC}]\n)|(?=\s{{0,40}}[{_IDEOGRAPHIC}]))"
    rf"| (?<=[{_IDEOGRAPHIC}] )(?=[{_IDEOGRAPHIC}])"
)
BREAK: Final = "¶"
COMMON: Final = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日"
    "军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美"
    "相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解"
    "水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管"
    "期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式"
    "色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运"
)
"""The most frequent characters of written Chinese, by their rank in the lists of frequency."""
_COMMON_RUN: Final = re.compile(f"[{COMMON}]{{2,}}")
BETWEEN: Final = "\U0010fffd"
"""What stands between runs of common ideographs. In UTF-8 it takes a byte more than one of them, by which the
index leaves out the pairs that it is in."""
_IDEOGRAPH: Final = re.compile(rf"[{_IDEOGRAPHIC}]\Z")
_WORD: Final = re.compile(rf"{WORD_CHARACTER}+\Z")


class Searchable(NamedTuple):
    """What a search looks through in an article: terms with blanks between.

    ``text``: of the title, a break, and of the text. ``common``: the runs of common ideographs in it, with
    `BETWEEN` between them. ``author``: terms too. ``marks``: words for what is in it, “image” and “link”.
    """

    text: str
    common: str
    author: str
    marks: str


def searchable(text: str, values: Mapping[str, Any], markup: str) -> Searchable:
    """Return what the index holds of an article beside its title: of its text, front matter and body."""
    prepared = _prepared(text)
    author = printed(values.get("author") or values.get("authors") or "")
    return Searchable(
        _spaced(prepared),
        BETWEEN.join(_COMMON_RUN.findall(prepared)),
        terms_of(author) if author else "",
        " ".join(_marks(markup)),
    )


def with_title(title: str, found: Searchable) -> Searchable:
    """Return what the index holds of an article with its title."""
    prepared = _prepared(title)
    return found._replace(
        text=f"{_spaced(prepared)} {BREAK} {found.text}",
        common=BETWEEN.join((*_COMMON_RUN.findall(prepared), found.common)),
    )


def terms_of(text: str) -> str:
    """Return the terms of a short text, such as a title."""
    return _spaced(_prepared(text))


def _marks(markup: str) -> Iterator[str]:
    if "<img" in markup or "![" in markup:
        yield "image"
    if "<a " in markup or "](" in markup or "://" in markup:
        yield "link"


def run_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the terms and the pairs that an article must hold which holds a text."""
    text = _prepared(text.strip())
    return tuple(_TERM.findall(text)), tuple(sorted(_pairs(text)))


def is_word(term: str) -> bool:
    """Say whether a term may be the beginning of a longer one."""
    return _WORD.match(term) is not None


def is_ideograph(term: str) -> bool:
    """Say whether a term is a character of a script without blanks between words."""
    return _IDEOGRAPH.match(term) is not None


def _prepared(text: str) -> str:
    return _BREAKS.sub(f" {BREAK} ", folding().folded(text))


def _spaced(text: str) -> str:
    """Return a prepared text's terms; finding them one by one would take twice the time."""
    parts = _WORDS.split(text)
    parts[::2] = map(" ".join, parts[::2])
    return " ".join(parts)


def _pairs(text: str) -> set[str]:
    found: set[str] = set()
    for run in _COMMON_RUN.findall(text):
        found.update(map(add, run, run[1:]))
    return found
