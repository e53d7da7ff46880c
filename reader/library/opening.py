"""Which archive a path belongs to."""

from __future__ import annotations

import os
from pathlib import Path

from reader.domain.errors import FolderError


def archive_of(file: Path) -> Path:
    """Return the archive of a file, given absolute: the nearest folder above that is a site, else its own."""
    for folder in file.parents:
        if (folder / "_config.yml").is_file() or (folder / "_posts").is_dir():
            return folder
    return file.parent


def place_of(path: Path, opened: Path | None = None) -> tuple[Path, str]:
    """Return the folder to open for a path, and the article's path in it ("" for a folder).

    A file below the folder that is ``opened`` belongs to that. Raises FolderError when there is
    nothing at the path.
    """
    place = Path(os.path.abspath(path))  # noqa: PTH100 - a link keeps its own place in the archive
    try:
        if place.is_dir():
            return place, ""
        if not place.is_file():
            raise FolderError(f"There is no file or folder “{path}”.")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or error
        raise FolderError(f"“{path}” cannot be opened ({why}).") from error
    folder = opened if opened is not None and place.is_relative_to(opened) else archive_of(place)
    return folder, place.relative_to(folder).as_posix()
