from __future__ import annotations

from pathlib import Path

from reader.domain.changes import Mark
from reader.storage.marking import MarkRow
from reader.storage.state import State
from tests.storage.three_articles import HERE, ODD


def test_orphans_and_newcomers(state: State, catalog: tuple[Path, str]) -> None:
    state.put(HERE, [MarkRow("one", read=True), MarkRow("lost", read=True, path="lost.md"), MarkRow("older")])
    state.put(HERE, [], [("older", "one")])
    assert [row.key for row in state.orphans(1, catalog)] == ["lost"]
    assert state.unmarked(1, catalog, 0) == [("two", "two.md", 14), (ODD, f"{ODD}.md", 21)]
    assert state.unmarked(1, catalog, 1) == []


def test_rows_are_joined_with_marks_that_came_after_they_were_read(state: State) -> None:
    state.put(HERE, [MarkRow("a", read=True, read_at=5, path="a.md")])
    made_of_what_was_there = MarkRow("a", read=True, read_at=5, position=0.5, path="b.md")
    state.write_rows(HERE, [MarkRow("a", path="a.md", title="t", fingerprint=3)], (Mark.STARRED, True), 9)
    state.put(HERE, [made_of_what_was_there])
    archive = state.archive(HERE)
    assert archive is not None
    [row] = state.rows(archive.id)
    assert (row.read, row.starred, row.starred_at, row.position) == (True, True, 9, 0.5)
