from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.library import Library
from reader.paths import Places
from tests.archive import make, read_in


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive", 10)


@pytest.fixture
def library(root: Path, home_places: Places) -> Iterator[Library]:
    read_in(root, home_places)
    opened = Library.open(root, home_places)
    yield opened
    opened.close()
