"""The searches kept of an archive: statements on a connection whose transaction is somebody else's."""

from __future__ import annotations

import sqlite3
from typing import Final

from reader.domain.saved_search import SavedSearch, Searches
from reader.storage.texts import restored, stored

_ALL: Final = "SELECT id, name, query, created FROM saved_search WHERE archive = ? ORDER BY place, id"
_PUT: Final = """
INSERT INTO saved_search (id, archive, query, name, place, created) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, place = excluded.place
"""
_REMOVE: Final = "DELETE FROM saved_search WHERE id = ?"


def searches_of(connection: sqlite3.Connection, archive: int) -> Searches:
    """Return the searches of an archive in their order."""
    return tuple(
        SavedSearch(identity, restored(name), restored(query), created)
        for identity, name, query, created in connection.execute(_ALL, (archive,))
    )


def put(connection: sqlite3.Connection, archive: int, before: Searches, now: Searches) -> None:
    """Write the searches of an archive in place of those that are there; of an id the query never changes."""
    gone = {one.id for one in before} - {one.id for one in now}
    connection.executemany(_REMOVE, [(identity,) for identity in gone])
    rows = [
        (one.id, archive, stored(one.query), stored(one.name), place, one.created)
        for place, one in enumerate(now)
    ]
    connection.executemany(_PUT, rows)
