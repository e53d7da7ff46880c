"""Footnotes: numbers in the text in order of use, and the notes at the end."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from reader.content.kramdown.allowance import Sparing
from reader.content.kramdown.blocks import KramdownParser
from reader.content.kramdown.cursor import attach

NOTE: Final = "data-note"
"""Attribute that keeps a note's name until its mark is numbered."""
MARK: Final = r"\[\^([\w][^\]\s]{0,80})\]"


class Marks(InlineProcessor):
    """Turns ``[^name]`` into a mark, where there is such a note; `Notes` numbers it."""

    def __init__(self, md: Markdown, parser: KramdownParser) -> None:
        super().__init__(MARK, md)
        self.parser = parser

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override] # noqa: N802 - the base class's name, with a wider result
        """Return the mark."""
        _ = data
        name = m[1]
        if name not in self.parser.shared.notes:
            return None, None, None
        mark = Element("sup", {NOTE: name})
        SubElement(mark, "a", {"href": f"#fn:{name}", "class": "footnote", "rel": "footnote"})
        return mark, m.start(), m.end()


class Notes(Treeprocessor):
    """Numbers the marks in reading order once the spans are done, and puts the notes at the end."""

    def __init__(self, md: Markdown, parser: KramdownParser, sparing: Sparing) -> None:
        super().__init__(md)
        self.parser = parser
        self._sparing = sparing

    def run(self, root: Element) -> None:
        """Append the notes; notes that only notes use come after them."""
        used: dict[str, tuple[int, int]] = {}
        _number(root, used)
        if not used:
            return
        made = Element("div", {"class": "footnotes"})
        listing = SubElement(made, "ol")
        inline = self.md.treeprocessors["inline"]
        shared = self.parser.shared
        done = 0
        while waiting := list(used)[done:]:
            for name in waiting:
                entry = SubElement(listing, "li", {"id": f"fn:{name}"})
                attach(entry, shared.inner(list(shared.notes[name])))
                self._sparing.run(entry)
                inline.run(entry)
                _number(entry, used)
            done += len(waiting)
        for entry, (name, (_, count)) in zip(listing, used.items(), strict=True):
            _add_links_back(entry, name, count)
        root.append(made)


def _number(root: Element, used: dict[str, tuple[int, int]]) -> None:
    """Write the numbers of the marks below an element; ``used``: each one's number and count."""
    for mark in root.iter("sup"):
        if (name := mark.attrib.pop(NOTE, None)) is not None:
            place, before = used.get(name, (len(used) + 1, 0))
            count = before + 1
            used[name] = place, count
            mark.set("id", f"fnref:{name}" if count == 1 else f"fnref:{name}:{count - 1}")
            mark[0].text = AtomicString(str(place))


def _add_links_back(entry: Element, name: str, count: int) -> None:
    last = entry[-1] if len(entry) and entry[-1].tag == "p" else SubElement(entry, "p")
    if isinstance(last.text, AtomicString):
        last = SubElement(entry, "p")
    for index in range(count):
        target = f"#fnref:{name}" if index == 0 else f"#fnref:{name}:{index}"
        link = SubElement(last, "a", {"href": target, "class": "reversefootnote"})
        link.text = AtomicString("↩")
        if count > 1 and index:
            SubElement(link, "sup").text = AtomicString(str(index + 1))
        if len(last) > 1:
            last[-2].tail = (last[-2].tail or "") + " "
        else:
            last.text = (last.text or "") + " "
