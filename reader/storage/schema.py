"""The catalog's tables, and how its file is opened, told apart and thrown away.

The catalog is a cache: one of another version, or a damaged one, is made again from the archive.
Times are Unix seconds unless said otherwise. Columns of names and texts have no affinity, because
a file name that is not Unicode is a BLOB (see `reader.storage.texts`).
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from reader.domain.errors import CatalogError

APPLICATION_ID = 0x4E664361
"""“NfCa” in the file's header: this file is a catalog of ours."""
SIDES = ("-wal", "-shm", "-journal")
"""What stands behind the name of the files beside a database."""
VERSION = 7
"""Raise it whenever the tables, or what the parser makes of a file, change."""

REMEMBERED = 1000
"""Generations of which it is known what was edited after them."""

TABLES = """
CREATE TABLE meta (             -- facts about the whole catalog
    name TEXT PRIMARY KEY,      -- uuid, generation, finished, site, title, limit, commit (of git); and
    value                       -- searched: 1 where `unsearched` is kept; and
                                -- changed, looked, look_ms, how, why: see reader.domain.inventory
) WITHOUT ROWID;

CREATE TABLE file (             -- every file that was looked at
    id INTEGER PRIMARY KEY,
    path NOT NULL,              -- relative to the archive, with slashes
    stem INTEGER NOT NULL,      -- a 64-bit hash of the stem of its name, see reader.domain.stem
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,  -- negated: look at it again, see reader.library.second_look; -1: read it
    digest INTEGER NOT NULL,    -- 64 bits of BLAKE2b of what was read; 0: it was not read
    kind INTEGER NOT NULL,      -- see reader.storage.rows.Kind
    by_path INTEGER NOT NULL,   -- 1: the path is the article's key, the name is not unique
    number INTEGER,             -- the article that the file holds
    head INTEGER                -- for a copy: the file that shows the article
);
CREATE INDEX file_stem ON file (stem);
CREATE INDEX file_copies ON file (head) WHERE head IS NOT NULL;

CREATE TABLE article (          -- what the list shows; the number is the moment, so its order is time
    number INTEGER PRIMARY KEY,
    file INTEGER NOT NULL,
    key NOT NULL,
    declared,                   -- the key that the post itself declares; another may have it
    title NOT NULL,
    excerpt NOT NULL,
    unix INTEGER NOT NULL,
    offset INTEGER NOT NULL,    -- of the site's zone from UTC, seconds
    link NOT NULL,              -- both in short (reader.storage.shorthand), and where many have the
    url NOT NULL,               -- same pattern, its id
    hidden TEXT,                -- reader.domain.article.Hidden, or NULL
    fingerprint INTEGER NOT NULL,
    categories TEXT NOT NULL,   -- ids of terms, with blanks between
    tags TEXT NOT NULL,
    born INTEGER NOT NULL       -- the generation in which this key appeared
);
CREATE INDEX article_key ON article (key);
CREATE INDEX article_declared ON article (declared) WHERE declared IS NOT NULL;

CREATE TABLE gone (             -- numbers that stand for no article any more; never given again
    number INTEGER PRIMARY KEY,
    key NOT NULL, path NOT NULL, title NOT NULL, fingerprint INTEGER NOT NULL
);

CREATE TABLE history (          -- the last generations
    generation INTEGER PRIMARY KEY,
    stamp INTEGER NOT NULL      -- a random number
);

CREATE TABLE edited (           -- articles whose key or text became another under the same number
    number INTEGER PRIMARY KEY,
    generation INTEGER NOT NULL -- the last one in which that happened
);
CREATE INDEX edited_generation ON edited (generation);

CREATE TABLE unsearched (       -- numbers whose article the search index does not hold as it is now
    number INTEGER PRIMARY KEY
);

CREATE TABLE pattern (          -- addresses in short that more than one article may have
    id INTEGER PRIMARY KEY,
    short NOT NULL
);

CREATE TABLE address (          -- a 64-bit hash of an article's url, and its number
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL
);

CREATE TABLE term (             -- categories and tags
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,      -- see reader.storage.rows.TermKind
    slug NOT NULL,
    name NOT NULL,
    pinyin TEXT NOT NULL,
    initials TEXT NOT NULL
);

CREATE TABLE pairing (          -- how many articles of a category carry a tag beside it
    category INTEGER NOT NULL, tag INTEGER NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (category, tag)
) WITHOUT ROWID;

CREATE TABLE category_page (    -- pages that name a category
    file INTEGER PRIMARY KEY, category NOT NULL, title NOT NULL
);

CREATE TABLE shelf (            -- sets of numbers, as portable Roaring bitmaps
    id INTEGER PRIMARY KEY,     -- kind * 2^32 + term or month, see reader.storage.shelves
    bitmap BLOB NOT NULL
);

CREATE TABLE problem (
    file INTEGER NOT NULL, path NOT NULL, code TEXT NOT NULL, detail NOT NULL, repaired INTEGER NOT NULL
);
CREATE INDEX problem_file ON problem (file);
"""


def connect(path: Path, *, writing: bool) -> sqlite3.Connection:
    """Open a catalog; raises CatalogError when it is none of ours, of another version or damaged."""
    mode = "rw" if writing else "ro"
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
        )
    except sqlite3.Error as error:
        raise CatalogError(f"The list of articles cannot be opened ({error}).") from error
    try:
        _check(connection)
    except (sqlite3.Error, CatalogError) as error:
        connection.close()
        raise CatalogError(f"The list of articles cannot be used ({error}).") from error
    return connection


def create(path: Path) -> sqlite3.Connection:
    """Make an empty catalog in place of whatever lies there; whoever reads finds the old or the new one."""
    draft = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        discard(draft)
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(
                f"BEGIN; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; {TABLES}"
            )
            connection.executemany(
                "INSERT INTO meta VALUES (?, ?)",
                [
                    ("uuid", uuid.uuid4().hex),
                    ("commit", ""),
                    ("generation", 0),
                    ("finished", 0),
                    ("site", ""),
                    ("title", ""),
                    ("limit", 0),
                    ("searched", 0),
                    ("changed", 0),
                    ("looked", 0),
                    ("look_ms", 0),
                    ("how", ""),
                    ("why", ""),
                ],
            )
            connection.execute("COMMIT")
        # Another file's log must not be found beside the new one.
        discard(path, SIDES)
        draft.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise CatalogError(f"The list of articles cannot be written ({error}).") from error
    return connect(path, writing=True)


def discard(path: Path, files: Sequence[str] = ("", *SIDES)) -> None:
    """Delete a catalog with its side files; raises CatalogError when the system forbids it."""
    for suffix in files:
        try:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        except OSError as error:
            raise CatalogError(f"The old list of articles cannot be deleted ({error}).") from error


def _check(connection: sqlite3.Connection) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if (application, version) != (APPLICATION_ID, VERSION):
        raise CatalogError("it is of another version")
    if connection.execute("SELECT value FROM meta WHERE name = 'uuid'").fetchone() is None:
        raise CatalogError("it is incomplete")
