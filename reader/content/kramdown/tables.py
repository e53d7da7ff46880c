"""Tables (kramdown's ``table.rb``): with or without a head, with or without outer bars."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from reader.content.kramdown.cursor import Cursor, element

_SEPARATOR: Final = re.compile(r"[+|: \t]*-[+|: \t-]*$")
_FOOT: Final = re.compile(r"[+|: \t]*=[+|: \t=]*$")
_ALIGNMENT: Final = re.compile(r"(:?)(-+)(:?)")
_PIECE: Final = re.compile(r"\\.|(`++)(?:.(?!\1))*?.\1(?!`)|<code>.*?</code>|\$\$.+?\$\$|\|", re.DOTALL)


def take_table(cursor: Cursor) -> bool:
    """Read lines with bars, when nothing but they stand in the block."""
    if "|" not in cursor.line or not cursor.after_boundary():
        return False
    end = cursor.at
    while (end < len(cursor.lines) and "|" in cursor.lines[end]) or _is_line(cursor, end):
        end += 1
    lines = cursor.lines[cursor.at : end]
    led = lines[0].lstrip().startswith("|")
    rows = [_cells(line, led=led) for line in lines]
    if not cursor.before_boundary(end) or any(cells is None for cells in rows):
        return False
    made = _table(lines, [cells or [] for cells in rows])
    return made is not None and cursor.add(made, end - cursor.at)


def _is_line(cursor: Cursor, at: int) -> bool:
    """Return whether a line without bars parts a table's rows."""
    if at >= len(cursor.lines) or at == cursor.at or not cursor.lines[at].strip():
        return False
    return bool(_SEPARATOR.match(cursor.lines[at]) or _FOOT.match(cursor.lines[at]))


def _cells(line: str, *, led: bool) -> list[str] | None:
    """Return the cells of a row; None when its only bars stand in code or are escaped.

    ``led``: the table's first line begins with a bar, so that the bars that rows begin with part nothing.
    """
    text = line.rstrip()
    bars = [match.start() for match in _PIECE.finditer(text) if match[0] == "|"]
    if not bars:
        return None if not (_SEPARATOR.match(line) or _FOOT.match(line)) else []
    ends = [*bars, len(text)]
    starts = [0, *(bar + 1 for bar in bars)]
    cells = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    if led and not cells[0]:
        cells = cells[1:]
    if bars[-1] == len(text) - 1 and len(cells) > 1:
        cells = cells[:-1]
    return cells


def _table(lines: list[str], rows: list[list[str]]) -> Element | None:
    table = Element("table")
    alignment: list[str] | None = None
    waiting: list[Element] = []
    footed = False
    for line, cells in zip(lines, rows, strict=True):
        if _SEPARATOR.match(line):
            if waiting and alignment is None and not footed:
                alignment = _alignment(line)
                _section(
                    table,
                    "thead" if table.find("thead") is None and table.find("tbody") is None else "tbody",
                    waiting,
                )
            elif waiting and not footed:
                _section(table, "tbody", waiting)
            alignment = alignment if alignment is not None or not waiting else _alignment(line)
        elif _FOOT.match(line):
            if waiting:
                _section(table, "tbody", waiting)
            footed = True
        else:
            waiting.append(_row(cells))
    if waiting:
        _section(table, "tfoot" if footed else "tbody", waiting)
    if not len(table):
        return None
    _level(table, alignment or [])
    return table


def _section(table: Element, tag: str, rows: list[Element]) -> None:
    section = SubElement(table, tag)
    section.extend(rows)
    rows.clear()
    if tag == "thead":
        for cell in section.iter("td"):
            cell.tag = "th"


def _row(cells: list[str]) -> Element:
    row = Element("tr")
    row.extend(element("td", cell.replace("\\|", "|")) for cell in cells)
    return row


def _alignment(line: str) -> list[str]:
    """Return "left", "right", "center" or "" for each column."""
    names = {(True, True): "center", (True, False): "left", (False, True): "right"}
    return [names.get((bool(match[1]), bool(match[3])), "") for match in _ALIGNMENT.finditer(line)]


def _level(table: Element, alignment: list[str]) -> None:
    """Give every row as many cells, and every cell its column's alignment."""
    width = max(len(row) for row in table.iter("tr"))
    for section in table:
        for row in section:
            while len(row) < width:
                SubElement(row, "th" if section.tag == "thead" else "td")
            for cell, side in zip(row, alignment, strict=False):
                if side:
                    cell.set("style", f"text-align: {side}")
