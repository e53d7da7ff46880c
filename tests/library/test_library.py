"""The facade from end to end: a folder is indexed, opened, marked, changed and opened again."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from pyroaring import BitMap

from reader.domain.changes import Changes, Mark
from reader.domain.errors import FolderError, StateError
from reader.domain.shelf import Counts, Place, Scope, Show
from reader.indexer import index
from reader.library.library import Library
from reader.paths import Places
from tests.archive import EVERYTHING, make, post, read_in, stem, titles


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive", 10)


@pytest.fixture
def library(root: Path, home_places: Places) -> Iterator[Library]:
    read_in(root, home_places)
    opened = Library.open(root, home_places)
    yield opened
    opened.close()


def key_of(library: Library, number: int) -> int:
    found = library.number_of(stem(number))
    assert found is not None
    return found


def test_lists_every_post_newest_first(library: Library) -> None:
    assert titles(library) == [f"标题{number}" for number in range(10)]
    assert library.site_title == "小城新闻"
    assert library.counts(EVERYTHING) == Counts(10, 10)


def test_a_folder_that_is_none_is_refused(tmp_path: Path, home_places: Places) -> None:
    with pytest.raises(FolderError, match="no folder"):
        Library.open(tmp_path / "nowhere", home_places)


def test_before_the_first_index_run_it_is_empty(root: Path, home_places: Places) -> None:
    library = Library.open(root, home_places)
    assert titles(library) == []
    assert (library.generation, library.problem_count()) == (0, 0)
    assert library.number_of("x") is None
    assert library.listing(1) is None
    read_in(root, home_places)
    assert library.reload()
    assert len(titles(library)) == 10
    library.close()


def test_marks_survive_closing(library: Library, root: Path, home_places: Places) -> None:
    library.mark([key_of(library, 2)], Mark.READ, True)
    library.mark([key_of(library, 3)], Mark.STARRED, True)
    again = Library.open(root, home_places)
    assert again.is_read(key_of(again, 2))
    assert again.is_starred(key_of(again, 3))
    assert again.counts(EVERYTHING) == Counts(10, 9)
    assert [row.title for row in again.rows(list(again.shelf(Scope(Place.STARRED))))] == ["标题3"]
    assert len(again.shelf(EVERYTHING, Show.UNREAD)) == 9
    again.close()


def starred_keys(root: Path, places: Places) -> set[str]:
    """Return the keys that a later start finds starred, after an index run of its own."""
    read_in(root, places)
    library = Library.open(root, places)
    try:
        return {row.key for row in library.rows(list(library.starred))}
    finally:
        library.close()


def test_marks_reach_the_disk_although_the_cache_is_gone(root: Path, home_places: Places) -> None:
    read_in(root, home_places)
    waiting: list[Callable[[], None]] = []
    library = Library.open(root, home_places, later=waiting.append)
    library.mark([key_of(library, 1)], Mark.STARRED, True)
    shutil.rmtree(home_places.cache)
    library.mark([key_of(library, 2), key_of(library, 7)], Mark.STARRED, True)
    assert library.undo() is not None
    assert library.redo() is not None
    while waiting:
        waiting.pop(0)()
    assert library.starred
    library.close()
    assert starred_keys(root, home_places) == {stem(1), stem(2), stem(7)}


def test_marks_on_their_way_mean_the_articles_they_were_made_on(root: Path, home_places: Places) -> None:
    # Two posts of one second: their numbers depend on which of them was read first.
    for name in ("a", "b"):
        (root / "_posts" / f"2022-06-02-{name}.md").write_text(post(1, title=name), "utf-8")
        read_in(root, home_places)
    waiting: list[Callable[[], None]] = []
    library = Library.open(root, home_places, later=waiting.append)
    number = library.number_of("2022-06-02-b")
    assert number is not None
    library.mark([number], Mark.STARRED, True)
    shutil.rmtree(home_places.cache)
    (root / "_posts" / "2022-06-02-a.md").rename(root / "_posts" / "2022-06-03-a.md")
    (root / "_posts" / "2022-06-02-a.md").write_text(post(1, title="c"), "utf-8")
    read_in(root, home_places)
    library.reload()
    assert library.starred == BitMap([library.number_of("2022-06-02-b")])
    while waiting:
        waiting.pop(0)()
    assert library.starred == BitMap([library.number_of("2022-06-02-b")])
    library.close()
    assert starred_keys(root, home_places) == {"2022-06-02-b"}


def broken_state(library: Library) -> None:
    """Let no write to the state succeed any more."""
    with closing(sqlite3.connect(library._state.path)) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON mark BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )


def test_what_cannot_be_written_is_taken_back_and_said(root: Path, home_places: Places) -> None:
    read_in(root, home_places)
    said: list[tuple[Changes, str]] = []
    library = Library.open(root, home_places, on_failed=lambda one, error: said.append((one, str(error))))
    number = key_of(library, 1)
    broken_state(library)
    changes = library.mark([number], Mark.READ, True)
    assert not library.is_read(number)
    assert said == [(changes, "The read marks and stars cannot be used (disk full).")]
    library.close()


def test_on_a_command_line_a_mark_that_fails_is_an_error(root: Path, home_places: Places) -> None:
    read_in(root, home_places)
    library = Library.open(root, home_places)
    broken_state(library)
    with pytest.raises(StateError, match="disk full"):
        library.mark([key_of(library, 1)], Mark.READ, True)
    library.close()


def test_an_article_rewritten_after_it_was_read_has_changed_until_it_is_opened_again(
    library: Library, root: Path, home_places: Places
) -> None:
    number, other = key_of(library, 2), key_of(library, 4)
    library.mark([number], Mark.READ, True)
    for at in (2, 4):
        (root / "_posts" / f"{stem(at)}.md").write_text(
            post(at, body="别的文字，和从前不一样。" * 9), "utf-8"
        )
        (root / "old_post" / f"{stem(at)}.md").unlink(missing_ok=True)
    read_in(root, home_places)
    library.reload()
    assert library.is_changed(number)
    assert not library.is_changed(other), "nobody has read it"
    library.mark([number], Mark.STARRED, True)
    library.reload()
    assert library.changed == BitMap([number])
    again = Library.open(root, home_places)
    assert again.is_read(number)
    assert again.is_changed(number)
    changes = again.mark([number], Mark.READ, True)
    assert (set(changes.numbers), set(changes.seen)) == (set(), {number})
    assert not again.is_changed(number)
    assert not again.can_undo
    again.close()
    library.reload()
    assert not library.changed


def test_while_a_long_write_is_under_way_nobody_waits(root: Path, home_places: Places) -> None:
    read_in(root, home_places)
    under_way, go_on = threading.Event(), threading.Event()
    with ThreadPoolExecutor(1) as disk, ThreadPoolExecutor(1) as window:
        library = Library.open(root, home_places, later=disk.submit)
        numbers = [key_of(library, at) for at in (1, 2)]

        def hold() -> None:
            with library._state._writing():
                under_way.set()
                assert go_on.wait(60)

        def work() -> bool:
            library.mark([numbers[0]], Mark.READ, True)
            library.mark([numbers[1]], Mark.STARRED, True)
            library.undo()
            library.set_position(numbers[0], 0.5)
            library.adopt(library.load())
            return library.marked_elsewhere()

        disk.submit(hold)
        assert under_way.wait(60)
        assert window.submit(work).result(60) is False
        assert library.read == BitMap([numbers[0]])
        go_on.set()
    library.close()
    again = Library.open(root, home_places)
    assert (again.read, again.starred) == (BitMap([numbers[0]]), BitMap())
    assert abs(again.position(numbers[0]) - 0.5) < 0.01
    again.close()


def test_undo_and_redo_reach_the_disk(library: Library, root: Path, home_places: Places) -> None:
    everything = library.shelf(EVERYTHING)
    done: list[Changes] = []
    library.mark(everything, Mark.READ, True, done.append)
    assert library.counts(EVERYTHING) == Counts(10, 0)

    def on_disk() -> Counts:
        other = Library.open(root, home_places)
        try:
            return other.counts(EVERYTHING)
        finally:
            other.close()

    assert on_disk() == Counts(10, 0)
    library.undo(done.append)
    assert on_disk() == library.counts(EVERYTHING) == Counts(10, 10)
    library.redo(done.append)
    assert on_disk() == Counts(10, 0)
    assert [(one.action, one.value, len(one.numbers)) for one in done] == [
        ("mark", True, 10),
        ("undo", False, 10),
        ("redo", True, 10),
    ]


def test_marks_and_undo_go_along_when_an_article_gets_another_number(
    library: Library, root: Path, home_places: Places
) -> None:
    old = key_of(library, 1)
    library.mark([old], Mark.STARRED, True)
    file = root / "_posts" / f"{stem(1)}.md"
    file.write_text(post(1).replace("17:30:00", "17:45:00"), "utf-8")
    read_in(root, home_places)
    # Before the new list is adopted the old number still means that article.
    library.mark([old], Mark.READ, True)
    library.reload()
    new = key_of(library, 1)
    assert new != old
    assert library.is_starred(new)
    assert library.is_read(new)
    library.undo()
    library.undo()
    assert not library.is_starred(new)
    assert not library.is_read(new)
    again = Library.open(root, home_places)
    assert not again.read | again.starred
    again.close()


def test_positions(library: Library, root: Path, home_places: Places) -> None:
    number = key_of(library, 1)
    library.set_position(number, 0.75)
    library.set_position(12345, 0.5)
    assert library.position(number) == 0.75
    again = Library.open(root, home_places)
    assert (again.position(key_of(again, 1)), again.position(key_of(again, 2))) == (0.75, 0.0)
    again.close()


def test_rows_come_in_the_order_asked_for(library: Library) -> None:
    numbers = [key_of(library, 3), 5, key_of(library, 1)]
    rows = library.rows(numbers)
    assert [row.title for row in rows] == ["标题3", "标题1"]
    assert rows[1].category == "河边日报新闻"
    assert rows[1].moment.iso() == "2022-05-31T17:30:00+00:00"
    assert library.rows([]) == []


def test_the_sidebar(library: Library) -> None:
    assert [(term.slug, term.counts.total) for term in library.categories()] == [
        ("harbour", 5),
        ("riverside", 5),
    ]
    assert [term.slug for term in library.tags()[:1]] == ["河边日报新闻"]
    assert [(one.year, one.month) for one in library.periods()] == [(2022, 0), (2022, 5)]


def test_a_backup_a_day(library: Library) -> None:
    library.mark([key_of(library, 1)], Mark.READ, True)
    copy = library.back_up()
    assert copy is not None
    assert copy.exists()
    assert library.back_up() is None


def test_closing_twice_does_no_harm(root: Path, home_places: Places) -> None:
    library = Library.open(root, home_places)
    library.close()
    library.close()


def test_undo_waits_for_a_new_cache_that_fills(
    root: Path, home_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_in(root, home_places)
    library = Library.open(root, home_places)
    library.mark([key_of(library, 1), key_of(library, 9)], Mark.STARRED, True)
    library.mark([key_of(library, 8)], Mark.READ, True)
    library.undo()
    shutil.rmtree(home_places.cache)
    monkeypatch.setattr("reader.library.indexing.FIRST", 3)
    shown: list[int] = []

    def report(event: dict[str, object]) -> None:
        if event["event"] == "generation":
            library.reload()
            shown.append(len(titles(library)))

    index(root, home_places, report, workers=1)
    assert shown[0] < 10
    library.settle()
    library.reload()
    assert library.redo() is not None
    assert library.read == BitMap([key_of(library, 8)])
    library.undo()
    library.undo()
    assert not library.starred | library.read
    assert not library.can_undo
    library.close()
    again = Library.open(root, home_places)
    assert not again.read | again.starred
    again.close()
