"""Where the block parser stands: the lines before it, the blocks behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AtomicString

from reader.content.kramdown.attributes import Attributes, apply

BLANK: Final = "blank"
"""Tag of the marker that stands for blank lines until a block is finished."""
_CJK: Final = "\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_CJK_BREAK: Final = re.compile(f"(?<=[{_CJK}])\n(?=[{_CJK}])")
DEEPEST: Final = 24
"""Quotes and lists may be nested this deep; deeper ones are paragraphs."""


@dataclass(slots=True)
class Shared:
    """What all parts of one document have in common."""

    md: Markdown
    parse: Callable[[list[str], Shared], list[Element]]
    named: dict[str, Attributes] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)
    depth: int = 0
    endless_comment: bool = False
    hard_wrap: bool = False

    def inner(self, lines: list[str]) -> list[Element]:
        """Return the blocks of lines that stand inside another block."""
        if self.depth >= DEEPEST:
            return [paragraph("\n".join(lines))]
        self.depth += 1
        try:
            return self.parse(lines, self)
        finally:
            self.depth -= 1

    def unbroken(self, text: str) -> str:
        """Return the text of a paragraph without the ends of lines that are no blank between ideographs."""
        return text if self.hard_wrap else _CJK_BREAK.sub("", text)

    def raw(self, html: str) -> Element:
        """Return a stand-in for HTML that is to be passed on as it is."""
        # The empty comment has the serialiser take it for a block, whatever it begins with.
        return element("p", AtomicString(self.md.htmlStash.store(f"<!---->{html}")))


@dataclass(slots=True)
class Cursor:
    """A place in some lines. ``out`` holds the blocks so far, markers for blank lines among them."""

    lines: list[str]
    shared: Shared
    at: int = 0
    out: list[Element] = field(default_factory=list)
    pending: Attributes = field(default_factory=dict)
    sealed: Element | None = None  # the last block, when its attributes have been given
    unclosed: dict[str, int] = field(default_factory=dict)
    """What is opened here and closed by no later line, and for fences from which length on."""

    growing: Element | None = None
    pieces: list[str] = field(default_factory=list)
    """The paragraph that goes on, and its text so far: joining it at each line would take long."""

    @property
    def line(self) -> str:
        """The line that is to be read next."""
        return self.lines[self.at]

    @property
    def ended(self) -> bool:
        """Whether there are no more lines."""
        return self.at >= len(self.lines)

    def after_boundary(self) -> bool:
        """Return whether the next line begins a block by itself."""
        return not self.out or self.out[-1].tag == BLANK or bool(self.pending)

    def before_boundary(self, at: int) -> bool:
        """Return whether a block that ends before line ``at`` is followed by nothing of its own."""
        return (
            at >= len(self.lines)
            or not self.lines[at].strip()
            or self.lines[at].lstrip().startswith(("{:", "^"))
        )

    def grow(self, block: Element, text: str) -> None:
        """Let a paragraph go on with more text, which it has once `settle` is called."""
        if self.growing is not block:
            self.settle()
            self.growing, self.pieces = block, [block.text or ""]
        self.pieces.append(text)

    def settle(self) -> None:
        """Give the paragraph that was growing its whole text."""
        if self.growing is not None:
            self.growing.text = self.shared.unbroken("\n".join(self.pieces))
            self.growing = None

    def add(self, block: Element, lines: int = 0) -> bool:
        """Take a block up, and step over its lines. Always True: the block was there."""
        if self.pending:
            if block.tag != "p" or not isinstance(block.text, AtomicString):
                apply(block, self.pending)
            self.pending = {}
        self.out.append(block)
        self.at += lines
        return True


def element(tag: str, text: str | None = None, **attributes: str) -> Element:
    """Return an element."""
    made = Element(tag, {name.rstrip("_"): value for name, value in attributes.items()})
    made.text = text
    return made


def paragraph(text: str) -> Element:
    """Return a paragraph."""
    return element("p", text)


def attach(parent: Element, blocks: list[Element]) -> Element:
    """Put blocks into an element, without the markers of blank lines."""
    parent.extend(block for block in blocks if block.tag != BLANK)
    return parent
