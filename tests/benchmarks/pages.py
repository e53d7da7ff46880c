"""From asking for an article to seeing it: the real window, and the bare engine on the same pages.

python -m tests.benchmarks.pages FOLDER    prints the figures as JSON
"""

from __future__ import annotations

import gc
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer, QUrl, Signal, SignalInstance
from PySide6.QtGui import QColor

from reader.domain.shelf import Place, Scope
from reader.library.looks import Page
from reader.paths import places, resources
from reader.settings import FILE_NAME, SettingsStore
from reader.ui.application import Application
from reader.ui.program import Program
from reader.ui.theme.look import Look
from reader.ui.trace import Trace
from reader.ui.viewer.answering import HTML, Answering, Reply
from reader.ui.viewer.web_pane import WebPane
from tests.benchmarks.figures import Figure, below

ARTICLES = 200
PATIENCE = 30_000
"""Milliseconds after which a page that does not come ends the measurement."""
REST = 30
"""Milliseconds between two pages, in which the window settles."""


def measure(folder: Path, home: Path) -> list[Figure]:
    """Measure an indexed folder in a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks.pages", str(folder)]
    environment = os.environ | {"NEWSFOLD_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    if os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True
    )
    found = json.loads(done.stdout)
    return [
        Figure("article asked for to painted, median", found["asked median"], "ms"),
        below("the same, slowest of twenty (p95)", found["asked p95"], "ms", 60),
        Figure("the next article, made ahead: median", found["next median"], "ms"),
        Figure("the same, p95", found["next p95"], "ms"),
        Figure("the bare engine with the same pages: median", found["bare median"], "ms"),
        Figure("the same, p95", found["bare p95"], "ms"),
        below("p95 against that of the bare engine", found["asked p95"] / found["bare p95"], "times", 2),
    ]


class _Given(Answering):
    """Answers with pages that are there already: what the engine takes by itself."""

    def __init__(self, pages: dict[int, bytes]) -> None:
        self._pages = pages

    def answer(self, url: QUrl, reply: Reply) -> None:
        """Hand over a page at once, and nothing else."""
        page = self._pages.get(int(url.path().removeprefix("/"))) if url.host() == "page" else None
        if page is None:
            reply.refuse()
        else:
            reply.give(HTML, page)


class _Clock(QObject):
    """Waits for pages; ``seconds`` are from asking to painted."""

    came = Signal()

    def __init__(self, painted: SignalInstance) -> None:
        super().__init__()
        self._wanted = 0
        painted.connect(self._on_painted)

    def time(self, number: int, ask: Callable[[int], None]) -> float:
        """Return the milliseconds that a page took."""
        self._wanted = number
        loop = QEventLoop()
        self.came.connect(loop.quit)
        QTimer.singleShot(PATIENCE, loop, lambda: loop.exit(1))
        started = time.perf_counter()
        ask(number)
        if loop.exec():
            raise SystemExit(f"page {number} did not come")
        taken = (time.perf_counter() - started) * 1000
        rest(REST)
        return taken

    def _on_painted(self, number: int) -> None:
        if number == self._wanted:
            self.came.emit()


def rest(milliseconds: int) -> None:
    """Let the window live."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def probe(folder: Path) -> dict[str, float]:
    """Return milliseconds, medians and the slowest of twenty."""
    sys.setswitchinterval(0.001)
    where = places(os.environ)
    Application([])
    settings = SettingsStore(where.settings / FILE_NAME)
    program = Program(where, settings, Look.of_system(resources(), "light"), Trace(), "en", remember=False)
    program.open(folder, index=False)
    program.window.resize(1440, 900)
    program.show()
    gc.freeze()  # as the program does
    program.window.open_scope(Scope(Place.ALL))
    found = {}
    for name, times in _times(program).items():
        found[f"{name} median"] = statistics.median(times)
        found[f"{name} p95"] = statistics.quantiles(times, n=20)[-1]
    program.close()
    return found


def _times(program: Program) -> dict[str, Sequence[float]]:
    library, window = program.library, program.window
    if library is None:
        raise SystemExit("the folder is not open")
    shelf = library.shelf(Scope(Place.ALL))
    numbers = random.Random(1).sample(list(shelf), ARTICLES)
    clock = _Clock(program.viewer.painted)
    clock.time(shelf[len(shelf) - 1], window.open_article)
    asked = [clock.time(number, window.open_article) for number in numbers]
    made_ahead = [
        clock.time(window.list_model.number(row), window.open_article) for row in range(1, ARTICLES + 1)
    ]
    return {"asked": asked, "next": made_ahead, "bare": _bare(program, numbers)}


def _bare(program: Program, numbers: Sequence[int]) -> list[float]:
    """Return the times of the engine alone, in a window of its own of the size of the page."""
    pages = {number: _page(program, number) for number in numbers}
    size = program.viewer.size()
    program.window.hide()
    pane = WebPane(_Given(pages), QColor("#FFFEFB"))
    pane.resize(size)
    pane.show()
    clock = _Clock(pane.painted)
    clock.time(numbers[-1], pane.load)
    times = [clock.time(number, pane.load) for number in numbers]
    pane.hide()
    pane.close_engine()
    return times


def _page(program: Program, number: int) -> bytes:
    """Return a page, byte for byte as the window has shown it."""
    made: list[bytes] = []
    loop = QEventLoop()

    def keep(page: Page) -> None:
        made.append(page.html.encode("utf-8", "replace"))
        loop.quit()

    program.viewer._orders.page_of(number, keep, lambda _error: loop.quit())
    if not made:
        loop.exec()
    return made[0]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(probe(Path(sys.argv[1]))))
