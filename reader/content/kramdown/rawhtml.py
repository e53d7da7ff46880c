"""Blocks of raw HTML (kramdown's ``html.rb``): passed on as they are unless ``markdown="1"``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html import unescape
from typing import Final
from xml.etree.ElementTree import Element

from reader.content.kramdown.cursor import Cursor, Shared, attach, element

_SPANS: Final = frozenset({
    "a", "abbr", "acronym", "b", "big", "bdo", "br", "button", "cite", "code", "del", "dfn", "em", "font",
    "i", "img", "input", "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp", "rt", "rtc",
    "ruby", "s", "samp", "select", "small", "span", "strike", "strong", "sub", "sup", "textarea", "time",
    "tt", "u", "var",
})  # fmt: skip
_VOID: Final = frozenset({
    "area", "base", "br", "col", "command", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
_SPAN_CONTENT: Final = frozenset({
    "address", "dd", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "p", "summary",
    "td", "th",
})  # fmt: skip
_ATTRIBUTES: Final = r"(?:\s+[a-zA-Z_:@][^\s=>/\"']*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*"
_TAG: Final = re.compile(rf" {{0,3}}<([a-zA-Z][\w:-]*)({_ATTRIBUTES})\s*(/?)>")
_OPEN: Final = re.compile(r" {0,3}<([a-zA-Z][\w-]*)(?=[\s/>]|$)")
_CLOSE: Final = re.compile(r" {0,3}</([a-zA-Z][\w:-]*)\s*>")
_OTHER: Final = re.compile(r" {0,3}(<!--|<\?|<!\[CDATA\[|<!)")
_WINDOWS: Final = (16, 256, sys.maxsize)
"""Lines that are looked at for the end of an element, one size after the other."""
_ENDS: Final = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
_ASKING: Final = re.compile(
    r"<([a-zA-Z][\w-]*)(?=[^<>]*?\smarkdown\s*=\s*[\"']?(1|0|block|span))([^<>]{0,2000})>"
)
_ATTRIBUTE: Final = re.compile(
    r"([a-zA-Z_:@][^\s=>/\"']*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?"
)


def starts_block(line: str) -> bool:
    """Return whether a line begins with a tag that is no span's, so that no paragraph goes on with it."""
    match = _OPEN.match(line) or _CLOSE.match(line)
    return match is not None and match[1].lower() not in _SPANS


def really_starts(lines: list[str], at: int) -> bool:
    """Return whether the line that looks like the start of HTML holds, with the next ones, a whole tag."""
    return _begins("\n".join(lines[at : at + _WINDOWS[0]]), 0)


def take_html(cursor: Cursor) -> bool:
    """Read elements, comments and instructions up to where they are closed."""
    if not cursor.line.lstrip(" ").startswith("<"):
        return False
    text, position = "", 0
    for size in _WINDOWS:
        text = "\n".join(cursor.lines[cursor.at : cursor.at + size])
        if not _begins(text, 0) or (cursor.shared.endless_comment and _OTHER.match(text)):
            return False
        position = _end_of_pieces(text)
        if 0 < position < len(text) or cursor.at + size >= len(cursor.lines):
            break
    if position == 0:
        cursor.shared.endless_comment = True  # so that its end is not looked for at every line
        return False
    for block in _pieces(text[:position].strip(), cursor.shared):
        cursor.add(block)
    _resume(cursor, text, position)
    return True


def _end_of_pieces(text: str) -> int:
    """Return how far a text consists of closed pieces that follow one another on a line."""
    position = 0
    while (end := _end_of_piece(text, position)) > position:
        position = end
        if text[position : position + 1] in {"\n", ""} or not _begins(text, position):
            break
    return position


def _resume(cursor: Cursor, text: str, position: int) -> None:
    """Go on with what comes after an offset; what is left of its line becomes a line."""
    cursor.at += text.count("\n", 0, position)
    rest = text[position:].partition("\n")[0]
    if rest.strip():
        cursor.lines[cursor.at] = rest.lstrip()
    else:
        cursor.at += 1


def _pieces(html: str, shared: Shared) -> Iterator[Element]:
    """Yield raw HTML, and between it the elements that want their content read as Markdown."""
    done = 0
    for match in _ASKING.finditer(html) if "markdown" in html else ():
        if match.start() < done or match[2] == "0":
            continue
        if before := html[done : match.start()].strip():
            yield shared.raw(before)
        inner, done = _end_of_element(html, match.end(), match[1])
        yield _with_markdown(match, html[match.end() : inner], shared)
    if rest := html[done:].strip():
        yield shared.raw(rest)


def _begins(text: str, position: int) -> bool:
    match = _TAG.match(text, position) or _CLOSE.match(text, position)
    return bool(_OTHER.match(text, position)) or (match is not None and match[1].lower() not in _SPANS)


def _end_of_piece(text: str, position: int) -> int:
    """Return where the element, comment or stray closing tag at an offset ends, or the offset."""
    if match := _OTHER.match(text, position):
        end = text.find(_ENDS[match[1]], match.end())
        return end + len(_ENDS[match[1]]) if end >= 0 else position
    if match := _CLOSE.match(text, position):
        return position if match[1].lower() in _SPANS else match.end()
    match = _TAG.match(text, position)
    if match is None or match[1].lower() in _SPANS:
        return position
    if match[3] or match[1].lower() in _VOID:
        return match.end()
    return _end_of_element(text, match.end(), match[1])[1]


def _end_of_element(text: str, position: int, name: str) -> tuple[int, int]:
    """Return where an element's content and where its closing tag end; both the text's end without one."""
    depth = 1
    for match in re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^>]*>", re.IGNORECASE).finditer(
        text, position
    ):
        if match[0].endswith("/>"):
            continue
        depth += -1 if match[1] else 1
        if depth == 0:
            return match.start(), match.end()
    return len(text), len(text)


def _with_markdown(match: re.Match[str], content: str, shared: Shared) -> Element:
    """Return an element with its content read as Markdown."""
    name = match[1].lower()
    found = {each[1]: unescape(each[2] or each[3] or each[4] or "") for each in _ATTRIBUTE.finditer(match[3])}
    found.pop("markdown", None)
    if match[2] == "span" or (match[2] == "1" and name in _SPAN_CONTENT):
        return element(name, content.strip(), **found)
    return attach(element(name, None, **found), shared.inner(content.strip("\n").splitlines()))
