"""In what condition the state's file is, and what there is to read where it cannot be written."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from reader.storage.backup import backups

GONE = "The read marks and stars are gone: “{}” is missing or empty, while backups of it are there"
DAMAGED = "The read marks and stars are damaged: “{}” cannot be read ({})"


def is_gone(path: Path) -> bool:
    """Say whether the file is missing or empty although it was there once: its backups are."""
    try:
        present = path.stat().st_size > 0
    except FileNotFoundError:
        present = False
    except OSError:
        return False  # out of reach: opening it will say why
    return not present and bool(backups(path))


def may_be_written(path: Path) -> bool:
    """Say whether the file may be changed, or made with the folders above it, which this makes.

    Raises OSError when something else than protection stands in the way.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if isinstance(error, FileExistsError | NotADirectoryError):
            raise
        return False
    # SQLite writes side files beside it.
    return _may_write(path.parent) and (not path.exists() or _may_write(path))


def copied(path: Path) -> sqlite3.Connection:
    """Return a copy in memory; an empty one when there is no file. Raises sqlite3.Error."""
    memory = sqlite3.connect(":memory:", uri=True, isolation_level=None, check_same_thread=False)
    try:
        if path.exists() and path.stat().st_size:
            _copy(path, memory)
    except BaseException:
        memory.close()
        raise
    return memory


def _copy(path: Path, memory: sqlite3.Connection) -> None:
    try:
        with closing(sqlite3.connect(_address(path, "mode=ro"), uri=True)) as source:
            source.backup(memory)
    except sqlite3.OperationalError:
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise  # the last marks are in there, and cannot be read
        # Where no side file can be made, SQLite reads a file only on the word that nobody changes it.
        with closing(sqlite3.connect(_address(path, "mode=ro&immutable=1"), uri=True)) as source:
            source.backup(memory)


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _address(path: Path, how: str) -> str:
    return f"{path.absolute().as_uri()}?{how}"
