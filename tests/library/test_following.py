"""Following a folder with the real system's events, real git and the real catalog; only time is cut short."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

import pytest

from reader.domain.inventory import Inventory
from reader.indexer import follow
from reader.library import following
from reader.library.library import Library
from reader.paths import Places
from reader.sources import git as asking
from reader.storage.catalog import NAME
from tests.archive import make, post, stem, titles

PATIENCE = 30.0
CHANGES = ("added", "changed", "moved", "removed")


class Follower:
    """A follower at work in a thread; `until` returns its reports up to one of a kind."""

    def __init__(self, root: Path, places: Places) -> None:
        self.stop = threading.Event()
        self._reports: Queue[dict[str, object]] = Queue()
        self._thread = threading.Thread(
            target=follow, args=(root, places, self._reports.put, self.stop), kwargs={"workers": 1}
        )
        self._thread.start()

    def until(self, kind: str) -> dict[str, object]:
        """Return the next report of a kind."""
        while True:
            report = self._reports.get(timeout=PATIENCE)
            if report["event"] == kind:
                return report

    def change(self) -> tuple[object, ...]:
        """Return what the next update says has changed."""
        report = self.until("update")
        return tuple(report[kind] for kind in CHANGES)

    def others(self) -> list[object]:
        """Return the kinds of the reports that nobody asked for; texts follow each change."""
        found = []
        while not self._reports.empty():
            found.append(self._reports.get()["event"])
        return [kind for kind in found if kind not in ("texts", "searchable")]

    def end(self) -> None:
        self.stop.set()
        self._thread.join(PATIENCE)


@contextmanager
def followed(root: Path, places: Places) -> Iterator[Follower]:
    follower = Follower(root, places)
    try:
        follower.until("watching")
        yield follower
    finally:
        follower.end()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive", 8)


@pytest.fixture(autouse=True)
def _short_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "TROUBLE_REST", 0.2)
    monkeypatch.setattr(following, "AWAY_REST", 0.05)


def listed(root: Path, places: Places) -> list[str]:
    library = Library.open(root, places)
    try:
        return titles(library)
    finally:
        library.close()


def inventory(root: Path, places: Places) -> Inventory:
    library = Library.open(root, places)
    try:
        return library.inventory()
    finally:
        library.close()


def write(root: Path, number: int, text: str, folder: str = "_posts") -> Path:
    path = root / folder / f"{stem(number)}.md"
    path.write_text(text, "utf-8")
    return path


def test_new_edited_moved_and_removed_posts_arrive_as_one_generation(root: Path, home_places: Places) -> None:
    with followed(root, home_places) as follower:
        write(root, -1, post(-1))
        write(root, 0, post(0, title="changed"))
        (root / "_posts" / f"{stem(2)}.md").rename(root / "old_post" / f"{stem(2)}.md")
        (root / "old_post" / f"{stem(5)}.md").unlink()
        assert follower.change() == (1, 1, 1, 1)
        assert listed(root, home_places)[:3] == ["标题-1", "changed", "标题1"]
        assert follower.others() == []


def test_a_rewrite_with_equal_content_is_no_change(root: Path, home_places: Places) -> None:
    with followed(root, home_places) as follower:
        for number in range(3):
            write(root, number, post(number))
        write(root, -1, post(-1))
        assert follower.change() == (1, 0, 0, 0)


def test_a_file_that_is_being_written_is_waited_for(root: Path, home_places: Places) -> None:
    with followed(root, home_places) as follower:
        path = write(root, 0, "")
        write(root, -1, '---\ntitle: "half')
        write(root, -2, post(-2))
        # What is whole is taken in at once; what was there before stays until the other is whole.
        assert follower.change() == (1, 0, 0, 0)
        assert listed(root, home_places)[:2] == ["标题-2", "标题0"]
        path.write_text(post(0, title="whole"), "utf-8")
        write(root, -1, post(-1))
        assert follower.change() == (1, 1, 0, 0)
        assert listed(root, home_places)[:3] == ["标题-2", "标题-1", "whole"]


def test_a_folder_that_is_moved_out_and_in_again(root: Path, home_places: Places, tmp_path: Path) -> None:
    with followed(root, home_places) as follower:
        (root / "old_post").rename(tmp_path / "aside")
        assert follower.change() == (0, 0, 0, 5)
        (tmp_path / "aside").rename(root / "old_post")
        assert follower.change() == (5, 0, 0, 0)


def test_a_changed_configuration_needs_a_look_at_everything(root: Path, home_places: Places) -> None:
    with followed(root, home_places) as follower:
        (root / "_config.yml").write_text("title: Other\ntimezone: Asia/Shanghai\n", "utf-8")
        done = follower.until("done")
        assert done["articles"] == 8
        library = Library.open(root, home_places)
        assert library.site_title == "Other"
        library.close()


def test_a_deleted_catalog_is_made_anew(root: Path, home_places: Places) -> None:
    with followed(root, home_places) as follower:
        assert inventory(root, home_places).how == "events"
        (home_places.archive_cache(root) / NAME).unlink()
        write(root, -1, post(-1))
        assert follower.until("done")["articles"] == 9
        assert inventory(root, home_places).how == "events"


def test_an_archive_that_goes_away_and_comes_back_loses_nothing(
    root: Path, home_places: Places, tmp_path: Path
) -> None:
    with followed(root, home_places) as follower:
        root.rename(tmp_path / "aside")
        assert "not there" in str(follower.until("trouble")["sentence"])
        assert (home_places.archive_cache(root) / NAME).exists()
        write(tmp_path / "aside", -1, post(-1))
        (tmp_path / "aside").rename(root)
        done = follower.until("done")
        assert (done["added"], done["removed"]) == (1, 0)
        write(root, -2, post(-2))
        assert follower.change() == (1, 0, 0, 0)


def test_an_empty_place_where_a_disk_was_is_a_trouble_and_no_removal(
    root: Path, home_places: Places, tmp_path: Path
) -> None:
    with followed(root, home_places) as follower:
        root.rename(tmp_path / "aside")
        root.mkdir()
        follower.until("trouble")
        assert len(listed(root, home_places)) == 8
        root.rmdir()
        (tmp_path / "aside").rename(root)
        assert follower.until("done")["removed"] == 0


def test_a_git_that_hung_is_left_out_until_all_was_looked_at(
    root: Path, home_places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, program = tmp_path / "asked", tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nfor last; do :; done\necho "$last" >> "{asked}"\n'
        f'case "$last" in --absolute-git-dir) echo "{root}/.git";; *) exec sleep 600;; esac\n'
    )
    program.chmod(0o755)
    monkeypatch.setattr(asking, "PATIENCE", 0.2)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    with followed(root, home_places) as follower:
        before = asked.read_text()
        assert "HEAD" in before
        write(root, -1, post(-1))
        assert follower.change() == (1, 0, 0, 0)
        once = asked.read_text()
        for number in (-2, -3):
            write(root, number, post(number))
            assert follower.change() == (1, 0, 0, 0)
        assert asked.read_text() == once
        (root / "_config.yml").write_text("title: another\ntimezone: UTC\n", "utf-8")
        follower.until("done")
        write(root, -4, post(-4))
        assert follower.change() == (1, 0, 0, 0)
        assert asked.read_text() != once


def test_where_there_are_no_events_it_looks_again(
    root: Path, home_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "without_events", lambda _root: "nfs4")
    monkeypatch.setattr(following.Looks, "next", lambda *_arguments: following.EVERYTHING)
    follower = Follower(root, home_places)
    watching = follower.until("watching")
    assert (watching["how"], "nfs4" in str(watching["why"])) == ("looks", True)
    written = inventory(root, home_places)
    assert (written.how, written.why) == ("looks", watching["why"])
    write(root, -1, post(-1))
    while follower.until("done")["added"] != 1:
        pass
    follower.end()


def git(folder: Path, *words: str) -> None:
    settings = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *settings, *words), cwd=folder, capture_output=True, check=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs the git command")
class TestGit:
    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        made = make(tmp_path / "upstream", 8)
        git(made, "init", "-q", "-b", "main")
        git(made, "add", "-A")
        git(made, "commit", "-q", "-m", "one")
        git(tmp_path, "clone", "-q", str(made), "clone")
        return tmp_path / "clone"

    def publish(self, root: Path) -> Path:
        """Publish a change of every kind; returns the upstream."""
        upstream = root.with_name("upstream")
        write(upstream, -1, post(-1))
        write(upstream, 0, post(0, title="changed"))
        git(upstream, "mv", f"_posts/{stem(2)}.md", f"old_post/{stem(2)}.md")
        git(upstream, "rm", "-q", f"old_post/{stem(5)}.md")
        git(upstream, "add", "-A")
        git(upstream, "commit", "-q", "-m", "two")
        return upstream

    def test_a_pull_is_one_change(self, root: Path, home_places: Places) -> None:
        self.publish(root)
        with followed(root, home_places) as follower:
            git(root, "pull", "-q")
            assert follower.change() == (1, 1, 1, 1)
            assert follower.others() == []

    def test_nothing_is_taken_in_while_git_is_at_work(self, root: Path, home_places: Places) -> None:
        lock = root / ".git" / "index.lock"
        with followed(root, home_places) as follower:
            lock.touch()
            write(root, -1, post(-1))
            threading.Timer(0.6, lambda: (write(root, -2, post(-2)), lock.unlink())).start()
            assert follower.change() == (2, 0, 0, 0)

    def test_a_lock_that_was_left_behind_is_waited_for_once(
        self, root: Path, home_places: Places, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(following, "GIT_PATIENCE", 0.3)
        with followed(root, home_places) as follower:
            (root / ".git" / "index.lock").touch()
            write(root, -1, post(-1))
            assert follower.change() == (1, 0, 0, 0)
            monkeypatch.setattr(following, "GIT_PATIENCE", 1_000.0)
            write(root, -2, post(-2))
            assert follower.change() == (1, 0, 0, 0)

    def test_a_pull_while_nobody_looked_comes_first(self, root: Path, home_places: Places) -> None:
        with followed(root, home_places) as follower:
            write(root, -3, post(-3))  # a change, so that the commit is remembered
            follower.until("update")
        self.publish(root)
        git(root, "pull", "-q")
        follower = Follower(root, home_places)
        assert follower.change() == (1, 1, 1, 1)
        done = follower.until("done")
        assert [done[kind] for kind in CHANGES] == [0, 0, 0, 0]
        follower.end()

    def test_a_switch_of_branches_there_and_back(self, root: Path, home_places: Places) -> None:
        with followed(root, home_places) as follower:
            git(root, "checkout", "-q", "--orphan", "other")
            git(root, "rm", "-q", "-r", "--cached", "old_post")
            shutil.rmtree(root / "old_post")
            assert follower.change() == (0, 0, 0, 5)
            git(root, "checkout", "-q", "-f", "main")
            assert follower.change() == (5, 0, 0, 0)
            assert len(listed(root, home_places)) == 8
