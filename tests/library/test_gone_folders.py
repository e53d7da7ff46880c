"""The archive's folder is on a disk that comes and goes: neither list nor marks may suffer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.domain.changes import Mark
from reader.domain.errors import FolderError
from reader.library import indexing
from reader.library.library import Library
from reader.paths import Places
from tests.archive import EVERYTHING, make, read_in, stem, titles
from tests.privileges import ordinary_user


@pytest.fixture
def root(tmp_path: Path, home_places: Places) -> Path:
    """An archive of ten posts; post 4, in `old_post`, is read."""
    root = make(tmp_path / "archive", 10)
    read_in(root, home_places)
    library = Library.open(root, home_places)
    library.settle()
    number = library.number_of(stem(4))
    assert number is not None
    library.mark([number], Mark.READ, True)
    library.close()
    return root


def found(root: Path, places: Places) -> tuple[int, list[str]]:
    """Return how many articles are listed, and the keys of those that are read."""
    library = Library.open(root, places)
    try:
        library.settle()
        library.reload()
        return len(titles(library)), [row.key for row in library.rows(list(library.read))]
    finally:
        library.close()


def test_a_folder_that_is_gone_keeps_its_list(root: Path, home_places: Places) -> None:
    away = root.rename(root.with_name("away"))
    with pytest.raises(FolderError, match="There is no folder"):
        read_in(root, home_places)
    away.rename(root)
    assert found(root, home_places) == (10, [stem(4)])
    assert read_in(root, home_places).added == 0


def test_an_empty_place_where_a_disk_is_mounted_keeps_the_list_of_the_disk(
    root: Path, home_places: Places
) -> None:
    away = root.rename(root.with_name("away"))
    root.mkdir()
    with pytest.raises(FolderError, match="empty where 10 articles were"):
        read_in(root, home_places)
    assert found(root, home_places) == (10, [stem(4)])
    root.rmdir()
    away.rename(root)
    again = read_in(root, home_places)
    assert (again.articles, again.added, again.removed) == (10, 0, 0)
    assert found(root, home_places) == (10, [stem(4)])


def test_a_folder_whose_posts_are_all_gone_for_a_while_costs_no_marks(
    root: Path, home_places: Places
) -> None:
    for name in ("_posts", "old_post"):
        (root / name).rename(root.with_name(f"away-{name}"))
    assert read_in(root, home_places).articles == 0
    assert found(root, home_places) == (0, [])
    (root / "_posts").mkdir()
    (root / "_posts" / "2024-01-01-other.md").write_text("---\ntitle: other\n---\nAnother text.\n")
    read_in(root, home_places)
    assert found(root, home_places) == (1, [])
    (root.with_name("away-old_post")).rename(root / "old_post")
    read_in(root, home_places)
    assert found(root, home_places) == (8, [stem(4)])


def test_a_disk_that_goes_during_the_walk_takes_nothing_along(
    root: Path, home_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir
    looked: list[str] = []

    def scandir(path: str) -> os._ScandirIterator[str]:
        looked.append(path)
        if path.endswith("_posts/"):
            root.rename(root.with_name("away"))
        return real(path)

    monkeypatch.setattr("reader.sources.folder.os.scandir", scandir)
    monkeypatch.setattr(indexing.Folder, "newest_names", lambda *_: [])
    with pytest.raises(FolderError, match="went away"):
        read_in(root, home_places)
    monkeypatch.undo()
    root.with_name("away").rename(root)
    assert found(root, home_places) == (10, [stem(4)])


def test_a_folder_inside_that_cannot_be_listed_keeps_its_articles(root: Path, home_places: Places) -> None:
    (root / "old_post").chmod(0)
    try:
        with ordinary_user():
            seen = read_in(root, home_places)
        assert (seen.articles, seen.removed, seen.problems) == (10, 0, 1)
        assert found(root, home_places) == (10, [stem(4)])
    finally:
        (root / "old_post").chmod(0o755)
    again = read_in(root, home_places)
    assert (again.articles, again.added, again.problems) == (10, 0, 0)


def test_an_article_of_a_folder_that_is_gone_can_be_marked(root: Path, home_places: Places) -> None:
    library = Library.open(root, home_places)
    root.rename(root.with_name("away"))
    library.mark(library.shelf(EVERYTHING), Mark.STARRED, True)
    assert library.undo() is not None
    assert library.redo() is not None
    library.close()
    root.with_name("away").rename(root)
    library = Library.open(root, home_places)
    assert len(library.starred) == 10
    library.close()
