"""Abbreviations: each time one occurs, what it stands for is said."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from reader.content.kramdown.blocks import KramdownParser

MOST: Final = 500
"""Abbreviations that are looked for: each of them costs time at each word."""


class Abbreviations(Treeprocessor):
    """Wraps the abbreviations that a document defines."""

    def __init__(self, md: Markdown, parser: KramdownParser) -> None:
        super().__init__(md)
        self.parser = parser

    def run(self, root: Element) -> None:
        """Go through the tree once the spans are done."""
        known = self.parser.shared.abbreviations
        if not known:
            return
        names = sorted(islice(known, MOST), key=len, reverse=True)
        pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))
        for element in list(root.iter()):
            if element.tag in {"code", "pre", "abbr"}:
                continue
            for index, child in reversed(list(enumerate(element))):
                if child.tail and not isinstance(child.tail, AtomicString):
                    child.tail, found = _split(child.tail, pattern, known)
                    element[index + 1 : index + 1] = found
            if element.text and not isinstance(element.text, AtomicString):
                element.text, found = _split(element.text, pattern, known)
                element[0:0] = found


def _split(text: str, pattern: re.Pattern[str], known: dict[str, str]) -> tuple[str, list[Element]]:
    """Return the text before the first abbreviation, and elements with the rest in their tails."""
    found: list[Element] = []
    matches = list(pattern.finditer(text))
    for match, end in zip(matches, [*(m.start() for m in matches[1:]), len(text)], strict=False):
        made = Element("abbr", {"title": known[match[0]]} if known[match[0]] else {})
        made.text = AtomicString(match[0])
        made.tail = text[match.end() : end]
        found.append(made)
    return (text[: matches[0].start()] if matches else text), found
