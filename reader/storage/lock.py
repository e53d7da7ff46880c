"""A lock between processes: one indexer per archive at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.domain.errors import CatalogError

if sys.platform == "win32":
    import msvcrt
    import time
else:
    import fcntl

TAKEN = "Another program is reading this folder just now; try again when it is done."


@contextmanager
def only_one(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Wait until no other process holds this file, and hold it; the system frees it when we die.

    ``wait`` false: raises CatalogError where another one holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if sys.platform == "win32":
            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
                    break
                except OSError as error:  # it gives up after ten seconds
                    if not wait:
                        raise CatalogError(TAKEN) from error
                    time.sleep(0.1)
        else:
            try:
                fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise CatalogError(TAKEN) from error
        yield
