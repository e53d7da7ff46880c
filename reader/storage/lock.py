"""A lock between processes: one indexer per archive at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
    import time
else:
    import fcntl


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Wait until no other process holds this file, and hold it; the system frees it when we die."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if sys.platform == "win32":
            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:  # it gives up after ten seconds
                    time.sleep(0.1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
