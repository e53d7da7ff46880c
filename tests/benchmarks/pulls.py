"""How soon a pull is seen in the window, from the moment its last file was written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

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
            found = [_pull(archive, trace, seed) for seed in range(PULLS)]
        finally:
            child.terminate()
    shutil.rmtree(archive)
    stalls = [line["ms"] for line in lines_of(trace) if line["event"] == "stall"]
    return [
        below("a pull of 500 new posts: seen in the window, slowest", max(found), "s", 2),
        Figure("the same, quickest", min(found), "s"),
        Figure("longest stall of the window’s thread in all of that", max(stalls, default=0), "ms"),
    ]


def _pull(archive: Path, trace: Path, seed: int) -> float:
    """Return the seconds from the end of a pull until the window shows the last of it."""
    time.sleep(REST)
    before = len(lines_of(trace))
    command = [sys.executable, str(MAKER), "pull", str(archive), *PULL, "--seed", str(seed + 1)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    ended = time.perf_counter()
    while time.perf_counter() - ended < MOST:
        if any(line["event"] == "generation-shown" for line in lines_of(trace)[before:]):
            return time.perf_counter() - ended
        time.sleep(LOOK)
    raise SystemExit("a pull was never seen")
