"""Whether a state file is what this program wrote: SQLite's own check of the whole file, and a seal.

SQLite finds a page that cannot be one, but not a letter that became another one: it keeps no checksums. So
the state carries a digest of all its rows, taken when nothing was being written, and the number of the
write up to which it holds. Every write raises that number in its own transaction; no seal is ever wrong
about rows that were written on purpose.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

DAMAGE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
"""SQLite's words for a file that is broken, and not only out of reach; the last is for a broken schema."""
FAULTS: Final = (sqlite3.Error, UnicodeError)
"""What is raised over a broken file: SQLite quotes from it, and Python cannot read that either."""
BUMP: Final = "UPDATE seal SET writes = writes + 1"
"""Part of every transaction that writes."""
HAS_SEAL: Final = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'seal'"

_ROWS: Final = 100
"""Rows that are digested at once: the window's thread waits no longer than that takes."""
_AT_ONCE: Final = 50_000
"""Rows that are examined or sealed while somebody waits: 150 ms."""
_STEPS: Final = 50_000
"""Instructions of SQLite's machine between two questions whether to stop: some milliseconds."""
_CONTENTS: Final = {
    "archive": "SELECT * FROM archive ORDER BY id",
    "mark": "SELECT * FROM mark ORDER BY archive, key",
    "saved_search": "SELECT * FROM saved_search ORDER BY id",
}
"""What is sealed: all that the person did. Files of older versions lack some of the tables."""
_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table'"

Stop = Callable[[], bool]


def never() -> bool:
    """Do not stop."""
    return False


def writes_of(path: Path) -> int:
    """Return after how many writes a file is what it is; 0 for one of before they were counted."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return _seal(connection)[0] or 0
    except FAULTS:
        return 0


def may_be_damage(error: Exception) -> bool:
    """Say whether an error may come from a broken file; Python's own errors have no number."""
    if isinstance(error, sqlite3.ProgrammingError):
        return False
    return isinstance(error, FAULTS) and getattr(error, "sqlite_errorcode", DAMAGE[0]) in DAMAGE


def is_sound(path: Path, stop: Stop = never) -> bool:
    """Say whether no fault is found with a whole file. Takes seconds for a million rows.

    A file that is out of reach has no fault as far as is known, nor has one whose check was stopped.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return is_whole(connection, stop)
    except FAULTS as error:
        return not may_be_damage(error)


def hold(path: Path) -> sqlite3.Connection | None:
    """Return a connection that goes on seeing the rows as they are now, for `examine`; None where none can.

    The seal is broken by the next write, and the examination has time.
    """
    try:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    except sqlite3.Error:
        return None
    try:
        connection.execute("BEGIN")
        connection.execute(HAS_SEAL).fetchone()
    except FAULTS:
        connection.close()
        return None
    return connection


def examine(connection: sqlite3.Connection, stop: Stop = never) -> str:
    """Check a whole file, and seal it where it is not; returns what is wrong, or "".

    Raises sqlite3.Error where it is out of reach, or stopped.
    """
    try:
        if not is_whole(connection, stop):
            return "it is not what was written"
        seal(connection, stop)
    except FAULTS as error:
        if not may_be_damage(error):
            raise
        return str(error)
    return ""


def is_small(connection: sqlite3.Connection) -> bool:
    """Say whether to examine and seal a file takes no time that anybody would notice."""
    few = f"SELECT count(*) FROM (SELECT 1 FROM mark LIMIT {_AT_ONCE + 1})"  # noqa: S608 - a fixed number
    rows: tuple[int] = connection.execute(few).fetchone()
    return rows[0] <= _AT_ONCE


def seal_if_small(connection: sqlite3.Connection) -> None:
    """Seal what can be sealed while somebody waits; no trouble if it cannot be."""
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA busy_timeout = 100")
        if is_small(connection):
            seal(connection)


def is_whole(connection: sqlite3.Connection, stop: Stop = never) -> bool:
    """Say the same of an open file. Raises sqlite3.Error, also where it is stopped."""
    connection.set_progress_handler(stop, _STEPS)
    try:
        if not connection.in_transaction:
            connection.execute("BEGIN")
        try:
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                return False
            writes, sealed, digest = _seal(connection)
            return sealed != writes or digest == _digest(connection)
        finally:
            _let_go(connection)
    finally:
        connection.set_progress_handler(None, 0)


def _let_go(connection: sqlite3.Connection) -> None:
    """End a transaction that SQLite has not ended by itself, as it does when the disk fails."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def seal(connection: sqlite3.Connection, stop: Stop = never) -> None:
    """Seal the rows as they are, unless they are sealed or somebody writes meanwhile.

    The connection commits by itself. Raises sqlite3.Error, also where it is stopped.
    """
    connection.set_progress_handler(stop, _STEPS)
    try:
        connection.execute("BEGIN")
        try:
            writes, sealed, _ = _seal(connection)
            if writes is None or sealed == writes:
                return
            digest = _digest(connection)
        finally:
            _let_go(connection)
    finally:
        connection.set_progress_handler(None, 0)
    connection.execute("UPDATE seal SET sealed = writes, digest = ? WHERE writes = ?", (digest, writes))


def _seal(connection: sqlite3.Connection) -> tuple[int | None, int | None, bytes | None]:
    """Return the seal; Nones stand for one that an older version did not make."""
    if connection.execute(HAS_SEAL).fetchone() == (0,):
        return None, 0, None
    row: tuple[int, int | None, bytes | None] | None = connection.execute(
        "SELECT writes, sealed, digest FROM seal"
    ).fetchone()
    return row or (None, 0, None)


def _digest(connection: sqlite3.Connection) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    there = {name for (name,) in connection.execute(_TABLES)}
    # Bytes instead of texts: where a letter was damaged they need not be UTF-8 any more.
    former, connection.text_factory = connection.text_factory, bytes
    try:
        for rows in (connection.execute(_CONTENTS[table]) for table in _CONTENTS if table in there):
            while some := rows.fetchmany(_ROWS):
                digest.update(repr(some).encode())
    finally:
        connection.text_factory = former
    return digest.digest()
