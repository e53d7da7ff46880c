"""Processes that end in the middle of their work: what was acknowledged is on the disk, and all goes on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from reader.library.library import Library
from reader.paths import Places
from reader.storage.catalog import NAME
from reader.storage.migrations import STEPS, migrate
from reader.storage.search.index import SearchIndex
from reader.storage.state import State
from tests.archive import EVERYTHING, make, post, read_in, stem
from tests.faults.processes import (
    PATIENCE,
    driver,
    kill,
    listed,
    marked,
    reader,
    run,
    running,
    wait_until_gone,
    workers_of,
)
from tests.faults.rounds import rounds

POSTS = 400
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only there processes below are known")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("kills") / "archive", POSTS, in_posts=200)


def test_stars_that_the_window_acknowledged_are_on_the_disk_after_it_was_killed(
    root: Path, home: Path, home_places: Places
) -> None:
    read_in(root, home_places)
    acknowledged: set[str] = set()
    for chance in rounds("window", 2):
        with running(driver("window", root, str(chance.random())), home) as child:
            for _ in range(chance.randrange(1, 40)):
                line = child.stdout.readline()
                assert line, child.stderr.read().decode()
                acknowledged.add(line.decode().strip())
            time.sleep(chance.choice([0, 0.02]) * chance.random())
            kill(child)
            acknowledged |= {line.decode().strip() for line in child.stdout if line.endswith(b"\n")}
        now = marked(home_places)
        assert [key for key in acknowledged if not now[key][1]] == []
        if len(acknowledged) > POSTS // 2:  # else there is nothing left to star in the end
            shutil.rmtree(home_places.data)
            acknowledged.clear()
    assert len(listed(root, home_places)) == POSTS


def test_a_mark_command_that_ended_well_is_on_the_disk_and_a_killed_one_does_no_harm(
    root: Path, home: Path, home_places: Places
) -> None:
    read_in(root, home_places)
    done: set[str] = set()
    pace = 1.0
    for number, chance in enumerate(rounds("mark", 6)):
        key = stem(number % POSTS)
        began = time.monotonic()
        with running(reader("mark", root, key, "--star"), home) as child:
            if number % 2:
                time.sleep(chance.random() * pace)
                kill(child)
            status = child.wait()
        pace = time.monotonic() - began if not number % 2 else pace
        if status == 0:
            done.add(key)
        now = marked(home_places)
        assert [one for one in done if not now[one][1]] == []
    assert done


@LINUX
def test_an_indexer_that_is_killed_leaves_a_cache_that_the_next_run_completes(
    root: Path, tmp_path: Path
) -> None:
    whole = Places(tmp_path / "whole", tmp_path / "whole", tmp_path / "whole")
    wanted = listed(root, whole)
    for number, chance in enumerate(rounds("index", 3)):
        home = tmp_path / str(number)
        with running(reader("index", root, "--json"), home) as child:
            for _ in range(chance.randrange(1, 9)):
                child.stdout.readline()
            time.sleep(chance.random() * 0.03)
            below = workers_of(child)
            kill(child)
        wait_until_gone(below)
        places = Places(home / "cache", home / "data", home / "settings")
        assert listed(root, places) == wanted


@LINUX
def test_a_worker_that_hangs_does_not_outlive_its_killed_indexer(tmp_path: Path) -> None:
    with running(driver("hanging", tmp_path), tmp_path) as child:
        worker = int(child.stdout.readline())
        kill(child)
    try:
        wait_until_gone([worker])
    finally:
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)


def wait_until_written(folder: Path) -> None:
    """Wait until a file in a folder is made or written to."""

    def look() -> set[tuple[str, int, int]]:
        with suppress(FileNotFoundError), os.scandir(folder) as entries:
            return {(one.name, one.stat().st_size, one.stat().st_mtime_ns) for one in entries}
        return set()

    before, until = look(), time.monotonic() + PATIENCE
    while look() == before and time.monotonic() < until:
        pass


@LINUX
def test_an_indexer_that_follows_can_be_killed_between_and_during_changes(tmp_path: Path) -> None:
    root = make(tmp_path / "archive", 60, in_posts=30)
    home = tmp_path / "home"
    places = Places(home / "cache", home / "data", home / "settings")
    newest = 1_000
    for chance in rounds("watch", 2):
        with running(reader("index", root, "--json", "--watch", "--until-eof"), home) as child:
            while json.loads(child.stdout.readline())["event"] != "watching":
                pass
            for _ in range(chance.randrange(1, 12)):
                newest += 1
                (root / "_posts" / f"{stem(newest)}.md").write_text(post(newest), "utf-8")
            (root / "_posts" / f"{stem(newest - 1)}.md").unlink(missing_ok=True)
            for number in range(chance.choice([0, 30])):
                text = post(number, title=f"{newest}, {number}")
                (root / "_posts" / f"{stem(number)}.md").write_text(text, "utf-8")
            if chance.random() < 0.7:
                wait_until_written(places.archive_cache(root))
                time.sleep(chance.random() * chance.choice([0.001, 0.02]))
            else:
                time.sleep(chance.random() * 0.6)
            below = workers_of(child)
            kill(child)
        wait_until_gone(below)
        whole = Places(tmp_path / f"whole-{newest}", tmp_path / "d", tmp_path / "s")
        assert listed(root, places) == listed(root, whole)


def lacks_texts(cache: Path) -> bool:
    """Whether there is anything left to be put in the search index, which is then reported."""
    if not (cache / NAME).exists():
        return True
    with closing(sqlite3.connect(cache / NAME)) as catalog:
        return catalog.execute("SELECT 1 FROM unsearched").fetchone() is not None


@LINUX
def test_an_indexer_that_is_killed_while_it_reads_texts_repeats_no_part_that_could_be_searched(
    tmp_path: Path,
) -> None:
    posts = 12_000
    root = make(tmp_path / "archive", posts)
    for number, chance in enumerate(rounds("texts", 1)):
        home, there = tmp_path / str(number), 0
        places = Places(home / "cache", home / "data", home / "settings")
        for most in (chance.randrange(1, 3), chance.randrange(2)):
            wanted = most if lacks_texts(places.archive_cache(root)) else 0
            with running(reader("index", root, "--json", "--watch", "--until-eof"), home) as child:
                searchable = 0
                while searchable < wanted:
                    event = json.loads(child.stdout.readline())
                    if event["event"] == "searchable":
                        searchable, there = searchable + 1, event["articles"]
                time.sleep(chance.random() * chance.choice([0.01, 0.5]))
                below = workers_of(child)
                kill(child)
            wait_until_gone(below)
        done = run(reader("index", root, "--json"), home)
        events = [json.loads(line) for line in done.stdout.splitlines()]
        assert all(event["total"] <= posts - there for event in events if event["event"] == "texts")
        assert json.loads(run(reader("search", root, "海边小城", "--json"), home).stdout)["hits"] == posts
        (folder,) = (places.archive_cache(root) / "search").iterdir()
        assert len(SearchIndex(folder)) == posts


@LINUX
def test_an_indexer_that_was_held_while_more_happened_than_the_system_keeps_misses_nothing(
    tmp_path: Path, home: Path, home_places: Places
) -> None:
    kept = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text("ascii"))
    if kept > 50_000:
        pytest.skip("more events are kept here than a test can make")
    root = make(tmp_path / "archive", 10)
    with running(reader("index", root, "--json", "--watch", "--until-eof"), home) as child:
        while json.loads(child.stdout.readline())["event"] != "watching":
            pass
        child.send_signal(signal.SIGSTOP)
        written = 10 + kept // 4 + 500  # of a new file there are four events
        for number in range(10, written):
            (root / "_posts" / f"{stem(number)}.md").write_text(post(number), "utf-8")
        child.send_signal(signal.SIGCONT)
        with closing(Library.open(root, home_places)) as library:
            while len(library.shelf(EVERYTHING)) < written:
                while json.loads(child.stdout.readline())["event"] != "generation":
                    pass
                library.reload()


def test_a_migration_that_is_killed_has_happened_or_not(tmp_path: Path) -> None:
    old = tmp_path / "old.sqlite"
    keys = [f"key-{number}" for number in range(500)]
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        migrate(connection, STEPS[:1])
        connection.execute("INSERT INTO archive (path) VALUES ('/a')")
        connection.executemany(
            "INSERT INTO mark (archive, key, read) VALUES (1, ?, 1)", ((key,) for key in keys)
        )
    for number, chance in enumerate(rounds("migrate", 2)):
        folder = tmp_path / str(number)
        folder.mkdir()
        with running(driver("migrating", old, folder), tmp_path) as child:
            for _ in range(chance.randrange(1, 20)):
                assert child.stdout.readline()
            time.sleep(chance.random() * 0.02)
            kill(child)
        for path in sorted(folder.glob("*/state.sqlite"))[-2:]:
            with closing(State(path)) as state:
                state.examine()
                assert sorted(row.key for row in state.rows(1)) == sorted(keys)
                assert all(row.read for row in state.rows(1))
                assert state.searches("/a") == ()


def test_two_windows_with_one_home_lose_no_mark_of_each_other(
    root: Path, home: Path, home_places: Places
) -> None:
    read_in(root, home_places)
    for chance in rounds("two", 1):
        commands = [driver("window", root, str(chance.random()), half) for half in "01"]
        with running(commands[0], home) as one, running(commands[1], home) as other:
            lines = [child.stdout.readline() for child in (one, other) for _ in range(30)]
        acknowledged = {line.decode().strip() for line in lines}
        now = marked(home_places)
        assert [key for key in acknowledged if not now[key][1]] == []
        shutil.rmtree(home_places.data)


def test_two_homes_on_one_folder_do_not_know_each_other(root: Path, tmp_path: Path) -> None:
    homes = [tmp_path / name for name in ("one", "two")]
    commands = [reader("mark", root, stem(number), "--star") for number in (1, 2)]
    with running(commands[0], homes[0]) as one, running(commands[1], homes[1]) as other:
        assert (one.wait(), other.wait()) == (0, 0)
    found = [marked(Places(home / "cache", home / "data", home / "settings")) for home in homes]
    assert [list(each) for each in found] == [[stem(1)], [stem(2)]]
    assert run(reader("list", root, "--starred"), homes[0]).stdout.count(b"\n") == 1
