"""Lists (kramdown's ``list.rb``), and the task lists of ``gfm.rb``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from reader.content.kramdown import attributes
from reader.content.kramdown.cursor import BLANK, Cursor, attach, element
from reader.content.kramdown.rawhtml import starts_block

LIST_START: Final = re.compile(r" {0,3}(?:[+*-]|\d+\.)(?:[\t ]|$)")
_ITEM: Final = re.compile(r"( {0,3}(?:([+*-])|\d{1,9}\.))([\t ].*|$)")
_RULE: Final = re.compile(r" {0,3}(\*|-|_)[ \t]*\1[ \t]*\1(?:\1|[ \t])*$")
_OWN_ATTRIBUTES: Final = re.compile(r"\s*\{:(?!:)((?:\\\}|[^}])*)\}\s*")
_TASK: Final = re.compile(r"\[([ xX])\][ \t]+(?=\S)")


@dataclass(slots=True)
class Item:
    """One item while its lines are being gathered.

    ``indent`` is where its content stands. ``chunks`` are runs of lines that are parsed one after the
    other, so that a list inside begins a block of its own.
    """

    indent: int
    chunks: list[list[str]]
    given: dict[str, str] = field(default_factory=dict)
    nested: bool = False

    def take(self, line: str) -> None:
        """Take up a line, lazy or indented."""
        inner = line[self.indent :] if line[: self.indent].isspace() or not self.indent else None
        if inner is None:
            # A lazy line. One that looks like an item would otherwise begin a list inside this one.
            looks_nested = self.nested and LIST_START.match(line)
            self.chunks[-1].append(" " * (self.indent + 4) * bool(looks_nested) + line)
            return
        if not self.nested and LIST_START.match(inner):
            self.nested = True
            self.chunks.append([])
        self.chunks[-1].append(inner)

    def blocks(self, cursor: Cursor) -> list[Element]:
        """Return what the gathered lines hold."""
        return [block for chunk in self.chunks for block in cursor.shared.inner(chunk)]


def take_list(cursor: Cursor) -> bool:
    """Read a list: items whose content is indented to where the first of it stands, or is lazy."""
    match = _ITEM.match(cursor.line)
    if match is None or _RULE.match(cursor.line) or (not match[3].strip() and not cursor.after_boundary()):
        return False
    kind = "ul" if match[2] else "ol"
    items: list[Item] = []
    blank = stopped = False
    while not cursor.ended:
        line = cursor.line
        item = items[-1] if items else None
        stopped = line.rstrip() == "^"
        if stopped or (blank and _RULE.match(line)):
            break
        if (found := _next_item(line, kind, item)) is not None:
            items.append(first_line(found, cursor))
            blank = False
        elif item is not None and goes_on(line, item, blank):
            item.take(line)
            blank = False
        elif item is not None and not line.strip():
            item.chunks[-1].append("")
            item.nested = blank = True
        else:
            break
        cursor.at += 1
    return cursor.add(_finished(kind, items, cursor, stopped=stopped))


def _next_item(line: str, kind: str, item: Item | None) -> re.Match[str] | None:
    found = _ITEM.match(line)
    if found is None or (kind == "ul") != bool(found[2]):
        return None
    space = len(line) - len(line.lstrip(" "))
    return found if item is None or space <= min(3, item.indent - 1) else None


def first_line(found: re.Match[str], cursor: Cursor) -> Item:
    """Return the item that a line begins; the match's groups are mark with indent, bullet, and rest."""
    content = found[3]
    given: dict[str, str] = {}
    if own := _OWN_ATTRIBUTES.match(content):
        given = attributes.parse(own[1], cursor.shared.named)
        content = f" {content[own.end() :]}"
    text = content.lstrip()
    indent = 4 if not text or own else len(found[1]) + len(content) - len(text)
    return Item(indent, [[text]], given, nested=bool(LIST_START.match(text)))


def goes_on(line: str, item: Item, blank: bool) -> bool:  # noqa: FBT001 - what the line before was
    """Return whether a line belongs to an item: by its indentation, or lazily."""
    if not line.strip():
        return False
    if line[: item.indent].isspace() and len(line) > item.indent:
        return True
    return not blank and not attributes.LINE.match(line) and not starts_block(line)


def _finished(kind: str, items: list[Item], cursor: Cursor, *, stopped: bool) -> Element:
    made = Element(kind)
    parsed = [item.blocks(cursor) for item in items]
    loose = [
        _is_loose(blocks, last=not stopped and index == len(items) - 1) for index, blocks in enumerate(parsed)
    ]
    if len(items) > 1 and not loose[-1] and all(loose[:-1]):
        loose[-1] = True
    for item, blocks, spaced in zip(items, parsed, loose, strict=True):
        entry = SubElement(made, "li", item.given)
        _mark_task(entry, blocks)
        attach(entry, blocks)
        if not spaced:
            unwrap(entry)
    return made


def _is_loose(blocks: list[Element], *, last: bool) -> bool:
    """Return whether an item's first paragraph stays one, because a blank line comes after it."""
    if not blocks or blocks[0].tag != "p" or len(blocks) < 2:
        return False
    return blocks[1].tag == BLANK and not (last and len(blocks) == 2)


def unwrap(entry: Element) -> None:
    """Take an item's first paragraph away and leave its text."""
    if len(entry) and entry[0].tag == "p" and not entry[0].attrib:
        first = entry[0]
        entry.remove(first)
        entry.text = first.text
        for index, child in enumerate(first):
            entry.insert(index, child)


def _mark_task(entry: Element, blocks: list[Element]) -> None:
    first = blocks[0] if blocks else None
    match = _TASK.match(first.text or "") if first is not None and first.tag == "p" else None
    if first is None or match is None or not first.text:
        return
    entry.set("class", "task-list-item")
    tick = element("input", type="checkbox", disabled="disabled")
    if match[1] != " ":
        tick.set("checked", "checked")
    tick.tail = first.text[match.end() :]
    first.text = None
    first.insert(0, tick)
