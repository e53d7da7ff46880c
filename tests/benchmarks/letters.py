"""What somebody waits for who types in the search field, in the real window without a page.

python -m tests.benchmarks.letters FOLDER TRACE    prints the figures as JSON
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtGui import QInputMethodEvent

from reader.domain.shelf import Place, Scope
from reader.paths import places, resources
from reader.settings import FILE_NAME, SettingsStore
from reader.ui.application import Application
from reader.ui.program import Program
from reader.ui.theme.look import Look
from reader.ui.trace import Heartbeat, Trace
from tests.benchmarks.figures import Figure

QUERIES = (
    "公司", "中国经济", "银行存款", "2022年", "上海", "投资者", "人民币", "the market", "stock", "-银行",
    "公司 OR 银行", "title:增长", "has:link", "发展", "问题研究",
)  # fmt: skip
PACE = 90
"""Milliseconds between two letters of somebody who types fast."""
REST = 3_000
"""Milliseconds in which what was started before has come to its end."""


def measure(folder: Path, home: Path) -> list[Figure]:
    """Measure a folder whose texts are in the index, in a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks.letters", str(folder), str(home / "letters.jsonl")]
    environment = os.environ | {"NEWSFOLD_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True
    )
    found = json.loads(done.stdout)
    return [
        Figure("a letter typed: its hits in the list, median", found["median"], "ms"),
        Figure("the same, p95", found["p95"], "ms"),
        Figure("stalls over 50 ms while one types", found["stalls"], "", "0", found["stalls"] == 0),
        Figure("the longest of them", found["longest"], "ms"),
        Figure("the most that the thread itself worked in one", found["worked"], "ms"),
    ]


def probe(folder: Path, trace_file: Path) -> dict[str, float]:
    """Return milliseconds until hits were listed, and the stalls of the window's thread."""
    Application([])
    where = places(os.environ)
    trace = Trace(trace_file)
    look = Look.of_system(resources(), "light")
    settings = SettingsStore(where.settings / FILE_NAME)
    # As the program does: a worker that searches gives way every millisecond.
    sys.setswitchinterval(0.001)
    program = Program(where, settings, look, trace, "en", engine_allowed=False, remember=False)
    program.open(folder, index=False)
    program.show()
    program.viewer.engine_ready.emit()  # then it loads what makes pages
    gc.freeze()  # as the program does
    program.loaded.connect(gc.freeze)
    _rest(REST)
    program.window.open_scope(Scope(Place.ALL))
    program.window.search.start("")
    _rest(REST)
    heartbeat = Heartbeat(trace)
    heartbeat.start()
    waits = [wait for query in QUERIES for wait in _typed(program, query)]
    heartbeat.stop()
    program.close()
    trace.close()
    lines = [json.loads(line) for line in trace_file.read_text("utf-8").splitlines()]
    stalls = [line for line in lines if line["event"] == "stall"]
    waits.sort()
    return {
        "median": waits[len(waits) // 2],
        "p95": waits[len(waits) * 95 // 100],
        "stalls": len(stalls),
        "longest": max((stall["ms"] for stall in stalls), default=0),
        "worked": max((stall["cpu"] for stall in stalls), default=0),
    }


def _typed(program: Program, query: str) -> list[float]:
    """Type a query letter by letter; returns after how long each had its hits, where they came in time."""
    window = program.window
    waits: list[float] = []
    began = time.perf_counter()

    def note() -> None:
        waits.append((time.perf_counter() - began) * 1000)

    window.desk.hits_opened.connect(note)
    for letter in query:
        event = QInputMethodEvent()
        event.setCommitString(letter)
        began = time.perf_counter()
        QCoreApplication.sendEvent(window.search, event)
        _rest(PACE)
    window.desk.hits_opened.disconnect(note)
    window.searching.leave()
    _rest(PACE)
    window.search.start("")
    return waits


def _rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(probe(Path(sys.argv[1]), Path(sys.argv[2]))))
