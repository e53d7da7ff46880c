"""Footnotes: numbers in the text in order of use, and the notes at the end."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from reader.content.kramdown.blocks import KramdownParser
from reader.content.kramdown.cursor import attach

MARK: Final = r"\[\^([\w][^\]\s]{0,80})\]"


class Marks(InlineProcessor):
    """Turns ``[^name]`` into a number, where there is such a note."""

    def __init__(self, md: Markdown, parser: KramdownParser) -> None:
        super().__init__(MARK, md)
        self.parser = parser
        self.used: dict[str, int] = {}

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override] # noqa: N802 - the base class's name, with a wider result
        """Return the mark."""
        _ = data
        name = m[1]
        if name not in self.parser.shared.notes:
            return None, None, None
        count = self.used[name] = self.used.get(name, 0) + 1
        number = list(self.used).index(name) + 1
        identity = f"fnref:{name}" if count == 1 else f"fnref:{name}:{count - 1}"
        mark = Element("sup", {"id": identity})
        link = SubElement(mark, "a", {"href": f"#fn:{name}", "class": "footnote", "rel": "footnote"})
        link.text = AtomicString(str(number))
        return mark, m.start(), m.end()


class Notes(Treeprocessor):
    """Puts the notes at the end of the page once the spans have shown which are used."""

    def __init__(self, md: Markdown, parser: KramdownParser, marks: Marks) -> None:
        super().__init__(md)
        self.parser = parser
        self.marks = marks

    def run(self, root: Element) -> None:
        """Append the notes; notes that the notes use come after them."""
        if not self.marks.used:
            return
        made = Element("div", {"class": "footnotes"})
        listing = SubElement(made, "ol")
        inline = self.md.treeprocessors["inline"]
        shared = self.parser.shared
        done: set[str] = set()
        while waiting := [name for name in self.marks.used if name not in done]:
            for name in waiting:
                done.add(name)
                entry = SubElement(listing, "li", {"id": f"fn:{name}"})
                attach(entry, shared.inner(list(shared.notes[name])))
                inline.run(entry)
        for entry, name in zip(listing, self.marks.used, strict=True):
            _add_links_back(entry, name, self.marks.used[name])
        root.append(made)


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
