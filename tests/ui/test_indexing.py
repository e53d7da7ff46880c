from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.ui.indexing import UNKNOWN, IndexProcess, command


def script(text: str) -> list[str]:
    """A stand-in for the indexer: Python code that prints what it would."""
    return [sys.executable, "-c", text]


@pytest.fixture
def process(qapp: object) -> Iterator[IndexProcess]:  # noqa: ARG001 - Qt must run
    made = IndexProcess()
    yield made
    made.stop()


def test_command_is_the_programs_own() -> None:
    assert command(Path("/news"))[-3:] == ["index", "/news", "--json"]


def test_lines_become_signals(qtbot: QtBot, process: IndexProcess) -> None:
    progress: list[tuple[int, int, float]] = []
    generations: list[int] = []
    process.progressed.connect(lambda *values: progress.append(values))
    process.generation_arrived.connect(generations.append)
    text = """if True:
        print('{"event":"progress","done":0,"total":400}')
        print('{"event":"unheard of"}'); print('no json at all')
        print('{"event":"generation","generation":3,"articles":4}')
        print('{"event":"progress","done":200,"total":400}')
        print('{"event":"done","found":400,"articles":399}')"""
    with qtbot.waitSignal(process.finished) as done:
        process.start(script(text))
    qtbot.waitUntil(lambda: not process.running)
    assert done.args[0]["articles"] == 399
    assert generations == [3]
    assert progress[0] == (0, 400, UNKNOWN)
    assert progress[1][:2] == (200, 400)
    assert progress[1][2] >= 0


def test_its_own_failure_is_passed_on_as_it_says_it(qtbot: QtBot, process: IndexProcess) -> None:
    with qtbot.waitSignal(process.failed) as failed:
        process.start(script("import sys; sys.exit('newsfold: The folder is gone.')"))
    assert failed.args == ["The folder is gone."]
    assert not process.running


def test_killed_child_is_started_once_more(qtbot: QtBot, process: IndexProcess, tmp_path: Path) -> None:
    mark = tmp_path / "died"
    text = f"""if True:
        import os, pathlib, signal
        mark = pathlib.Path({str(mark)!r})
        if not mark.exists():
            mark.touch(); os.abort()
        print('{{"event":"done"}}')"""
    heard: list[str] = []
    process.failed.connect(heard.append)
    with qtbot.waitSignal(process.finished):
        process.start(script(text))
    assert len(heard) == 1


def test_child_that_dies_twice_is_left_alone(qtbot: QtBot, process: IndexProcess) -> None:
    heard: list[str] = []
    process.failed.connect(heard.append)
    process.start(script("import os; os.abort()"))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert not process.running


def test_program_that_is_not_there_is_a_sentence(qtbot: QtBot, process: IndexProcess) -> None:
    with qtbot.waitSignal(process.failed):
        process.start(["/nowhere/to/be/found"])
    assert not process.running


@pytest.mark.skipif(not hasattr(__import__("signal"), "SIGSTOP"), reason="this system cannot hold a process")
def test_pause_holds_the_work(qtbot: QtBot, process: IndexProcess) -> None:
    text = """if True:
        import time
        for done in range(100000):
            print('{"event":"progress","done":%d,"total":100000}' % done, flush=True)
            time.sleep(0.002)"""
    seen: list[int] = []
    process.progressed.connect(lambda *values: seen.append(values[0]))
    process.start(script(text))
    qtbot.waitUntil(lambda: len(seen) > 3)
    process.pause()
    child = str(process._process.processId())
    state = ["ps", "-o", "state=", "-p", child]
    qtbot.waitUntil(lambda: subprocess.run(state, capture_output=True, check=True).stdout.startswith(b"T"))
    held = len(seen)
    process.resume()
    qtbot.waitUntil(lambda: len(seen) > held + 3)


def test_stop_ends_the_child_even_when_paused(qtbot: QtBot, process: IndexProcess) -> None:
    text = """if True:
        import time
        print('{"event":"progress","done":0,"total":1}', flush=True)
        time.sleep(60)"""
    with qtbot.waitSignal(process.progressed):
        process.start(script(text))
    process.pause()
    began = time.monotonic()
    process.stop()
    assert not process.running
    assert time.monotonic() - began < 10
