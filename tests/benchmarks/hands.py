"""What the window's thread waits for when a person does something, in the real window without a page.

python -m tests.benchmarks.hands FOLDER    prints the figures as JSON
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from reader.domain.shelf import Place, Scope, Show
from reader.paths import places, resources
from reader.settings import FILE_NAME, SettingsStore
from reader.ui.application import Application
from reader.ui.program import Program
from reader.ui.theme.look import Look
from reader.ui.trace import Heartbeat, Trace
from tests.benchmarks.figures import Figure, below

CATEGORIES = 40
"""Categories that are opened, from the largest to the smallest."""
PLACES = 20
"""Places that the scroll bar is taken to."""
REST = 3_000
"""Milliseconds in which what was started before has come to its end."""


def measure(folder: Path, home: Path) -> list[Figure]:
    """Measure an indexed folder in a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks.hands", str(folder), str(home / "hands.jsonl")]
    environment = os.environ | {"NEWSFOLD_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True
    )
    found = json.loads(done.stdout)
    return [
        below("opening All, repainted", found["all"], "ms", 50),
        below("opening Unread, repainted", found["unread"], "ms", 50),
        below("opening a category, repainted: slowest", found["category slowest"], "ms", 50),
        Figure("opening a category, repainted: median", found["category median"], "ms"),
        below("jumping to anywhere in All: slowest", found["jump slowest"], "ms", 50),
        below("marking all as read, on screen", found["mark all"], "ms", 100),
        below("the same: on disk", found["mark all on disk"], "s", 5),
        below("undoing it, on screen", found["undo"], "ms", 100),
        below("the same: on disk", found["undo on disk"], "s", 5),
        Figure("stalls over 50 ms meanwhile", found["stalls"], "", "0", found["stalls"] == 0),
    ]


def probe(folder: Path, trace_file: Path) -> dict[str, float]:
    """Return milliseconds (what is done), seconds (until it is on disk) and the number of stalls."""
    application = Application([])
    where = places(os.environ)
    settings = SettingsStore(where.settings / FILE_NAME)
    trace = Trace(trace_file)
    look = Look.of_system(resources(), "light")
    program = Program(where, settings, look, trace, "en", engine_allowed=False, remember=False)
    program.open(folder, index=False)
    program.show()
    gc.freeze()  # as the program does
    _rest(REST)
    found = _hands(program, application)
    heartbeat = Heartbeat(trace)
    heartbeat.start()
    found |= _marks(program, application)
    heartbeat.stop()
    program.close()
    trace.close()
    lines = [json.loads(line) for line in trace_file.read_text("utf-8").splitlines()]
    found["stalls"] = sum(line["event"] == "stall" for line in lines)
    return found


def _hands(program: Program, application: QApplication) -> dict[str, float]:
    window = program.window
    table = window.list_pane.table
    found: dict[str, float] = {}

    def shown(work: Callable[[], object]) -> float:
        started = time.perf_counter()
        work()
        application.processEvents()
        table.viewport().repaint()
        return (time.perf_counter() - started) * 1000

    window.set_show(Show.ALL)
    found["unread"] = shown(lambda: window.open_scope(Scope(Place.UNREAD)))
    found["all"] = shown(lambda: window.open_scope(Scope(Place.ALL)))
    bar = table.verticalScrollBar()
    jumps = [
        shown(lambda at=at: bar.setValue(bar.maximum() * (at * 7 % PLACES) // PLACES)) for at in range(PLACES)
    ]
    found["jump slowest"] = max(jumps)
    terms = program.library.categories() if program.library else []
    scopes = [Scope(Place.CATEGORY, term.slug) for term in terms[:: max(len(terms) // CATEGORIES, 1)]]
    opened = [shown(lambda scope=scope: window.open_scope(scope)) for scope in scopes]
    found["category slowest"], found["category median"] = max(opened), statistics.median(opened)
    return found


def _marks(program: Program, application: QApplication) -> dict[str, float]:
    window = program.window
    window.open_scope(Scope(Place.ALL))
    application.processEvents()
    found: dict[str, float] = {}
    for name, work in (("mark all", window.desk.mark_all), ("undo", window.desk.undo)):
        loop = QEventLoop()
        window.desk.written.connect(loop.quit)
        QTimer.singleShot(60_000, loop.quit)
        started = time.perf_counter()
        work()
        application.processEvents()
        window.list_pane.table.viewport().repaint()
        found[name] = (time.perf_counter() - started) * 1000
        loop.exec()
        found[f"{name} on disk"] = time.perf_counter() - started
        window.desk.written.disconnect(loop.quit)
        _rest(REST // 3)
    return found


def _rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(probe(Path(sys.argv[1]), Path(sys.argv[2]))))
