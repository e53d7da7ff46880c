from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyroaring import BitMap

from reader.library.library import Library
from reader.paths import Places
from tests.archive import EVERYTHING, make, post, read_in, stem


@pytest.fixture
def library(tmp_path: Path, home_places: Places) -> Iterator[Library]:
    root = make(tmp_path / "posts", 4)
    for name in ("a", "b"):  # of the moment of the second, so that their numbers depend on the order
        (root / "old_post" / f"2022-05-31-{name}.md").write_text(post(1, title=name), "utf-8")
    read_in(root, home_places)
    opened = Library.open(root, home_places)
    yield opened
    opened.close()


def number_of(library: Library, key: str) -> int:
    number = library.number_of(key)
    assert number is not None
    return number


def anew(library: Library, places: Places) -> None:
    """Fill a new cache."""
    shutil.rmtree(places.archive_cache(library.folder))
    read_in(library.folder, places)


def test_of_a_redated_article_the_new_number_is_known(library: Library, home_places: Places) -> None:
    path = library.folder / "_posts" / f"{stem(0)}.md"
    before = number_of(library, stem(0))
    path.write_text(post(7), "utf-8")
    read_in(library.folder, home_places)
    snapshot = library.load()
    renamed = library.renamed(snapshot, library.shelf(EVERYTHING), BitMap())
    library.adopt(snapshot)
    assert renamed == {before: number_of(library, stem(0))} != {before: before}


@pytest.mark.parametrize("held", [True, False])
def test_in_a_new_cache_an_article_is_not_taken_for_another_that_has_its_number(
    library: Library, home_places: Places, *, held: bool
) -> None:
    gone, other = sorted(["2022-05-31-a", "2022-05-31-b", stem(1)], key=lambda key: number_of(library, key))[
        :2
    ]
    before = number_of(library, gone), number_of(library, other)
    listing = library.listing(before[0])
    assert listing is not None
    (library.folder / listing.article.path).unlink()
    shown = library.shelf(EVERYTHING)
    anew(library, home_places)
    snapshot = library.load(BitMap() if held else shown)
    renamed = library.renamed(snapshot, shown, shown if held else BitMap())
    library.adopt(snapshot)
    assert number_of(library, other) == before[0], "it has the number of the one that is gone"
    assert renamed[before[1]] == before[0]
    assert library.listing(renamed[before[0]]) is None
    assert renamed[before[0]] not in shown


def test_a_new_cache_counts_as_partial_until_it_is_whole(library: Library, home_places: Places) -> None:
    shutil.rmtree(home_places.archive_cache(library.folder))
    assert library.is_partial(library.load())
    read_in(library.folder, home_places)
    snapshot = library.load()
    assert not library.is_partial(snapshot)
    library.adopt(snapshot)
