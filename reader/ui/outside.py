"""Marks that another program made while the window is open, such as ``newsfold mark``."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reader.library.library import Library
from reader.ui.jobs import LOAD, Jobs

EVERY: Final = 2_000
"""Milliseconds between looks. One costs microseconds on a worker, and reads nothing from the disk."""


class Outside(QObject):
    """``marked``: the marks of the open folder were changed by somebody else; they are to be loaded.

    It asks instead of being told: the system reports writes to a file, but the window's own ones as well,
    and on network drives none at all.
    """

    marked = Signal()

    def __init__(self, jobs: Jobs, parent: QObject, every: int = EVERY) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._library: Library | None = None
        self._asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(every)
        self._timer.timeout.connect(self._ask)

    def watch(self, library: Library | None) -> None:
        """Look after a folder from now on; None: after none."""
        self._library = library
        if library is None:
            self._timer.stop()
        else:
            self._timer.start()

    @Slot()
    def _ask(self) -> None:
        library = self._library
        if library is not None and not self._asking:
            self._asking = True
            self._jobs.run(LOAD, library.upkeep.marked_elsewhere, partial(self._on_answer, library))

    def _on_answer(self, library: Library, marked: bool) -> None:  # noqa: FBT001 - bound in place
        self._asking = False
        if marked and library is self._library:
            self.marked.emit()
