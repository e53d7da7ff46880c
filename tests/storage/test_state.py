from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from reader.domain.changes import Mark
from reader.domain.errors import StateError
from reader.storage import marking
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.marking import MarkRow
from reader.storage.state import State
from tests.storage.three_articles import HERE, ODD, READ, UNREAD, rewrite


def test_marks_come_back_by_number(state: State, catalog: tuple[Path, str]) -> None:
    assert state.write(HERE, catalog, [1, 3], READ, 100) == 2
    assert state.write(HERE, catalog, [2], (Mark.STARRED, True), 101) == 1
    state.set_position(HERE, MarkRow("two", position=0.5))
    marks = state.marks(HERE, *catalog)
    assert (set(marks.read), set(marks.starred), dict(marks.positions.pairs())) == ({1, 3}, {2}, {2: 0.5})
    assert not state.marks("/elsewhere", *catalog).read
    assert {row.key: row for row in state.rows(1)} == {
        "one": MarkRow("one", read=True, read_at=100, path="one.md", title="title one", fingerprint=7),
        "two": MarkRow("two", False, True, 0.5, None, 101, "two.md", "title two", 14),
        ODD: MarkRow(ODD, read=True, read_at=100, path=f"{ODD}.md", title="odd", fingerprint=21),
    }


def test_a_mark_taken_off_leaves_the_others(state: State, catalog: tuple[Path, str]) -> None:
    state.write(HERE, catalog, [1, 2], READ, 100)
    state.write(HERE, catalog, [1], (Mark.STARRED, True), 100)
    state.write(HERE, catalog, [1], UNREAD, 101)
    marks = state.marks(HERE, *catalog)
    assert (set(marks.read), set(marks.starred)) == ({2}, {1})
    assert [row.read_at for row in state.rows(1) if row.key == "one"] == [None]


def test_an_article_that_was_read_has_changed_until_it_is_read_again(
    state: State, catalog: tuple[Path, str]
) -> None:
    state.write(HERE, catalog, [1], READ, 100)
    state.write(HERE, catalog, [2], (Mark.STARRED, True), 100)
    for number, key in ((1, "one"), (2, "two")):
        rewrite(catalog, number, key, 99)
    assert set(state.marks(HERE, *catalog).changed) == {1}, "what was only starred has not been read"
    state.write(HERE, catalog, [1], (Mark.STARRED, True), 101)
    state.write(HERE, catalog, [1], (Mark.STARRED, False), 102)
    state.write_rows(HERE, [MarkRow("one", fingerprint=99)], (Mark.STARRED, True), 103)
    state.set_position(HERE, MarkRow("one", position=0.5, fingerprint=99))
    assert set(state.marks(HERE, *catalog).changed) == {1}, "neither a star nor scrolling reads it"
    state.write(HERE, catalog, [1], READ, 104)
    assert not state.marks(HERE, *catalog).changed
    rewrite(catalog, 1, "one", 100)
    assert set(state.marks(HERE, *catalog).changed) == {1}
    state.write_rows(HERE, [MarkRow("one", fingerprint=100)], READ, 105)
    assert not state.marks(HERE, *catalog).changed


def test_a_star_tells_what_text_it_was_put_on_when_nobody_has_read_it(
    state: State, catalog: tuple[Path, str]
) -> None:
    state.write(HERE, catalog, [1], (Mark.STARRED, True), 100)
    rewrite(catalog, 1, "one", 99)
    state.write(HERE, catalog, [1], (Mark.STARRED, True), 101)
    assert [row.fingerprint for row in state.rows(1)] == [99]


def test_where_a_text_is_not_known_nothing_has_changed(state: State, catalog: tuple[Path, str]) -> None:
    state.write_rows(HERE, [MarkRow("one", fingerprint=0)], READ, 100)
    state.write(HERE, catalog, [2], READ, 100)
    rewrite(catalog, 2, "two", 0)
    assert not state.marks(HERE, *catalog).changed


def test_many_marks_are_taken_off_as_few_are(
    state: State, catalog: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "MANY", 1)
    state.write(HERE, catalog, [1, 2, 3], READ, 100)
    state.write(HERE, catalog, [1], (Mark.STARRED, True), 100)
    assert state.write(HERE, catalog, [1, 2], UNREAD, 101) == 2
    marks = state.marks(HERE, *catalog)
    assert (set(marks.read), set(marks.starred)) == ({3}, {1})
    assert [(row.key, row.read_at) for row in state.rows(1)] == [("one", None), ("two", None), (ODD, 100)]
    with pytest.raises(StateError, match="not in the list"):
        state.write(HERE, catalog, [3, 4], UNREAD, 102)
    assert set(state.marks(HERE, *catalog).read) == {3}


def test_marks_of_articles_that_are_gone_are_taken_off_with_many_others(
    state: State, catalog: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "MANY", 1)
    state.write(HERE, catalog, [1, 2, 3], READ, 100)
    with closing(CatalogWriter(catalog[0])) as writer, writer.batch():
        writer.retire(2, "")
    assert state.write(HERE, catalog, [1, 2], UNREAD, 101) == 2
    assert {row.key for row in state.rows(1) if row.read} == {ODD}


def test_numbers_of_another_catalog_are_refused(state: State, catalog: tuple[Path, str]) -> None:
    with pytest.raises(StateError, match="made anew"):
        state.write(HERE, (catalog[0], "another"), [1], READ, 100)
    with pytest.raises(StateError, match="made anew"):
        state.marks(HERE, catalog[0], "another")
    assert state.archives() == []


def test_a_number_given_up_still_means_its_article(state: State, catalog: tuple[Path, str]) -> None:
    with closing(CatalogWriter(catalog[0])) as writer, writer.batch():
        writer.retire(1, "")
    assert state.write(HERE, catalog, [1], READ, 100) == 1
    assert [row.key for row in state.rows(1)] == ["one"]


def test_a_number_that_nothing_stands_for_is_not_marked_in_silence(
    state: State, catalog: tuple[Path, str]
) -> None:
    with pytest.raises(StateError, match="not in the list"):
        state.write(HERE, catalog, [1, 12345], READ, 100)
    assert state.archives() == []
