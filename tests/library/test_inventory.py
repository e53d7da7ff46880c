"""The figures of a folder, and a cache that is thrown away."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from reader.domain.changes import Mark
from reader.domain.errors import CatalogError
from reader.domain.inventory import Inventory
from reader.library.library import Library
from reader.paths import Places
from reader.storage.lock import only_one
from reader.storage.marks_file import NAME as MARKS
from tests.archive import EVERYTHING, make, post, read_in, stem, titles


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = make(tmp_path / "archive", 10)
    (root / "_posts" / f"{stem(20)}.md").write_bytes(post(20).encode("gb18030"))
    (root / "_posts" / f"{stem(21)}.md").write_bytes(b"")
    # Two problems of one file.
    (root / "_posts" / f"{stem(22)}.md").write_bytes(post(22, body="\x01").encode() + b"\xe6")
    (tmp_path / "outside.md").write_text(post(23), "utf-8")
    (root / "_posts" / f"{stem(23)}.md").symlink_to(tmp_path / "outside.md")
    return root


def figures(root: Path, places: Places) -> Inventory:
    library = Library.open(root, places)
    try:
        return library.inventory()
    finally:
        library.close()


def test_nothing_is_known_before_the_first_look(root: Path, home_places: Places) -> None:
    assert figures(root, home_places) == Inventory()


def test_files_and_problems_are_counted_by_file(root: Path, home_places: Places) -> None:
    summary = read_in(root, home_places)
    found = figures(root, home_places)
    assert (found.files, found.articles) == (summary.found, summary.articles) == (13, 13)
    assert summary.problems == 5
    assert (found.repaired, found.incomplete) == (3, 1)


def test_the_cache_takes_what_its_files_take(root: Path, home_places: Places) -> None:
    read_in(root, home_places)
    found = figures(root, home_places)
    cache = home_places.archive_cache(root)
    # The copy of the marks is written when the library is closed, after the figures were taken.
    sizes = {path.name: path.stat().st_size for path in cache.iterdir()}
    assert found.cache == sum(size for name, size in sizes.items() if name != MARKS) > 10_000


def test_a_look_is_dated_and_timed_and_a_change_only_where_there_was_one(
    root: Path, home_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.5)
    read_in(root, home_places)
    first = figures(root, home_places)
    assert first.changed == 2_000_000_000
    assert first.seconds > 0
    monkeypatch.undo()
    began = int(time.time())
    read_in(root, home_places)
    second = figures(root, home_places)
    assert second.changed == 2_000_000_000
    assert second.looked >= began
    (root / "_posts" / f"{stem(21)}.md").unlink()
    read_in(root, home_places)
    assert began <= figures(root, home_places).changed < 2_000_000_000


def test_a_cache_that_is_thrown_away_is_shown_until_there_is_another_and_marks_stay(
    root: Path, home_places: Places
) -> None:
    read_in(root, home_places)
    library = Library.open(root, home_places)
    try:
        before = titles(library)
        library.mark([library.number_of(stem(3)) or 0], Mark.READ, True)
        library.upkeep.throw_cache_away()
        assert not (home_places.archive_cache(root) / "catalog.sqlite").exists()
        assert titles(library) == before
        # A mark that is made meanwhile is kept, too.
        library.mark([library.number_of(stem(4)) or 0], Mark.READ, True)
        read_in(root, home_places)
        assert library.reload()
        assert titles(library) == before
        read = {library.number_of(stem(3)), library.number_of(stem(4))}
        assert set(library.read) == read
        assert set(library.shelf(EVERYTHING)) > read
    finally:
        library.close()


def test_a_cache_is_not_thrown_away_while_somebody_fills_it(root: Path, home_places: Places) -> None:
    read_in(root, home_places)
    library = Library.open(root, home_places)
    try:
        with (
            only_one(home_places.archive_cache(root) / "lock"),
            pytest.raises(CatalogError, match="Another program"),
        ):
            library.upkeep.throw_cache_away()
        assert (home_places.archive_cache(root) / "catalog.sqlite").exists()
        library.upkeep.throw_cache_away()
        assert not (home_places.archive_cache(root) / "catalog.sqlite").exists()
    finally:
        library.close()
