"""Marks on their way into the state: statements on a connection whose transaction is somebody else's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final, NamedTuple

from reader.domain.changes import Mark
from reader.domain.errors import StateError
from reader.storage.marks import fill
from reader.storage.state_sql import FINGERPRINT, NEW_ROWS, TAKEN_OFF
from reader.storage.texts import stored

MANY: Final = 100_000
"""Marks beyond which taking them off does not look at where the articles lie and what they are called now."""


class MarkRow(NamedTuple):
    """What the person did to one article; times in Unix seconds."""

    key: str
    read: bool = False
    starred: bool = False
    position: float = 0.0
    read_at: int | None = None
    starred_at: int | None = None
    path: str = ""
    title: str = ""
    fingerprint: int = 0


def mark_numbers(
    connection: sqlite3.Connection,
    archive: int,
    numbers: Iterable[int],
    change: tuple[Mark, bool],
    now: int,
) -> int:
    """Mark articles of the attached catalog, whose numbers stay in ``temp.chosen``; returns how many.

    Raises StateError when one of the numbers stands for nothing.
    """
    mark, value = change
    # Within the transaction: else each number would be one of its own.
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (number INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.chosen")
    fill(connection, "chosen", numbers)
    (wanted,) = connection.execute("SELECT count(*) FROM temp.chosen").fetchone()
    names = {"column": mark.value, "time": f"{mark.value}_at", "fingerprint": FINGERPRINT[mark]}
    count = 0
    if wanted > MANY and not value:
        count = connection.execute(TAKEN_OFF.format(**names), (archive,)).rowcount
    if count != wanted:
        row = archive, value, now if value else None
        count = connection.execute(NEW_ROWS.format(**names), row).rowcount
    if count != wanted:
        raise StateError("An article that should be marked is not in the list; nothing was marked.")
    return int(count)


def mark_rows(
    connection: sqlite3.Connection,
    archive: int,
    rows: Iterable[MarkRow],
    change: tuple[Mark, bool],
    now: int,
) -> None:
    """Mark articles that no catalog needs to know; of the rows their marks and times do not count."""
    mark, value = change
    column, time = mark.value, f"{mark.value}_at"
    connection.executemany(
        f"INSERT INTO mark (archive, key, path, title, fingerprint, {column}, {time})"  # noqa: S608 - fixed names
        f" VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET {column} = excluded.{column},"
        f" {time} = excluded.{time}, path = excluded.path, title = excluded.title,"
        f" fingerprint = {FINGERPRINT[mark]}",
        [
            (
                archive,
                stored(row.key),
                stored(row.path),
                stored(row.title),
                row.fingerprint,
                value,
                now if value else None,
            )
            for row in rows
        ],
    )


def put_position(connection: sqlite3.Connection, archive: int, row: MarkRow) -> None:
    """Write how far an article was read; of the row its marks and times do not count."""
    connection.execute(
        "INSERT INTO mark (archive, key, position, path, title, fingerprint) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET position = excluded.position",
        (archive, stored(row.key), row.position, stored(row.path), stored(row.title), row.fingerprint),
    )


def merged(one: MarkRow, other: MarkRow) -> MarkRow:
    """Return both rows as one: marks joined, the rest from the row that was marked last."""
    newer, older = (one, other) if _last(one) >= _last(other) else (other, one)
    return newer._replace(
        read=one.read or other.read,
        starred=one.starred or other.starred,
        position=newer.position or older.position,
        read_at=_latest(one.read_at, other.read_at),
        starred_at=_latest(one.starred_at, other.starred_at),
        path=newer.path or older.path,
        title=newer.title or older.title,
        fingerprint=newer.fingerprint or older.fingerprint,
    )


def _last(row: MarkRow) -> int:
    return max(row.read_at or 0, row.starred_at or 0)


def _latest(one: int | None, other: int | None) -> int | None:
    return max(one or 0, other or 0) or None
