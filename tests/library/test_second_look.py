from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import Listing
from reader.indexer import index
from reader.library import indexing, reading
from reader.library.library import Library
from reader.library.second_look import TICK, is_fresh, written_time
from reader.paths import Places
from tests.archive import Here, make, post, read_in, stem

NOW = 1_700_000_000_000_000_000


@pytest.fixture(autouse=True)
def _read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "Pool", Here)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive", 10)


def rewritten(file: Path, old: str, new: str) -> None:
    """Rewrite a file to the same length within one tick of its clock."""
    before = file.stat()
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size


def listing(root: Path, places: Places, number: int) -> Listing:
    library = Library.open(root, places)
    try:
        found = library.listing(library.number_of(stem(number)) or 0)
        assert found is not None
        return found
    finally:
        library.close()


def test_what_was_rewritten_within_the_clocks_tick_is_seen_by_the_next_run(
    root: Path, home_places: Places
) -> None:
    read_in(root, home_places)
    rewritten(root / "old_post" / f"{stem(7)}.md", "标题7", "题目7")
    assert read_in(root, home_places).changed == 1
    assert listing(root, home_places, 7).article.title == "题目7"
    rewritten(root / "old_post" / f"{stem(7)}.md", "题目7", "标题7")
    assert read_in(root, home_places).changed == 1


def test_what_is_the_same_is_neither_parsed_nor_a_new_generation(
    root: Path, home_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_in(root, home_places)
    monkeypatch.setattr(reading.Parser, "parse", lambda *_: pytest.fail("an unchanged file was parsed"))
    events: list[dict[str, object]] = []
    index(root, home_places, events.append)
    assert [event["event"] for event in events] == ["catalog", "done"]


def test_an_old_file_is_not_looked_at_again(
    root: Path, home_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_ago = time.time_ns() - 2 * TICK
    for file in root.rglob("*.md"):
        os.utime(file, ns=(long_ago, long_ago))
    read_in(root, home_places)
    monkeypatch.setattr(reading.Folder, "read", lambda *_: pytest.fail("an old file was read again"))
    assert read_in(root, home_places).articles == 10


def test_a_file_is_looked_at_until_it_is_old_and_then_no_more(
    root: Path, home_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_in(root, home_places)
    later = time.time_ns() + 2 * TICK
    monkeypatch.setattr("reader.library.indexing.time.time_ns", lambda: later)
    read_in(root, home_places)
    monkeypatch.setattr(reading.Folder, "read", lambda *_: pytest.fail("an old file was read again"))
    assert read_in(root, home_places).articles == 10


def test_a_file_that_holds_no_article_stays_so_and_is_seen_when_it_does(
    root: Path, home_places: Places
) -> None:
    page = root / "about.md"
    page.write_text("---\nlayout: page\ntitle: x\ndate: 2022-05-01\n---\nA line of text.\n", "utf-8")
    assert read_in(root, home_places).articles == 10
    assert read_in(root, home_places).articles == 10
    rewritten(page, "page", "post")
    again = read_in(root, home_places)
    assert (again.articles, again.added, again.changed, again.moved) == (11, 1, 0, 0)


def test_a_half_written_file_is_whole_at_the_next_run(root: Path, home_places: Places) -> None:
    text = post(3, title="ganz")
    file = root / "old_post" / f"{stem(3)}.md"
    file.write_text(text[:30], "utf-8")
    first = read_in(root, home_places)
    assert (first.articles, first.problems) == (10, 1)
    file.write_text(text, "utf-8")
    second = read_in(root, home_places)
    assert (second.articles, second.problems) == (10, 0)
    assert listing(root, home_places, 3).article.title == "ganz"


@pytest.mark.parametrize("what", ["truncated", "replaced", "rewritten", "deleted"])
def test_a_file_that_changes_while_it_is_read_is_right_after_the_next_run(
    root: Path, home_places: Places, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    file = root / "old_post" / f"{stem(5)}.md"
    real, done = os.read, []

    def read(handle: int, size: int) -> bytes:
        data = real(handle, min(size, 40))
        if "标题5".encode() in data and not done:
            done.append(1)
            if what == "truncated":
                os.truncate(file, 45)
            elif what == "deleted":
                file.unlink()
            else:
                new = file.with_suffix(".new") if what == "replaced" else file
                new.write_text(post(5, title="danach", body="Anders. " * 50), "utf-8")
                new.replace(file)
        return data

    with monkeypatch.context() as patch:
        patch.setattr("reader.sources.folder.os.read", read)
        read_in(root, home_places)
    assert done
    after = read_in(root, home_places)
    if what == "deleted":
        assert after.articles == 9
    elif what == "truncated":
        assert after.articles == 10
        assert after.problems == 1
    else:
        assert listing(root, home_places, 5).article.title == "danach"


@given(st.integers(-TICK, 2 * TICK))
def test_fresh_is_what_changed_less_than_a_tick_before_or_after(age: int) -> None:
    fresh = is_fresh(NOW - age, NOW)
    assert fresh == (-TICK < age < TICK)
    assert written_time(NOW - age, fresh=fresh) == (age - NOW if fresh else NOW - age)
