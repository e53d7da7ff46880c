"""Marks by the keys of articles: statements on a connection whose transaction is somebody else's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final

from reader.storage import read_texts
from reader.storage.marking import MarkRow, merged
from reader.storage.texts import restored, stored

_COLUMNS: Final = "key, read, starred, position, read_at, starred_at, path, title, fingerprint"
_ALL: Final = f"SELECT {_COLUMNS} FROM mark WHERE archive = ? ORDER BY key"  # noqa: S608 - fixed names
_ONE: Final = f"SELECT {_COLUMNS} FROM mark WHERE archive = ? AND key = ?"  # noqa: S608 - fixed names
_PUT: Final = f"INSERT OR REPLACE INTO mark (archive, {_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)"  # noqa: S608 - fixed names
_ORPHANS: Final = f"""
SELECT {_COLUMNS} FROM mark m WHERE archive = ? AND heir IS NULL
AND NOT EXISTS (SELECT 1 FROM catalog.article a WHERE a.key = m.key) ORDER BY key
"""  # noqa: S608 - fixed names
_UNMARKED: Final = """
SELECT a.key, f.path, a.fingerprint FROM catalog.article a JOIN catalog.file f ON f.id = a.file
WHERE a.born > ? AND NOT EXISTS (SELECT 1 FROM mark m WHERE m.archive = ? AND m.key = a.key) ORDER BY a.key
"""


def rows_of(connection: sqlite3.Connection, archive: int) -> list[MarkRow]:
    """Return all that was done in an archive, by key."""
    return [_row(*row) for row in connection.execute(_ALL, (archive,))]


def orphans(connection: sqlite3.Connection, archive: int) -> list[MarkRow]:
    """Return the rows without heir whose article the attached catalog does not hold."""
    return [_row(*row) for row in connection.execute(_ORPHANS, (archive,))]


def unmarked(connection: sqlite3.Connection, archive: int, since: int) -> list[tuple[str, str, int]]:
    """Return (key, path, fingerprint) of the catalog's articles without a row, born after a generation."""
    found = connection.execute(_UNMARKED, (since, archive))
    return [(restored(key), restored(path), fingerprint) for key, path, fingerprint in found]


def join(connection: sqlite3.Connection, archive: int, rows: Iterable[MarkRow]) -> None:
    """Join rows with what is there by now."""
    for row in rows:
        # It may have come after the rows were read that these were made of.
        there = connection.execute(_ONE, (archive, stored(row.key))).fetchone()
        joined = merged(_row(*there), row) if there else row
        connection.execute(_PUT, (archive, *_values(joined)))


def pass_on(connection: sqlite3.Connection, archive: int, heirs: Sequence[tuple[str, str]]) -> None:
    """Write down which articles, by key, took the place of others; the texts that were read follow."""
    connection.executemany(
        "UPDATE mark SET heir = ? WHERE archive = ? AND key = ?",
        [(stored(heir), archive, stored(key)) for key, heir in heirs],
    )
    for key, heir in heirs:
        read_texts.follow(connection, archive, key, heir)


def _row(*values: object) -> MarkRow:
    row = MarkRow(*values)  # type: ignore[arg-type]  # the columns in the order of the fields
    return row._replace(
        key=restored(row.key),
        path=restored(row.path),
        title=restored(row.title),
        read=bool(row.read),
        starred=bool(row.starred),
    )


def _values(row: MarkRow) -> tuple[object, ...]:
    return tuple(row._replace(key=stored(row.key), path=stored(row.path), title=stored(row.title)))  # type: ignore[arg-type]  # what SQLite takes
