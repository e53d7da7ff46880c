"""How soon a pull is seen in the window, and found by its texts, once its last file is written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from reader.domain.errors import SearchError
from reader.library.texts import FIRST
from reader.paths import places
from reader.storage.search.conditions import All
from reader.storage.search.index import SearchIndex
from tests.benchmarks.archives import MAKER
from tests.benchmarks.figures import Figure, below
from tests.benchmarks.window import lines_of, wait_for

PULLS = 3
PULL = ("--new", "500", "--move", "200", "--edit", "20", "--delete", "5")
REST = 3.0
"""Seconds between two pulls, and before the first one."""
LOOK = 0.01
"""Seconds between two looks into the trace."""
MOST = 30.0


def measure(folder: Path, home: Path) -> list[Figure]:
    """Let a copy of the archive grow while the window shows it."""
    if not MAKER.is_file():
        return []
    archive, own = home / "pulled", home / "pulled-home"
    shutil.copytree(folder, archive)
    environment = os.environ | {"NEWSFOLD_HOME": str(own), "QT_QPA_PLATFORM": "offscreen"}
    if os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    trace = home / "pulls.jsonl"
    command = [sys.executable, "-m", "reader", "--trace", str(trace), str(archive)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as child:
        try:
            wait_for("indexed", trace, child)
            index = _index_of(places(environment).archive_cache(archive))
            early, filling = _pull(archive, trace, index, PULLS), _size(index) < _articles(trace)
            while _size(index) < _articles(trace):
                time.sleep(REST)
            pulls = [_pull(archive, trace, index, seed) for seed in range(PULLS)]
        finally:
            child.terminate()
    shutil.rmtree(archive)
    stalls = [line["ms"] for line in lines_of(trace) if line["event"] == "stall"]
    seen, found = zip(*pulls, strict=True)
    return [
        below("a pull of 500 new posts: seen in the window, slowest", max(seen), "s", 2),
        Figure("the same, quickest", min(seen), "s"),
        Figure("the same: found by their texts, slowest", max(found), "s"),
        *_early(*early, filling=filling),
        Figure("longest stall of the window’s thread in all of that", max(stalls, default=0), "ms"),
    ]


def _pull(archive: Path, trace: Path, index: SearchIndex, seed: int) -> tuple[float, float]:
    """Return the seconds from the end of a pull until the window shows it, and until its texts are found."""
    time.sleep(REST)
    before, since = len(lines_of(trace)), _oldest(index)
    texts = _size(index, since)
    command = [sys.executable, str(MAKER), "pull", str(archive), *PULL, "--seed", str(seed + 1)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    ended = time.perf_counter()
    seen = found = 0.0
    while not (seen and found):
        took = time.perf_counter() - ended
        if took > MOST:
            raise SystemExit(f"a pull was never seen ({seen}), or its texts never found ({found})")
        if not seen and any(line["event"] == "generation-shown" for line in lines_of(trace)[before:]):
            seen = took
        if not found and _size(index, since) > texts:
            found = took
        time.sleep(LOOK)
    return seen, found


def _early(seen: float, found: float, *, filling: bool) -> list[Figure]:
    """Return the figures of a pull while texts were read in; none where all were in by then."""
    if not filling:
        return []
    return [
        below("the same while texts are read in: seen in the window", seen, "s", 2),
        Figure("the same while texts are read in: found by their texts", found, "s"),
    ]


def _index_of(cache: Path) -> SearchIndex:
    """Wait until there is an index that holds the newest."""
    index = None
    while index is None or not _size(index):
        time.sleep(LOOK)
        with suppress(SearchError, OSError, ValueError):
            (place,) = (cache / "search").iterdir()
            index = index or SearchIndex(place)
    return index


def _articles(trace: Path) -> int:
    """Return how many articles there are, by the last word of the indexer."""
    return int([line for line in lines_of(trace) if line["event"] == "indexed"][-1]["articles"])


def _oldest(index: SearchIndex) -> int:
    """Return the number of the oldest of the newest articles; what a filling adds lies below it."""
    index.reload()
    return index.newest(All(()), FIRST).numbers[-1]


def _size(index: SearchIndex, since: int = 0) -> int:
    """Return how many articles since one of a number are found by their texts."""
    index.reload()
    return index.newest(All(()), 1, since=since).total
