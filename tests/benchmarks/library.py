"""What the window's thread waits for, measured in a process of its own that has no window.

python -m tests.benchmarks.library FOLDER    prints the figures as JSON
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reader.domain.changes import Mark
from reader.domain.shelf import Place, Scope
from reader.library.library import Library
from reader.paths import places
from tests.benchmarks.figures import Figure, below
from tests.benchmarks.memory import own

SCREEN = 14
"""Rows of the list that are on screen."""


def measure(folder: Path, home: Path) -> list[Figure]:
    """Measure an indexed folder in a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks.library", str(folder)]
    environment = os.environ | {"NEWSFOLD_HOME": str(home)}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(done.stdout)
    return [
        Figure("opening the library", found["open"], "s"),
        below("opening a category, slowest", found["category slowest"], "ms", 50),
        Figure("opening a category, median", found["category median"], "ms"),
        Figure("all categories with their counts", found["categories"], "ms"),
        below("marking all as read", found["mark all"], "ms", 50),
        below("undoing it", found["undo"], "ms", 50),
        below("memory with the library open", found["memory"], "MB", 150),
    ]


def probe(folder: Path) -> dict[str, float]:
    """Return seconds (open), milliseconds (the rest), and megabytes (memory)."""
    found: dict[str, float] = {}
    with ThreadPoolExecutor(1) as writer:
        started = time.perf_counter()
        library = Library.open(folder, places(os.environ), later=writer.submit)
        found["open"] = time.perf_counter() - started
        found["categories"] = _milliseconds(library.categories)
        scopes = [Scope(Place.CATEGORY, term.slug) for term in library.categories()]
        opened = [_milliseconds(lambda scope=scope: _open_scope(library, scope)) for scope in scopes]
        found["category slowest"], found["category median"] = max(opened), statistics.median(opened)
        found["memory"] = own()
        everything = library.shelf(Scope(Place.ALL))
        found["mark all"] = _milliseconds(lambda: library.mark(everything, Mark.READ, value=True))
        found["undo"] = _milliseconds(library.undo)
    library.close()
    return found


def _open_scope(library: Library, scope: Scope) -> None:
    """Do what the window does when a place in the sidebar is chosen."""
    shelf = library.shelf(scope)
    library.counts(scope)
    newest = len(shelf) - 1
    library.rows([shelf[newest - row] for row in range(min(SCREEN, len(shelf)))])


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    sys.stdout.write(json.dumps(probe(Path(sys.argv[1]))))
