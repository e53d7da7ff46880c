"""The excerpt of a post: its first part, made fit to stand alone (jekyll/excerpt.rb)."""

from __future__ import annotations

import re
from typing import Final

BLOCKS: Final = frozenset(
    {"capture", "case", "comment", "for", "highlight", "if", "ifchanged", "raw", "tablerow", "unless"}
)
"""Liquid's blocks, which may begin in the excerpt and end behind it."""
_TAG: Final = re.compile(r"\{%-?\s*(\w+)")
_LABEL: Final = re.compile(r"\[[^\[\]\n]{1,400}\]")
_DEFINITION: Final = re.compile(r"^ {0,3}(\[[^\]\n]{1,400}\])(:[^\n]+)$", re.MULTILINE)


def excerpt_of(body: str, separator: str) -> str:
    """Return the markup of the excerpt: the body up to the separator, or all of it where there is none.

    Blocks of Liquid that are open at its end are closed, and the definitions of links that it uses
    are taken over from the rest. An empty separator stands for no excerpt: the body is all there is.
    """
    if not separator:
        return body
    if separator == "\n\n" and "\r\n" in body:
        separator = "\r\n\r\n"
    head, _, tail = body.partition(separator)
    if not tail:
        return head
    if "{%" in head:
        head += "".join(f"\n{{% end{name} %}}" for name in _open_blocks(head))
    definitions = _definitions(head, tail)
    return "\n\n".join((head, "\n".join(definitions))) if definitions else head


def _open_blocks(head: str) -> list[str]:
    """Return the blocks that never end in a text, the innermost first."""
    names = _TAG.findall(head)
    ended = {name for name in names if name.startswith("end")}
    return [name for name in reversed(names) if name in BLOCKS and f"end{name}" not in ended]


def _definitions(head: str, tail: str) -> list[str]:
    if "[" not in head or "]:" not in tail:
        return []
    used = set(_LABEL.findall(head))
    found = {match[1]: match[2] for match in _DEFINITION.finditer(tail) if match[1] in used}
    return [label + address.rstrip("\r") for label, address in found.items()]
