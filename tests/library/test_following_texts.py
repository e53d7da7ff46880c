"""A real follower while it puts the texts of a folder in the search index for the first time.

What happens meanwhile is done from within a report, so that it comes at that very point of the work.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from reader.domain.errors import CatalogError
from reader.indexer import follow
from reader.library import following, texts
from reader.library.library import Library
from reader.paths import Places
from reader.storage.lock import only_one
from reader.storage.search.index import SearchIndex
from tests.archive import make, post, read_in, stem
from tests.library.test_searched_texts import _folder as folder_of
from tests.library.test_searched_texts import found

POSTS = 2_000
PATIENCE = 60.0
Event = dict[str, object]


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in {"STEP": 20, "FIRST": 100, "PART": 200}.items():
        monkeypatch.setattr(texts, name, size)
    monkeypatch.setattr(following, "TROUBLE_REST", 0.2)
    monkeypatch.setattr(following, "AWAY_REST", 0.05)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("many") / "archive", POSTS)


@pytest.fixture
def root(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "archive"))


def run(root: Path, places: Places, take: Callable[[Event, threading.Event], None]) -> list[Event]:
    """Follow until stopped; ``take`` gets each report before anything else is done. Returns all reports."""
    stop, told = threading.Event(), list[Event]()

    def report(event: Event) -> None:
        told.append(event)
        take(event, stop)

    thread = threading.Thread(target=follow, args=(root, places, report, stop), kwargs={"workers": 1})
    thread.start()
    thread.join(PATIENCE)
    ended = not thread.is_alive()
    stop.set()
    thread.join(PATIENCE)
    assert ended, told[-5:]
    return told


def is_halfway(event: Event) -> bool:
    return event["event"] == "texts" and int(str(event["done"])) > POSTS // 4


def is_last(event: Event, articles: int = POSTS) -> bool:
    return event == {"event": "searchable", "articles": articles}


def kinds(told: list[Event]) -> list[object]:
    return [event["event"] for event in told]


def test_what_happens_while_texts_are_read_in_comes_first(root: Path, home_places: Places) -> None:
    new, old, gone = (root / "_posts" / f"{stem(n)}.md" for n in (-1, POSTS - 1, 0))
    listed: list[int | None] = []
    searched: list[set[str]] = []

    def take(event: Event, stop: threading.Event) -> None:
        if is_halfway(event) and not new.exists():
            gone.unlink()
            (root / "old_post" / old.name).write_text(post(POSTS - 1, body="改写的文章"), "utf-8")
            new.write_text(post(-1, body="全新的文章"), "utf-8")
        elif event["event"] == "update":
            library = Library.open(root, home_places)
            listed.append(library.number_of(stem(-1)))
            library.close()
        elif event["event"] == "searchable" and listed and not searched:
            searched.extend(found(root, home_places, text) for text in ("文章", "小城0号"))
            assert int(str(event["articles"])) < POSTS
        elif is_last(event):
            stop.set()

    told = run(root, home_places, take)
    (update,) = (event for event in told if event["event"] == "update")
    assert [update[kind] for kind in ("added", "changed", "moved", "removed")] == [1, 1, 0, 1]
    assert listed[0] is not None
    assert searched == [{stem(-1), stem(POSTS - 1)}, set()]
    assert is_last(told[-1])
    far = [(int(str(e["done"])), int(str(e["total"]))) for e in told if e["event"] == "texts"]
    assert far == sorted(far)


def test_following_begins_before_all_texts_are_read_in(root: Path, home_places: Places) -> None:
    told = run(root, home_places, lambda event, stop: stop.set() if is_last(event) else None)
    assert kinds(told).index("watching") < kinds(told).index("texts")


def test_it_ends_when_it_is_told_to_and_the_rest_is_read_in_by_the_next(
    root: Path, home_places: Places
) -> None:
    told = run(root, home_places, lambda event, stop: stop.set() if is_halfway(event) else None)
    there = [int(str(event["articles"])) for event in told if event["event"] == "searchable"][-1]
    assert there == len(SearchIndex(folder_of(root, home_places))) < POSTS
    read_in(root, home_places, texts=True)
    assert len(found(root, home_places, "海边小城")) == POSTS


def test_a_folder_that_goes_away_meanwhile_is_missed_at_once_and_nothing_is_held(
    root: Path, home_places: Places
) -> None:
    away = root.with_name("away")
    free: list[bool] = []

    def take(event: Event, stop: threading.Event) -> None:
        if is_halfway(event) and not free:
            root.rename(away)
            free.append(False)
        elif event["event"] == "trouble":
            threading.Timer(0.2, come_back).start()
        elif is_last(event):
            stop.set()

    def come_back() -> None:
        with suppress(CatalogError), only_one(home_places.archive_cache(root) / "lock", wait=False):
            free.append(True)
        away.rename(root)

    told = run(root, home_places, take)
    at = kinds(told).index("trouble")
    assert "not there" in str(told[at]["sentence"])
    assert not any(is_last(event) for event in told[:at])
    assert free == [False, True]
    assert len(found(root, home_places, "海边小城")) == POSTS


def test_an_index_that_is_deleted_meanwhile_is_made_anew(root: Path, home_places: Places) -> None:
    deleted: list[Path] = []

    def take(event: Event, stop: threading.Event) -> None:
        if is_halfway(event) and not deleted:
            deleted.append(folder_of(root, home_places))
            shutil.rmtree(deleted[0], ignore_errors=True)  # it is being written
        elif is_last(event):
            stop.set()

    told = run(root, home_places, take)
    assert "trouble" not in kinds(told)
    assert len(found(root, home_places, "海边小城")) == POSTS


def test_the_lock_is_held_while_texts_are_read_in_and_free_after_it(root: Path, home_places: Places) -> None:
    lock = home_places.archive_cache(root) / "lock"
    held: list[bool] = []

    def take(event: Event, stop: threading.Event) -> None:
        if is_halfway(event):
            (root / "_posts" / f"{stem(-1)}.md").write_text(post(-1), "utf-8")
        if event["event"] in ("texts", "searchable", "update"):
            try:
                with only_one(lock, wait=False):
                    held.append(False)
            except CatalogError:
                held.append(True)
        if is_last(event, POSTS + 1):
            threading.Thread(target=wait, args=(stop,)).start()

    def wait(stop: threading.Event) -> None:
        with only_one(lock):
            stop.set()

    assert "update" in kinds(run(root, home_places, take))
    assert all(held)
