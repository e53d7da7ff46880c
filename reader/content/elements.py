"""Walking through clean HTML: a scanner for markup in the one shape that nh3 writes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^\s=>\"]+(?:=\"[^\"]*\")?)*)\s*/?>")
_ATTRIBUTE: Final = re.compile(r"([^\s=>\"]+)(?:=\"([^\"]*)\")?")
VOID: Final = frozenset({"br", "col", "hr", "img", "input", "wbr"})


@dataclass(frozen=True, slots=True)
class Tag:
    """One start or end tag; ``start`` and ``end`` are its offsets in the text."""

    name: str
    closing: bool
    attributes: Mapping[str, str]
    start: int
    end: int

    def text(self, **changes: str | None) -> str:
        """Return the start tag written out, with attributes changed or (None) left out.

        An underscore in a keyword stands for the hyphen of the attribute's name.
        """
        merged: dict[str, str | None] = {**self.attributes}
        merged.update({name.replace("_", "-"): value for name, value in changes.items()})
        return start_tag(self.name, merged)


def start_tag(name: str, attributes: Mapping[str, str | None]) -> str:
    """Return a start tag; attributes that are None are left out, values are escaped."""
    written = [f' {key}="{escape(value)}"' for key, value in attributes.items() if value is not None]
    return f"<{name}{''.join(written)}>"


def scan(html: str, names: frozenset[str] | None = None) -> Iterator[Tag]:
    """Yield the tags of cleaned HTML in order, only those called ``names`` when given.

    Right for what nh3 puts out (lower-case names, every value in double quotes, every ``<`` of the
    text escaped), and for nothing else.
    """
    for match in _TAG.finditer(html):
        name = match[2]
        if names is None or name in names:
            yield Tag(name, bool(match[1]), _attributes(match[3]), match.start(), match.end())


def _attributes(text: str) -> Mapping[str, str]:
    if not text:
        return {}
    return {match[1]: unescape(match[2] or "") for match in _ATTRIBUTE.finditer(text)}
