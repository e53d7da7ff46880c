"""Where things are: the program's own files, and the person's."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

NAME = "newsfold"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders that the program writes to.

    ``cache`` is disposable, ``data`` holds what the person did, ``settings`` what they prefer.
    """

    cache: Path
    data: Path
    settings: Path

    def archive_cache(self, folder: Path) -> Path:
        """Return the cache folder of one archive, named by the archive's real path."""
        real = os.path.realpath(folder)
        digest = hashlib.sha256(os.fsencode(real)).hexdigest()[:16]
        return self.cache / "archives" / digest

    @property
    def state(self) -> Path:
        """The file of read marks, stars and positions."""
        return self.data / "state.sqlite"


def places(environment: Mapping[str, str]) -> Places:
    """Return where to write; ``NEWSFOLD_HOME`` puts everything under one folder."""
    home = environment.get("NEWSFOLD_HOME")
    if home:
        root = Path(home).absolute()
        return Places(root / "cache", root / "data", root / "settings")
    return Places(
        Path(platformdirs.user_cache_dir(NAME, appauthor=False)),
        Path(platformdirs.user_data_dir(NAME, appauthor=False)),
        Path(platformdirs.user_config_dir(NAME, appauthor=False)),
    )


def resources() -> Path:
    """Return the folder of icons, themes, templates and translations."""
    return _shipped("resources")


def sample_archive() -> Path:
    """Return the archive that ships with the program."""
    return _shipped("articles")


def shipped() -> Path:
    """Return the folder that `resources` lies in, with what a package says of itself."""
    return resources().parent


def _shipped(name: str) -> Path:
    """Return a shipped folder: beside the package in a checkout, under share/ once installed."""
    checkout = Path(__file__).resolve().parent.parent / name
    return checkout if checkout.is_dir() else Path(sys.prefix) / "share" / NAME / name
