"""The steps that make the state's file what this version of the program expects.

A step, once released, is never changed: later changes are further steps.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from reader.domain.errors import StateError
from reader.storage.soundness import BUMP, HAS_SEAL

APPLICATION_ID = 0x4E665374
"""“NfSt” in the file's header: this file is a state of ours."""

STEPS: Final[tuple[str, ...]] = (
    """
CREATE TABLE archive (              -- the folders that were opened
    id INTEGER PRIMARY KEY,
    path NOT NULL UNIQUE,           -- the folder's real path; a BLOB when it is not Unicode
    settled_uuid TEXT,              -- the catalog and its generation that the marks were last
    settled_generation INTEGER      -- compared with, see reader.library.succession
);
CREATE TABLE mark (                 -- what the person did to an article; no row: nothing
    archive INTEGER NOT NULL REFERENCES archive,
    key NOT NULL,                   -- see reader.content.identity; a BLOB when it is not Unicode
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    position REAL NOT NULL DEFAULT 0,       -- how far it was read, 0 to 1
    read_at INTEGER,                -- Unix seconds
    starred_at INTEGER,
    path NOT NULL DEFAULT '',       -- where the article last lay, what it was called,
    title NOT NULL DEFAULT '',      -- and the fingerprint of its text when it was marked
    fingerprint INTEGER NOT NULL DEFAULT 0,
    heir,                           -- the key of the article that these marks were passed on to
    PRIMARY KEY (archive, key)
) WITHOUT ROWID;
""",
    """
CREATE TABLE seal (                 -- one row, see reader.storage.soundness
    writes INTEGER NOT NULL,        -- grows with every write
    sealed INTEGER,                 -- the number of the write after which the digest was taken
    digest BLOB                     -- of all rows of the other tables
);
INSERT INTO seal (writes) VALUES (0);
""",
    # Of the marks of an archive, see reader.storage.marks.version_of; 0 while there is none.
    """
ALTER TABLE archive ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
UPDATE archive SET version = random();
UPDATE seal SET sealed = NULL;      -- it is over other rows now, as after any step that changes some
""",
    """
CREATE TABLE read_text (            -- what an article said when it was read, see reader.storage.read_texts
    id INTEGER PRIMARY KEY,         -- grows with each writing
    archive INTEGER NOT NULL REFERENCES archive,
    key NOT NULL,                   -- as in mark
    text BLOB NOT NULL,             -- title and text, UTF-8, deflated by zlib
    UNIQUE (archive, key)
);
""",
    """
CREATE TABLE saved_search (         -- what the person keeps looking for, see reader.domain.saved_search
    id INTEGER PRIMARY KEY,         -- random, so that none is ever used again
    archive INTEGER NOT NULL REFERENCES archive,
    query NOT NULL,                 -- as typed, in one line; a BLOB when it is not Unicode
    name NOT NULL,                  -- likewise
    place INTEGER NOT NULL,         -- in the order of the archive's searches
    created INTEGER,                -- Unix seconds
    UNIQUE (archive, query)
);
""",
)


def migrate(connection: sqlite3.Connection, steps: tuple[str, ...] = STEPS) -> None:
    """Bring a file up to date in one transaction.

    Raises StateError, and changes nothing, when the file is another program's or of a newer version.
    """
    application, version = _signature(connection)
    if application == APPLICATION_ID and version == len(steps):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have done the work while this one waited for the lock.
        version = _ours(connection, len(steps))
        for step in steps[version:]:
            for statement in _statements(step):
                connection.execute(statement)
        if connection.execute(HAS_SEAL).fetchone()[0]:
            connection.execute(BUMP)  # the rows may have other columns now
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _ours(connection: sqlite3.Connection, newest: int) -> int:
    """Return the version of a file that is ours, or new; StateError for any other."""
    application, version = _signature(connection)
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (application or version or tables):
        raise StateError("The file of marks and stars belongs to another program; it was left untouched.")
    if version > newest:
        raise StateError(
            "The marks and stars were written by a newer version of this program; they were left untouched."
        )
    return version


def _signature(connection: sqlite3.Connection) -> tuple[int, int]:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return application, version


def _statements(script: str) -> list[str]:
    """Split a script at the semicolons that end a statement; `executescript` would commit first."""
    statements, held = [], ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            statements.append(held)
            held = ""
    return statements
