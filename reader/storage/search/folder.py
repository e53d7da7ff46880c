"""Where an index lies, and whether it can be used."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

VERSION: Final = 2
"""Raise it whenever the fields, or the terms of a text, change."""
_DAMAGED: Final = "damaged"
"""A file of the index's folder that is there when somebody could not read it."""


def folder_of(cache: Path, catalog: str) -> Path:
    """Return the folder of the index that belongs to a catalog, by the catalog's own name."""
    return cache / "search" / f"{VERSION}-{catalog}"


def note_damage(path: Path) -> None:
    """Leave word in an index that it cannot be read, for its writer, who will make it anew."""
    with suppress(OSError):
        (path / _DAMAGED).touch()


def is_usable(path: Path) -> bool:
    """Say whether there is an index that nobody found to be damaged."""
    return (path / "meta.json").exists() and not (path / _DAMAGED).exists()


def discard_others(cache: Path, catalog: str) -> None:
    """Delete the indexes of former catalogs and versions, as far as the system allows it."""
    keep = folder_of(cache, catalog)
    if keep.parent.is_dir():
        for other in keep.parent.iterdir():
            if other != keep:
                shutil.rmtree(other, ignore_errors=True)
