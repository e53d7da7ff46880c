"""What an article is known by, wherever its file goes and whatever its front matter becomes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

ENOUGH: Final = 40
"""Letters and digits from which on a text tells articles apart."""
_MASK: Final = (1 << 63) - 1
_WORDS: Final = re.compile(r"\w+")
_COMMON: Final = "\n，。、："
_DECLARED: Final = ("id", "guid", "permalink")


def declared_key(values: Mapping[str, Any]) -> str:
    """Return the key that front matter declares, "id:…", or "".

    A permalink with placeholders is a pattern that many posts may share, and no identity.
    """
    for name in _DECLARED:
        value = values.get(name)
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            text = str(value).strip()
            if text and (name != "permalink" or _literal(text)):
                return f"id:{text}"
    return ""


def _literal(permalink: str) -> bool:
    # The names of Jekyll's permalink styles are patterns as well.
    return ":" not in permalink and permalink not in ("date", "pretty", "ordinal", "weekdate", "none", "/")


def fingerprint(title: str, text: str) -> int:
    """Return a 63-bit hash of title and text, the same however they are spaced and punctuated.

    Only letters and digits count, in their compatibility form (NFKC) and without case: looking
    at the rest as well costs six times as much, because full-width punctuation has such forms.
    0 when there are fewer than 40 of them, which says too little.
    """
    words = f"{title}\n{text}"
    # The commonest marks one by one: that halves the pieces that are left to find.
    for mark in _COMMON:
        words = words.replace(mark, "")
    words = "".join(_WORDS.findall(words)).replace("_", "")
    words = unicodedata.normalize("NFKC", words).casefold()
    if len(words) < ENOUGH:
        return 0
    digest = hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()
    return (int.from_bytes(digest, "big") & _MASK) or 1
