"""Attribute lists: ``{: .class #id key="value"}`` behind a block or span (kramdown's IAL and ALD)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element

Attributes = dict[str, str]

LINE: Final = re.compile(r" {0,3}\{:(?![:/])\s*+((?:\\\}|[^}])*)\}\s*$")
"""A line that gives attributes to the block before it, or else to the one after it."""
DEFINITION: Final = re.compile(r" {0,3}\{:([\w:][\w:-]*):((?:\\\}|[^}])+)\}\s*$")
"""A line that names a list of attributes, to be referred to by that name."""
SPAN: Final = re.compile(r"\{:(?!:)((?:\\\}|[^}\n])*)\}")

_PART: Final = re.compile(
    r"#([A-Za-z][\w:-]*)|\.([\w\u0080-\uffff-]+(?:\.[\w-]+)*)|([A-Za-z_][\w:-]*)=(?:\"((?:\\\"|[^\"])*)\"|'((?:\\'|[^'])*)')"
    r"|([A-Za-z][\w-]*)"
)


def parse(text: str, named: Mapping[str, Attributes]) -> Attributes:
    """Return the attributes of a list; a bare word refers to a named list, or is set for itself."""
    found: Attributes = {}
    for match in _PART.finditer(text):
        identity, classes, key, double, single, word = match.groups()
        if identity:
            found["id"] = identity
        elif classes:
            merge(found, {"class": classes.replace(".", " ")})
        elif key:
            value = double if double is not None else single
            merge(found, {key: re.sub(r"\\([\"'}])", r"\1", value)})
        elif word in named:
            merge(found, named[word])
        elif word in {"toc", "no_toc", "footnotes"}:
            found[word] = ""
    return found


def define(lines: list[str], named: dict[str, Attributes]) -> None:
    """Read all named lists of a document, which may be referred to before they are named."""
    for line in lines:
        if line.lstrip(" ").startswith("{:") and (match := DEFINITION.match(line)):
            merge(named.setdefault(match[1], {}), parse(match[2], {}))
    for line in lines:
        if line.lstrip(" ").startswith("{:") and (match := DEFINITION.match(line)):
            named[match[1]] = {**parse(match[2], named), **named[match[1]]}


def merge(into: Attributes, more: Mapping[str, str]) -> None:
    """Add attributes to others: classes add up, of the rest the last one counts."""
    for key, value in more.items():
        into[key] = f"{into[key]} {value}" if key == "class" and key in into else value


def apply(element: Element, attributes: Mapping[str, str]) -> None:
    """Give an element attributes; event handlers are no business of a text."""
    given = dict(element.attrib)
    merge(given, {key: value for key, value in attributes.items() if not key.lower().startswith("on")})
    for key, value in given.items():
        element.set(key, value)
