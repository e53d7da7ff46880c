from __future__ import annotations

import json
import time
from pathlib import Path

from pytestqt.qtbot import QtBot

from reader.ui.trace import Heartbeat, Trace, process_age


def read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_events_are_lines_in_order_with_their_time(tmp_path: Path) -> None:
    path = tmp_path / "trace.jsonl"
    trace = Trace(path)
    trace.event("start")
    trace.event("article-asked", number=7, title="每日")
    lines = read(path)
    trace.close()
    assert [line["event"] for line in lines] == ["start", "article-asked"]
    assert lines[1]["number"] == 7
    assert 0 <= lines[0]["t"] <= lines[1]["t"]


def test_time_counts_from_the_start_of_the_process(tmp_path: Path) -> None:
    trace = Trace(tmp_path / "trace")
    trace.event("start")
    trace.close()
    assert abs(read(tmp_path / "trace")[0]["t"] - process_age()) < 1


def test_without_a_path_nothing_is_written() -> None:
    trace = Trace()
    trace.event("start")
    trace.close()
    assert not trace.on


def test_stall_is_seen_with_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    trace = Trace(tmp_path / "trace")
    heartbeat = Heartbeat(trace)
    heartbeat.start()
    qtbot.wait(30)
    time.sleep(0.2)
    qtbot.waitUntil(lambda: bool(read(tmp_path / "trace")))
    heartbeat.stop()
    trace.close()
    stall = read(tmp_path / "trace")[0]
    assert stall["event"] == "stall"
    assert stall["ms"] >= 150
