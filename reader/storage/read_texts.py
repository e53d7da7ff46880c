"""The texts of articles as they were read, kept to tell later what has changed. Bounded, and no marks."""

from __future__ import annotations

import sqlite3
import zlib
from typing import Final

from reader.storage.texts import stored

KEPT: Final = 20_000
"""How many texts are kept, those that were written last."""
LIMIT: Final = 100_000
"""Characters that are kept of a text."""

_PUT: Final = "INSERT OR REPLACE INTO read_text (archive, key, text) VALUES (?, ?, ?)"
_TRIM: Final = "DELETE FROM read_text WHERE id <= (SELECT max(id) FROM read_text) - ?"
_FOLLOW: Final = "UPDATE OR REPLACE read_text SET key = ? WHERE archive = ? AND key = ?"
_MOVE: Final = "UPDATE OR IGNORE read_text SET archive = ? WHERE archive = ?"


def packed(text: str) -> bytes:
    """Return the form in which a text is kept."""
    return zlib.compress(text[:LIMIT].encode("utf-8", "surrogatepass"), 6)


def unpacked(data: bytes) -> str:
    """Return the text that `packed` was given; "" where it is damaged."""
    try:
        return zlib.decompress(data).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError):
        return ""


def found(connection: sqlite3.Connection, archive: str, key: str) -> bytes | None:
    """Return what is kept of an article of the archive at a path, or None."""
    row = connection.execute(
        "SELECT t.text FROM archive a JOIN read_text t ON t.archive = a.id WHERE a.path = ? AND t.key = ?",
        (stored(archive), stored(key)),
    ).fetchone()
    return row[0] if row else None


def put(connection: sqlite3.Connection, archive: int, key: str, data: bytes, kept: int = KEPT) -> None:
    """Keep a text in place of the article's former one; the oldest go when there are too many."""
    connection.execute(_PUT, (archive, stored(key), data))
    connection.execute(_TRIM, (kept,))


def follow(connection: sqlite3.Connection, archive: int, key: str, heir: str) -> None:
    """Let a text follow its article to another key."""
    connection.execute(_FOLLOW, (stored(heir), archive, stored(key)))


def move(connection: sqlite3.Connection, archive: int, to: int) -> None:
    """Let the texts of an archive follow it to another place; what is known there already stays."""
    connection.execute(_MOVE, (to, archive))
