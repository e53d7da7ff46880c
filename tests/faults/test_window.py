"""The real program with real keys, and the window or its indexer killed at chance moments."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from reader.library.library import Library
from reader.paths import Places
from tests.archive import EVERYTHING, make, post, read_in, stem
from tests.faults import screen as screens
from tests.faults.processes import (
    PATIENCE,
    kill,
    listed,
    marked,
    reader,
    running,
    wait_until_gone,
    workers_of,
)
from tests.faults.rounds import rounds
from tests.faults.screen import Screen

POSTS = 160
COMMANDED = 20
"""The oldest articles, to which keys hardly come: a command stars them beside the window."""
KEYS = ("j", "j", "j", "n", "s", "s", "m", "ctrl+z", "ctrl+y")
FRESH = 80
"""Fewer unread articles leave too little to do; then the person begins anew."""

Marks = dict[str, tuple[bool, bool]]
Change = tuple[str, bool, tuple[int, ...]]

pytestmark = pytest.mark.skipif(bool(screens.missing()), reason=screens.missing())


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    with screens.screen() as made:
        yield made


class Window:
    """One run of the program, and what it traced."""

    def __init__(self, child: subprocess.Popen[bytes], trace: Path) -> None:
        self.child = child
        self._trace = trace

    def events(self, *names: str) -> list[dict[str, object]]:
        """Return what it wrote of some kinds; half a line was not written."""
        try:
            lines = self._trace.read_bytes().splitlines(keepends=True)
        except OSError:
            return []
        events = [json.loads(line) for line in lines if line.endswith(b"\n")]
        return [event for event in events if event["event"] in names]

    def wait_until(self, condition: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not condition():
            assert self.child.poll() is None, self.child.stderr.read().decode()
            assert time.monotonic() < until, self._trace.read_text("utf-8")
            time.sleep(0.01)

    def changes(self, event: str) -> list[Change]:
        """Return the marks that were made (“marked”), or are on the disk as far as it says (“kept”)."""
        return [
            (str(one["mark"]), bool(one["value"]), tuple(one["numbers"]))  # type: ignore[arg-type]
            for one in self.events(event)
        ]

    def indexers(self) -> list[int]:
        """Return the process that reads the folder, while there is one."""
        return [pid for pid in workers_of(self.child) if b"\0index\0" in _command_line(pid)][:1]


def _command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def without_nothing(marks: Marks) -> Marks:
    return {key: mark for key, mark in marks.items() if mark != (False, False)}


def possible(before: Marks, made: list[Change], keys: dict[int, str]) -> list[Marks]:
    """Return what the disk may hold: the marks after each change that was made, the first is before all."""
    states = [before]
    for mark, value, numbers in made:
        now = dict(states[-1])
        for number in numbers:
            read, starred = now.get(keys[number], (False, False))
            now[keys[number]] = (value, starred) if mark == "read" else (read, value)
        states.append(without_nothing(now))
    return states


def by_one_change(one: Marks, other: Marks) -> bool:
    """Whether two differ by no more than one change: one mark that was put on, or taken off, articles."""
    pairs = [(one.get(key, (False, False)), other.get(key, (False, False))) for key in one.keys() | other]
    return (
        len({(place, new[place]) for old, new in pairs for place in (0, 1) if old[place] != new[place]}) <= 1
    )


def without_commanded(marks: Marks) -> Marks:
    """Leave out the stars that the command put on."""
    oldest = {stem(number) for number in range(POSTS - COMMANDED, POSTS)}
    return without_nothing({key: (read, star and key not in oldest) for key, (read, star) in marks.items()})


def use(window: Window, screen: Screen, root: Path, chance: random.Random, newest: int) -> list[str]:
    """Press keys while the folder changes, a command marks or the indexer dies; returns what it starred."""
    how = chance.choice(["keys", "keys", "start", "indexer", "command"])
    if how == "start":
        time.sleep(chance.random() * 2)
        return []
    window.wait_until(lambda: bool(window.events("list-ready")))
    screen.window_of(window.child.pid)
    screen.press([chance.choice(KEYS) for _ in range(chance.randrange(1, 25))], chance.choice([1, 5, 20]))
    if chance.random() < 0.1:
        screen.press(["shift+a", "ctrl+z"][: chance.choice([1, 2])])
    (root / "_posts" / f"{stem(newest)}.md").write_text(post(newest), "utf-8")
    done = []
    if how == "indexer":
        window.wait_until(lambda: bool(window.events("indexed") and window.indexers()))
        time.sleep(chance.random() * 0.5)
        told = len(window.events("indexed"))
        for pid in window.indexers():
            os.kill(pid, signal.SIGKILL)
        screen.press([chance.choice(KEYS) for _ in range(10)])
        window.wait_until(lambda: len(window.events("indexed")) > told)
    elif how == "command":
        key = stem(POSTS - COMMANDED + chance.randrange(COMMANDED))
        with running(reader("mark", root, key, "--star"), Path(os.environ["NEWSFOLD_HOME"])) as command:
            screen.press([chance.choice(KEYS) for _ in range(30)], 20)
            done = [key] if command.wait() == 0 else []
    time.sleep(chance.choice([0, 0, 0.05, 0.5]) * chance.random())
    return done


def test_what_the_real_window_acknowledged_is_on_the_disk_after_it_was_killed(
    tmp_path: Path, home: Path, home_places: Places, screen: Screen
) -> None:
    root = make(tmp_path / "archive", POSTS, in_posts=30)
    read_in(root, home_places)
    before: Marks = {}
    starred: set[str] = set()
    for number, chance in enumerate(rounds("real window", 3), 1):
        trace = tmp_path / f"trace-{number}"
        command = reader(root, "--trace", trace)
        with running(command, home, **screen.environment) as child:
            window = Window(child, trace)
            starred |= set(use(window, screen, root, chance, 1_000 + number))
            if number % 3 == 1:  # else on a slow machine nothing may be acknowledged in any round
                window.wait_until(lambda: bool(window.events("list-ready")))  # noqa: B023 - of this round
                screen.window_of(child.pid)
                screen.press(["j", "s", "s"])
                window.wait_until(lambda: bool(window.events("kept")))  # noqa: B023 - of this round
            below = workers_of(child)
            kill(child)
            assert b"Traceback" not in child.stderr.read()
        wait_until_gone(below)
        assert len(listed(root, home_places)) == len(list(root.glob("*/*.md")))
        now = marked(home_places)
        made, kept = window.changes("marked"), window.changes("kept")
        keys = keys_of(root, home_places)
        starred -= {keys[number] for mark, _, numbers in made if mark == "starred" for number in numbers}
        assert [key for key in starred if not now[key][1]] == []
        now = without_commanded(now)
        assert kept == made[: len(kept)]
        states = [without_commanded(state) for state in possible(before, made, keys)]
        # What was written between the last change and its line in the trace is not told of there.
        assert now in states[len(kept) :] or by_one_change(states[-1], now)
        before = now
        if POSTS + number - sum(read for read, _ in now.values()) < FRESH:
            shutil.rmtree(home_places.data)
            before, starred = {}, set()
    assert_ends_well(root, home, tmp_path / "trace", screen)


def keys_of(root: Path, places: Places) -> dict[int, str]:
    with closing(Library.open(root, places)) as library:
        numbers = library.shelf(EVERYTHING)
        return {number: library.listing(number).article.key for number in numbers}


def assert_ends_well(root: Path, home: Path, trace: Path, screen: Screen) -> None:
    """Start once more, and end as a person does."""
    with running(reader(root, "--trace", trace), home, **screen.environment) as child:
        window = Window(child, trace)
        window.wait_until(lambda: bool(window.events("indexed")))
        screen.window_of(child.pid)
        screen.press(["ctrl+q"])
        with suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE)
        assert child.returncode == 0
