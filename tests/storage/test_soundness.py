"""A state file with other bytes than were written: it is told, or nothing that counts has changed."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from reader.domain.changes import Mark
from reader.domain.errors import StateError, StateLostError
from reader.domain.saved_search import SavedSearch
from reader.storage.backup import back_up, backup_folder
from reader.storage.migrations import STEPS, migrate
from reader.storage.rescue import newest_good, restore
from reader.storage.soundness import is_sound, seal
from reader.storage.state import MarkRow, State

DAY = date(2022, 5, 26)
ROWS = [
    MarkRow(
        f"2022-05-26-{number}", number % 2 == 0, number % 7 == 0, number / 400, 9, 9, f"p/{number}.md", "标题"
    )
    for number in range(400)
]

SEARCHES = tuple(
    SavedSearch(7_000_000_000 + number, f"名字 {number}", f"降准 OR word{number}", 9) for number in range(60)
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "state.sqlite"
    with closing(State(path)) as state:
        state.put("/archive", ROWS)
        state.change_searches("/archive", lambda _none: SEARCHES)
    return path


def contents(state: State) -> tuple[object, ...]:
    return tuple((one.path, state.rows(one.id), state.searches(one.path)) for one in state.archives())


def told_or_equal(path: Path, wanted: tuple[object, ...]) -> bool:
    """Open and examine a state; returns whether a fault was told. Else all rows must be there."""
    before = path.read_bytes()
    try:
        with closing(State(path)) as state:
            found = contents(state)
            state.examine()
    except StateError:
        assert path.read_bytes() == before
        return True
    assert found == wanted
    return False


@pytest.mark.parametrize("seed", range(5))
def test_whatever_bit_is_flipped_is_told_or_changes_no_row(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    good = path.read_bytes()
    with closing(State(path)) as state:
        wanted = contents(state)
    told = 0
    for _ in range(100):
        data = bytearray(good)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        told += told_or_equal(path, wanted)
    assert told > 20


def test_wherever_it_is_cut_off_it_is_told(path: Path) -> None:
    back_up(path, DAY)
    good = path.read_bytes()
    for length in (*random.Random(1).sample(range(len(good)), 20), *range(0, len(good), 4096)):
        path.write_bytes(good[:length])
        assert told_or_equal(path, ()), length


def test_a_letter_that_became_another_is_found_by_the_seal(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE mark SET key = '2022-05-26-x' WHERE key = '2022-05-26-0'")
    with closing(State(path)) as state, pytest.raises(StateLostError, match="not what was written"):
        state.examine()
    assert not is_sound(path)


def test_damage_of_before_the_opening_is_found_although_much_was_written_since(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE mark SET starred = 0")
    with closing(State(path)) as state:
        state.hold()
        state.set_position("/archive", ROWS[0])
        with pytest.raises(StateLostError):
            state.examine()


def test_a_seal_never_comes_over_damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE mark SET starred = 0")
    for found in (True, False):
        with closing(State(path)) as state:
            state.hold()
            state.set_position("/archive", ROWS[0])
            if found:
                with pytest.raises(StateLostError):
                    state.examine()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT sealed = writes FROM seal").fetchone() == (0,)


def test_what_was_written_since_the_seal_is_no_damage_and_is_sealed_when_examined(path: Path) -> None:
    with closing(State(path)) as state:
        state.write_rows("/archive", [MarkRow("new")], (Mark.READ, True), 1)
        assert is_sound(path)
        state.examine()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE mark SET read = 0 WHERE key = 'new'")
    assert not is_sound(path)


def test_a_write_while_it_is_examined_makes_no_wrong_seal(path: Path) -> None:
    with closing(State(path)) as state, closing(State(path)) as other:
        state.set_position("/archive", ROWS[0])

        def meanwhile() -> bool:
            other.set_position("/archive", ROWS[3]._replace(position=0.5))
            return False

        asked = []
        state.examine(lambda: bool(asked) or asked.append(1) or meanwhile())
    assert is_sound(path)


def test_an_examination_that_is_stopped_tells_no_damage_and_seals_nothing(path: Path) -> None:
    with closing(State(path)) as state:
        state.put("/archive", [row._replace(key=f"{row.key}-{more}") for row in ROWS for more in range(50)])
        state.examine(lambda: True)
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT sealed = writes FROM seal").fetchone() == (0,)


def test_a_state_of_before_the_seal_is_sound_and_gets_one(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, STEPS[:1])
        connection.execute("INSERT INTO archive (path) VALUES ('/archive')")
        connection.execute("INSERT INTO mark (archive, key, read) VALUES (1, 'old', 1)")
    assert is_sound(path)
    with closing(State(path)) as state:
        assert [row.key for row in state.rows(1)] == ["old"]
        state.examine()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT sealed = writes FROM seal").fetchone() == (1,)


def test_a_letter_of_a_saved_search_that_became_another_is_told(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE saved_search SET query = 'else' WHERE place = 7")
    assert not is_sound(path)


def test_a_file_that_was_sealed_before_searches_were_kept_is_sound_until_a_mark_changes(
    tmp_path: Path,
) -> None:
    path = tmp_path / "state.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, STEPS[:4])
        connection.execute("INSERT INTO archive (path) VALUES ('/archive')")
        connection.execute("INSERT INTO mark (archive, key, read) VALUES (1, 'old', 1)")
        seal(connection)
    assert is_sound(path)
    backup = path.with_name("copy.sqlite")
    backup.write_bytes(path.read_bytes())
    with closing(State(path)) as state:
        assert [row.key for row in state.rows(1)] == ["old"]
    assert is_sound(path)
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("UPDATE mark SET read = 0")
    assert not is_sound(backup)


def test_a_backup_brings_saved_searches_back(path: Path) -> None:
    backup = back_up(path, DAY)
    assert backup is not None
    path.write_bytes(b"damaged")
    assert newest_good(path) == backup
    restore(path, backup, DAY)
    with closing(State(path)) as state:
        assert state.searches("/archive") == SEARCHES


def test_a_further_step_of_migration_does_not_look_like_damage(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, (*STEPS, "ALTER TABLE mark ADD COLUMN later INTEGER;\n"))
    assert is_sound(path)


def test_a_backup_with_a_fault_that_sqlite_does_not_see_is_neither_made_nor_used(path: Path) -> None:
    good = back_up(path, DAY)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE mark SET read = 0")
    assert back_up(path, DAY.replace(day=27)) is None
    later = backup_folder(path) / "state-2022-05-28.sqlite"
    later.write_bytes(path.read_bytes())
    assert newest_good(path) == good
