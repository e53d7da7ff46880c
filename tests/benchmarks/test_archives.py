"""What is measured is real: the made archive holds the posts promised, and the table says what was found."""

from __future__ import annotations

import random
from pathlib import Path

from reader.indexer import index
from reader.paths import Places
from tests.benchmarks.archives import write
from tests.benchmarks.figures import Figure, at_least, below, table


def test_every_post_of_a_made_archive_is_an_article(tmp_path: Path, home_places: Places) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    write(folder, 60, random.Random(1))
    done = index(folder, home_places, lambda _event: None)
    assert (done.articles, done.problems) == (60, 0)
    assert len(list((folder / "old_post").iterdir())) == 53


def test_the_table_says_what_was_wanted_and_whether_it_was_met() -> None:
    figures = [
        at_least("speed", 5_000.4, "posts/s", 6_000),
        below("wait", 0.0123, "s", 1),
        Figure("size", 7, "MB"),
    ]
    assert table(figures).splitlines() == [
        "| what  | figure        | aim             | met |",
        "| ----- | ------------- | --------------- | --- |",
        "| speed | 5,000 posts/s | ≥ 6,000 posts/s | no  |",
        "| wait  | 0.0123 s      | < 1 s           | yes |",
        "| size  | 7 MB          |                 |     |",
    ]
