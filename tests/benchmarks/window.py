"""The real window, off-screen, timed by its own trace."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.archives import archive
from tests.benchmarks.figures import Figure, below
from tests.benchmarks.indexing import run
from tests.benchmarks.memory import own

PATIENCE = 600.0
FEW = 1_000
"""Posts of the folder that the start is compared with."""
STAY = 4.0
"""Seconds after the titles are there in which the page's engine starts."""


def measure(folder: Path, home: Path) -> list[Figure]:
    """Open a folder that was never read, and stay until all is listed; then open it again."""
    new = home / "new"
    filling, _ = _open(folder, new, "indexed")
    # The first start of a folder that is known warms the disk, the second is measured.
    _open(folder, home, "list-ready")
    trace, memory = _open(folder, home, "list-ready", stay=STAY)
    few = home / "few"
    run(archive(FEW), few)
    _open(archive(FEW), few, "list-ready")
    small, _ = _open(archive(FEW), few, "list-ready")
    ready = _time(trace, "list-ready")
    return [
        below("window of a new folder: first titles", _time(filling, "list-ready"), "s", 1),
        *_stalls("stalls over 50 ms while all of it came in", filling),
        below("window of a known folder: painted", _time(trace, "window-painted"), "s", 1),
        below("the same: titles", ready, "s", 1),
        below(f"that against a folder of {FEW:,} posts", ready / _time(small, "list-ready"), "times", 1.5),
        below("the same: memory with the titles", memory[0], "MB", 150),
        Figure("the same: memory with the page’s engine", memory[1], "MB"),
        *_stalls("the same: stalls over 50 ms", trace),
    ]


def _time(trace: list[dict], event: str) -> float:
    """Return the seconds from the start of the process to the first event of a kind."""
    return next(line["t"] for line in trace if line["event"] == event)


def _stalls(name: str, trace: list[dict]) -> list[Figure]:
    stalls = [line["ms"] for line in trace if line["event"] == "stall"]
    # The rest of a stall goes to others who had the processor: on a busy machine that is most of it.
    worked = [line["cpu"] for line in trace if line["event"] == "stall"]
    return [
        Figure(name, len(stalls), ""),
        Figure("the longest of them", max(stalls, default=0), "ms"),
        Figure("the most that the thread itself worked in one", max(worked, default=0), "ms"),
    ]


def _open(folder: Path, home: Path, event: str, stay: float = 0.0) -> tuple[list[dict], list[float]]:
    """Return the trace up to an event and some seconds beyond, and the megabytes before and after these."""
    home.mkdir(exist_ok=True)
    trace = home / "trace.jsonl"
    trace.unlink(missing_ok=True)
    environment = os.environ | {"NEWSFOLD_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    if os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    command = [sys.executable, "-m", "reader", "--trace", str(trace), str(folder)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as child:
        try:
            wait_for(event, trace, child)
            memory = [own(child.pid)]
            time.sleep(stay)
            memory.append(own(child.pid))
        finally:
            child.terminate()
    return lines_of(trace), memory


def wait_for(event: str, trace: Path, child: subprocess.Popen[bytes]) -> None:
    """Wait until the window says an event."""
    end = time.monotonic() + PATIENCE
    while not any(line["event"] == event for line in lines_of(trace)):
        if child.poll() is not None or time.monotonic() > end:
            raise SystemExit(f"the window never said {event}")
        time.sleep(0.02)


def lines_of(trace: Path) -> list[dict]:
    """Return the whole lines written so far."""
    if not trace.exists():
        return []
    whole, _, _ = trace.read_text("utf-8").rpartition("\n")
    return [json.loads(line) for line in whole.splitlines()]
