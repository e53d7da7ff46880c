"""The indexer as the window sees it: a child process that speaks JSON lines."""

from __future__ import annotations

import json
import logging
import math
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal, Slot

UNKNOWN: Final = -1.0
"""The time left while nothing can be said of it."""
SAID: Final = 4000
"""How much of what the child wrote to stderr is kept for the log, in bytes."""
PATIENCE: Final = 2000
"""Milliseconds that the child is given to end by itself."""
STEADY: Final = 60.0
"""Seconds after which a child that follows the folder counts as well; its death is then another matter."""

log = logging.getLogger(__name__)


def command(folder: Path) -> list[str]:
    """Return the command that indexes a folder and follows it: this program's own, frozen or not."""
    start = [str(_frozen())] if getattr(sys, "frozen", False) else [sys.executable, "-m", "reader"]
    return [*start, "index", str(folder), "--json", "--watch", "--until-eof"]


def _frozen() -> Path:
    """Return the program that answers commands; on Windows the window's own has no output."""
    program = Path(sys.executable)
    of_commands = program.with_name(f"{program.stem}-cli{program.suffix}")
    return of_commands if of_commands.exists() else program


class IndexProcess(QObject):
    """Runs the indexer over one folder, which it then follows.

    A child that dies is started once more, since the file that killed it is left out by then;
    `failed` says it in a sentence either way.
    """

    progressed = Signal(int, int, float)
    """done, total, seconds left (`UNKNOWN` below a hundredth of the work)."""
    generation_arrived = Signal(int)
    """The catalog holds a new generation."""
    texts_progressed = Signal(int, int)
    """done, total: articles whose texts are put in the search index."""
    searchable = Signal(int)
    """So many articles can be found by their texts."""
    finished = Signal(dict)
    """The whole folder, or a change of it, has been taken in: the event with the counts of what changed."""
    failed = Signal(str)
    """Something went wrong, in a sentence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command: list[str] = []
        self._process: QProcess | None = None
        self._rest = b""
        self._said = b""
        self._done = False
        self._again = True
        self._steady_from = math.inf
        self._pace = _Pace()

    @property
    def running(self) -> bool:
        """Whether there is a child: at work, paused, or following the folder."""
        return self._process is not None

    @property
    def at_work(self) -> bool:
        """Whether a child is at the folder as a whole (or paused)."""
        return self._process is not None and not self._done

    def start(self, command: list[str]) -> None:
        """Index; a child that is still at work on something else is ended first."""
        self.stop()
        self._command, self._again = command, True
        self._launch()

    def stop(self) -> None:
        """End the child, which may lose the batch at hand but no more."""
        process = self._process
        if process is None:
            return
        self._process = None
        process.blockSignals(True)
        self._signal(process, "SIGCONT")
        process.terminate()
        if not process.waitForFinished(PATIENCE):
            process.kill()
            process.waitForFinished(PATIENCE)
        process.deleteLater()

    @Slot()
    def pause(self) -> None:
        """Hold the work; does nothing where the system cannot."""
        if self._process is not None:
            self._pace.hold()
            self._signal(self._process, "SIGSTOP")

    @Slot()
    def resume(self) -> None:
        """Go on after `pause`."""
        if self._process is not None:
            self._pace.go_on()
            self._signal(self._process, "SIGCONT")

    def _launch(self) -> None:
        self._rest, self._said, self._done, self._pace = b"", b"", False, _Pace()
        self._steady_from = math.inf
        process = QProcess(self)
        process.setProcessEnvironment(_environment())
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_complaint)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        process.start(self._command[0], self._command[1:])

    def _signal(self, process: QProcess, name: str) -> None:
        """Send a signal by name where the system knows it and the child lives."""
        number = getattr(signal, name, None)
        if number is not None and process.processId():
            os.kill(process.processId(), number)

    @Slot()
    def _on_output(self) -> None:
        if self._process is None:
            return
        lines = (self._rest + self._process.readAllStandardOutput().data()).split(b"\n")
        self._rest = lines.pop()
        for line in lines:
            self._on_line(line)

    @Slot()
    def _on_complaint(self) -> None:
        if self._process is not None:
            self._said = (self._said + self._process.readAllStandardError().data())[-SAID:]

    def _on_line(self, line: bytes) -> None:
        """Turn one line into a signal; kinds that this version does not know pass silently."""
        try:
            event: dict[str, Any] = json.loads(line)
            kind = event["event"]
            if kind == "progress":
                done, total = int(event["done"]), int(event["total"])
                self.progressed.emit(done, total, self._pace.left(done, total))
            elif kind == "generation":
                self.generation_arrived.emit(int(event["generation"]))
            elif kind == "texts":
                self.texts_progressed.emit(int(event["done"]), int(event["total"]))
            elif kind == "searchable":
                self.searchable.emit(int(event["articles"]))
            elif kind in {"done", "update"}:
                self._done = True
                self.finished.emit(event)
            elif kind == "watching":
                self._steady_from = time.monotonic() + STEADY
            elif kind == "trouble":
                self._done = True
                self.failed.emit(str(event["sentence"]))
        except (ValueError, KeyError, TypeError):
            log.info("the indexer wrote a line without meaning: %r", line[:200])

    @Slot(int, QProcess.ExitStatus)
    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.deleteLater()
        follows = self._steady_from < math.inf
        if self._done and not follows:
            return
        said = self._said.decode(errors="replace").strip()
        log.info("the indexer ended with %s, status %d: %s", status.name, code, said)
        sentence = said.rsplit("\n", 1)[-1].removeprefix("newsfold: ")
        if status is QProcess.ExitStatus.NormalExit and code == 1 and not said.startswith("Traceback"):
            # Exit status 1 is the program's own word: it failed, and said why in one sentence.
            self.failed.emit(sentence)
        elif self._again or time.monotonic() > self._steady_from:
            self._again = False
            self.failed.emit(self.tr("Reading the folder was interrupted; it has been started once more."))
            self._launch()
        else:
            self.failed.emit(
                self.tr("Reading the folder was interrupted twice; what has been read so far is shown.")
            )

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            process, self._process = self._process, None
            reason = process.errorString()
            process.deleteLater()
            self.failed.emit(
                self.tr("The program that reads the folder could not be started: %1.").replace("%1", reason)
            )


class _Pace:
    """Guesses the time left from the pace so far, without the time spent on hold."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._held_since: float | None = None

    def hold(self) -> None:
        if self._held_since is None:
            self._held_since = time.monotonic()

    def go_on(self) -> None:
        if self._held_since is not None:
            self._began += time.monotonic() - self._held_since
            self._held_since = None

    def left(self, done: int, total: int) -> float:
        if done * 100 < total or done == 0:
            return UNKNOWN
        return (time.monotonic() - self._began) * (total - done) / done


def _environment() -> QProcessEnvironment:
    """Return the environment in which a child finds the same package as this process."""
    environment = QProcessEnvironment.systemEnvironment()
    home = str(Path(__file__).resolve().parents[2])
    paths = [home, *filter(None, [environment.value("PYTHONPATH")])]
    environment.insert("PYTHONPATH", os.pathsep.join(paths))
    # Else Python would look for modules in the folder that the program was started in: an archive, perhaps.
    environment.insert("PYTHONSAFEPATH", "1")
    return environment
