from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from reader.domain.errors import StateError
from reader.storage.catalog import Catalog
from reader.storage.marking import MarkRow
from reader.storage.state import State
from tests.storage.three_articles import HERE, READ


def test_what_another_program_wrote_is_noticed_once_and_what_oneself_wrote_never(
    state: State, catalog: tuple[Path, str]
) -> None:
    assert not state.changed_elsewhere()
    state.write(HERE, catalog, [1], READ, 100)
    assert not state.changed_elsewhere()
    with closing(State(state.path)) as other:
        assert not state.changed_elsewhere(), "it has only been opened"
        other.write(HERE, catalog, [2], READ, 100)
        state.write(HERE, catalog, [3], READ, 100)
        assert state.changed_elsewhere()
        assert not state.changed_elsewhere()
    state.close()
    assert not state.changed_elsewhere()


def test_while_something_is_written_nobody_waits_to_hear_of_others(
    state: State, catalog: tuple[Path, str]
) -> None:
    with closing(State(state.path)) as other:
        other.write(HERE, catalog, [2], READ, 100)
    answers: list[bool] = []
    asking = threading.Thread(target=lambda: answers.append(state.changed_elsewhere()))
    with state._file.using():
        asking.start()
        asking.join()
    assert answers == [False]
    assert state.changed_elsewhere()


def test_the_folder_of_the_state_is_made_and_a_file_in_its_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StateError, match="cannot be opened"):
        State(tmp_path / "file" / "state.sqlite")


def test_a_damaged_state_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    path.write_bytes(b"not a database, but somebody's file" * 50)
    before = path.read_bytes()
    with pytest.raises(StateError, match="cannot be read"):
        State(path)
    assert path.read_bytes() == before


def test_a_newer_state_is_refused_and_untouched(state: State) -> None:
    state.put(HERE, [MarkRow("one", read=True)])
    state.close()
    with closing(sqlite3.connect(state.path)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = state.path.read_bytes()
    with pytest.raises(StateError, match="newer version"):
        State(state.path)
    assert state.path.read_bytes() == before


def test_every_write_is_synchronous(state: State) -> None:
    with state._file.using() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_an_unreadable_catalog_writes_nothing_and_can_be_tried_again(
    state: State, catalog: tuple[Path, str], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"nothing of the kind" * 300)
    with pytest.raises(StateError):
        state.write(HERE, (broken, catalog[1]), [1], READ, 100)
    assert state.write(HERE, catalog, [1], READ, 100) == 1


def test_a_catalog_that_is_gone_is_not_made_by_marking(state: State, catalog: tuple[Path, str]) -> None:
    gone = catalog[0].with_name("gone.sqlite")
    with pytest.raises(StateError):
        state.write(HERE, (gone, catalog[1]), [1], READ, 100)
    assert not gone.exists()


def test_the_catalog_may_be_open_elsewhere(state: State, catalog: tuple[Path, str]) -> None:
    with closing(Catalog(catalog[0])) as reading:
        assert reading.head().uuid == catalog[1]
        assert state.write(HERE, catalog, [1], READ, 100) == 1
