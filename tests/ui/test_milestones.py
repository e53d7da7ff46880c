from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.domain.changes import Mark
from reader.library.library import Library
from reader.paths import Places
from reader.ui.jobs import Jobs
from reader.ui.main_window import MainWindow
from reader.ui.milestones import Milestones
from reader.ui.trace import Trace


@pytest.fixture
def library(indexed: tuple[Path, Path], home_of_index: Places, jobs: Jobs) -> Iterator[Library]:
    """Writes on a lane, as in the program."""
    with closing(Library.open(indexed[0], home_of_index, later=jobs.later)) as opened:
        yield opened
        jobs.drain()


def test_marks_are_traced_when_they_show_and_when_they_are_on_the_disk(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    trace = Trace(tmp_path / "trace")
    request.addfinalizer(trace.close)
    Milestones(window, trace, window)

    def traced() -> list[tuple[object, ...]]:
        lines = (tmp_path / "trace").read_text("utf-8").splitlines()
        events = [event for event in map(json.loads, lines) if event["event"] in {"marked", "kept"}]
        return [tuple(event[name] for name in ("event", "mark", "value", "articles")) for event in events]

    number = window.list_model.shelf[0]
    with qtbot.waitSignal(window.desk.kept):
        window.desk.toggle(Mark.STARRED, number)
        assert traced() == [("marked", "starred", True, 1)]
    assert traced()[1:] == [("kept", "starred", True, 1)]
    with qtbot.waitSignal(window.desk.written):
        window.desk.mark_all()
    assert [one[0] for one in traced()[2:]] == ["marked", "kept"]
    assert traced()[3][2:] == (True, len(window.list_model.shelf))
    with qtbot.waitSignal(window.desk.written):
        window.desk.undo()
    assert traced()[-1][2] is False
