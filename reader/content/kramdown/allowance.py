"""How much work one document may make: the parsers' worst cases grow faster than their input."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

MOST_STEPS: Final = 3_000_000
"""Characters that may be looked through one by one in vain, for ends of links and code that never come."""
MOST_COPYING: Final = 4_000_000_000
"""Length of a text times its number of marks, added up: for each mark the text is copied once."""
_MARKS: Final = "[]*_`<!~$\"'&\\{"
_SHORT: Final = 4_000


@dataclass(slots=True)
class Allowance:
    """What is left to one document; ``plain`` tells whether some of its marks were left as they are."""

    steps: int = MOST_STEPS
    copying: int = MOST_COPYING
    plain: bool = False

    def has_steps(self, wanted: int) -> bool:
        """Return whether so many characters may still be looked through."""
        if wanted > self.steps:
            self.plain = True
        return wanted <= self.steps

    def take_text(self, text: str) -> bool:
        """Return whether a text may still be searched for spans, and count what that costs."""
        cost = len(text) * sum(map(text.count, _MARKS)) if len(text) > _SHORT else 0
        if cost > self.copying:
            self.plain = True
            return False
        self.copying -= cost
        return True


class Sparing(Treeprocessor):
    """Keeps the marks of texts that would cost too much, before the spans of a tree are looked for."""

    def __init__(self, md: Markdown, allowance: Allowance) -> None:
        super().__init__(md)
        self._allowance = allowance

    def run(self, root: Element) -> None:
        """Go through the texts of the blocks."""
        for element in root.iter():
            element.text = self._kept(element.text)
            element.tail = self._kept(element.tail)

    def _kept(self, text: str | None) -> str | None:
        if not text or isinstance(text, AtomicString) or self._allowance.take_text(text):
            return text
        return AtomicString(text)
