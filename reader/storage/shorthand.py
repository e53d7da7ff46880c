"""Addresses in short: most repeat what the name of their file says already.

`/news/2022/05/26/NW7.html` of the file `2022-05-26-NW7.md` is one pattern with thousands of others,
so that the catalog can keep the pattern once and a small number with each article.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from reader.domain.stem import stem_key

_TAIL: Final = "\x01"
"""Stands for what follows the date in the file's name."""
_DATE: Final = "\x02"
"""Stands for the date of the file's name, with slashes."""
_PLAIN: Final = "\x03"
"""Begins a text that is written as it is, because it holds one of these signs."""
_SIGNS: Final = re.compile(f"[{_TAIL}{_DATE}{_PLAIN}]")
_DATED: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)", re.DOTALL)
_SHORTEST: Final = 4
"""Characters of a tail that are worth a sign."""


def shortened(text: str, path: str) -> str:
    """Return an address in short; `expanded` with the same path, or one of the same stem, undoes it."""
    if not text.isprintable() and _SIGNS.search(text):  # the signs are not, and texts are asked that quickly
        return _PLAIN + text
    date, tail = _parts(path)
    if len(tail) >= _SHORTEST:
        text = text.replace(tail, _TAIL)
    return text.replace(date, _DATE) if date else text


def expanded(short: str, path: str) -> str:
    """Return the address that `shortened` was given."""
    if short.startswith(_PLAIN):
        return short[1:]
    date, tail = _parts(path)
    return short.replace(_DATE, date).replace(_TAIL, tail)


@lru_cache(maxsize=1)  # an article has two addresses
def _parts(path: str) -> tuple[str, str]:
    """Return date and tail of a file's name; "" for the date where it has none."""
    stem = stem_key(path)
    found = _DATED.fullmatch(stem)
    if found is None:
        return "", stem
    return f"{found[1]}/{found[2]:0>2}/{found[3]:0>2}", found[4]
