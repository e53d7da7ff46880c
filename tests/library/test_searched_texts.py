"""The search index after index runs: it holds what the files say now, whatever happened to it meanwhile."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reader.content.searchable import is_word, run_of
from reader.indexer import index
from reader.paths import Places
from reader.storage.catalog import NAME
from reader.storage.search.conditions import Run
from reader.storage.search.folder import folder_of
from reader.storage.search.index import SearchIndex
from reader.storage.search.writer import SearchWriter
from reader.storage.texts import restored
from tests.archive import make, post, read_in, stem


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive", 10)


def _catalog(root: Path, places: Places) -> sqlite3.Connection:
    return sqlite3.connect(places.archive_cache(root) / NAME)


def _folder(root: Path, places: Places) -> Path:
    with closing(_catalog(root, places)) as catalog:
        (uuid,) = catalog.execute("SELECT value FROM meta WHERE name = 'uuid'").fetchone()
    return folder_of(places.archive_cache(root), uuid)


def found(root: Path, places: Places, text: str) -> set[str]:
    """Return the stems of the files whose articles hold a text, as the index says."""
    terms, pairs = run_of(text)
    numbers = SearchIndex(_folder(root, places)).all(Run(terms, pairs, prefix=is_word(terms[-1])))
    with closing(_catalog(root, places)) as catalog:
        paths = dict(catalog.execute("SELECT a.number, f.path FROM article a JOIN file f ON f.id = a.file"))
    return {Path(restored(paths[number])).stem for number in numbers}


def test_every_article_is_found_by_its_text_and_its_title(root: Path, home_places: Places) -> None:
    read_in(root, home_places, texts=True)
    assert found(root, home_places, "海边小城") == {stem(number) for number in range(10)}
    assert found(root, home_places, "小城7号") == {stem(7)}
    assert found(root, home_places, "标题3") == {stem(3)}


def test_it_is_told_how_far_it_is(root: Path, home_places: Places) -> None:
    told: list[dict[str, object]] = []
    index(root, home_places, told.append, workers=1, texts=True)
    assert {"event": "texts", "done": 10, "total": 10} in told
    assert {"event": "searchable", "articles": 10} in told
    assert told[-1]["event"] == "done"
    told.clear()
    index(root, home_places, told.append, workers=1, texts=True)
    assert not [event for event in told if event["event"] in ("texts", "searchable")]


def test_an_index_that_was_deleted_or_damaged_is_made_anew(root: Path, home_places: Places) -> None:
    read_in(root, home_places, texts=True)
    shutil.rmtree(_folder(root, home_places))
    read_in(root, home_places, texts=True)
    assert len(found(root, home_places, "海边小城")) == 10
    (_folder(root, home_places) / "meta.json").write_text("{", "utf-8")
    (root / "_posts" / f"{stem(0)}.md").write_text(post(0, body="完全不同"), "utf-8")
    read_in(root, home_places, texts=True)
    assert len(found(root, home_places, "海边小城")) == 9
    assert found(root, home_places, "完全不同") == {stem(0)}


def test_what_was_not_put_in_before_a_run_was_ended_is_put_in_by_the_next(
    root: Path, home_places: Places
) -> None:
    def end(event: dict[str, object]) -> None:
        if event["event"] == "texts":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index(root, home_places, end, workers=1, texts=True)
    read_in(root, home_places, texts=True)
    assert len(found(root, home_places, "海边小城")) == 10


def test_a_file_that_cannot_be_read_now_is_found_by_its_title_and_read_again(
    root: Path, home_places: Places
) -> None:
    path = root / "_posts" / f"{stem(0)}.md"
    text = path.read_text("utf-8")

    def take_away(event: dict[str, object]) -> None:
        if event["event"] == "catalog":
            path.unlink()

    index(root, home_places, take_away, workers=1, texts=True)
    assert found(root, home_places, "标题0") == {stem(0)}
    assert found(root, home_places, "小城0号") == set()
    path.write_text(text, "utf-8")
    read_in(root, home_places, texts=True)
    assert found(root, home_places, "小城0号") == {stem(0)}


def test_a_folder_that_is_away_while_texts_are_read_is_read_when_it_is_back(
    root: Path, home_places: Places
) -> None:
    def take_away(event: dict[str, object]) -> None:
        if event["event"] == "catalog":
            root.rename(root.with_name("away"))

    index(root, home_places, take_away, workers=1, texts=True)
    root.with_name("away").rename(root)
    read_in(root, home_places, texts=True)
    assert len(found(root, home_places, "海边小城")) == 10


def test_an_index_that_holds_too_little_is_made_anew(root: Path, home_places: Places) -> None:
    read_in(root, home_places, texts=True)
    (_folder(root, home_places) / "meta.json").unlink()
    (root / "_posts" / f"{stem(10)}.md").write_text(post(10), "utf-8")
    read_in(root, home_places, texts=True)
    assert len(found(root, home_places, "海边小城")) == 11
    folder = _folder(root, home_places)
    shutil.rmtree(folder)
    with closing(SearchWriter(folder)) as writer:
        writer.commit()
    read_in(root, home_places, texts=True)
    assert len(found(root, home_places, "海边小城")) == 11


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know no such names")
def test_a_name_that_is_no_unicode_stops_nothing(root: Path, home_places: Places) -> None:
    name = os.fsencode(root / "_posts" / "2022-06-01-x") + b"\xff.md"
    with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123 - a name in bytes
        file.write("---\nlayout: post\n---\n海边小城\n")
    read_in(root, home_places, texts=True)
    assert len(found(root, home_places, "海边小城")) == 11


class Archive(RuleBasedStateMachine):
    """Posts that come, change, move and go between index runs."""

    PHRASES = ("央行降准", "公司表示", "中国经济", "bank rate", "萬科后面", "骊歌")
    places: Places
    root: Path

    @initialize()
    def begin(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        make(self.root, 3)
        self.bodies = dict.fromkeys(range(3), "海边")

    def _path(self, number: int) -> Path:
        return next(path for path in self.root.glob(f"*/{stem(number)}.md"))

    @rule(number=st.integers(3, 9), phrases=st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3))
    def write(self, number: int, phrases: list[str]) -> None:
        body = "。".join(phrases)
        folder = self._path(number).parent if number in self.bodies else self.root / "_posts"
        (folder / f"{stem(number)}.md").write_text(post(number, body=body), "utf-8")
        self.bodies[number] = body

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        if self.bodies:
            path = self._path(data.draw(st.sampled_from(sorted(self.bodies))))
            path.rename(self.root / ("old_post" if path.parent.name == "_posts" else "_posts") / path.name)

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        if len(self.bodies) > 1:
            number = data.draw(st.sampled_from(sorted(self.bodies)))
            self._path(number).unlink()
            del self.bodies[number]

    @invariant()
    def hits_are_those_of_a_look_at_every_text(self) -> None:
        if not hasattr(self, "bodies"):
            return
        read_in(self.root, self.places, texts=True)
        for phrase in self.PHRASES:
            right = {stem(number) for number, body in self.bodies.items() if phrase in body}
            assert found(self.root, self.places, phrase) == right


def test_hits_through_additions_edits_moves_and_removals(tmp_path: Path, home_places: Places) -> None:
    class Here(Archive):
        root = tmp_path / "random"
        places = home_places

    case = Here.TestCase
    case.settings = settings(max_examples=10, stateful_step_count=10, deadline=None)
    case().runTest()
