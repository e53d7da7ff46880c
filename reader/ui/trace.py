"""The program's own stopwatch: one JSON line an event, in a file that ``--trace`` names."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Final, TextIO

from PySide6.QtCore import QObject, Qt, QTimer, Slot

BEAT: Final = 0.010
"""Seconds between two beats of the window's thread."""
STALL: Final = 0.050
"""Seconds without a beat that count as a stall: what a hand on the keyboard notices."""


def process_age() -> float:
    """Return for how many seconds this process has been running; 0.0 where the system keeps it secret."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / os.sysconf("SC_CLK_TCK")
    except (OSError, AttributeError, ValueError, IndexError):
        return 0.0


class Trace:
    """Writes events as they happen; without a path it writes nothing and costs nothing.

    Every line is an object with ``event``, ``t`` (seconds since the process started) and the
    event's own fields.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._origin = time.perf_counter() - process_age()
        self._file: TextIO | None = path.open("w", encoding="utf-8") if path else None

    @property
    def on(self) -> bool:
        """Whether anybody reads this."""
        return self._file is not None

    def event(self, name: str, **fields: object) -> None:
        """Write one event, at once, so that nothing is lost when the program dies."""
        if self._file is None:
            return
        line = {"event": name, "t": round(time.perf_counter() - self._origin, 4), **fields}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Write no more."""
        if self._file is not None:
            self._file.close()
            self._file = None


class Heartbeat(QObject):
    """Finds the moments at which the window's thread answers nobody for over 50 ms.

    A timer beats on the window's thread. A second thread notices when a beat is late and notes
    where the window's thread is at that moment; the late beat writes the event ``stall`` with
    that place, its length in milliseconds, and how many of them the thread was at work itself: the
    rest of the time it waited, for a processor that others had or for a lock.
    """

    def __init__(self, trace: Trace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trace = trace
        self._beat = time.perf_counter()
        self._worked = time.thread_time()
        self._place = ""
        self._watched = threading.get_ident()
        self._stop = threading.Event()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(int(BEAT * 1000))
        self._timer.timeout.connect(self._on_beat)
        self._watcher = threading.Thread(target=self._watch, name="heartbeat", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._beat = time.perf_counter()
        self._worked = time.thread_time()
        self._timer.start()
        self._watcher.start()

    def stop(self) -> None:
        """Watch no more; returns when the thread has ended."""
        self._timer.stop()
        self._stop.set()
        if self._watcher.is_alive():
            self._watcher.join()

    @Slot()
    def _on_beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        late, busy = now - self._beat, worked - self._worked
        self._beat, self._worked = now, worked
        if late > STALL:
            self._trace.event("stall", ms=round(late * 1000), cpu=round(busy * 1000), at=self._place)
        self._place = ""

    def _watch(self) -> None:
        while not self._stop.wait(BEAT):
            if not self._place and time.perf_counter() - self._beat > STALL:
                self._place = _place(self._watched)


def _place(thread: int) -> str:
    """Return where a thread is in the program's own code: "reader/ui/jobs.py:88 drain"."""
    frame = sys._current_frames().get(thread)  # noqa: SLF001 - the only way to see another thread's stack
    own = f"{os.sep}reader{os.sep}"
    while frame is not None:
        code = frame.f_code
        if own in code.co_filename and code.co_name != "main":
            return f"reader/{code.co_filename.rsplit(own, 1)[1]}:{frame.f_lineno} {code.co_name}"
        frame = frame.f_back
    return ""
