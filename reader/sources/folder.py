"""A folder of articles: walked, read, never written, and never left."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from reader.domain.errors import FolderError

LIMIT: Final = 50 * 2**20
"""Bytes from which a file counts as very large."""
READ_LIMIT: Final = 8 * 2**20
"""Bytes that are read of a file at most."""
SKIPPED: Final = frozenset(
    {"_site", "_includes", "_layouts", "_sass", "node_modules", "vendor", "bower_components", "__pycache__"}
)
"""Folders that hold no articles: what generators read or write, and packages of others."""

NO_FILE: Final = "it is neither a file nor a folder"
NOWHERE: Final = "the link leads to no file"
"""Why something that bears a name cannot be read, where the system does not say it."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe would wait for its writer for ever
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


class FileInfo(NamedTuple):
    """A file in the folder; its path is relative to the root, with slashes.

    A tuple, because a hundred thousand of them travel to the workers and back.
    """

    path: str
    size: int
    mtime_ns: int


class Folder:
    """Read-only access to what lies below a root; a link that leads out of it is not followed."""

    def __init__(self, root: Path) -> None:
        """Take a folder; raises FolderError when it is none, or must not be read."""
        self.root = root
        self.outside: list[str] = []
        self.unreadable: list[tuple[str, str]] = []
        self._real = os.path.realpath(root)
        self._safe: dict[str, bool] = {}
        try:
            with os.scandir(self._real):
                pass
            self._place = _place(self._real)
        except FileNotFoundError:
            raise FolderError(f"There is no folder “{root}”.") from None
        except NotADirectoryError:
            raise FolderError(f"“{root}” is not a folder.") from None
        except OSError as error:
            raise FolderError(f"The folder “{root}” cannot be read ({error.strerror}).") from error

    def walk(self, below: str = "") -> Iterator[FileInfo]:
        """Yield every regular file, or those below a folder; links that lead out are collected in `outside`.

        What cannot be listed or is no file is collected in `unreadable`, with the reason.
        Hidden folders and those of `SKIPPED` are left out. Linked folders are not entered: what they
        hold inside the root is found where it lies. Raises FolderError at the end when the folder went
        away meanwhile, as with its disk: what was not found then says nothing.
        """
        self.outside, self.unreadable = [], []
        waiting = [f"{below}/" if below else ""]
        while waiting:
            prefix = waiting.pop()
            for entry in self._listed(prefix):
                path = prefix + entry.name
                try:
                    if entry.is_file(follow_symlinks=False):
                        found = entry.stat(follow_symlinks=False)
                        yield FileInfo(path, found.st_size, found.st_mtime_ns)
                    elif entry.is_dir(follow_symlinks=False):
                        if is_entered(entry.name):
                            waiting.append(path + "/")
                    elif entry.is_symlink():
                        linked = self._linked(path)
                        if linked is not None:
                            yield linked
                    else:
                        self.unreadable.append((path, NO_FILE))
                except OSError:
                    continue  # it went away between the listing and the look at it
        if not self._is_still_there():
            raise FolderError(f"The folder “{self.root}” went away while it was read.")

    def is_bare(self) -> bool:
        """Say whether there is nothing in it at all, as in a place where a disk should be mounted."""
        return not self._listed("")

    def newest_names(self, folders: str, wanted: int) -> list[str]:
        """Return paths of about the last files by name: a quick first look, without reading all names.

        Only folders of the name `folders` are looked into, at the root and one level down; when they
        hold fewer than `wanted`, the other folders of the root follow. What has no dot in its name is
        left out. At most 3 * `wanted` paths; dates come before words, the greatest name first.
        """
        names: list[tuple[str, str]] = []
        prefixes = ["", f"{folders}/"]
        below = [e.name for e in self._entries("") if _is_folder(e) and is_entered(e.name)]
        prefixes += [f"{name}/{folders}/" for name in below]
        prefixes += [f"{name}/" for name in below if name != folders]
        for prefix in prefixes:
            try:
                inside = os.listdir(os.path.join(self._real, prefix)) if self._inside(prefix) else []  # noqa: PTH118, PTH208 - names alone, the quickest way
            except OSError:
                continue
            names += [(name, prefix) for name in inside if "." in name[1:]]
            if len(names) >= wanted and prefix:
                break
        names.sort(key=lambda found: (found[0][:1].isdigit(), found), reverse=True)
        return [prefix + name for name, prefix in names[: 3 * wanted]]

    def read(self, path: str, limit: int = READ_LIMIT) -> bytes:
        """Return at most `limit` bytes of a file's beginning; OSError for anything but a file inside."""
        real = os.path.join(self._real, path)  # noqa: PTH118 - a Path costs more than the read
        if not self._inside(path.rpartition("/")[0]):
            raise PermissionError(f"outside the folder: {path}")
        try:
            handle = os.open(real, _FLAGS)
        except OSError:
            target = self.contains(path)
            if target is None or str(target) == real:
                raise
            handle = os.open(target, _FLAGS)
        try:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise OSError(f"not a regular file: {path}")
            return _read_all(handle, found.st_size, limit)
        finally:
            os.close(handle)

    def stat(self, path: str) -> FileInfo | None:
        """Return what a walk would say of a file; None when it is gone, or no file inside."""
        target = self.contains(path)
        if target is None:
            return None
        try:
            found = os.stat(target, follow_symlinks=False)  # noqa: PTH116 - the walk's own call
        except OSError:
            return None
        return FileInfo(path, found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None

    def is_folder(self, path: str) -> bool:
        """Say whether a walk that comes to this relative path goes into it: a folder, and no link to one."""
        real = os.path.join(self._real, path)  # noqa: PTH118
        # No part of the way may be a link: what lies behind one is found where it is, if it is inside.
        return is_reached(path) and is_entered(path.rpartition("/")[2]) and _is_true_folder(real)

    def contains(self, path: str) -> Path | None:
        """Return the real place of a relative path, or None when it leads out of the folder."""
        if not path or "\0" in path:
            return None
        real = os.path.realpath(os.path.join(self._real, path))  # noqa: PTH118
        if real == self._real or real.startswith(self._real.rstrip(os.sep) + os.sep):
            return Path(real)
        return None

    def _is_still_there(self) -> bool:
        try:
            return _place(self._real) == self._place
        except OSError:
            return False

    def _listed(self, prefix: str) -> list[os.DirEntry[str]]:
        """Return what a folder holds; one that cannot be listed is written down, unless it is gone."""
        try:
            with os.scandir(os.path.join(self._real, prefix)) as entries:  # noqa: PTH118
                return list(entries)
        except FileNotFoundError:
            pass
        except OSError as error:
            self.unreadable.append((prefix.rstrip("/") or ".", error.strerror or str(error)))
        return []

    def _entries(self, prefix: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(os.path.join(self._real, prefix)) as entries:  # noqa: PTH118
                return list(entries)
        except OSError:
            return []  # unreadable, or gone in between: what can be read is shown

    def _linked(self, path: str) -> FileInfo | None:
        if self.contains(path) is None:
            self.outside.append(path)
            return None
        found = self.stat(path)
        if found is None and not os.path.isdir(os.path.join(self._real, path)):  # noqa: PTH112, PTH118
            self.unreadable.append((path, NOWHERE))
        return found

    def _inside(self, folder: str) -> bool:
        """Say whether a folder really lies inside; asked once a folder."""
        known = self._safe.get(folder)
        if known is None:
            known = self._safe[folder] = not folder.strip("/") or self.contains(folder) is not None
        return known


def _place(folder: str) -> tuple[int, int]:
    """Return which folder it is that bears a name: another one when a disk came or went."""
    found = os.stat(folder)  # noqa: PTH116 - the walk's own call
    return found.st_dev, found.st_ino


def is_entered(name: str) -> bool:
    """Say whether a walk goes into a folder of this name."""
    return not name.startswith(".") and name not in SKIPPED


def is_reached(path: str) -> bool:
    """Say whether a walk comes to what has this relative path."""
    *folders, _name = path.split("/")
    return bool(path) and all(folder and is_entered(folder) for folder in folders)


def _is_true_folder(real: str) -> bool:
    return os.path.isdir(real) and os.path.realpath(real) == real  # noqa: PTH112


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _read_all(handle: int, size: int, limit: int) -> bytes:
    """Read until the end or the limit; one call is not promised to return all, and a file may grow."""
    data = os.read(handle, min(size + 1, limit))
    if len(data) == size:  # one byte more was asked for: this is the end
        return data
    while len(data) < limit and (more := os.read(handle, min(limit - len(data), 2**20))):
        data += more
    return data
