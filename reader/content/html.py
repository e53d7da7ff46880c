"""Cleaning: whatever an article holds becomes HTML that can do nothing but be read.

nh3 (ammonia) parses as a browser does and keeps what is listed here. What would run, submit or
fetch is gone; what a reader would miss (an embedded film, a frame) leaves a quiet box that names
its host. Nothing in the output makes the page's engine fetch anything but images, and those are
given their addresses by `reader.content.links`.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

import nh3

from reader.content.elements import VOID
from reader.content.settling import EMBED, settle
from reader.content.styles import safe_style

ID_PREFIX: Final = "a-"
"""Stands before every id of an article, so that none can be taken for one of the page's own."""
DEEPEST: Final = 400
"""Elements may be nested this deep; browsers stop at 512, and parsing time grows with its square."""

_TEXT: Final = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "mark", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "caption", "center", "col", "colgroup", "dd", "details",
    "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
})  # fmt: skip
_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "*": {"class", "dir", "hidden", "id", "lang", "style", "title"},
    "a": {"href", "name"},
    "col": {"align", "span"},
    "colgroup": {"align", "span"},
    "data": {"value"},
    "details": {"open"},
    "font": {"color"},
    "img": {"align", "alt", "data-original", "data-src", "height", "src", "width"},
    "input": {"checked", "disabled", "type"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "table": {"align", "border", "width"},
    "td": {"align", "colspan", "headers", "rowspan", "valign", "width"},
    "th": {"align", "colspan", "headers", "rowspan", "scope", "valign", "width"},
    "time": {"datetime"},
    "tr": {"align", "valign"},
    EMBED: {"data", "src", "title"},
}
_DROPPED_WITH_CONTENT: Final = {
    "script", "style", "template", "noscript", "title", "head", "select", "textarea", "applet",
    "svg",
}  # fmt: skip
_EMBEDS: Final = re.compile(
    r"<(iframe|frame|embed|object|video|audio)(?=[\s/>])([^>]{0,4000})>(?:(?<!/>)(.{0,2000}?)</\1\s*>)?|</(?:video|audio|object)>",
    re.IGNORECASE | re.DOTALL,
)
_SOURCE: Final = re.compile(
    r"<(?:source|embed|iframe)\b([^>]{0,2000})|<param\s+name=.?movie.?\s+value(=[^>]{0,2000})", re.IGNORECASE
)
_NESTING: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")


def clean(html: str) -> str:
    """Return the harmless part of a piece of HTML, its elements closed; never raises."""
    if _depth(html) > DEEPEST:
        html = flattened(html)
    cleaner = nh3.Cleaner(
        tags=_TEXT | _BLOCKS | {EMBED},
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=_filtered,
        strip_comments=True,
        link_rel=None,
        # Addresses with other schemes lose their attribute; relative ones pass to `links`.
        url_schemes={"http", "https", "mailto", "data"},
        id_prefix=ID_PREFIX,
    )
    return settle(cleaner.clean(_EMBEDS.sub(_renamed, html)))


def flattened(text: str) -> str:
    """Return text, markup and all, as escaped paragraphs: what is shown when nothing else is safe."""
    blocks = (block.strip("\n") for block in re.split(r"\n[ \t]*\n", text))
    return "\n".join(f"<p>{'<br>'.join(escape(block).splitlines())}</p>" for block in blocks if block.strip())


def _depth(html: str) -> int:
    """Return an upper bound of how deep elements are nested."""
    if html.count("<") <= DEEPEST:
        return 0
    deepest = depth = 0
    for match in _NESTING.finditer(html):
        if match[1]:
            depth = max(depth - 1, 0)
        elif match[2].lower() not in VOID:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _renamed(match: re.Match[str]) -> str:
    """Give a frame or film a name that the parser knows nothing of, so that it is kept as an element.

    What stands between its tags is meant for browsers without films. It goes, except the address.
    """
    if match[1] is None:
        return ""
    attributes, inner = match[2].rstrip("/"), match[3] or ""
    if not re.search(r"\b(?:src|data)\s*=", attributes, re.IGNORECASE) and (source := _SOURCE.search(inner)):
        attributes += f" {source[1]}" if source[1] else f" src{source[2]}"
    return f"<{EMBED} {attributes.rstrip('/')}></{EMBED}>"


def _filtered(element: str, attribute: str, value: str) -> str | None:
    """Decide on one attribute; nh3 calls this for each that the lists above let through."""
    if attribute == "style":
        return safe_style(element, value)
    if attribute in {"src", "data-src", "data-original", "href", "data"}:
        return _address(attribute, value)
    if attribute == "name":
        return ID_PREFIX + value
    if element == "input" and attribute == "type":
        return value if value.lower() == "checkbox" else None
    return value


def _address(attribute: str, value: str) -> str | None:
    """Return an address unless it is data that is no image; blanks inside a scheme hide nothing."""
    bare = re.sub(r"[\x00-\x20]+", "", value).lower()
    if bare.startswith("data:"):
        return value.strip() if attribute != "href" and _is_image_data(bare) else None
    return value.strip()


def _is_image_data(bare: str) -> bool:
    return bare.startswith("data:image/") and not bare.startswith("data:image/svg")
