"""Processes of the program that are ended in the middle of their work, and what must be true afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from reader.domain.shelf import Place, Scope
from reader.library.library import Library
from reader.paths import Places
from reader.storage.soundness import is_sound
from reader.storage.state import State
from tests.archive import read_in, titles

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds after which something that must come has not come."""


def reader(*arguments: str | Path) -> list[str]:
    """Return the command line of the program."""
    return [sys.executable, "-m", "reader", *map(str, arguments)]


def driver(name: str, *arguments: str | Path) -> list[str]:
    """Return the command line of a module beside this one."""
    return [sys.executable, "-m", f"tests.faults.{name}", *map(str, arguments)]


@contextmanager
def running(command: Sequence[str], home: Path, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a process with pipes; it is ended without mercy when the block is left."""
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"NEWSFOLD_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"} | variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with child:
        try:
            yield child
        finally:
            kill(child)
            with suppress(BrokenPipeError):
                child.communicate()


def kill(child: subprocess.Popen[bytes]) -> None:
    """End a process as the system does when memory is short: no handler runs."""
    with suppress(ProcessLookupError):
        child.send_signal(signal.SIGKILL)


def run(command: Sequence[str], home: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a process to its end."""
    environment = os.environ | {"NEWSFOLD_HOME": str(home)}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=PATIENCE
    )


def workers_of(child: subprocess.Popen[bytes]) -> list[int]:
    """Return the processes that a process has started, and those started by these."""
    found, unseen = [], [child.pid]
    while unseen:
        pid = unseen.pop()
        with suppress(OSError):
            below = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
            found += map(int, below)
            unseen += map(int, below)
    return found


def wait_until_gone(pids: Sequence[int]) -> None:
    """Wait for processes that must end by themselves."""
    until = time.monotonic() + PATIENCE
    while left := [pid for pid in pids if _lives(pid)]:
        assert time.monotonic() < until, f"still there: {left}"
        time.sleep(0.02)


def _lives(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return False


def marked(places: Places) -> dict[str, tuple[bool, bool]]:
    """Return what the state holds, read and starred by key; it is checked as the next start does."""
    assert is_sound(places.state)
    with closing(State(places.state)) as state:
        state.examine()
        return {row.key: (row.read, row.starred) for one in state.archives() for row in state.rows(one.id)}


def listed(root: Path, places: Places) -> list[str]:
    """Return the titles that the next start shows."""
    read_in(root, places)
    with closing(Library.open(root, places)) as library:
        assert library.counts(Scope(Place.ALL)).total == len(titles(library))
        return titles(library)
