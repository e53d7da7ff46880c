"""What git says of a working copy: which commit it is at, and which files differ from another commit.

Only plumbing that reads objects is used. A working copy may come from anybody, and its configuration can
name programs: nothing that looks at the index or the files (`git status`, `git diff`) is called, for
that is where hooks, monitors and filters run, and where locks are taken.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PATIENCE: Final = 20.0
"""Seconds that git may take for an answer."""
MOST: Final = 16 << 20
"""Bytes of an answer that are taken; more would be no answer of use."""
LOCK: Final = "index.lock"
"""What git holds while it changes the files of a working copy."""
SHARES: Final = os.name == "nt"
"""Whether a path may lead to another machine by its mere name."""
_AWAY: Final = re.compile(r'^(?![ \t]*(?:push)?url\b)(?:[^=:\n]*[=:])?[ \t]*"?[\\/]{2}', re.MULTILINE)
"""A path of another machine that begins a line, or the value on it; remotes are not asked by us."""
_LEADING: Final = ("config", "config.worktree", "objects/info/alternates")
"""Files of git's folder that name folders or files elsewhere, see gitrepository-layout(5)."""
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
    """A folder that git looks after: its path, where git keeps its own files, and the git command.

    Questions raise TimeoutError when git hangs.
    """

    folder: Path
    git_folder: Path
    command: str

    @classmethod
    def of(cls, folder: Path) -> WorkingCopy | None:
        """Return the working copy that a folder is in; None where there is none, or no git that may be asked.

        Nor where what git reads names another machine by a path: opening it would sign in there.
        """
        command = find_git(folder)
        if command is None or (SHARES and leads_away(folder)):
            return None
        try:
            found = _ask(command, folder, "rev-parse", "--absolute-git-dir")
        except TimeoutError:
            return None
        return cls(folder, Path(found.rstrip("\n")), command) if found else None

    def lock(self) -> tuple[int, int] | None:
        """Return which lock git holds while it changes files, as a pull or a checkout does; None for none."""
        try:
            found = (self.git_folder / LOCK).lstat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def head(self) -> str:
        """Return the name of the commit that is checked out, or "" before the first one."""
        return (self._ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}") or "").strip()

    def differing(self, old: str, new: str) -> frozenset[str] | None:
        """Return the paths below the folder in which two commits differ; None when git cannot tell.

        It cannot where the older commit is not there any more: a shallow clone, a history that was
        rewritten.
        """
        words = ("diff-tree", "-r", "-z", "--no-renames", "--name-only", "--relative", old, new)
        found = self._ask(*words)
        return None if found is None else frozenset(path for path in found.split("\0") if path)

    def _ask(self, *words: str) -> str | None:
        return _ask(self.command, self.folder, *words)


def find_git(folder: Path) -> str | None:
    """Return the git command by its full path; None where there is none, or one that a folder brings along.

    Windows looks in the current folder first, and elsewhere the search path may lead there.
    """
    found = shutil.which("git")
    if found is None or not os.path.isabs(found):  # noqa: PTH117 - as in the search path
        return None
    inside = os.path.realpath(folder) in map(str, Path(os.path.realpath(found)).parents)
    return None if inside else found


def leads_away(folder: Path) -> bool:
    """Say whether the files of git that lead to others name another machine, as ``//server/share`` does."""
    above = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)
    pointer = _text(above / ".git")
    if _AWAY.search(pointer):
        return True
    git = above / (pointer.removeprefix("gitdir:").strip() or ".git")
    common = _text(git / "commondir")
    if _AWAY.search(common):
        return True
    return any(_AWAY.search(_text(each / name)) for each in (git, git / common.strip()) for name in _LEADING)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace") if file.is_file() else ""
    except OSError:
        return ""


def _ask(git: str, folder: Path, *words: str) -> str | None:
    """Return what git answers; None when it fails. Raises TimeoutError when it takes too long."""
    command: Sequence[str] = (git, *_SWITCHED_OFF, *words)
    hung = threading.Event()
    try:
        with subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as asked:

            def give_up() -> None:
                hung.set()
                asked.kill()

            timer = threading.Timer(PATIENCE, give_up)
            timer.start()
            answer = asked.stdout.read(MOST + 1) if asked.stdout else b""
            if len(answer) > MOST:
                asked.kill()
            timer.cancel()
            timer.join()
    except OSError:
        return None
    if hung.is_set():
        raise TimeoutError(f"git {words[0]} in “{folder}”")
    return os.fsdecode(answer) if asked.returncode == 0 and len(answer) <= MOST else None


def _environment() -> dict[str, str]:
    """Return this process's environment without what points git at another repository."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | _ENVIRONMENT
