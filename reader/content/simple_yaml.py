"""The simplest YAML, read without a parser: lines of a key and a text, as most front matter is.

Only what means the same to every reader of YAML is read here; all else is left to the parser, with which the
tests compare each answer. Of a post's processor time the parser in C and its objects took a tenth.
"""

from __future__ import annotations

import re
from typing import Final

from reader.content.safeyaml import stamp

_CHARACTERS: Final = "\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
"""What YAML allows beyond ASCII, without its line ends and the byte order mark."""
_LINE: Final = re.compile(
    r"([A-Za-z_][A-Za-z0-9_-]{0,60}): +(?:"
    rf'"([ !#-\[\]-~{_CHARACTERS}]*)"'
    r"|(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [-+]\d{4})"
    rf"|([A-Za-z\u4e00-\u9fff][ !$%&()*+,./0-9;<=>?@A-Z^_a-z~\u4e00-\u9fff-]*)"
    r") *"
)
_NO_TEXTS: Final = frozenset({"yes", "no", "on", "off", "true", "false", "null"})


def simple_mapping(block: str) -> dict[str, object] | None:
    """Return what a block of ``key: text`` lines says; None when it holds anything else, or nothing."""
    found: dict[str, object] = {}
    for line in block.split("\n"):
        match = _LINE.fullmatch(line)
        if match is None:
            if line:
                return None
            continue
        key, quoted, when, plain = match.groups()
        if key.lower() in _NO_TEXTS:
            return None
        if quoted is not None:
            found[key] = quoted
        elif when is not None:
            found[key] = stamp(when)
        elif plain.lower().rstrip(" ") in _NO_TEXTS:
            return None
        else:
            found[key] = plain.rstrip(" ")
    return found or None
