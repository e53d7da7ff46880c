from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.sources import watch
from reader.sources.watch import EVERYTHING, NOTHING, Burst, Events, Looks, relevant, without_events

SHORT = 1_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("_posts", ".git", "node_modules"):
        (tmp_path / "archive" / name).mkdir(parents=True)
    return tmp_path / "archive"


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


@pytest.fixture
def events(root: Path) -> Iterator[Events]:
    made = Events(root)
    yield made
    made.close()


def gathered(events: Events, stop: threading.Event, wanted: set[str]) -> set[str]:
    """Return the paths told of until all that is wanted was among them."""
    found: set[str] = set()
    while not wanted <= found:
        burst = events.next(stop, SHORT)
        assert burst, f"told of {found} only"
        found |= burst.paths
    return found


def test_files_that_are_written_moved_and_removed_are_told_of(
    root: Path, events: Events, stop: threading.Event
) -> None:
    (root / "_posts" / "a.md").write_text("x", "utf-8")
    (root / "_posts" / "引号.md").write_text("x", "utf-8")
    gathered(events, stop, {"_posts/a.md", "_posts/引号.md"})
    (root / "_posts" / "a.md").rename(root / "b.md")
    gathered(events, stop, {"_posts/a.md", "b.md"})
    (root / "b.md").unlink()
    gathered(events, stop, {"b.md"})


def test_what_happens_before_anybody_asks_is_kept(root: Path, events: Events, stop: threading.Event) -> None:
    (root / "early.md").write_text("x", "utf-8")
    assert gathered(events, stop, {"early.md"}) == {"early.md"}


def test_of_folders_that_come_and_go_their_own_path_is_told(
    root: Path, events: Events, stop: threading.Event, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "c.md").write_text("x", "utf-8")
    outside.rename(root / "inside")
    gathered(events, stop, {"inside"})
    (root / "inside").rename(outside)
    gathered(events, stop, {"inside"})


def test_what_no_walk_comes_to_is_not_told_of(root: Path, events: Events, stop: threading.Event) -> None:
    for name in (".git/index", "node_modules/x.md", "_posts/.a.md.swp"):
        (root / name).write_text("x", "utf-8")
    (root / "last.md").write_text("x", "utf-8")
    assert gathered(events, stop, {"last.md"}) == {"last.md"}


def test_a_file_is_told_of_by_where_it_lies_and_not_by_a_link_to_its_folder(
    root: Path, stop: threading.Event
) -> None:
    (root / "a link").symlink_to("_posts")
    events = Events(root)
    try:
        (root / "_posts" / "x.md").write_text("x", "utf-8")
        assert gathered(events, stop, {"_posts/x.md"}) == {"_posts/x.md"}
    finally:
        events.close()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_a_name_that_is_no_unicode_means_everything_and_is_not_the_end(
    root: Path, events: Events, stop: threading.Event
) -> None:
    (root / "_posts" / "x\udcff.md").write_text("x", "utf-8")
    while events.next(stop, SHORT) != EVERYTHING:
        pass
    (root / "later.md").write_text("x", "utf-8")
    gathered(events, stop, {"later.md"})


def test_after_it_was_held_everything_may_have_happened(
    events: Events, stop: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert events.next(stop, 1) == NOTHING
    monkeypatch.setattr(watch, "HELD", -1.0)
    assert events.next(stop, 1) == EVERYTHING


def test_nothing_is_an_answer_too(events: Events, stop: threading.Event) -> None:
    assert events.next(stop, 1) == NOTHING
    stop.set()
    assert not events.next(stop)


def test_who_has_other_things_to_do_waits_only_for_what_has_begun(
    root: Path, events: Events, stop: threading.Event
) -> None:
    assert events.next(stop, 0) == NOTHING
    (root / "new.md").write_text("x", "utf-8")
    until = threading.Timer(0.05, (root / "newer.md").write_text, ("x", "utf-8"))
    until.start()
    while not (burst := events.next(stop, 0)):
        pass
    until.join()
    assert burst.paths == {"new.md", "newer.md"}


def test_very_many_events_mean_everything(
    root: Path, events: Events, stop: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "_many", 3)
    for number in range(5):
        (root / f"{number}.md").write_text("x", "utf-8")
    assert events.next(stop) == EVERYTHING


def test_how_many_paths_can_hide_a_loss_depends_on_how_many_events_are_kept(tmp_path: Path) -> None:
    kept = tmp_path / "max_queued_events"
    assert watch.most_paths(kept) == watch.MANY
    kept.write_text("16384\n", "ascii")
    assert watch.most_paths(kept) == 2048
    kept.write_text("1\n", "ascii")
    assert watch.most_paths(kept) == 1


def test_a_folder_that_goes_away_is_noticed(root: Path, events: Events) -> None:
    assert not events.lost()
    root.rename(root.with_name("elsewhere"))
    assert events.lost()
    root.mkdir()
    assert events.lost()


def test_a_folder_that_cannot_be_listened_to_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nothing"):
        Events(tmp_path / "nothing")


class Asked:
    """A stop that notes how long it was waited for, and lets no time pass."""

    def __init__(self, clock: Callable[[float], None]) -> None:
        self.waited = 0.0
        self._clock = clock

    def is_set(self) -> bool:
        return False

    def wait(self, timeout: float) -> bool:
        self.waited += timeout
        self._clock(timeout)
        return False


def test_looks_rest_in_proportion_to_what_a_look_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(watch.time, "monotonic", lambda: now[0])

    def pass_by(seconds: float) -> None:
        now[0] += seconds

    stop, looks = Asked(pass_by), Looks()
    assert looks.next(stop) == EVERYTHING
    assert stop.waited == watch.OFTEN
    looks.took(2.0)
    stop.waited = 0.0
    assert looks.next(stop) == EVERYTHING
    assert stop.waited == pytest.approx(60.0)
    assert looks.next(stop, 10) == NOTHING


def test_a_look_comes_in_its_time_whatever_else_is_done_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(watch.time, "monotonic", lambda: now[0])
    looks, stop = Looks(), threading.Event()
    assert looks.next(stop, 0) == NOTHING
    now[0] = watch.OFTEN - 0.1
    assert looks.next(stop, 0) == NOTHING
    now[0] = watch.OFTEN
    assert looks.next(stop, 0) == EVERYTHING
    assert looks.next(stop, 0) == NOTHING


def test_paths_become_relative() -> None:
    paths = ["/a/b/c.md", "/a/b/_posts/d.md", "/a/b", "/a/b/.x", "/a/b/_site/e.md", "/a/b/.git"]
    assert relevant("/a/b", paths) == {"c.md", "_posts/d.md"}
    assert relevant("/", ["/c.md"]) == {"c.md"}
    assert Burst(frozenset({"x"}))
    assert EVERYTHING
    assert not NOTHING


def test_file_systems_of_other_machines_are_told_by_the_mount_that_holds_the_folder(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    real = os.path.realpath(tmp_path)
    near = real.replace(" ", "\\040")
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {near}/far nfs4 rw 0 0\nbroken\n", "utf-8")
    assert without_events(tmp_path, mounts) == ""
    assert without_events(tmp_path / "far" / "news", mounts) == "nfs4"
    assert without_events(tmp_path / "farther", mounts) == ""
    assert without_events(tmp_path, tmp_path / "no mounts here") == ""
