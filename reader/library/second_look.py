"""Files that were read so soon after their last change that a later one need not show in their times.

A clock's tick may be coarse (two seconds on FAT), and whoever rewrites a file within it, to the same
length, leaves size and time as they were. Git calls such entries “racily clean” (its documentation,
technical/racy-git). They are written down with their time negated, and looked at again by the next run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reader.sources.folder import FileInfo, Folder
from reader.storage.rows import Known
from reader.storage.texts import digest_of

TICK: Final = 2_000_000_000
"""Nanoseconds of the coarsest clock of a file system."""

Touched = tuple[int, int, int]
"""Size, time of last change and id of a file whose bytes are the same, as `CatalogWriter.touch` takes it."""


def is_fresh(mtime_ns: int, now_ns: int) -> bool:
    """Say whether a file read now might still be changed without its time telling."""
    return mtime_ns > 0 and abs(now_ns - mtime_ns) < TICK


def written_time(mtime_ns: int, *, fresh: bool) -> int:
    """Return the time to write down of a file."""
    return -mtime_ns if fresh else mtime_ns


def look_again(
    folder: Folder, listing: Mapping[str, FileInfo], known: dict[str, Known], now_ns: int
) -> list[Touched]:
    """Compare the bytes of files that were fresh with what was read of them; nothing is parsed.

    In ``known``, those that are the same get their time back, so that they count as unchanged. Returns
    those of them that are not fresh any more.
    """
    settled: list[Touched] = []
    for path, row in known.items():
        info = listing.get(path)
        if row.mtime_ns >= 0 or info is None or (row.size, -row.mtime_ns) != (info.size, info.mtime_ns):
            continue
        digest = _digest(folder, path)
        # Of one that cannot be read now nothing says that it changed; the next run looks at it again.
        if digest in (row.digest, None):
            known[path] = row._replace(mtime_ns=info.mtime_ns)
            if digest and not is_fresh(info.mtime_ns, now_ns):
                settled.append((info.size, info.mtime_ns, row.id))
    return settled


def _digest(folder: Folder, path: str) -> int | None:
    try:
        return digest_of(folder.read(path)) or 1
    except OSError:
        return None
