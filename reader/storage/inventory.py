"""The figures of a catalog: some are facts that the indexer wrote down, the others are counted."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from reader.domain.inventory import Inventory
from reader.storage.texts import restored

MILLI = 1000
"""The duration of a look is stored in thousandths of a second."""
_COUNTED = (
    "SELECT (SELECT count(*) FROM file), (SELECT count(*) FROM article),"
    " (SELECT count(*) FROM (SELECT 1 FROM problem GROUP BY path HAVING min(repaired) = 1)),"
    " (SELECT count(DISTINCT path) FROM problem WHERE repaired = 0)"
)


def inventory(connection: sqlite3.Connection, path: Path) -> Inventory:
    """Return the figures of a catalog; slow, it goes through the tables. ``path``: of its file."""
    files, articles, repaired, incomplete = connection.execute(_COUNTED).fetchone()
    facts = dict(connection.execute("SELECT name, value FROM meta"))
    return Inventory(
        files,
        articles,
        repaired,
        incomplete,
        _size(path.parent),
        facts["changed"],
        facts["looked"],
        facts["look_ms"] / MILLI,
        restored(facts["how"]),
        restored(facts["why"]),
    )


def _size(folder: Path) -> int:
    """Return how many bytes the files of a cache take; what vanishes meanwhile takes none."""
    whole = 0
    for path in folder.rglob("*"):
        try:
            whole += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return whole
