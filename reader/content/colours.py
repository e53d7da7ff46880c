"""Colours that an article sets itself: safe ones, and of these only the readable ones.

Contrast is measured as WCAG 2.2 does (success criterion 1.4.3: 4.5 : 1 for text).
"""

from __future__ import annotations

import re
from typing import Final

MINIMUM: Final = 4.5
"""The least contrast at which text counts as readable."""

Colour = tuple[int, int, int]

_NAMED: Final[dict[str, str]] = {
    "black": "#000000", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080", "white": "#ffffff",
    "maroon": "#800000", "red": "#ff0000", "purple": "#800080", "fuchsia": "#ff00ff", "magenta": "#ff00ff",
    "green": "#008000", "lime": "#00ff00", "olive": "#808000", "yellow": "#ffff00", "navy": "#000080",
    "blue": "#0000ff", "teal": "#008080", "aqua": "#00ffff", "cyan": "#00ffff", "orange": "#ffa500",
    "brown": "#a52a2a", "pink": "#ffc0cb", "gold": "#ffd700", "crimson": "#dc143c", "darkred": "#8b0000",
    "darkblue": "#00008b", "darkgreen": "#006400", "darkorange": "#ff8c00", "dimgray": "#696969",
    "dimgrey": "#696969", "darkgray": "#a9a9a9", "darkgrey": "#a9a9a9", "lightgray": "#d3d3d3",
    "lightgrey": "#d3d3d3", "tomato": "#ff6347", "orangered": "#ff4500", "firebrick": "#b22222",
    "royalblue": "#4169e1", "steelblue": "#4682b4", "dodgerblue": "#1e90ff", "skyblue": "#87ceeb",
    "indigo": "#4b0082", "violet": "#ee82ee", "salmon": "#fa8072", "coral": "#ff7f50", "khaki": "#f0e68c",
    "whitesmoke": "#f5f5f5", "beige": "#f5f5dc", "ivory": "#fffff0", "lightyellow": "#ffffe0",
    "seagreen": "#2e8b57", "forestgreen": "#228b22", "limegreen": "#32cd32", "chocolate": "#d2691e",
    "slategray": "#708090", "slategrey": "#708090", "darkslategray": "#2f4f4f", "midnightblue": "#191970",
    "hotpink": "#ff69b4", "deeppink": "#ff1493", "deepskyblue": "#00bfff", "lightblue": "#add8e6",
    "lightgreen": "#90ee90", "cornflowerblue": "#6495ed", "goldenrod": "#daa520", "sienna": "#a0522d",
}  # fmt: skip
_HEX: Final = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_RGB: Final = re.compile(
    r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*(?:[,/]\s*([\d.]{1,8})(%?)\s*)?\)",
    re.IGNORECASE,
)


def parse_colour(text: str) -> Colour | None:
    """Return red, green and blue (0..255) of a CSS colour, or None when it names no solid colour."""
    text = text.strip().lower()
    text = _NAMED.get(text, text)
    if match := _HEX.fullmatch(text):
        digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if match := _RGB.fullmatch(text):
        if match[4] is not None and _opacity(match[4], percent=bool(match[5])) < 0.9:
            return None
        red, green, blue = (min(int(part), 255) for part in match.groups()[:3])
        return red, green, blue
    return None


def _opacity(number: str, *, percent: bool) -> float:
    try:
        return float(number) / (100 if percent else 1)
    except ValueError:
        return 0.0


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def readable_colours(colour: str, background: str, page: Colour, ink: Colour) -> tuple[str, str]:
    """Return what to make of an element's own text colour and background ("" drops one).

    A background stays when its text (the element's own colour, or the page's ink) can be read on
    it. A colour that can not be read on the page is mixed with the page's ink until it can, so that
    what was red stays reddish: in a table of prices that means something.
    """
    ground = parse_colour(background)
    text = parse_colour(colour)
    if ground is not None and contrast(text or ink, ground) >= MINIMUM:
        return (colour if text else ""), background
    if text is None:
        return "", ""
    if contrast(text, page) >= MINIMUM:
        return colour, ""
    for step in range(1, 10):
        mixed = _mixed(text, ink, step / 10)
        if contrast(mixed, page) >= MINIMUM:
            return "#{:02x}{:02x}{:02x}".format(*mixed), ""
    return "", ""


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
