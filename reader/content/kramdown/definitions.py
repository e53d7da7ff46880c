"""Lines that define something and show nothing: addresses of links, footnotes, abbreviations."""

from __future__ import annotations

import re
from typing import Final

from reader.content.kramdown.cursor import Cursor

_NOTE: Final = re.compile(r" {0,3}\[\^([\w][^\]\s]{0,80})\]:[ \t]?(.*)$")
_LINK: Final = re.compile(
    r" {0,3}\[([^\n\]]{1,400})\]:[ \t]*(?:<([^>\n]*)>|([^\n]*?\S))"
    r"(?:(?:[ \t]*\n|[ \t]+)[ \t]*([\"'])(.+?)\4)?[ \t]*(\n|$)"
)
_LONG_LINK: Final = re.compile(r" {0,3}\[([^\n\]]{1,400})\]:[ \t]*<?(\S+?)>?[ \t]*$")
"""The same without a title, for data of images: looking for titles takes long in long lines."""
LONG: Final = 4_000
_ABBREVIATION: Final = re.compile(r" {0,3}\*\[([^\n\]]{1,80})\]:(.*)$")


def take_definition(cursor: Cursor) -> bool:
    """Read one definition, if the line is one."""
    return _take_note(cursor) or _take_abbreviation(cursor) or _take_link(cursor)


def _take_note(cursor: Cursor) -> bool:
    match = _NOTE.match(cursor.line)
    if match is None:
        return False
    lines = [match[2]]
    cursor.at += 1
    blank = False
    while not cursor.ended:
        line = cursor.line
        if not line.strip():
            blank = True
        elif (blank and not line.startswith("    ")) or _NOTE.match(line):
            break
        else:
            lines += [""] * blank + [re.sub(r"^ {1,4}", "", line)]
            blank = False
        if not blank or line.strip():
            cursor.at += 1
            continue
        if not _goes_on_after_blank(cursor):
            break
        cursor.at += 1
    cursor.shared.notes.setdefault(match[1], lines)
    return True


def _goes_on_after_blank(cursor: Cursor) -> bool:
    """Return whether the next line that is not blank is indented."""
    for line in cursor.lines[cursor.at : cursor.at + 20]:
        if line.strip():
            return line.startswith("    ")
    return False


def _take_abbreviation(cursor: Cursor) -> bool:
    match = _ABBREVIATION.match(cursor.line)
    if match is None:
        return False
    cursor.shared.abbreviations.setdefault(match[1], match[2].strip())
    cursor.at += 1
    return True


def _take_link(cursor: Cursor) -> bool:
    if len(cursor.line) > LONG:
        return _take_long_link(cursor)
    match = _LINK.match("\n".join(cursor.lines[cursor.at : cursor.at + 2]))
    if match is None or match[1].startswith("^"):
        return False
    address = match[2] if match[2] is not None else match[3]
    cursor.shared.md.references[" ".join(match[1].lower().split())] = (address, match[5] or "")
    cursor.at += 1 + ("\n" in match[0][:-1])
    return True


def _take_long_link(cursor: Cursor) -> bool:
    match = _LONG_LINK.match(cursor.line)
    if match is None or match[1].startswith("^"):
        return False
    cursor.shared.md.references[" ".join(match[1].lower().split())] = (match[2], "")
    cursor.at += 1
    return True
