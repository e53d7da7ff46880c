"""Indexing a folder: what `newsfold index` does, and the window in a child process."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from reader.library.indexing import Run, Summary, workers_of
from reader.library.titles import Namer
from reader.paths import Places
from reader.storage.catalog import NAME
from reader.storage.lock import only_one


def _namer() -> Namer:
    """Load what names categories; half of the program's start, and not needed for the first titles."""
    from reader.library.naming import category_name, sound  # noqa: PLC0415 - see above

    return Namer(category_name, sound)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of cycles away: a run makes millions of tuples, and hardly one cycle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def index(
    folder: Path, places: Places, report: Callable[[dict[str, object]], None], *, workers: int | None = None
) -> Summary:
    """Bring the catalog of a folder up to date, and report on the way.

    Reports are JSON objects: ``progress`` (done, total: files), ``generation`` (generation, articles) after
    each commit, ``catalog`` (seconds) when every article is listed, ``done`` with the summary last. Another
    indexer of the same folder is waited for. Raises FolderError and CatalogError.
    """
    cache = places.archive_cache(folder)
    with only_one(cache / "lock"), _uncollected():
        run = Run(Path(os.path.realpath(folder)), cache / NAME, report, workers_of(workers), _namer)
        summary = run.run()
        report({"event": "done", **asdict(summary)})
    return summary
