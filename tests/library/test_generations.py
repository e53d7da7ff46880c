from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyroaring import BitMap

from reader.domain.changes import Mark
from reader.indexer import index
from reader.library.library import Library
from reader.paths import Places
from tests.archive import key_of, post, read_in, stem, titles


def test_while_a_long_write_is_under_way_nobody_waits(root: Path, home_places: Places) -> None:
    read_in(root, home_places)
    under_way, go_on = threading.Event(), threading.Event()
    with ThreadPoolExecutor(1) as disk, ThreadPoolExecutor(1) as window:
        library = Library.open(root, home_places, later=disk.submit)
        numbers = [key_of(library, at) for at in (1, 2)]

        def hold() -> None:
            with library._archive.state._file.writing():
                under_way.set()
                assert go_on.wait(60)

        def work() -> bool:
            library.mark([numbers[0]], Mark.READ, True)
            library.mark([numbers[1]], Mark.STARRED, True)
            library.undo()
            library.set_position(numbers[0], 0.5)
            library.adopt(library.load())
            return library.upkeep.marked_elsewhere()

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
