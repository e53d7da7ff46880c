"""Where the block parser stands: the lines before it, the blocks behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AtomicString

from reader.content.kramdown.attributes import Attributes, apply

BLANK: Final = "blank"
"""Tag of the marker that stands for blank lines until a block is finished."""
DEEPEST: Final = 24
"""Quotes and lists may be nested this deep; deeper ones are paragraphs."""
MOST_WORK: Final = 100_000_000
"""Length of a paragraph times its number of marks, above which its marks are left as they are."""
_MARKS: Final = "[]*_`<!~$\"'&\\{"


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
    """Return an element; text that would cost too much to look through for marks is kept as it is."""
    made = Element(tag, {name.rstrip("_"): value for name, value in attributes.items()})
    if text is not None:
        made.text = AtomicString(text) if not isinstance(text, AtomicString) and _costly(text) else text
    return made


def paragraph(text: str) -> Element:
    """Return a paragraph."""
    return element("p", text)


def _costly(text: str) -> bool:
    return len(text) > 4_000 and len(text) * sum(map(text.count, _MARKS)) > MOST_WORK


def attach(parent: Element, blocks: list[Element]) -> Element:
    """Put blocks into an element, without the markers of blank lines."""
    parent.extend(block for block in blocks if block.tag != BLANK)
    return parent
