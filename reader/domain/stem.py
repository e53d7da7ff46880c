"""The stem of a file's name, by which an article is known wherever its file goes."""

from __future__ import annotations


def stem_key(path: str) -> str:
    """Return the file's name without its extension, which survives a move to another folder."""
    name = path.rpartition("/")[2]
    stem, dot, _ = name.rpartition(".")
    return stem if dot and stem else name
