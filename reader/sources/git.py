"""What git says of a working copy: which commit it is at, and which files differ from another commit.

Only plumbing that reads objects is used. A working copy may come from anybody, and its configuration can
name programs: nothing that looks at the index or the files (`git status`, `git diff`) is called, for
that is where hooks, monitors and filters run, and where locks are taken.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PATIENCE: Final = 20.0
"""Seconds that git may take for an answer; then it counts as none."""
MOST: Final = 16 << 20
"""Bytes of an answer that are taken; more would be no answer of use."""
LOCK: Final = "index.lock"
"""What git holds while it changes the files of a working copy."""
_SWITCHED_OFF: Final = (
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "protocol.allow=never",
    "-c", "core.quotePath=false",
)  # fmt: skip
_ENVIRONMENT: Final = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # A partial clone would fetch what it lacks.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C",
}


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """A folder that git looks after: its path, and where it keeps its own files."""

    folder: Path
    git_folder: Path

    @classmethod
    def of(cls, folder: Path) -> WorkingCopy | None:
        """Return the working copy that a folder is in; None where there is none, or no git command."""
        if shutil.which("git") is None:
            return None
        found = _ask(folder, "rev-parse", "--absolute-git-dir")
        return cls(folder, Path(found.rstrip("\n"))) if found else None

    def lock(self) -> tuple[int, int] | None:
        """Return which lock git holds while it changes files, as a pull or a checkout does; None for none."""
        try:
            found = (self.git_folder / LOCK).lstat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def head(self) -> str:
        """Return the name of the commit that is checked out, or "" before the first one."""
        return (_ask(self.folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") or "").strip()

    def differing(self, old: str, new: str) -> frozenset[str] | None:
        """Return the paths below the folder in which two commits differ; None when git cannot tell.

        It cannot where the older commit is not there any more: a shallow clone, a history that was
        rewritten.
        """
        found = _ask(
            self.folder, "diff-tree", "-r", "-z", "--no-renames", "--name-only", "--relative", old, new
        )
        return None if found is None else frozenset(path for path in found.split("\0") if path)


def _ask(folder: Path, *words: str) -> str | None:
    """Return what git answers; None when it fails or takes too long."""
    command: Sequence[str] = ("git", *_SWITCHED_OFF, *words)
    try:
        with subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as asked:
            timer = threading.Timer(PATIENCE, asked.kill)
            timer.start()
            answer = asked.stdout.read(MOST + 1) if asked.stdout else b""
            if len(answer) > MOST:
                asked.kill()
            timer.cancel()
            timer.join()
    except OSError:
        return None
    return os.fsdecode(answer) if asked.returncode == 0 and len(answer) <= MOST else None


def _environment() -> dict[str, str]:
    """Return this process's environment without what points git at another repository."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | _ENVIRONMENT
