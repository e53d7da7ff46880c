"""Headings, their ids, and the table of contents that stands for ``{:toc}``."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor

from reader.content.kramdown.cursor import Cursor, element

_ATX: Final = re.compile(r"(#{1,6})[\t ]+(\S.*)$")
_SETEXT: Final = re.compile(r"([-=])[-=]*[ \t]*$")
_ID: Final = re.compile(r"(?<![ \t])[ \t]++\{#([A-Za-z][\w:-]*)\}$")
_NO_WORD: Final = re.compile(r"[^\w\- \t]")
_LEVELS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
MOST_CONTENTS: Final = 3
"""Tables of contents in one document: each of them names all headings."""
RAW: Final = "data-raw"
"""Attribute that keeps a heading's source until its id is made of it."""


def take_atx(cursor: Cursor) -> bool:
    """Read ``## Heading ##``; GFM wants a blank after the signs."""
    match = _ATX.match(cursor.line)
    if match is None:
        return False
    text = match[2].rstrip("\t ")
    text = text[0] + text[1:].rstrip("#").rstrip("\t ")
    return cursor.add(_heading(len(match[1]), text), 1)


def take_setext(cursor: Cursor) -> bool:
    """Read a line that is underlined by the next."""
    if cursor.at + 1 >= len(cursor.lines) or not cursor.after_boundary():
        return False
    match = _SETEXT.match(cursor.lines[cursor.at + 1])
    if match is None:
        return False
    return cursor.add(_heading(1 if match[1] == "=" else 2, cursor.line.strip()), 2)


def _heading(level: int, text: str) -> Element:
    identity = _ID.search(text)
    if identity:
        text = text[: identity.start()]
    made = element(f"h{level}", text.strip())
    made.set(RAW, text.strip())
    if identity:
        made.set("id", identity[1])
    return made


def heading_id(text: str) -> str:
    """Return the id that GFM makes of a heading: letters of any script, digits, hyphens."""
    return _NO_WORD.sub("", text.lower()).replace(" ", "-").replace("\t", "-")


class Contents(Treeprocessor):
    """Gives headings their ids and puts the table of contents where it is asked for."""

    def run(self, root: Element) -> None:
        """Go through the tree once the spans are done."""
        used: dict[str, int] = {}
        headings = [each for each in root.iter() if each.tag in _LEVELS]
        for heading in headings:
            raw = heading.attrib.pop(RAW, None)
            if "id" not in heading.attrib and raw is not None:
                heading.set("id", _unique(heading_id(raw), used))
        listed = [
            each for each in headings if each.attrib.pop("no_toc", None) is None and "id" in each.attrib
        ]
        listed = [each for each in listed if "no_toc" not in each.get("class", "").split()]
        asking = [each for each in root.iter() if each.attrib.pop("toc", None) is not None]
        for contents in [each for each in asking if each.tag in {"ul", "ol"}][:MOST_CONTENTS]:
            _fill(contents, listed)


def _unique(identity: str, used: dict[str, int]) -> str:
    count = used.get(identity, -1) + 1
    used[identity] = count
    return f"{identity}-{count}" if count else identity


def _fill(contents: Element, headings: list[Element]) -> None:
    """Make a list a table of contents, nested as the headings are."""
    for child in list(contents):
        contents.remove(child)
    contents.text = None
    contents.attrib.setdefault("id", "markdown-toc")
    path: list[tuple[int, Element]] = [(0, contents)]
    for heading in headings:
        level = int(heading.tag[1])
        while len(path) > 1 and path[-1][0] >= level:
            path.pop()
        holder = path[-1][1]
        if holder.tag == "li":
            inner = holder.find(contents.tag)
            holder = inner if inner is not None else SubElement(holder, contents.tag)
        item = SubElement(holder, "li")
        link = SubElement(item, "a", {"href": f"#{heading.get('id')}"})
        link.text = "".join(heading.itertext())
        path.append((level, item))
