from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.domain.errors import StateError
from reader.storage.migrations import APPLICATION_ID, STEPS, migrate


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "state.sqlite", isolation_level=None)) as opened:
        yield opened


def tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_a_new_file_gets_all_steps(connection: sqlite3.Connection) -> None:
    migrate(connection)
    assert tables(connection) == {"archive", "mark", "seal", "read_text", "saved_search"}
    assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    migrate(connection)


def test_an_older_file_gets_the_steps_it_lacks_and_keeps_its_rows(connection: sqlite3.Connection) -> None:
    migrate(connection)
    connection.execute("INSERT INTO archive (path) VALUES ('/a')")
    migrate(
        connection,
        (*STEPS, "ALTER TABLE archive ADD COLUMN note TEXT DEFAULT 'x; y';\nCREATE TABLE more (a);"),
    )
    assert connection.execute("SELECT path, note FROM archive").fetchall() == [("/a", "x; y")]
    assert "more" in tables(connection)


def test_the_marks_of_a_first_file_get_a_version_each(connection: sqlite3.Connection) -> None:
    migrate(connection, STEPS[:1])
    connection.executescript(
        "INSERT INTO archive (path) VALUES ('/a'), ('/b');"
        " INSERT INTO mark (archive, key, read) VALUES (1, 'k', 1)"
    )
    migrate(connection)
    assert connection.execute("SELECT archive, key, read FROM mark").fetchall() == [(1, "k", 1)]
    versions = {version for (version,) in connection.execute("SELECT version FROM archive")}
    assert len(versions) == 2
    assert 0 not in versions


def test_a_file_without_kept_texts_gets_a_place_for_them_and_keeps_its_marks(
    connection: sqlite3.Connection,
) -> None:
    migrate(connection, STEPS[:1])
    connection.execute("INSERT INTO archive (path) VALUES ('/a')")
    connection.execute("INSERT INTO mark (archive, key, read, read_at) VALUES (1, 'x', 1, 7)")
    assert tables(connection) == {"archive", "mark"}
    migrate(connection)
    assert "read_text" in tables(connection)
    assert connection.execute("SELECT key, read, read_at FROM mark").fetchall() == [("x", 1, 7)]
    connection.execute("INSERT INTO read_text (archive, key, text) VALUES (1, 'x', x'00')")


def test_a_file_without_saved_searches_gets_a_place_for_them_and_keeps_all_else(
    connection: sqlite3.Connection,
) -> None:
    migrate(connection, STEPS[:4])
    assert "saved_search" not in tables(connection)
    connection.executescript(
        "INSERT INTO archive (path, version) VALUES ('/a', 5);"
        "INSERT INTO mark (archive, key, read, read_at) VALUES (1, 'x', 1, 7);"
        "INSERT INTO read_text (archive, key, text) VALUES (1, 'x', x'00')"
    )
    migrate(connection)
    assert connection.execute("SELECT path, version FROM archive").fetchall() == [("/a", 5)]
    assert connection.execute("SELECT key, read, read_at FROM mark").fetchall() == [("x", 1, 7)]
    assert connection.execute("SELECT key, text FROM read_text").fetchall() == [("x", b"\0")]
    assert connection.execute("SELECT count(*) FROM saved_search").fetchone() == (0,)


def test_a_step_that_fails_leaves_everything_as_it_was(connection: sqlite3.Connection) -> None:
    migrate(connection)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, (*STEPS, "CREATE TABLE more (a);\nCREATE TABLE mark (a);"))
    assert tables(connection) == {"archive", "mark", "seal", "read_text", "saved_search"}
    assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)


def test_a_newer_file_is_left_untouched(connection: sqlite3.Connection) -> None:
    migrate(connection)
    connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(StateError, match="newer version"):
        migrate(connection)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS) + 1,)


def test_a_file_of_another_program_is_left_untouched(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE theirs (a)")
    with pytest.raises(StateError, match="another program"):
        migrate(connection)
    assert tables(connection) == {"theirs"}
    assert connection.execute("PRAGMA application_id").fetchone() == (0,)
