from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from reader.storage.backup import KEPT, back_up, backup_folder
from reader.storage.marking import MarkRow
from reader.storage.state import State

DAY = date(2022, 5, 26)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "state.sqlite"
    with closing(State(path)) as state:
        state.put("/archive", [MarkRow("one", read=True)])
    return path


def test_one_a_day(path: Path) -> None:
    copy = back_up(path, DAY)
    assert copy == backup_folder(path) / "state-2022-05-26.sqlite"
    assert back_up(path, DAY) is None
    with closing(State(copy)) as state:
        assert [row.key for row in state.rows(1)] == ["one"]


def test_what_is_not_yet_in_the_main_file_is_in_the_copy(path: Path) -> None:
    with closing(State(path)) as state:
        state.put("/archive", [MarkRow("two", read=True)])
        copy = state.back_up(DAY)
        assert copy is not None
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("SELECT count(*) FROM mark").fetchone() == (2,)


def test_seven_are_kept(path: Path) -> None:
    for day in range(KEPT + 3):
        back_up(path, DAY + timedelta(days=day))
    names = sorted(one.name for one in backup_folder(path).iterdir())
    assert len(names) == KEPT
    assert names[0] == "state-2022-05-29.sqlite"


def test_a_damaged_state_pushes_out_no_good_copy(path: Path) -> None:
    back_up(path, DAY)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)
    with suppress(sqlite3.DatabaseError):
        assert back_up(path, DAY + timedelta(days=1)) is None
    assert [one.name for one in backup_folder(path).iterdir()] == ["state-2022-05-26.sqlite"]


def test_no_state_no_backup(tmp_path: Path) -> None:
    assert back_up(tmp_path / "none.sqlite", DAY) is None
    assert list(tmp_path.iterdir()) == []
