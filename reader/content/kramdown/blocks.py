"""The block parser: kramdown's grammar of blocks, line by line, in place of Python-Markdown's.

After kramdown 2.5's ``parser/kramdown/*.rb`` and ``parser/gfm.rb``. Python-Markdown splits at blank
lines and counts indentation in fours, which loses nested lists and code in lists as Jekyll's posts
write them; its own spans, serialiser and stash are kept.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from typing import Final
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown.blockparser import BlockParser
from markdown.util import AtomicString, code_escape

from reader.content.kramdown import attributes
from reader.content.kramdown.code import highlighted
from reader.content.kramdown.cursor import BLANK, Cursor, Shared, attach, element, paragraph
from reader.content.kramdown.definitions import take_definition
from reader.content.kramdown.deflists import take_definition_list
from reader.content.kramdown.headings import take_atx, take_setext
from reader.content.kramdown.lists import LIST_START, take_list
from reader.content.kramdown.rawhtml import really_starts, starts_block, take_html
from reader.content.kramdown.tables import take_table

_INDENTED: Final = re.compile(r" {4,}\S")
_FENCE: Final = re.compile(r"( {0,3})(`{3,}|~{3,})[ \t]*+([^\s`]*+)[^`\n]*+$")
_RULE: Final = re.compile(r" {0,3}(\*|-|_)[ \t]*\1[ \t]*\1(?:\1|[ \t])*$")
_QUOTE: Final = re.compile(r" {0,3}> ?")
_ATX: Final = re.compile(r"#{1,6}[\t ]+\S")
_DEFINED: Final = re.compile(r" {0,3}:[\t ]")
_MATH: Final = re.compile(r" {0,3}\$\$")
MATH_LINES: Final = 200
"""Lines of one formula; an opening `$$` further from the next is none."""
_EXTENSION: Final = re.compile(r" {0,3}\{::(comment|nomarkdown|options)\b([^}]*?)(/?)\}(.*)$")
_END_OF_BLOCK: Final = re.compile(r"\^\s*$")


class KramdownParser(BlockParser):
    """A block parser that Python-Markdown can use in place of its own; see `convert` for ``hard_wrap``."""

    hard_wrap = False

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802 - the base class's name
        """Return the tree of a whole document, footnotes last."""
        shared = Shared(self.md, parse_lines, hard_wrap=self.hard_wrap)
        root = Element(self.md.doc_tag)
        self.shared = shared
        text = list(lines)
        attributes.define(text, shared.named)
        attach(root, parse_lines(text, shared))
        self.root = root
        return ElementTree(root)


def parse_lines(lines: list[str], shared: Shared) -> list[Element]:
    """Return the blocks of some lines, with a marker for each run of blank lines."""
    cursor = Cursor(lines, shared)
    while not cursor.ended:
        if not any(take(cursor) for take in _TAKERS):
            _take_paragraph(cursor)
    cursor.settle()
    return cursor.out


def _take_blank(cursor: Cursor) -> bool:
    if cursor.line.strip():
        return False
    if cursor.out and cursor.out[-1].tag == BLANK:
        cursor.out[-1].set("lines", "several")
    else:
        cursor.out.append(Element(BLANK, {"lines": "1"}))
    cursor.at += 1
    return True


def _take_end_of_block(cursor: Cursor) -> bool:
    if not _END_OF_BLOCK.match(cursor.line):
        return False
    cursor.out.append(Element(BLANK, {"lines": "^"}))
    cursor.at += 1
    return True


def _take_attributes(cursor: Cursor) -> bool:
    """Read a line of attributes, for the block before it or else the one after it."""
    match = attributes.LINE.match(cursor.line)
    if match is None:
        return False
    cursor.at += 1
    if attributes.DEFINITION.match(cursor.lines[cursor.at - 1]):
        return True
    found = attributes.parse(match[1], cursor.shared.named)
    if not cursor.out or cursor.out[-1].tag == BLANK:
        attributes.merge(cursor.pending, found)
    elif cursor.out[-1].tag != "p" or not isinstance(cursor.out[-1].text, AtomicString):
        attributes.apply(cursor.out[-1], found)
        cursor.sealed = cursor.out[-1]
    return True


def _take_indented_code(cursor: Cursor) -> bool:
    if not _INDENTED.match(cursor.line):
        return False
    start = end = cursor.at
    for at in range(start, len(cursor.lines)):
        line = cursor.lines[at]
        if _INDENTED.match(line):
            end = at + 1
        elif line.strip() and (at > end or _ends_lazily(line)):
            break
        elif line.strip():
            end = at + 1
    lines = cursor.lines[start:end]
    text = "\n".join(line[4:] if line[:4].isspace() or not line.strip() else f"\0{line}" for line in lines)
    # A lazy line belongs to the line before it.
    return cursor.add(_code(text.replace("\n\0", " ")), end - start)


def _code(text: str) -> Element:
    pre = Element("pre")
    inner = SubElement(pre, "code")
    inner.text = AtomicString(f"{code_escape(text)}\n")
    return pre


def _take_fence(cursor: Cursor) -> bool:
    match = _FENCE.match(cursor.line)
    if match is None:
        return False
    if len(match[2]) >= cursor.unclosed.get(match[2][0], sys.maxsize):
        return False
    closer = re.compile(rf" {{0,3}}{re.escape(match[2])}{re.escape(match[2][0])}*\s*$")
    for at in range(cursor.at + 1, len(cursor.lines)):
        if closer.match(cursor.lines[at]):
            code = "\n".join(cursor.lines[cursor.at + 1 : at])
            block = cursor.shared.raw(highlighted(code, match[3].partition("?")[0].strip("{}.")))
            return cursor.add(block, at + 1 - cursor.at)
    cursor.unclosed[match[2][0]] = len(match[2])
    return False


def _take_quote(cursor: Cursor) -> bool:
    if not _QUOTE.match(cursor.line):
        return False
    lines: list[str] = []
    while not cursor.ended and not (lines and _ends_lazily(cursor.line)):
        lines.append(_QUOTE.sub("", cursor.line, count=1))
        cursor.at += 1
    return cursor.add(attach(Element("blockquote"), cursor.shared.inner(lines)))


def _take_rule(cursor: Cursor) -> bool:
    return bool(_RULE.match(cursor.line)) and cursor.add(Element("hr"), 1)


def _take_math(cursor: Cursor) -> bool:
    """Read ``$$ … $$`` that stands by itself."""
    if not _MATH.match(cursor.line) or not cursor.after_boundary():
        return False
    text: list[str] = []
    for at in range(cursor.at, min(cursor.at + MATH_LINES, len(cursor.lines))):
        line = cursor.lines[at]
        text.append(line if at > cursor.at else line.lstrip()[2:])
        last, closer, behind = text[-1].partition("$$")
        if closer:
            if behind.strip() or not cursor.before_boundary(at + 1):
                return False
            inner = "\n".join([*text[:-1], last]).strip()
            return cursor.add(element("div", AtomicString(inner), class_="math block"), at + 1 - cursor.at)
    return False


def _take_extension(cursor: Cursor) -> bool:
    """Read ``{::comment}`` and its kind."""
    match = _EXTENSION.match(cursor.line)
    if match is None:
        return False
    if match[3] or match[1] == "options":
        cursor.at += 1
        return True
    if match[1] in cursor.unclosed:
        return False
    closer = re.compile(rf"^(.*?)\{{:/(?:{match[1]})?\}}\s*$")
    inner = [match[4]]
    for at in range(cursor.at, len(cursor.lines)):
        line = cursor.lines[at] if at > cursor.at else match[4]
        if end := closer.match(line):
            inner = [*inner[: at - cursor.at], end[1]] if at > cursor.at else [end[1]]
            cursor.at = at + 1
            if match[1] == "nomarkdown":
                cursor.add(cursor.shared.raw("\n".join(inner)))
            return True
        if at > cursor.at:
            inner.append(line)
    cursor.unclosed[match[1]] = 0
    return False


def _take_paragraph(cursor: Cursor) -> None:
    start = cursor.at
    cursor.at += 1
    while not cursor.ended and not _ends_paragraph(cursor):
        cursor.at += 1
    lines = [cursor.lines[start].lstrip(), *(line.lstrip() for line in cursor.lines[start + 1 : cursor.at])]
    text = "\n".join(line.rstrip() + "  " * line.endswith("  ") for line in lines).rstrip()
    before = cursor.out[-1] if cursor.out else None
    goes_on = before is not None and before.tag == "p" and before is not cursor.sealed and not cursor.pending
    if before is not None and goes_on and not isinstance(before.text, AtomicString):
        cursor.grow(before, text)
    else:
        cursor.add(paragraph(cursor.shared.unbroken(text)))


def _ends_paragraph(cursor: Cursor) -> bool:
    """Return whether the next line cannot belong to the paragraph before it (GFM's ``PARAGRAPH_END``)."""
    line = cursor.line
    if starts_block(line):
        return really_starts(cursor.lines, cursor.at)
    starts = (LIST_START, _ATX, _QUOTE, _DEFINED, _FENCE)
    return _ends_lazily(line) or any(start.match(line) for start in starts)


def _ends_lazily(line: str) -> bool:
    """Return whether a line cannot even lazily go on with a quote or an item."""
    return (
        not line.strip()
        or bool(attributes.LINE.match(line))
        or bool(_END_OF_BLOCK.match(line))
        or starts_block(line)
    )


_TAKERS: Final[tuple[Callable[[Cursor], bool], ...]] = (
    _take_blank,
    _take_indented_code,
    _take_fence,
    _take_quote,
    take_atx,
    _take_rule,
    take_list,
    take_definition_list,
    take_html,
    take_setext,
    _take_math,
    take_table,
    take_definition,
    _take_extension,
    _take_attributes,
    _take_end_of_block,
)
"""Kramdown's own order."""
