from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.storage import read_texts
from reader.storage.migrations import migrate
from reader.storage.state import MarkRow, State


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = State(tmp_path / "state.sqlite")
    yield opened
    opened.close()


@given(st.text())
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert read_texts.unpacked(read_texts.packed(text)) == text


def test_a_damaged_text_is_none() -> None:
    assert read_texts.unpacked(b"\x00\x01") == ""


def test_a_text_is_kept_by_archive_and_key_and_replaced_only_when_asked(state: State) -> None:
    state.keep_text("/a", "x", "first", replace=False)
    state.keep_text("/b", "x", "other", replace=True)
    state.keep_text("/a", "x", "second", replace=False)
    assert (state.text("/a", "x"), state.text("/b", "x"), state.text("/a", "y")) == ("first", "other", "")
    state.keep_text("/a", "x", "second", replace=True)
    assert state.text("/a", "x") == "second"


def test_the_oldest_texts_go_when_there_are_too_many() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        connection.execute("INSERT INTO archive (path) VALUES ('/a')")
        for number in range(5):
            read_texts.put(connection, 1, f"key {number}", b"", kept=3)
        read_texts.put(connection, 1, "key 3", b"new", kept=3)
        kept = [key for (key,) in connection.execute("SELECT key FROM read_text ORDER BY id")]
        assert kept == ["key 4", "key 3"]


def test_a_text_follows_its_article_to_another_key(state: State) -> None:
    state.keep_text("/a", "old", "said", replace=False)
    state.put("/a", [MarkRow("new", read=True)], [("old", "new")])
    assert state.text("/a", "new") == "said"
    assert state.text("/a", "old") == ""


def test_texts_follow_a_folder_that_was_moved(state: State) -> None:
    state.keep_text("/a", "x", "said", replace=False)
    state.keep_text("/a", "y", "older", replace=False)
    state.keep_text("/b", "y", "newer", replace=False)
    former = state.archive("/a")
    assert former is not None
    state.move_texts(former.id, "/b")
    assert (state.text("/b", "x"), state.text("/b", "y")) == ("said", "newer")
