"""The marks of one archive by the article numbers of a catalog, as they are read from the state."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import islice
from typing import Final, NamedTuple

from pyroaring import BitMap

from reader.storage.positions import Positions
from reader.storage.versions import version_of

_AT_ONCE: Final = 10_000
_READ: Final = 1
_STARRED: Final = 2
_CHANGED: Final = 4
_POSITION: Final = 8
# A text that nobody knows has the fingerprint 0, and is no other than the one that was read.
_KINDS: Final = """
    m.read + 2 * m.starred
    + 4 * (m.read AND m.fingerprint <> 0 AND a.fingerprint NOT IN (0, m.fingerprint)) + 8 * (m.position > 0)
"""
_ALL: Final = f"""
SELECT a.number, {_KINDS}, m.position FROM mark m CROSS JOIN catalog.article a ON a.key = m.key
WHERE m.archive = ? AND (m.read = 1 OR m.starred = 1 OR m.position > 0)
"""  # noqa: S608 - fixed texts
_SOME: Final = f"""
SELECT a.number, {_KINDS}, m.position FROM temp.wanted w
CROSS JOIN catalog.article a ON a.number = w.number CROSS JOIN mark m ON m.archive = ? AND m.key = a.key
"""  # noqa: S608 - fixed texts


class Marks(NamedTuple):
    """What the person did to the articles of a catalog.

    ``changed``: those of the read ones whose text is another than the one that was read. ``version``: of
    the archive's marks, see `version_of`.
    """

    read: BitMap
    starred: BitMap
    changed: BitMap
    positions: Positions
    version: int = 0


def no_marks() -> Marks:
    """Return what is known of an archive that nothing was ever marked in."""
    return Marks(BitMap(), BitMap(), BitMap(), Positions())


def all_marks(connection: sqlite3.Connection, archive: int) -> Marks:
    """Return all marks of an archive whose articles the attached catalog holds: 1 s for 1,000,000."""
    return _sorted(connection.execute(_ALL, (archive,)), version_of(connection, archive))


def marks_among(connection: sqlite3.Connection, archive: int, numbers: Iterable[int]) -> Marks:
    """Return the marks of some articles of the attached catalog."""
    want(connection, numbers)
    return _sorted(connection.execute(_SOME, (archive,)), version_of(connection, archive))


def want(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Name the numbers that a query is about, until the end of the transaction."""
    connection.execute("CREATE TEMP TABLE wanted (number INTEGER PRIMARY KEY)")
    fill(connection, "wanted", numbers)


def fill(connection: sqlite3.Connection, table: str, numbers: Iterable[int]) -> None:
    """Write numbers into a temporary table.

    As JSON that SQLite takes apart: row by row takes twice as long, all of which other threads would feel.
    """
    left = iter(numbers)
    sql = f"INSERT INTO temp.{table} SELECT value FROM json_each(?)"  # noqa: S608 - names of ours
    while part := list(islice(left, _AT_ONCE)):
        connection.execute(sql, (str(part),))


def _sorted(rows: Iterable[tuple[int, int, float]], version: int) -> Marks:
    by_kind: list[list[int]] = [[] for _ in range(2 * _POSITION)]
    positions: list[tuple[int, float]] = []
    for number, kind, position in rows:
        by_kind[kind].append(number)
        if kind & _POSITION:
            positions.append((number, position))

    def having(mark: int) -> BitMap:
        return BitMap([number for kind, some in enumerate(by_kind) if kind & mark for number in some])

    return Marks(having(_READ), having(_STARRED), having(_CHANGED), Positions.of(positions), version)
