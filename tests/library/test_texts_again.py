"""What could not be put in the search index by a follower is tried again, though nothing happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader import indexer
from reader.domain.errors import SearchBusyError
from reader.indexer import _Work
from reader.library.texts import Texts
from reader.paths import Places
from reader.sources.watch import BEAT
from tests.archive import Here, make, stem
from tests.library.test_searched_texts import found

Event = dict[str, object]
POSTS = 5


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    monkeypatch.setattr(indexer, "TEXTS_REST", 0.0)
    return []


@pytest.fixture
def work(tmp_path: Path, home_places: Places, told: list[Event]) -> _Work:
    root = make(tmp_path / "archive", POSTS)
    work = _Work(root, home_places.archive_cache(root), told.append, 1, Here())  # type: ignore[arg-type]
    work.whole()
    return work


def go_on(work: _Work) -> None:
    """Do all that can wait, once."""
    while work.go_on() != BEAT:
        pass


def test_a_text_that_could_not_be_read(work: _Work, home_places: Places) -> None:
    path = next(iter(work.root.glob(f"*/{stem(3)}.md")))
    away = path.rename(path.with_suffix(".away"))
    go_on(work)
    away.rename(path)
    assert stem(3) not in found(work.root, home_places, "小城3号")
    go_on(work)
    assert found(work.root, home_places, "小城3号") == {stem(3)}


def test_an_index_that_could_not_be_written(
    work: _Work, home_places: Places, told: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Texts, "step", _refuse)
        go_on(work)
        go_on(work)
    assert [event for event in told if event["event"] == "trouble"] == [
        {"event": "trouble", "sentence": "No room."}
    ]
    go_on(work)
    assert found(work.root, home_places, "小城3号") == {stem(3)}


def test_it_is_given_up_until_something_happens(work: _Work, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Texts] = []

    def refuse(self: Texts) -> bool:
        tried.append(self)
        return _refuse(self)

    monkeypatch.setattr(Texts, "step", refuse)
    for _ in range(20):
        go_on(work)
    assert len(tried) == indexer.TRIES + 1
    work.whole()
    go_on(work)
    assert len(tried) == indexer.TRIES + 2


def _refuse(_texts: Texts) -> bool:
    raise SearchBusyError("No room.")
