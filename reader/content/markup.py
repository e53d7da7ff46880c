"""From the body of a file to HTML, by the file's extension, as the site would do it.

Jekyll hands ``markdown_ext`` files to kramdown in its GFM mode and passes HTML as it is (its
``converters/``). What it needs a plug-in for (Textile and others) is shown as readable text.
"""

from __future__ import annotations

from typing import Final

from reader.content.html import flattened
from reader.content.kramdown.convert import Converted, convert

MARKDOWN: Final = frozenset({"md", "markdown", "mkdown", "mkdn", "mkd", "mdown", "rmd"})
HTML: Final = frozenset({"html", "htm", "xhtml"})
MARKUP_LIMIT: Final = 2 * 2**20
"""Characters above which a body is shown as plain paragraphs: a page is for reading, and the
parsers' worst cases grow faster than their input."""
TEXT_LIMIT: Final = 8 * 2**20
"""Bytes of UTF-8 that are shown at all."""


def to_html(body: str, extension: str, *, hard_wrap: bool = False) -> Converted:
    """Return the HTML of a body; not yet cleaned. Never raises.

    ``extension``: that of the file, with or without its dot. ``hard_wrap``: the lines of Markdown's
    paragraphs stay lines.
    """
    kind = extension.lower().lstrip(".")
    if len(body) > MARKUP_LIMIT:
        return Converted(flattened(body.encode()[:TEXT_LIMIT].decode(errors="ignore")), plain=True)
    if kind in HTML:
        return Converted(body)
    if kind in MARKDOWN or not kind:
        return _markdown(body, hard_wrap=hard_wrap)
    return Converted(flattened(body))


def _markdown(body: str, *, hard_wrap: bool) -> Converted:
    try:
        return convert(body, hard_wrap=hard_wrap)
    except Exception:  # noqa: BLE001 - whatever its parser stumbles over, an article can be read as text
        return Converted(flattened(body), plain=True)


def is_cut(body: str) -> bool:
    """Return whether only the beginning of a body is shown."""
    return len(body) > TEXT_LIMIT // 4 and len(body.encode()) > TEXT_LIMIT
