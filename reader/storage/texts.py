"""Texts as SQLite holds them: file names need not be Unicode, and nothing may be lost."""

from __future__ import annotations

import hashlib

from reader.domain.stem import stem_key

Stored = str | bytes
"""TEXT where the text is Unicode; else a BLOB: its UTF-8 with surrogates passed through."""


def stored(text: str) -> Stored:
    """Return the form in which a text goes into a column without affinity; reversible."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def restored(value: Stored) -> str:
    """Return the text that `stored` was given; UnicodeError when the value is neither text nor bytes."""
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes):
        raise UnicodeError("a value of the database is no text")
    return value.decode("utf-8", "surrogatepass")


def id_of(kind: str, text: str) -> int:
    """Return a signed 64-bit id of a text of some kind; a collision among 10^6 is 3 in 10^8."""
    data = f"{kind}:{text}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)


def stem_id(path: str) -> int:
    """Return the id of the stem of a file's name: of all files, wherever they lie, with one name."""
    return id_of("stem", stem_key(path))


def digest_of(data: bytes) -> int:
    """Return a signed 64-bit digest of the bytes of a file."""
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)
