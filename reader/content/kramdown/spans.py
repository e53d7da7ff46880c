"""Spans that kramdown has and Python-Markdown has not: math, strikethrough, attribute lists, comments."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor, SubstituteTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from reader.content.kramdown import attributes
from reader.content.kramdown.blocks import KramdownParser

_MATH: Final = r"(?<!(?<!\\)\\)\$\$(?=\S|\s+\S)((?:[^$]|\$(?!\$)){1,4000}?)\$\$"
_INNER: Final = r"((?:[^\\]|\\(?!\\[()\[\]])){1,4000})"
_BRACKETED: Final = rf"(?<!\\)\\\\\({_INNER}\\\\\)|(?<!\\)\\\\\[{_INNER}\\\\\]"
_ENVIRONMENT: Final = r"\\begin\{([a-zA-Z]{1,20}\*?)\}[\s\S]{0,4000}?\\end\{\1\}"
_DOLLARS: Final = r"(?<![\\$])\$(?=[^\s$])(?=[^$\n]{0,400}[\\^_])[^$\n]{1,400}(?<=[^\s\\])\$(?![\dA-Za-z$({])"
"""One dollar on each side is no formula to kramdown, but to those who read the page it writes.

A price has no sign of TeX in it, or a blank at the wrong side of a dollar; shell variables have a name
or a bracket behind the second one.
"""
_ESCAPE: Final = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=-])")
_STRUCK: Final = r"(~~)(?![\s~])((?:[^~]|~(?!~)){1,4000}?)(?<=[^\s~])~~"
_BREAK: Final = r"\\\\\n"
_COMMENT: Final = r"\{::comment\}[\s\S]{0,4000}?\{:/(?:comment)?\}|\{::(?:comment|options)[^}]{0,400}/\}"
_NO_MARKDOWN: Final = r"\{::nomarkdown(?:\s[^}]{0,200})?\}([\s\S]{0,4000}?)\{:/(?:nomarkdown)?\}"
_RAW: Final = (
    r"(<(code|kbd|samp|var|tt|pre|script|style|svg|math)(?:\s[^<>]{0,400})?>[\s\S]{0,4000}?</\2\s*>)"
)
_ESCAPED: Final = (":", '"', "'", "|", "$", "<", ">", "=", "~")


class Math(InlineProcessor):
    """``$$ … $$`` in a line: kept as it is, in an element of its own."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802 - the base class's name
        """Return the formula."""
        _ = data
        made = Element("span", {"class": "math"})
        made.text = AtomicString(m[1].strip())
        return made, m.start(), m.end()


class Bracketed(InlineProcessor):
    r"""``\\( … \\)`` and ``\\[ … \\]``, which kramdown makes ``\( … \)`` of: MathJax's own brackets."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802 - the base class's name
        """Return the formula without the backslashes that are there for kramdown."""
        _ = data
        made = Element("span", {"class": "math"})
        made.text = AtomicString(_ESCAPE.sub(r"\1", m[1] or m[2]).strip())
        return made, m.start(), m.end()


class Formula(InlineProcessor):
    """TeX that kramdown hands on for MathJax to find: kept as it is, whatever signs are in it."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802 - the base class's name
        """Return the formula with its delimiters."""
        _ = data
        made = Element("span", {"class": "math"})
        made.text = AtomicString(m[0])
        return made, m.start(), m.end()


class Nothing(InlineProcessor):
    """What is not to be shown."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override] # noqa: N802 - the base class's name
        """Return nothing."""
        _ = data
        return "", m.start(), m.end()


class Verbatim(InlineProcessor):
    """What is to be passed on as HTML."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override] # noqa: N802 - the base class's name
        """Return a stand-in for the HTML."""
        _ = data
        return self.md.htmlStash.store(m[1]), m.start(), m.end()


class SpanAttributes(Treeprocessor):
    """Gives spans the attributes that stand right behind them."""

    def __init__(self, md: Markdown, parser: KramdownParser) -> None:
        super().__init__(md)
        self.parser = parser

    def run(self, root: Element) -> None:
        """Go through the tree once the spans are done."""
        named = self.parser.shared.named
        for child in root.iter():
            done = 0
            while child.tail and (match := attributes.SPAN.match(child.tail, done)):
                attributes.apply(child, attributes.parse(match[1], named))
                done = match.end()
            if child.tail and done:
                child.tail = child.tail[done:]


def register(md: Markdown, parser: KramdownParser) -> None:
    """Add these spans to a converter."""
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, *(sign for sign in _ESCAPED if sign not in md.ESCAPED_CHARS)]
    patterns = md.inlinePatterns
    patterns.register(Nothing(_COMMENT, md), "kramdown-comment", 195)
    patterns.register(Verbatim(_NO_MARKDOWN, md), "kramdown-nomarkdown", 194)
    patterns.register(Verbatim(_RAW, md), "kramdown-raw", 192)
    patterns.register(Math(_MATH, md), "kramdown-math", 185)
    patterns.register(Bracketed(_BRACKETED, md), "kramdown-bracketed-math", 184)
    patterns.register(Formula(_ENVIRONMENT, md), "kramdown-environment", 183.8)
    patterns.register(Formula(_DOLLARS, md), "kramdown-dollars", 183.6)
    patterns.register(SubstituteTagInlineProcessor(_BREAK, "br"), "kramdown-break", 182)
    patterns.register(SimpleTagInlineProcessor(_STRUCK, "del"), "kramdown-struck", 55)
    md.treeprocessors.register(SpanAttributes(md, parser), "kramdown-attributes", 12)
