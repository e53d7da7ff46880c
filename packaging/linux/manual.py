"""Makes the manual page that `man` shows of the one that is written in Markdown.

python packaging/linux/manual.py docs/newsfold.1.md > newsfold.1

Markdown becomes HTML by the library that the program reads articles with, and its few elements become
requests of roff (groff_man(7), tbl(1)).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import markdown

FONTS: Final = {"strong": "B", "code": "B", "em": "I"}
_TITLE: Final = re.compile(r"% (?P<name>\S+)\((?P<section>\d)\) (?P<source>[^|]+) \| (?P<manual>.+)")


def page(text: str, version: str) -> str:
    """Return the page in roff. Raises ValueError where the title line of the manual page is missing."""
    title, _, body = text.partition("\n")
    parts = _TITLE.match(title)
    if parts is None:
        message = "A manual page begins with “% NAME(1) Source | Manual”."
        raise ValueError(message)
    # Pandoc's line break at the end of a line; Markdown has two spaces for it.
    body = re.sub(r"\\\n", "  \n", body)
    # The databases of manual pages look for this line, and know no dash but the short one.
    body = re.sub(r"(# NAME\n\n\S+) – ", r"\1 - ", body)
    html = markdown.markdown(body, extensions=["tables", "def_list"], output_format="xhtml")
    # Pages of programs have no outside: this is our own text, which the library above made HTML of.
    tree = ET.fromstring(f"<body>{html}</body>")  # noqa: S314
    heading = (
        f'.TH "{parts["name"]}" "{parts["section"]}" "" "{parts["source"]} {version}" "{parts["manual"]}"'
    )
    # Ragged on the right, for words in columns cannot be spread; groff has wanted it as a string since 1.23.
    start = ["'\\\" t", '.\\" -*- coding: UTF-8 -*-', ".ds AD l", heading, ".ad l", ".nh"]
    return "\n".join([*start, *_blocks(tree), ""])


def _blocks(parent: ET.Element) -> list[str]:
    """Return the lines of all blocks in an element. Raises KeyError for one that is not known."""
    return [line for block in parent for line in _BLOCKS[block.tag](block)]


def _paragraph(block: ET.Element) -> list[str]:
    return [".PP", *_lines(block)]


def _listing(block: ET.Element) -> list[str]:
    text = "".join(block.itertext()).rstrip("\n")
    return [".PP", ".RS 4", ".EX", *map(_shielded, _escaped(text).split("\n")), ".EE", ".RE"]


def _definitions(block: ET.Element) -> list[str]:
    lines: list[str] = []
    for part in block:
        if part.tag == "dt":
            lines += [".TP", " ".join(_lines(part))]
            continue
        paragraphs = part.findall("p") or [part]
        lines += _lines(paragraphs[0])
        for further in paragraphs[1:]:
            lines += [".IP", *_lines(further)]
    return lines


def _table(block: ET.Element) -> list[str]:
    rows = [list(row) for row in block.iter("tr")]
    # Text is broken within a cell, so each column has to be as wide as the longest word in it.
    columns = zip(*rows, strict=True)
    widths = [max(len(word) for cell in column for word in _words(cell)) for column in columns]
    head = " ".join(f"lBw({width}n)" for width in widths)
    body = " ".join(f"lw({width}n)" for width in widths[:-1])
    lines = [".PP", ".TS", "tab(\t);", head, f"{body} lx."]
    lines += ["\t".join(f"T{{\n{' '.join(_lines(cell))}\nT}}" for cell in row) for row in rows]
    return [*lines, ".TE"]


def _words(cell: ET.Element) -> list[str]:
    return "".join(cell.itertext()).split() or [""]


_BLOCKS: Final[dict[str, Callable[[ET.Element], list[str]]]] = {
    "h1": lambda block: [f".SH {_inline(block)}"],
    "h2": lambda block: [f".SS {_inline(block)}"],
    "p": _paragraph,
    "pre": _listing,
    "dl": _definitions,
    "table": _table,
}


def _lines(element: ET.Element) -> list[str]:
    """Return the text of an element, line by line, with its breaks."""
    lines = [_shielded(line.strip()) for line in _inline(element).split("\n")]
    return [line for line in lines if line]


def _inline(element: ET.Element, font: str = "R") -> str:
    """Return the text of an element with requests for its fonts; ``font`` is that round it."""
    text = _escaped(element.text or "")
    for child in element:
        if child.tag == "br":
            text += "\n.br\n"
        else:
            inner = FONTS[child.tag]
            text += f"\\f{inner}{_inline(child, inner)}\\f{font}"
        text += _escaped(child.tail or "")
    return text


def _escaped(text: str) -> str:
    """Return text without what roff takes for a request in the middle of a line."""
    return text.replace("\\", "\\e").replace("-", "\\-").replace("^", "\\(ha").replace("~", "\\(ti")


def _shielded(line: str) -> str:
    """Return a line that roff does not take for a request, unless it is the one for a break."""
    return f"\\&{line}" if line.startswith((".", "'")) and line != ".br" else line


if __name__ == "__main__":
    source = Path(sys.argv[1])
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from reader import __version__

    sys.stdout.write(page(source.read_text("utf-8"), __version__))
