"""Inline styles: the few properties that an article may set, and only with harmless values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

HIDDEN: Final = "display:none"
"""What `safe_style` makes of any style that hides its element."""

_WORDS: Final = re.compile(r"[a-z-]+( [a-z-]+){0,3}", re.IGNORECASE)
_LENGTH: Final = re.compile(r"\d{1,4}(\.\d+)?(px|em|rem|%|pt|ch)?", re.IGNORECASE)
_COLOUR: Final = re.compile(r"#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d., /%]{5,40}\)", re.IGNORECASE)
_WEIGHT: Final = re.compile(r"bold|bolder|lighter|normal|[1-9]00", re.IGNORECASE)

_SAFE: Final[dict[str, re.Pattern[str]]] = {
    "color": _COLOUR,
    "background-color": _COLOUR,
    "background": _COLOUR,
    "text-align": re.compile(r"left|right|center|justify|start|end", re.IGNORECASE),
    "font-weight": _WEIGHT,
    "font-style": re.compile(r"italic|oblique|normal", re.IGNORECASE),
    "text-decoration": _WORDS,
    "vertical-align": re.compile(r"top|middle|bottom|baseline|sub|super", re.IGNORECASE),
    "white-space": re.compile(r"nowrap|normal|pre-wrap|pre-line", re.IGNORECASE),
    "list-style-type": re.compile(r"[a-z-]{3,30}", re.IGNORECASE),
}
_TABLE_ONLY: Final[dict[str, re.Pattern[str]]] = {"width": _LENGTH}
_TABLE_PARTS: Final = frozenset({"table", "td", "th", "col", "colgroup"})


def declarations(style: str) -> Iterator[tuple[str, str]]:
    """Yield property (lower case) and value of each declaration in a style attribute."""
    for part in style[:4000].split(";"):
        name, colon, value = part.partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def safe_style(element: str, style: str) -> str | None:
    """Return the declarations that an element may keep, or None when none is left.

    `HIDDEN` is returned for whatever hides its element, so that it can be taken out.
    """
    kept: dict[str, str] = {}
    for name, raw in declarations(style):
        value = raw.removesuffix("!important").strip()
        if (name, value.lower()) in {("display", "none"), ("visibility", "hidden")}:
            return HIDDEN
        rule = _SAFE.get(name) or (_TABLE_ONLY.get(name) if element in _TABLE_PARTS else None)
        if rule is not None and rule.fullmatch(value):
            kept["background-color" if name == "background" else name] = value
    return ";".join(f"{name}:{value}" for name, value in kept.items()) or None
