"""Lists of definitions (kramdown's ``definition_list.rb``)."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from reader.content.kramdown import attributes
from reader.content.kramdown.cursor import BLANK, Cursor, attach, element
from reader.content.kramdown.lists import Item, first_line, goes_on, unwrap

_START: Final = re.compile(r"( {0,3}(:))([\t ].*)$")
_TERM_ATTRIBUTES: Final = re.compile(r"\s*\{:(?!:)((?:\\\}|[^}])*)\}\s*")


def take_definition_list(cursor: Cursor) -> bool:
    """Read ``: definition`` lines; the lines of the paragraph before them are their terms."""
    if not _START.match(cursor.line):
        return False
    cursor.settle()
    spaced = bool(cursor.out) and cursor.out[-1].tag == BLANK
    terms = cursor.out[-1 - spaced] if len(cursor.out) > spaced else None
    if terms is None or terms.tag != "p" or not terms.text or isinstance(terms.text, AtomicString):
        return False
    if spaced and cursor.out[-1].get("lines") != "1":
        return False
    del cursor.out[-1 - spaced :]
    made = Element("dl", dict(terms.attrib))
    made.extend(_term(line, cursor) for line in terms.text.splitlines())
    blank = _take_definitions(cursor, made, spaced=spaced)
    _join(cursor, made)
    if blank:
        cursor.out.append(Element(BLANK, {"lines": "1"}))
    return True


def _term(line: str, cursor: Cursor) -> Element:
    own = _TERM_ATTRIBUTES.match(line)
    made = element("dt", line[own.end() :] if own else line.strip())
    if own:
        attributes.apply(made, attributes.parse(own[1], cursor.shared.named))
    return made


def _take_definitions(cursor: Cursor, made: Element, *, spaced: bool) -> bool:
    """Read the definitions; return whether a blank line comes after the last."""
    items: list[tuple[Item, bool]] = []
    blank = False
    while not cursor.ended and cursor.line.rstrip() != "^":
        item = items[-1][0] if items else None
        if found := _next(cursor.line, item):
            items.append((first_line(found, cursor), spaced))
            spaced = blank = False
        elif item is not None and goes_on(cursor.line, item, blank):
            item.take(cursor.line)
            spaced = blank = False
        elif item is not None and not cursor.line.strip():
            item.chunks[-1].append("")
            spaced = blank = True
        else:
            break
        cursor.at += 1
    for item, as_paragraph in items:
        entry = SubElement(made, "dd", item.given)
        attach(entry, item.blocks(cursor))
        if not as_paragraph:
            unwrap(entry)
    return blank


def _next(line: str, item: Item | None) -> re.Match[str] | None:
    found = _START.match(line)
    space = len(line) - len(line.lstrip(" "))
    return found if item is None or space <= min(3, item.indent - 1) else None


def _join(cursor: Cursor, made: Element) -> None:
    """Add a list to the one before it, which only a blank line may part it from."""
    spaced = len(cursor.out) > 1 and cursor.out[-1].tag == BLANK
    before = cursor.out[-1 - spaced] if cursor.out else None
    if before is None or before.tag != "dl" or (spaced and cursor.out[-1].get("lines") == "^"):
        cursor.add(made)
        return
    if spaced:
        cursor.out.pop()
    before.extend(made)
