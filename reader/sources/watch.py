"""Following what happens in a folder: by the system's own events, or by looking again and again."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from watchfiles._rust_notify import RustNotify

from reader.sources.folder import is_reached

QUIET: Final = 200
"""Milliseconds without an event after which a burst has settled."""
LONGEST: Final = 2_000
"""Milliseconds after which a burst that does not settle is handed on as it is."""
BEAT: Final = 2_000
"""Milliseconds after which `next` returns although nothing happened."""
GLANCE: Final = 1
"""Milliseconds that it takes to see whether anything has begun to happen."""
HELD: Final = 10.0
"""Seconds for one question after which this process must have been held meanwhile: it asks for half of it."""
MANY: Final = 2_000
"""Paths in one burst from which on some may be missing, where the system does not tell how many it keeps."""
EACH: Final = 8
"""Events that a path may take of those that the system keeps for us: a new file takes four."""
OFTEN: Final = 5.0
"""Seconds between two looks at a folder that sends no events."""
SHARE: Final = 30
"""How many times as long as one look took there is a rest before the next one."""
DISTANT: Final = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "davfs"),
        *("fuse.sshfs", "fuse.rclone", "fuse.s3fs"),
    }
)
"""File systems on which others may write without this system hearing of it."""


@dataclass(frozen=True, slots=True)
class Burst:
    """What has happened: relative paths of files and folders that may have changed.

    ``everything``: the whole folder has to be looked at.
    """

    paths: frozenset[str] = frozenset()
    everything: bool = False

    def __bool__(self) -> bool:
        """Whether anything has happened."""
        return self.everything or bool(self.paths)


NOTHING: Final = Burst()
EVERYTHING: Final = Burst(everything=True)


class Stop(Protocol):
    """Says when to end; an event of threads is one."""

    def is_set(self) -> bool:
        """Whether to end."""

    def wait(self, timeout: float) -> bool:
        """Wait for it, at most so many seconds."""


class Events:
    """The events of a folder, from the moment this is made. Raises OSError where the system has none."""

    def __init__(self, root: Path) -> None:
        self._root = os.path.realpath(root)
        self._identity = _identity(self._root)
        if self._identity is None:
            raise FileNotFoundError(f"there is no folder “{root}”")
        self._notify = _listen(self._root)
        self._many = most_paths()

    def close(self) -> None:
        """Hear no more."""
        self._notify.close()

    def next(self, stop: Stop, beat: int = BEAT) -> Burst:
        """Return what happened, once it has settled; nothing after a ``beat`` in which nothing did.

        A beat of 0 is for those who have other things to do: where nothing has happened they do not wait.
        Everything, where events may have been lost: a name that is no Unicode ends the listening, and while
        this process was held the system kept only so many. Raises OSError where it cannot be listened anew.
        """
        asked = time.monotonic()
        try:
            found = self._notify.watch(LONGEST, QUIET, beat, stop) if beat else self._glance(stop)
        except RuntimeError:
            self._notify.close()
            self._notify = _listen(self._root)
            return EVERYTHING
        if time.monotonic() - asked > HELD:
            return EVERYTHING
        if not isinstance(found, set):
            if found == "signal":
                raise KeyboardInterrupt
            return NOTHING
        if len(found) >= self._many:
            return EVERYTHING
        return Burst(relevant(self._root, (path for _, path in found)))

    def _glance(self, stop: Stop) -> set[tuple[int, str]] | str:
        """Wait only where something has begun to happen already."""
        begun = self._notify.watch(GLANCE, GLANCE, GLANCE, stop)
        if not isinstance(begun, set):
            return begun
        more = self._notify.watch(LONGEST, QUIET, QUIET, stop)
        if isinstance(more, set):
            return begun | more
        return more if more == "signal" else begun

    def lost(self) -> bool:
        """Whether the folder is not the one any more that was there: it was moved, or unmounted."""
        return _identity(self._root) != self._identity


def most_paths(kept: Path = Path("/proc/sys/fs/inotify/max_queued_events")) -> int:
    """Return the number of paths in one burst that can hide a loss.

    While nobody takes them, Linux keeps only so many events, and what it says of those that it drops does
    not get to us. But the paths of all that it kept do.
    """
    try:
        return max(1, int(kept.read_text("ascii")) // EACH)
    except (OSError, ValueError):
        return MANY


def _listen(root: str) -> RustNotify:
    try:
        # No debugging, no polling and its pause; all folders below, but without those that are closed.
        return RustNotify([root], False, False, 0, True, True)
    except (RuntimeError, UnicodeError) as error:
        raise OSError(str(error)) from error


class Looks:
    """Stands in for events where there are none: from time to time everything may have changed."""

    def __init__(self) -> None:
        self._rest = OFTEN
        self._due = time.monotonic() + OFTEN

    def close(self) -> None:
        """Nothing is held."""

    def took(self, seconds: float) -> None:
        """Take note of how long a look at everything took, so that looking does not become all it does."""
        self._rest = max(OFTEN, seconds * SHARE)
        self._due = time.monotonic() + self._rest

    def next(self, stop: Stop, beat: int | None = None) -> Burst:
        """Wait for the time of the next look, at most a ``beat``; before that time nothing has happened."""
        until = self._due if beat is None else min(self._due, time.monotonic() + beat / 1000)
        while (left := until - time.monotonic()) > 0:
            if stop.wait(min(left, OFTEN)):
                return NOTHING
        if until < self._due:
            return NOTHING
        self._due = time.monotonic() + self._rest
        return EVERYTHING

    def lost(self) -> bool:
        """Whether the folder is another one: the next look will see that."""
        return False


def relevant(root: str, paths: Iterable[str]) -> frozenset[str]:
    """Return, relative to the root, the paths that a walk of the folder would come to."""
    start = len(root.rstrip(os.sep)) + 1
    below = root.rstrip(os.sep) + os.sep
    inside = (path[start:].replace(os.sep, "/") for path in _real(paths) if path.startswith(below))
    # What begins with a dot is git's, an editor's or the system's own.
    return frozenset(
        path for path in inside if is_reached(path) and not path.rpartition("/")[2].startswith(".")
    )


def _real(paths: Iterable[str]) -> Iterator[str]:
    """Yield paths by the folders that they really lie in: the system may tell of one by a link to it."""
    known: dict[str, str] = {}
    for path in paths:
        folder, name = os.path.split(path)
        real = known.get(folder)
        if real is None:
            real = known[folder] = os.path.realpath(folder)
        yield os.path.join(real, name)  # noqa: PTH118 - many paths


def without_events(root: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """Return the kind of the file system where others may write unheard, or ""; known on Linux only."""
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    real, best, kind = os.path.realpath(root), "", ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = real == point or real.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind if kind in DISTANT else ""


def _identity(root: str) -> tuple[int, int] | None:
    try:
        found = os.stat(root)  # noqa: PTH116 - as in the walk
    except OSError:
        return None
    return found.st_dev, found.st_ino
