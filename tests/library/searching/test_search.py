"""Queries asked of a small archive, by its index and by its titles."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pyroaring import BitMap

from reader.domain.changes import Mark
from reader.library.library import Library
from reader.library.querytext import parse
from reader.library.searching.search import Search
from reader.paths import Places
from tests.archive import EVERYTHING, key_of, make, post, read_in, stem
from tests.privileges import no_more_files

TODAY = date(2022, 5, 31)
BODIES = {
    0: "央行宣布降准。市场反应平淡。",
    1: "公司公告：中国经济平稳。<img src='a.png'>",
    2: "The central bank cut rates. Banking stocks rose.",
    3: "[链接](http://example.com/) 央行没有动作",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make(tmp_path / "archive", 100)
    for number, body in BODIES.items():
        path = next(made.glob(f"*/{stem(number)}.md"))
        path.write_text(post(number, body=body, more="author: 李明\n" if number == 1 else ""), "utf-8")
    return made


@pytest.fixture
def library(root: Path, home_places: Places) -> Iterator[Library]:
    read_in(root, home_places, texts=True)
    opened = Library.open(root, home_places)
    yield opened
    opened.close()


def _search(library: Library, text: str) -> Search:
    return library.search(parse(text, TODAY), library.shelf(EVERYTHING))


def _found(library: Library, text: str) -> list[int]:
    """Return which posts fit, by the numbers they were made with; the newest, that of 0, first."""
    numbers = {key_of(library, number): number for number in range(100)}
    search = _search(library, text)
    assert search.all() == BitMap(search.newest(1000))
    assert search.count() == len(search.all())
    return [numbers[number] for number in search.newest(1000)]


@pytest.mark.parametrize(
    ("query", "posts"),
    [
        ("央行", [0, 3]),
        ("央行 降准", [0]),
        ('"央行宣布"', [0]),
        ("央行 -降准", [3]),
        ("降准 OR bank", [0, 2]),
        ("bank", [2]),
        ('"bank"', [2]),
        ("banki", [2]),
        ('"banki"', []),
        ("降准。市场", [0]),
        ("降准市场", []),
        ("title:标题2 -海边", [2]),
        ("title:央行", []),
        ("author:李明", [1]),
        ("has:image", [1]),
        ("has:link", [3]),
        ("category:harbour 央行", [0]),
        ("category:gkcj 央行", [0]),
        ("(央行 OR category:harbour) -海边", [0, 2, 3]),
        ("-海边", [0, 1, 2, 3]),
        ("-(海边 OR category:harbour)", [1, 3]),
        ("in:_posts", [0, 1, 2]),
        ("date:2022-05-31 -海边", [0, 1, 2, 3]),
        ("date:2022-05-30 央行", []),
        ("date:2023", []),
        ("is:unread 央行", [0, 3]),
        ("is:starred", []),
    ],
)
def test_what_a_query_finds(library: Library, query: str, posts: list[int]) -> None:
    assert _found(library, query) == posts


def test_marks_are_those_of_now(library: Library) -> None:
    library.mark(BitMap([key_of(library, 0)]), Mark.READ, value=True)
    library.mark(BitMap([key_of(library, 3)]), Mark.STARRED, value=True)
    assert _found(library, "央行 is:unread") == [3]
    assert _found(library, "央行 未读") == [3]
    assert _found(library, "is:read") == [0]
    assert _found(library, "收藏 OR is:read") == [0, 3]


def test_nothing_is_found_outside_the_scope(library: Library) -> None:
    among = BitMap([key_of(library, 3)])
    assert library.search(parse("央行", TODAY), among).all() == among
    assert library.search(parse("", TODAY), among).all() == among
    assert library.search(parse("央行", TODAY), BitMap()).all() == BitMap()


def test_the_best_come_first(library: Library) -> None:
    numbers = {key_of(library, number): number for number in range(100)}
    assert [numbers[number] for number in _search(library, "bank").best()] == [2]
    assert {numbers[number] for number in _search(library, "央行").best(1)} <= {0, 3}
    assert [numbers[number] for number in _search(library, "category:harbour").best(2)] == [0, 2]


def test_many_hits_come_in_parts_the_newest_first(library: Library) -> None:
    parts = list(_search(library, "海边").parts(first=10))
    assert len(parts) > 1
    assert len(parts[0]) == 10
    assert parts[0].min() > parts[1].max()
    assert len(BitMap().union(*parts)) == 96


def test_titles_are_searched_while_there_is_no_index(
    library: Library, root: Path, home_places: Places
) -> None:
    shutil.rmtree(home_places.archive_cache(root) / "search")
    library.texts.let_go()
    assert library.texts.searchable() is None
    assert _found(library, "央行") == []
    assert _found(library, "标题7") == [7, *range(70, 80)]
    assert _found(library, '"标题7" -"标题70"') == [7]
    assert _found(library, "标题7 category:riverside") == [7, 71, 73, 75, 77, 79]
    read_in(root, home_places, texts=True)
    library.texts.let_go()
    assert _found(library, "央行") == [0, 3]
    assert library.texts.searchable() == 100


def test_a_damaged_index_is_made_anew(library: Library, root: Path, home_places: Places) -> None:
    assert _found(library, "央行") == [0, 3]
    for file in home_places.archive_cache(root).glob("search/*/*.term"):
        file.write_bytes(b"nothing")
    assert library.texts.discard()
    assert _found(library, "标题7") == [7, *range(70, 80)]
    read_in(root, home_places, texts=True)
    assert _found(library, "央行") == [0, 3]


def test_an_index_that_cannot_be_opened_for_a_moment_stays(
    library: Library, root: Path, home_places: Places
) -> None:
    library.texts.let_go()
    with no_more_files():
        assert _found(library, "央行") == []
        assert library.texts.searchable() is None
        assert "now" in library.texts.trouble
    assert not library.texts.discard()
    assert _found(library, "央行") == [0, 3]
    assert library.texts.trouble == ""
    assert not list(home_places.archive_cache(root).glob("search/*/damaged"))


def test_an_index_that_is_sound_is_not_called_broken_by_one_that_is_not_open(
    library: Library, root: Path, home_places: Places
) -> None:
    assert _found(library, "央行") == [0, 3]
    with no_more_files():
        library.texts.reload()
    assert library.texts.trouble
    assert not library.texts.broken
    assert not library.texts.discard()
    assert _found(library, "央行") == [0, 3]
    for file in home_places.archive_cache(root).glob("search/*/meta.json"):
        file.write_bytes(b"nothing")
    library.texts.let_go()
    assert _found(library, "央行") == []
    assert library.texts.broken


def test_what_a_pull_brought_is_found_after_a_reload(
    library: Library, root: Path, home_places: Places
) -> None:
    assert _found(library, "新来的") == []
    (root / "_posts" / f"{stem(100)}.md").write_text(post(100, body="新来的"), "utf-8")
    read_in(root, home_places, texts=True)
    library.reload()
    library.texts.reload()
    assert len(_search(library, "新来的").all()) == 1
