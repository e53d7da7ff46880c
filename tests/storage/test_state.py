from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pyroaring import BitMap

from reader.domain.changes import Mark
from reader.domain.errors import StateError
from reader.storage import marking
from reader.storage.catalog import Catalog
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.marking import MarkRow
from reader.storage.rows import ArticleRow, FileRow, Kind
from reader.storage.state import State
from reader.storage.texts import stored

HERE = "/archive"
READ, UNREAD = (Mark.READ, True), (Mark.READ, False)


ODD = "b\udcff"


def article(number: int, key: str) -> ArticleRow:
    title, path = "odd" if key == ODD else f"title {key}", f"{key}.md"
    return ArticleRow(
        number, number, stored(key), None, title, "", number, 0, "", "", None, number * 7, "", "", 1, path
    )


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    with closing(State(tmp_path / "data" / "state.sqlite")) as opened:
        yield opened


@pytest.fixture
def catalog(tmp_path: Path) -> tuple[Path, str]:
    path = tmp_path / "catalog.sqlite"
    with closing(CatalogWriter(path, fresh=True)) as writer, writer.batch():
        keys = {1: "one", 2: "two", 3: ODD}
        writer.write_files(
            [FileRow(n, stored(f"{k}.md"), 1, 1, 1, Kind.ARTICLE, False, n, None) for n, k in keys.items()]
        )
        writer.write_articles([article(1, "one"), article(2, "two"), article(3, ODD)])
        uuid = str(writer.fact("uuid"))
    return path, uuid


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
    with state._using():
        asking.start()
        asking.join()
    assert answers == [False]
    assert state.changed_elsewhere()


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


def rewrite(catalog: tuple[Path, str], number: int, key: str, fingerprint: int) -> None:
    with closing(CatalogWriter(catalog[0])) as writer, writer.batch():
        writer.write_articles([article(number, key)._replace(fingerprint=fingerprint)])


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


def test_marks_of_some_articles_are_known_unless_others_marked_meanwhile(
    state: State, catalog: tuple[Path, str]
) -> None:
    assert state.marks_among(HERE, catalog, BitMap([1]), 0) is not None, "nothing was ever marked"
    state.write(HERE, catalog, [1, 2], READ, 100)
    state.set_position(HERE, MarkRow("two", position=0.5))
    found = state.marks_among(HERE, catalog, BitMap([2, 3]), 0)
    assert found is not None
    assert (set(found.read), dict(found.positions.pairs())) == ({2}, {2: 0.5})
    assert found.version == state.version_after(0) != 0
    assert state.marks_among("/elsewhere", catalog, BitMap([1]), 0) is not None
    with closing(State(state.path)) as other:
        other.write(HERE, catalog, [3], READ, 100)
    state.write(HERE, catalog, [3], (Mark.STARRED, True), 100)
    assert state.marks_among(HERE, catalog, BitMap([2]), 0) is None
    assert state.marks_among(HERE, catalog, BitMap([2]), found.version) is None
    now = state.marks(HERE, *catalog).version
    assert state.marks_among(HERE, catalog, BitMap([2]), now) is not None


def test_what_is_put_in_whole_rows_is_not_known_by_numbers(state: State, catalog: tuple[Path, str]) -> None:
    state.put(HERE, [MarkRow("one", read=True)])
    assert state.marks_among(HERE, catalog, BitMap([1]), 0) is None
    version = state.marks(HERE, *catalog).version
    state.write_rows(HERE, [MarkRow("two")], READ, 100)
    assert state.marks_among(HERE, catalog, BitMap([1]), version) is None


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


def test_an_unreadable_catalog_writes_nothing_and_can_be_tried_again(
    state: State, catalog: tuple[Path, str], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"nothing of the kind" * 300)
    with pytest.raises(StateError):
        state.write(HERE, (broken, catalog[1]), [1], READ, 100)
    assert state.write(HERE, catalog, [1], READ, 100) == 1


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
    with state._using() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_orphans_and_newcomers(state: State, catalog: tuple[Path, str]) -> None:
    state.put(HERE, [MarkRow("one", read=True), MarkRow("lost", read=True, path="lost.md"), MarkRow("older")])
    state.put(HERE, [], [("older", "one")])
    assert [row.key for row in state.orphans(1, catalog)] == ["lost"]
    assert state.unmarked(1, catalog, 0) == [("two", "two.md", 14), (ODD, f"{ODD}.md", 21)]
    assert state.unmarked(1, catalog, 1) == []


def test_it_is_written_down_how_far_an_archive_was_settled(state: State) -> None:
    assert state.archive(HERE) is None
    state.settled(HERE, "uuid", 5)
    known = state.archive(HERE)
    assert known is not None
    assert (known.settled_uuid, known.settled_generation) == ("uuid", 5)


def test_a_folder_whose_name_is_not_unicode(state: State, catalog: tuple[Path, str]) -> None:
    state.write("/archi\udcffve", catalog, [1], READ, 100)
    assert [row.path for row in state.archives()] == ["/archi\udcffve"]
    assert set(state.marks("/archi\udcffve", *catalog).read) == {1}


def test_the_catalog_may_be_open_elsewhere(state: State, catalog: tuple[Path, str]) -> None:
    with closing(Catalog(catalog[0])) as reading:
        assert reading.head().uuid == catalog[1]
        assert state.write(HERE, catalog, [1], READ, 100) == 1


def test_a_number_that_nothing_stands_for_is_not_marked_in_silence(
    state: State, catalog: tuple[Path, str]
) -> None:
    with pytest.raises(StateError, match="not in the list"):
        state.write(HERE, catalog, [1, 12345], READ, 100)
    assert state.archives() == []


def test_a_catalog_that_is_gone_is_not_made_by_marking(state: State, catalog: tuple[Path, str]) -> None:
    gone = catalog[0].with_name("gone.sqlite")
    with pytest.raises(StateError):
        state.write(HERE, (gone, catalog[1]), [1], READ, 100)
    assert not gone.exists()


def test_rows_are_joined_with_marks_that_came_after_they_were_read(state: State) -> None:
    state.put(HERE, [MarkRow("a", read=True, read_at=5, path="a.md")])
    made_of_what_was_there = MarkRow("a", read=True, read_at=5, position=0.5, path="b.md")
    state.write_rows(HERE, [MarkRow("a", path="a.md", title="t", fingerprint=3)], (Mark.STARRED, True), 9)
    state.put(HERE, [made_of_what_was_there])
    archive = state.archive(HERE)
    assert archive is not None
    [row] = state.rows(archive.id)
    assert (row.read, row.starred, row.starred_at, row.position) == (True, True, 9, 0.5)
