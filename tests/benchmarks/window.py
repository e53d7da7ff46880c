"""The real window, off-screen, timed by its own trace."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.figures import Figure, below
from tests.benchmarks.memory import own

PATIENCE = 60.0
QUIET = 4.0
"""Seconds after the list is ready in which the page's engine starts."""


def measure(folder: Path, home: Path) -> list[Figure]:
    """Open an indexed folder twice: the first start warms the disk, the second is measured."""
    _open(folder, home)
    trace, before, after = _open(folder, home)
    times = {event["event"]: event["t"] for event in reversed(trace)}
    stalls = [event for event in trace if event["event"] == "stall"]
    return [
        below("window painted", times["window-painted"], "s", 1),
        below("list ready", times["list-ready"], "s", 1),
        below("memory of the window’s process, list ready", before, "MB", 150),
        Figure("the same with the page’s engine", after, "MB"),
        Figure("stalls over 50 ms by then", len(stalls), ""),
    ]


def _open(folder: Path, home: Path) -> tuple[list[dict], float, float]:
    """Return the trace, and the megabytes of the process when the list was ready and some seconds later."""
    trace = home / "trace.jsonl"
    trace.unlink(missing_ok=True)
    environment = os.environ | {"NEWSFOLD_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    if os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    command = [sys.executable, "-m", "reader", "--trace", str(trace), str(folder)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as child:
        try:
            _wait_for("list-ready", trace, child)
            before = own(child.pid)
            time.sleep(QUIET)
            after = own(child.pid)
        finally:
            child.terminate()
    return _read(trace), before, after


def _wait_for(event: str, trace: Path, child: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while not any(line["event"] == event for line in _read(trace)):
        if child.poll() is not None or time.monotonic() > end:
            raise SystemExit(f"the window never said {event}")
        time.sleep(0.02)


def _read(trace: Path) -> list[dict]:
    """Return the whole lines written so far."""
    if not trace.exists():
        return []
    whole, _, _ = trace.read_text("utf-8").rpartition("\n")
    return [json.loads(line) for line in whole.splitlines()]
