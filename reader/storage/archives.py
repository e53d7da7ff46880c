"""The folders that anything was written of: statements on a connection whose transaction is another's."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from reader.storage.texts import restored, stored


class ArchiveRow(NamedTuple):
    """A folder that was opened, and the catalog that its marks were last compared with."""

    id: int
    path: str
    settled_uuid: str | None
    settled_generation: int


def all_archives(connection: sqlite3.Connection) -> list[ArchiveRow]:
    """Return all folders that anything was ever written of."""
    return [
        ArchiveRow(number, restored(path), uuid, generation or 0)
        for number, path, uuid, generation in connection.execute(
            "SELECT id, path, settled_uuid, settled_generation FROM archive ORDER BY id"
        )
    ]


def known(connection: sqlite3.Connection, path: str) -> int | None:
    """Return the id of the archive at a real path, if anything was ever written of it."""
    row = connection.execute("SELECT id FROM archive WHERE path = ?", (stored(path),)).fetchone()
    return row[0] if row else None


def entered(connection: sqlite3.Connection, path: str) -> int:
    """Return the id of the archive at a real path, which is entered if it is not there yet."""
    connection.execute("INSERT OR IGNORE INTO archive (path) VALUES (?)", (stored(path),))
    (number,) = connection.execute("SELECT id FROM archive WHERE path = ?", (stored(path),)).fetchone()
    return int(number)


def put_settled(connection: sqlite3.Connection, archive: int, uuid: str, generation: int) -> None:
    """Write down with which catalog the marks of an archive were compared."""
    connection.execute(
        "UPDATE archive SET settled_uuid = ?, settled_generation = ? WHERE id = ?",
        (uuid, generation, archive),
    )
