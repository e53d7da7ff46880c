from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.desktop.priority import NICENESS
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
    assert command(Path("/news"))[-5:] == ["index", "/news", "--json", "--watch", "--until-eof"]


@pytest.mark.parametrize("there", [["newsfold.exe"], ["newsfold.exe", "newsfold-cli.exe"], ["newsfold"]])
def test_a_frozen_program_asks_the_one_that_has_an_output(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, there: list[str]
) -> None:
    for name in there:
        (tmp_path / name).touch()
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / there[0]))
    assert command(Path("/news"))[0] == str(tmp_path / there[-1])


def test_modules_of_the_folder_it_is_started_in_are_none_of_its_own(
    qtbot: QtBot, process: IndexProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "trapped"
    (tmp_path / "reader").mkdir()
    for name in ("reader/__init__.py", "reader/__main__.py", "json.py", "multiprocessing.py"):
        (tmp_path / name).write_text(f"open({str(trap)!r}, 'w')\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSFOLD_HOME", str(tmp_path / "home"))
    with qtbot.waitSignal(process.finished, timeout=20_000):
        process.start(command(tmp_path))
    assert not trap.exists()


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="The system has no niceness.")
def test_the_window_goes_before_its_indexer(
    qtbot: QtBot, process: IndexProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSFOLD_HOME", str(tmp_path / "home"))
    with qtbot.waitSignal(process.finished, timeout=20_000):
        process.start(command(tmp_path))
    own = os.getpriority(os.PRIO_PROCESS, 0)
    child = os.getpriority(os.PRIO_PROCESS, process._process.processId())
    assert child == min(own + NICENESS, 19)


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


def test_it_is_told_how_many_texts_can_be_searched(qtbot: QtBot, process: IndexProcess) -> None:
    told: list[tuple[int, ...]] = []
    process.texts_progressed.connect(lambda *values: told.append(values))
    process.searchable.connect(lambda *values: told.append(values))
    text = """if True:
        print('{"event":"done","found":400,"articles":399}')
        print('{"event":"texts","done":100,"total":399}')
        print('{"event":"searchable","articles":399}')"""
    process.start(script(text))
    qtbot.waitUntil(lambda: not process.running)
    assert told == [(100, 399), (399,)]


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


def test_changes_of_a_followed_folder_are_told(qtbot: QtBot, process: IndexProcess) -> None:
    told: list[dict[str, object]] = []
    process.finished.connect(told.append)
    text = """if True:
        import sys
        print('{"event":"done","added":4}')
        print('{"event":"watching","how":"events","why":""}')
        print('{"event":"update","added":1}')
        print('{"event":"trouble","sentence":"The disk is full."}', flush=True)
        sys.stdin.read()"""
    with qtbot.waitSignal(process.failed) as failed:
        process.start(script(text))
    assert failed.args == ["The disk is full."]
    assert [event["added"] for event in told] == [4, 1]
    assert (process.running, process.at_work) == (True, False)


def test_child_that_dies_while_it_follows_is_started_once_more(
    qtbot: QtBot, process: IndexProcess, tmp_path: Path
) -> None:
    lives = tmp_path / "lives"
    text = f"""if True:
        import os
        open({str(lives)!r}, "a").write("x")
        print('{{"event":"done"}}'); print('{{"event":"watching","how":"events","why":""}}', flush=True)
        os.abort()"""
    heard: list[str] = []
    process.failed.connect(heard.append)
    process.start(script(text))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert not process.running
    assert lives.read_text() == "xx"


def test_program_that_is_not_there_is_a_sentence(qtbot: QtBot, process: IndexProcess) -> None:
    with qtbot.waitSignal(process.failed):
        process.start(["/nowhere/to/be/found"])
    assert not process.running


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system does not say what is held")
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
    state = Path(f"/proc/{process._process.processId()}/stat")
    qtbot.waitUntil(lambda: state.read_text().rpartition(") ")[2].startswith("T"))
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
