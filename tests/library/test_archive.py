"""Marks reach the articles they were made on, whatever became of the cache meanwhile."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from pyroaring import BitMap

from reader.domain.changes import Mark
from reader.library.library import Library
from reader.paths import Places
from tests.archive import key_of, post, read_in, stem


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
