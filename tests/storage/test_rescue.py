from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from reader.storage.backup import back_up, backup_folder
from reader.storage.marking import MarkRow
from reader.storage.rescue import newest_good, restore, set_aside, start_anew
from reader.storage.state import State

DAY = date(2022, 5, 26)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A state with a mark, and its backup."""
    path = tmp_path / "data" / "state.sqlite"
    with closing(State(path)) as state:
        state.put("/archive", [MarkRow("one", read=True)])
    back_up(path, DAY)
    return path


def keys(path: Path) -> list[str]:
    with closing(State(path)) as state:
        return [row.key for row in state.rows(1)]


def test_what_lies_beside_the_file_goes_aside_with_it(path: Path) -> None:
    log = path.with_name("state.sqlite-wal")
    log.write_bytes(b"a log")
    kept = set_aside(path, DAY)
    assert kept == path.with_name("state-damaged-2022-05-26.sqlite")
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"a log"
    assert not log.exists()


def test_nothing_that_was_kept_is_overwritten(path: Path) -> None:
    for _ in range(3):
        restore(path, backup_folder(path) / "state-2022-05-26.sqlite", DAY)
    names = [file.name for file in sorted(path.parent.glob("state-damaged*"))]
    assert names == [f"state-damaged-2022-05-26{number}.sqlite" for number in ("-2", "-3", "")]
    start_anew(path, DAY)
    back_up(path, DAY)
    with closing(State(path)):
        back_up(path, DAY)
    start_anew(path, DAY)
    assert len(list(path.parent.glob("backups-until-2022-05-26*"))) == 2


def test_a_log_without_its_file_does_not_get_into_the_restored_one(path: Path) -> None:
    with closing(State(path)) as state:
        state.put("/archive", [MarkRow("two", read=True)])
        log = path.with_name("state.sqlite-wal").read_bytes()
    path.unlink()
    path.with_name("state.sqlite-wal").write_bytes(log)
    backup = newest_good(path)
    assert backup is not None
    assert restore(path, backup, DAY) is None
    assert keys(path) == ["one"]


def test_good_is_what_is_whole_ours_and_not_newer(path: Path) -> None:
    folder = backup_folder(path)
    good = folder / "state-2022-05-26.sqlite"
    (folder / "state-2022-05-27.sqlite").write_bytes(b"")
    (folder / "state-2022-05-28.sqlite").write_bytes(b"garbage" * 999)
    (folder / "state-2022-05-29.sqlite").write_bytes(good.read_bytes()[:4096])
    for day, pragma in ((30, "user_version = 99"), (31, "application_id = 5")):
        other = folder / f"state-2022-05-{day}.sqlite"
        other.write_bytes(good.read_bytes())
        with closing(sqlite3.connect(other)) as connection:
            connection.execute(f"PRAGMA {pragma}")
    assert newest_good(path) == good
    good.unlink()
    assert newest_good(path) is None
