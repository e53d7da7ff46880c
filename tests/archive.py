"""Small archives in the shape of the real one, and the shortest ways to index and open them."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.domain.shelf import Place, Scope
from reader.indexer import index
from reader.library.indexing import Summary
from reader.library.library import Library
from reader.library.reading import Job, Reading, Rules, work_off
from reader.paths import Places

NEWEST = datetime(2022, 5, 31, 18, 0, tzinfo=UTC)
EVERYTHING = Scope(Place.ALL)
SENTENCE = "第{0}条消息说的是海边小城{0}号码头今天开放，人们带着风筝、篮子和孩子去看船，直到太阳落山才回家。"


def stem(number: int) -> str:
    """Return the file name of post `number` without extension; they are half an hour apart."""
    when = NEWEST - timedelta(minutes=30 * number)
    return f"{when:%Y-%m-%d}-{number:06}"


def post(number: int, *, title: str = "", body: str = "", more: str = "") -> str:
    """Return the text of a post; `more` is further front matter."""
    when = NEWEST - timedelta(minutes=30 * number)
    outlet = ("riverside", "河边日报") if number % 2 else ("harbour", "港口财经")
    return (
        f'---\nlayout: post\ntitle: "{title or f"标题{number}"}"\ndate: {when:%Y-%m-%d %H:%M:%S} +0000\n'
        f"categories: {outlet[0]}\ntags: {outlet[1]}新闻\n{more}---\n{body or SENTENCE.format(number)}\n"
    )


def make(root: Path, posts: int, *, in_posts: int = 3) -> Path:
    """Write an archive: the newest posts in `_posts`, the others in `old_post`."""
    for folder in ("_posts", "old_post", "category"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "_config.yml").write_text("title: 小城新闻\ntimezone: UTC\n", "utf-8")
    for number in range(posts):
        folder = "_posts" if number < in_posts else "old_post"
        (root / folder / f"{stem(number)}.md").write_text(post(number), "utf-8")
    return root


def read_in(root: Path, places: Places, *, workers: int = 1, texts: bool = False) -> Summary:
    """Index a folder and say nothing about it."""
    return index(root, places, lambda _: None, workers=workers, texts=texts)


def read_here(rules: Rules, jobs: Iterable[Job]) -> list[list[Reading]]:
    """Read files in this process, as one worker would."""
    return [work_off(pickle.dumps(rules), list(jobs))]


class Here:
    """In the place of a pool of workers: reads in this process, where a test's patches count."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def read(self, rules: Rules, jobs: Iterable[Job]) -> Iterator[list[Reading]]:
        return iter(read_here(rules, jobs))

    def close(self) -> None:
        pass


def titles(library: Library) -> list[str]:
    """Return all titles that show, the newest first."""
    numbers = sorted(library.shelf(EVERYTHING), reverse=True)
    return [row.title for row in library.rows(numbers)]


def key_of(library: Library, number: int) -> int:
    """Return the number in a catalog of the post that was made as one with a number."""
    found = library.number_of(stem(number))
    assert found is not None
    return found
