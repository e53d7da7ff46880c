from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from reader.storage import patterns
from reader.storage.patterns import Patterns, address_of


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.execute("CREATE TABLE pattern (id INTEGER PRIMARY KEY, short NOT NULL)")
        yield opened


def test_addresses_of_one_pattern_share_it(connection: sqlite3.Connection) -> None:
    made = Patterns(connection)
    first, second = made.kept("/x/long-one.html", "long-one.md"), made.kept("/x/another.html", "another.md")
    assert first == second == 1
    connection.executemany("INSERT INTO pattern VALUES (?, ?)", made.taken())
    assert made.taken() == []
    assert address_of(connection, first, "long-one.md") == "/x/long-one.html"
    assert Patterns(connection).kept("/x/third.html", "third.md") == 1


def test_beyond_some_number_of_patterns_addresses_stand_for_themselves(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "MOST", 1)
    made = Patterns(connection)
    assert (made.kept("/a", "x.md"), made.kept("/b", "x.md"), made.kept("/a", "x.md")) == (1, "/b", 1)
    assert made.kept("/odd\udcff", "x.md") == b"/odd\xed\xb3\xbf"
    assert (made.address("/b", "x.md"), made.address(b"/odd\xed\xb3\xbf", "x.md")) == ("/b", "/odd\udcff")
    assert made.kept("", "x.md") == ""
