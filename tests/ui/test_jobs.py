from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from reader.domain.errors import CatalogError
from reader.ui.jobs import LOAD, STATE, Jobs


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:  # noqa: ARG001 - Qt must run
    made = Jobs()
    yield made
    made.drain()


def test_result_arrives_on_the_thread_of_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[tuple[str, threading.Thread]] = []
    jobs.run(
        LOAD,
        lambda: threading.current_thread().name,
        lambda name: seen.append((name, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: bool(seen))
    (name, receiver) = seen[0]
    assert name.startswith(LOAD)
    assert receiver is threading.current_thread()


def test_lane_keeps_its_order(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[int] = []
    for number in range(50):
        jobs.later(lambda number=number: seen.append(number))
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == list(range(50))


def test_known_error_is_a_sentence_for_the_one_who_asked(qtbot: QtBot, jobs: Jobs) -> None:
    def fail() -> None:
        raise CatalogError("The cache is gone.")

    heard: list[str] = []
    jobs.run(LOAD, fail, failed=lambda error: heard.append(str(error)))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["The cache is gone."]
    with qtbot.waitSignal(jobs.complained) as signal:
        jobs.run(LOAD, fail)
    assert signal.args == ["The cache is gone."]


def test_unknown_error_is_reported_and_the_lane_lives_on(qtbot: QtBot, jobs: Jobs) -> None:
    with qtbot.waitSignal(jobs.crashed) as signal:
        jobs.run(LOAD, lambda: 1 // 0)
    assert isinstance(signal.args[0], ZeroDivisionError)
    seen: list[int] = []
    jobs.run(LOAD, lambda: 5, seen.append)
    qtbot.waitUntil(lambda: seen == [5])


def test_drain_finishes_every_write_and_drops_what_else_waits(jobs: Jobs) -> None:
    gate = threading.Event()
    written: list[int] = []
    rendered: list[int] = []
    jobs.later(lambda: gate.wait(5) and None)
    for number in range(10):
        jobs.later(lambda number=number: written.append(number))
    jobs.run("render", lambda: gate.wait(5))
    jobs.run("render", lambda: rendered.append(1))
    threading.Timer(0.05, gate.set).start()
    jobs.drain()
    assert written == list(range(10))
    assert rendered == []
    jobs.run(STATE, lambda: written.append(10))
    jobs.run(LOAD, lambda: rendered.append(2))
    assert (written[-1], rendered) == (10, [])
