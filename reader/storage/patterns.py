"""Addresses as the catalog keeps them: in short, and what many have in common only once."""

from __future__ import annotations

import sqlite3
from typing import Final

from reader.storage.shorthand import expanded, shortened
from reader.storage.texts import Stored, restored, stored

MOST: Final = 50_000
"""Patterns that are kept by number; where there are more, they have little in common."""


class Patterns:
    """Turns addresses into what a column holds, and back; for one connection that writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._ids: dict[str, int] | None = None
        self._new: list[tuple[int, Stored]] = []

    def kept(self, address: str, path: str) -> int | Stored:
        """Return what the column of an address holds for an article of a file: an id, or the short form."""
        if not address:
            return ""
        if self._ids is None:
            rows = self._connection.execute("SELECT id, short FROM pattern")
            self._ids = {restored(short): number for number, short in rows}
        short = shortened(address, path)
        number = self._ids.get(short)
        if number is None:
            if len(self._ids) >= MOST:
                return stored(short)
            number = self._ids[short] = len(self._ids) + 1
            self._new.append((number, stored(short)))
        return number

    def taken(self) -> list[tuple[int, Stored]]:
        """Hand over the patterns that have come up since the last time, to be written."""
        new, self._new = self._new, []
        return new

    def address(self, kept: int | Stored, path: str) -> str:
        """Return the address that a column holds."""
        return address_of(self._connection, kept, path)


def address_of(connection: sqlite3.Connection, kept: int | Stored, path: str) -> str:
    """Return the address that a column holds for an article of a file."""
    if not isinstance(kept, int):
        return expanded(restored(kept), path)
    (short,) = connection.execute("SELECT short FROM pattern WHERE id = ?", (kept,)).fetchone()
    return expanded(restored(short), path)
