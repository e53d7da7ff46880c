"""An archive that changes while somebody reads it: random pulls, each brought into the catalog."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from reader.indexer import index
from reader.library.naming import category_name, sound
from reader.library.titles import Namer
from reader.library.updating import Update
from reader.paths import Places
from reader.storage.catalog import NAME
from tests.archive import read_here

BEGAN = datetime(2022, 5, 20, tzinfo=UTC)
MINUTES = 6 * 24 * 60


@dataclass(frozen=True)
class Post:
    """What a file of the archive says; `minute` since `BEGAN`."""

    minute: int
    title: str
    body: str
    slug: str = "harbour"
    folder: str = "_posts"
    hidden: bool = False

    def text(self) -> str:
        when = BEGAN + timedelta(minutes=self.minute)
        return (
            f'---\ntitle: "{self.title}"\ndate: {when:%Y-%m-%d %H:%M:%S} +0000\ncategories: {self.slug}\n'
            f"tags: {self.slug}\n{'published: false' if self.hidden else 'layout: post'}\n---\n{self.body}\n"
        )


@dataclass
class Pulls:
    """The folder, and one random pull after another.

    ``posts``: by the stem of the file's name, which is the article's key. ``former``: the keys that
    renamed articles had.
    """

    root: Path
    places: Places
    dice: random.Random
    posts: dict[str, Post] = field(default_factory=dict)
    former: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def begin(self, posts: int) -> None:
        """Write an archive, and read it in."""
        self.root.mkdir()
        (self.root / "_config.yml").write_text("title: t\ntimezone: UTC\n", "utf-8")
        for _ in range(posts):
            self._new(self.dice.randrange(MINUTES))
        self.read_all(lambda: None)

    def read_all(self, committed: Callable[[], None]) -> None:
        """Read the whole folder; `committed` is called after each generation."""

        def report(event: dict[str, object]) -> None:
            if event["event"] == "generation":
                committed()

        index(self.root, self.places, report, workers=1)

    def rebuild(self, committed: Callable[[], None]) -> None:
        """Delete the cache, and fill a new one."""
        shutil.rmtree(self.places.archive_cache(self.root))
        committed()
        self.read_all(committed)

    def pull(self) -> str:
        """Change some files and take them in as one generation; returns what was done."""
        ways = (self._add, self._edit, self._retitle, self._move, self._remove, self._redate, self._hide)
        chosen = self.dice.choices((*ways, self._rename), k=self.dice.randint(1, 4))
        touched: set[str] = set()
        for way in chosen:
            touched |= way()
        catalog = self.places.archive_cache(self.root) / NAME
        update = Update(
            self.root,
            catalog,
            read_here,
            partial(Namer, category_name, sound),
        )
        assert update.run(touched) is not None
        return ", ".join(way.__name__ for way in chosen)

    def _some(self, most: int = 4) -> list[str]:
        keys = sorted(self.posts)
        return self.dice.sample(keys, min(self.dice.randint(1, most), len(keys)))

    def _path(self, key: str) -> str:
        return f"{self.posts[key].folder}/{key}.md"

    def _write(self, key: str, post: Post) -> set[str]:
        before = {self._path(key)} if key in self.posts else set()
        for path in before:
            (self.root / path).unlink()
        self.posts[key] = post
        path = self._path(key)
        (self.root / path).parent.mkdir(exist_ok=True)
        (self.root / path).write_text(post.text(), "utf-8")
        return before | {path}

    def _new(self, minute: int) -> set[str]:
        self.count += 1
        when = BEGAN + timedelta(minutes=minute)
        key = f"{when:%Y-%m-%d}-n{self.count}"
        slug = self.dice.choice(("harbour", "riverside"))
        return self._write(key, Post(minute, f"title {self.count}", f"text of number {self.count}.", slug))

    def _add(self) -> set[str]:
        if self.dice.random() < 0.2:  # one minute for several: numbers that are taken already
            minute = self.dice.choice(list(self.posts.values())).minute if self.posts else 0
            return self._new(minute) | self._new(minute)
        newest = self.dice.random() < 0.6
        touched: set[str] = set()
        for _ in range(self.dice.randint(1, 5)):
            touched |= self._new(
                self.dice.randrange(MINUTES, 2 * MINUTES) if newest else self.dice.randrange(MINUTES)
            )
        return touched

    def _each(self, change: Callable[[Post], Post]) -> set[str]:
        return set().union(*(self._write(key, change(self.posts[key])) for key in self._some()))

    def _edit(self) -> set[str]:
        return self._each(lambda post: replace(post, body=f"{post.body} More."))

    def _retitle(self) -> set[str]:
        return self._each(lambda post: replace(post, title=f"{post.title}!"))

    def _move(self) -> set[str]:
        return self._each(lambda post: replace(post, folder="old_post"))

    def _redate(self) -> set[str]:
        return self._each(lambda post: replace(post, minute=self.dice.randrange(2 * MINUTES)))

    def _hide(self) -> set[str]:
        return self._each(lambda post: replace(post, hidden=not post.hidden))

    def _remove(self) -> set[str]:
        touched: set[str] = set()
        for key in self._some(6):
            touched.add(self._path(key))
            (self.root / self._path(key)).unlink()
            del self.posts[key]
        return touched

    def _rename(self) -> set[str]:
        key = self._some(1)[0]
        before, post = self._path(key), self.posts[key]
        (self.root / before).unlink()
        del self.posts[key]
        self.count += 1
        new = f"{key.rpartition('-')[0]}-n{self.count}"
        self.former[new] = key
        return {before} | self._write(new, post)
