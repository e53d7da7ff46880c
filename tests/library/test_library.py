"""The facade from end to end: a folder is indexed, opened, marked, changed and opened again."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.domain.changes import Mark
from reader.domain.errors import FolderError
from reader.domain.shelf import Counts, Place, Scope, Show
from reader.library.library import Library
from reader.paths import Places
from tests.archive import EVERYTHING, make, read_in, stem, titles


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive", 10)


@pytest.fixture
def library(root: Path, home_places: Places) -> Library:
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
