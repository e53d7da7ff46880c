from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.saved_search import SavedSearch
from reader.library.exchange import export_state, import_state, merged, parsed
from reader.storage.marking import MarkRow
from reader.storage.state import State

HERE = "/archive"
TEXTS = st.text(st.characters(exclude_categories=()), max_size=20)
TIMES = st.none() | st.integers(1, 2**40)
ROWS = st.builds(
    MarkRow,
    TEXTS.filter(bool),
    st.booleans(),
    st.booleans(),
    st.floats(0, 1),
    TIMES,
    TIMES,
    TEXTS,
    TEXTS,
    st.integers(0, 2**63 - 1),
)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    with closing(State(tmp_path / "state.sqlite")) as opened:
        yield opened


@given(ROWS)
def test_every_row_comes_back(row: MarkRow) -> None:
    assert parsed(json.dumps(row._asdict())) == row


def test_out_and_in_again(state: State, tmp_path: Path) -> None:
    rows = [
        MarkRow("a", read=True, read_at=5, path="_posts/b\udcff.md"),
        MarkRow("一", starred=True, position=0.25),
    ]
    state.put(HERE, rows)
    out = io.StringIO()
    assert export_state(state, HERE, out) == 2
    with closing(State(tmp_path / "other.sqlite")) as other:
        assert import_state(other, "/elsewhere", out.getvalue().splitlines(keepends=True)) == (2, 0)
        assert other.rows(1) == rows
    assert export_state(state, "/unknown", io.StringIO()) == 0


@pytest.mark.parametrize(
    "line", ["no json", "[]", "{}", '{"key": ""}', '{"key": 5}', "[" * 100_000, '{"key": "a"', "null"]
)
def test_bad_lines_are_skipped_and_counted(state: State, line: str) -> None:
    assert import_state(state, HERE, [line + "\n", "\n", '{"key": "a", "read": true}\n']) == (1, 1)
    assert state.rows(1) == [MarkRow("a", read=True)]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ('{"key": "a", "read": 1, "position": 7}', MarkRow("a")),
        ('{"key": "a", "position": null, "read_at": "x", "title": 5}', MarkRow("a")),
        ('{"key": "a", "fingerprint": 99999999999999999999, "position": NaN}', MarkRow("a")),
    ],
)
def test_values_that_mean_nothing_are_left_out(line: str, row: MarkRow) -> None:
    assert parsed(line) == row


def test_what_is_there_is_joined_with_what_comes(state: State) -> None:
    state.put(HERE, [MarkRow("a", read=True, position=0.9, read_at=10, path="old.md")])
    lines = [
        json.dumps(MarkRow("a", starred=True, position=0.2, starred_at=20, path="new.md")._asdict()),
        json.dumps(MarkRow("a", position=0.1, read_at=1)._asdict()),
    ]
    assert import_state(state, HERE, lines) == (2, 0)
    assert state.rows(1) == [MarkRow("a", True, True, 0.2, 10, 20, "new.md")]


def test_searches_go_along_and_the_same_query_is_the_same_search(state: State, tmp_path: Path) -> None:
    there = (SavedSearch(5, "利率", "降准 OR 降息", 10), SavedSearch(6, "\udcff", 'a "b', None))
    state.put(HERE, [MarkRow("a", read=True)])
    state.change_searches(HERE, lambda _none: there)
    out = io.StringIO()
    assert export_state(state, HERE, out) == 3
    lines = out.getvalue().splitlines(keepends=True)
    with closing(State(tmp_path / "other.sqlite")) as other:
        mine = SavedSearch(9, "mine", 'a "b', 3)
        other.change_searches("/b", lambda _none: (mine,))
        assert import_state(other, "/b", lines) == (3, 0)
        first, second = other.searches("/b")
        assert first == mine
        assert (second.name, second.query, second.created) == ("利率", "降准 OR 降息", 10)
        assert import_state(other, "/b", lines) == (3, 0)
        assert other.searches("/b") == (first, second)
        assert other.rows(1) == [MarkRow("a", read=True)]


def test_an_export_of_before_there_were_searches_takes_none_away(state: State) -> None:
    state.change_searches(HERE, lambda _none: (SavedSearch(5, "one", "one"),))
    assert import_state(state, HERE, ['{"key": "a", "read": true}\n']) == (1, 0)
    assert [one.query for one in state.searches(HERE)] == ["one"]


@pytest.mark.parametrize(
    "line",
    [
        '{"search": ""}',
        '{"search": 5}',
        '{"search": " "}',
        '{"later": "kind"}',
        '{"search": null, "name": "a"}',
    ],
)
def test_lines_of_an_unknown_kind_are_skipped_and_lose_nothing(state: State, line: str) -> None:
    state.put(HERE, [MarkRow("a", read=True)])
    state.change_searches(HERE, lambda _none: (SavedSearch(5, "one", "one"),))
    assert import_state(state, HERE, [line, '{"search": "two", "name": 7, "created": true}']) == (1, 1)
    assert state.rows(1) == [MarkRow("a", read=True)]
    assert [(one.name, one.created) for one in state.searches(HERE)] == [("one", None), ("two", None)]


def test_a_line_of_a_search_is_none_to_an_older_program(state: State) -> None:
    state.change_searches(HERE, lambda _none: (SavedSearch(5, "one", "one"),))
    out = io.StringIO()
    export_state(state, HERE, out)
    assert "key" not in json.loads(out.getvalue())


@given(ROWS, ROWS)
def test_no_mark_is_lost_in_a_merge(one: MarkRow, other: MarkRow) -> None:
    both = merged(one, other)
    assert (both.read, both.starred) == (one.read or other.read, one.starred or other.starred)
    assert both.position in (one.position, other.position)
    assert merged(one, one) == one
