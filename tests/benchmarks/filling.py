"""Stalls of the window's thread while a new folder fills and somebody scrolls through what is there already.

python -m tests.benchmarks.filling FOLDER TRACE
"""

from __future__ import annotations

import gc
import json
import os
import random
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from reader.paths import places, resources
from reader.settings import FILE_NAME, SettingsStore
from reader.ui.application import Application
from reader.ui.program import Program
from reader.ui.theme.look import Look
from reader.ui.trace import Heartbeat, Trace
from tests.benchmarks.figures import Figure

EVERY = 40
"""Milliseconds between two movements of the hand."""
BEGIN = 1_500
"""Milliseconds after which the hand begins to scroll: the page's engine has started by then."""
MOST = 600_000


def measure(folder: Path, home: Path) -> list[Figure]:
    """Open a folder that was never read, and scroll until all is listed."""
    own = home / "filling"
    own.mkdir(exist_ok=True)
    trace = own / "trace.jsonl"
    environment = os.environ | {"NEWSFOLD_HOME": str(own), "QT_QPA_PLATFORM": "offscreen"}
    if os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    command = [sys.executable, "-m", "tests.benchmarks.filling", str(folder), str(trace)]
    subprocess.run(command, env=environment, stderr=subprocess.DEVNULL, check=True)
    lines = [json.loads(line) for line in trace.read_text("utf-8").splitlines()]
    stalls = [line for line in lines if line["event"] == "stall"]
    return [
        Figure("stalls over 50 ms while it fills and one scrolls", len(stalls), "", "0", not stalls),
        Figure("the longest of them", max((line["ms"] for line in stalls), default=0), "ms"),
        Figure("the most its thread worked in one", max((line["cpu"] for line in stalls), default=0), "ms"),
    ]


def scroll_while_it_fills(folder: Path, trace_file: Path) -> None:
    """Be the window, and the hand that scrolls in it."""
    sys.setswitchinterval(0.001)
    application = Application([])
    where = places(os.environ)
    settings = SettingsStore(where.settings / FILE_NAME)
    trace = Trace(trace_file)
    program = Program(where, settings, Look.of_system(resources(), "light"), trace, "en", remember=False)
    application.fit(program.window)
    program.open(folder)
    program.show()
    gc.freeze()  # as the program does
    heartbeat, hand, chance = Heartbeat(trace), QTimer(), random.Random(1)
    bar = program.window.list_pane.table.verticalScrollBar()

    def move() -> None:
        far = chance.random() < 0.05
        at = chance.randrange(bar.maximum() + 1) if far else bar.value() + chance.randint(-300, 900)
        bar.setValue(at)
        if not program.indexing:
            loop.quit()

    loop = QEventLoop()
    hand.timeout.connect(move)
    QTimer.singleShot(BEGIN, heartbeat.start)
    QTimer.singleShot(BEGIN, lambda: hand.start(EVERY))
    QTimer.singleShot(MOST, loop.quit)
    loop.exec()
    hand.stop()
    heartbeat.stop()
    program.close()
    trace.close()


if __name__ == "__main__":
    scroll_while_it_fills(Path(sys.argv[1]), Path(sys.argv[2]))
