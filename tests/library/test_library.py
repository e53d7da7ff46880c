"""The facade from end to end: a folder is indexed, opened, marked, changed and opened again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.domain.changes import Changes, Mark
from reader.domain.errors import FolderError, StateError
from reader.domain.shelf import Counts, Place, Scope, Show
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
    assert (library.generation, library.finished, library.problem_count()) == (0, False, 0)
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


def test_what_cannot_be_written_is_taken_back_and_said(root: Path, home_places: Places) -> None:
    read_in(root, home_places)
    said: list[tuple[Changes, str]] = []
    library = Library.open(root, home_places, on_failed=lambda one, error: said.append((one, str(error))))
    number = key_of(library, 1)
    # Behind our back the cache is made again: the numbers of this library mean nothing there.
    shutil.rmtree(home_places.cache)
    read_in(root, home_places)
    changes = library.mark([number], Mark.READ, True)
    assert not library.is_read(number)
    assert said == [(changes, "The list of articles was made anew in between; nothing was marked.")]
    library.reload()
    library.mark([key_of(library, 1)], Mark.READ, True)
    assert library.is_read(key_of(library, 1))
    assert len(said) == 1
    library.close()


def test_on_a_command_line_a_mark_that_fails_is_an_error(root: Path, home_places: Places) -> None:
    read_in(root, home_places)
    library = Library.open(root, home_places)
    shutil.rmtree(home_places.cache)
    with pytest.raises(StateError):
        library.mark([key_of(library, 1)], Mark.READ, True)
    library.close()


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
    assert [term.slug for term in library.tags(1)] == ["河边日报新闻"]
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
