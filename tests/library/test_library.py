"""The facade from end to end: a folder is indexed, opened, marked, changed and opened again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pyroaring import BitMap

from reader.domain.changes import Changes, Mark
from reader.domain.errors import FolderError, StateError
from reader.domain.shelf import Counts, Place, Scope, Show
from reader.library.library import Library
from reader.paths import Places
from tests.archive import EVERYTHING, key_of, post, read_in, stem, titles


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


def test_the_day_is_that_of_the_sites_clock(root: Path, home_places: Places) -> None:
    evening = datetime(2026, 3, 1, 20, tzinfo=UTC).timestamp()
    (root / "_config.yml").write_text("timezone: Asia/Shanghai\n", "utf-8")
    read_in(root, home_places)
    with closing(Library.open(root, home_places, now=lambda: evening)) as other:
        assert other.today() == date(2026, 3, 2)
        assert other.day()[0] == datetime(2026, 3, 1, 16, tzinfo=UTC).timestamp()


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


def broken_state(library: Library) -> None:
    """Let no write to the state succeed any more."""
    with closing(sqlite3.connect(library._archive.state.path)) as connection:
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


def test_the_sidebar(library: Library) -> None:
    assert [(term.slug, term.counts.total) for term in library.categories()] == [
        ("harbour", 5),
        ("riverside", 5),
    ]
    assert [term.slug for term in library.tags()[:1]] == ["河边日报新闻"]
    assert [(one.year, one.month) for one in library.periods()] == [(2022, 0), (2022, 5)]


def test_a_backup_a_day(library: Library) -> None:
    library.mark([key_of(library, 1)], Mark.READ, True)
    copy = library.upkeep.back_up()
    assert copy is not None
    assert copy.exists()
    assert library.upkeep.back_up() is None


def test_closing_twice_does_no_harm(root: Path, home_places: Places) -> None:
    library = Library.open(root, home_places)
    library.close()
    library.close()
