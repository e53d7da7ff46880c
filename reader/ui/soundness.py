"""Looks once, while one reads, whether the read marks and stars on the disk are what was written there."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reader.domain.errors import StateLostError
from reader.library.library import Library
from reader.ui.jobs import STATE, Jobs

AFTER: Final = 5_000
"""Milliseconds after the first folder was opened: by then the list and the first article are there."""
CHECK: Final = "check"
"""The lane of the check and of the daily backup, which may take seconds and which nobody waits for."""


class Soundness(QObject):
    """``damaged`` gives the error when the file of marks is damaged; by then the library has let go of it.

    Backups wait for the check: a damaged file must not become the newest of them.
    """

    damaged = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject, after: int = AFTER) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._stopped = Event()
        self._library: Library | None = None
        self._sound = False
        self._backs_up = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(after)
        self._timer.timeout.connect(self._check)

    def watch(self, library: Library) -> None:
        """Check the marks in a while. The file is one for all folders: a second one needs no second look."""
        if self._library is None:
            library.upkeep.hold_marks()
            self._timer.start()
        self._library = library

    def back_up(self) -> None:
        """Make the day's backup, as soon as the marks are known to be sound."""
        self._backs_up = True
        if self._sound and self._library is not None:
            self._jobs.run(CHECK, self._library.upkeep.back_up)

    def stop(self) -> None:
        """Leave what is under way, and check nothing more."""
        self._timer.stop()
        self._stopped.set()

    @Slot()
    def _check(self) -> None:
        library = self._library
        if library is not None:
            examine = partial(library.upkeep.examine, self._stopped.is_set)
            self._jobs.run(CHECK, examine, self._on_sound, partial(self._on_failed, library))

    def _on_sound(self, _nothing: None) -> None:
        self._sound = True
        if self._backs_up:
            self.back_up()

    def _on_failed(self, library: Library, error: Exception) -> None:
        if isinstance(error, StateLostError) and not self._stopped.is_set():
            self._library = None
            # After the writes that are under way: another file will perhaps be put in its place.
            self._jobs.run(STATE, library.upkeep.let_go_of_marks, lambda _: self.damaged.emit(error))
