from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.storage.catalog_writer import CatalogWriter
from reader.storage.rows import FileRow, Kind
from reader.storage.state import State
from reader.storage.texts import stored
from tests.storage.three_articles import ODD, article


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    with closing(State(tmp_path / "data" / "state.sqlite")) as opened:
        yield opened


@pytest.fixture
def catalog(tmp_path: Path) -> tuple[Path, str]:
    path = tmp_path / "catalog.sqlite"
    with closing(CatalogWriter(path, fresh=True)) as writer, writer.batch():
        keys = {1: "one", 2: "two", 3: ODD}
        writer.write_files(
            [FileRow(n, stored(f"{k}.md"), 1, 1, 1, Kind.ARTICLE, False, n, None) for n, k in keys.items()]
        )
        writer.write_articles([article(1, "one"), article(2, "two"), article(3, ODD)])
        uuid = str(writer.fact("uuid"))
    return path, uuid
