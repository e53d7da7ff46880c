"""Smart punctuation: curly quotes, dashes and dots, as kramdown sets them by default.

Where quotes touch ideographs, which have no blanks round them to go by, they are paired one after
the other instead.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

_MARKS: Final = re.compile(rf"{STX}[^{ETX}]*{ETX}|\"|'|---?|\.\.\.|<<|>>|&lt;&lt;|&gt;&gt;")
_HTML_STASH: Final = f"{STX}wzxhzdk"
_PLAIN: Final = {"---": "—", "--": "–", "...": "…", "<<": "«", ">>": "»"}
_BLOCKS: Final = frozenset(
    {"p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "div", "blockquote", "figcaption"}
)
_UNTOUCHED: Final = frozenset({"code", "pre", "kbd", "samp", "script", "style"})
_CJK: Final = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_OPENING: Final = frozenset("([{-–—/“‘（「《")
_DECADE: Final = re.compile(r"\d\ds?\b")


class Typography(Treeprocessor):
    """Goes through the text of each block in reading order."""

    def run(self, root: Element) -> None:
        """Set the punctuation of a whole tree."""
        _Setter().element(root, "")


class _Setter:
    """What comes before the place that is being read: the last character, and whether a quote is open."""

    def __init__(self) -> None:
        self.before = ""
        self.open = False

    def element(self, element: Element, after: str) -> None:
        """Set what an element holds; ``after`` is the character that comes behind it."""
        if element.tag in _UNTOUCHED:
            self.before = "x"
            return
        if element.tag in _BLOCKS:
            self.before, self.open, after = "", False, ""
        children = list(element)
        if isinstance(element.text, AtomicString):
            self.before = "x"
        elif element.text:
            element.text = self.text(element.text, _first(children[0]) if children else after)
        for index, child in enumerate(children):
            behind = _first(children[index + 1]) if index + 1 < len(children) else after
            self.element(child, child.tail[:1] if child.tail else behind)
            if child.tail and not isinstance(child.tail, AtomicString):
                child.tail = self.text(child.tail, behind)

    def text(self, text: str, after: str) -> str:
        out: list[str] = []
        done = 0
        for match in _MARKS.finditer(text):
            if match.start() > done:
                self.before = text[match.start() - 1]
            following = text[match.end() : match.end() + 4] or after
            out += (text[done : match.start()], self.mark(match[0], following))
            done = match.end()
        if done < len(text):
            self.before = text[-1]
        out.append(text[done:])
        return "".join(out)

    def mark(self, mark: str, following: str) -> str:
        if mark.startswith(STX):
            self.before = self.before if mark.startswith(_HTML_STASH) else "x"
            return mark
        made = self.quote(mark, following) if mark in {'"', "'"} else _PLAIN.get(mark, mark)
        self.before = made
        return made

    def quote(self, mark: str, following: str) -> str:
        if mark == '"':
            self.open = self.opens(following[:1])
            return "“" if self.open else "”"
        if self.before.isalnum() or _DECADE.match(following):
            return "’"
        return "‘" if self.opens(following[:1]) else "’"

    def opens(self, after: str) -> bool:
        if _CJK.match(self.before) or _CJK.match(after):
            return not self.open
        if not after or after.isspace():
            return False
        return not self.before or self.before.isspace() or self.before in _OPENING


def _first(element: Element) -> str:
    """Return the first character that an element shows."""
    return next((text[0] for text in element.itertext() if text), "x")
