"""How fast a folder is read: the child process that the window starts, seen from outside."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.figures import Figure, at_least, below


@dataclass(frozen=True, slots=True)
class Run:
    """When things came, in seconds after the process was started, and how it ended."""

    first: float | None
    catalog: float | None
    end: float
    articles: int
    parsed: int


def run(folder: Path, home: Path) -> Run:
    """Index a folder with the command that the window uses."""
    started = time.perf_counter()
    times: dict[str, float] = {}
    done: dict[str, int] = {}
    for event in _events(folder, home):
        times.setdefault(event["event"], time.perf_counter() - started)
        done = event
    parsed = done["added"] + done["changed"]
    return Run(times.get("generation"), times.get("catalog"), times["done"], done["articles"], parsed)


def _events(folder: Path, home: Path) -> Iterator[dict]:
    command = [sys.executable, "-m", "reader", "index", str(folder), "--json"]
    environment = os.environ | {"NEWSFOLD_HOME": str(home)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as child:
        yield from map(json.loads, child.stdout)
    if child.returncode:
        raise SystemExit(f"indexing failed with status {child.returncode}")


def _catalog(home: Path) -> int:
    """Return the bytes that the catalog takes."""
    return sum(path.stat().st_size for path in home.rglob("catalog.sqlite*"))


def measure(folder: Path, home: Path) -> list[Figure]:
    """Index a folder that is new, and once more unchanged."""
    cold = run(folder, home)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    warm = run(folder, home)
    return [
        at_least(
            f"reading {cold.articles:,} new articles",
            cold.articles / (cold.catalog or cold.end),
            "posts/s",
            6_000,
        ),
        below("first titles after starting to read", cold.first or cold.end, "s", 1),
        Figure("the same until the command ends", cold.end, "s"),
        # Says what the speed could be, where other work takes the processors.
        Figure("processor time for each", (used.ru_utime + used.ru_stime) / cold.articles * 1000, "ms"),
        below("catalog on disk", _catalog(home) / cold.articles, "bytes a post", 500),
        Figure("largest process of that command", used.ru_maxrss / 1024, "MB"),
        Figure("reading it again, unchanged", warm.end, "s"),
        Figure("files parsed then", warm.parsed, "", "0", warm.parsed == 0),
    ]
