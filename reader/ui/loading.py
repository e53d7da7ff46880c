"""Taking over what the indexer has committed, without holding up the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from reader.library.library import Library
from reader.library.snapshot import Snapshot
from reader.ui import jobs as lanes
from reader.ui.jobs import Jobs


class Loading(QObject):
    """Loads on a worker, one at a time. ``arrived`` gives the library and the snapshot to adopt."""

    arrived = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._wanted: Library | None = None
        self._under_way = False

    def request(self, library: Library) -> None:
        """Load a library; while one is loading, the last one asked for comes next."""
        self._wanted = library
        self._go_on()

    def _go_on(self) -> None:
        library = self._wanted
        if library is not None and not self._under_way:
            self._wanted, self._under_way = None, True
            self._jobs.run(lanes.LOAD, library.load, partial(self._done, library), self._failed)

    def _done(self, library: Library, snapshot: Snapshot) -> None:
        self._under_way = False
        self.arrived.emit(library, snapshot)
        self._go_on()

    def _failed(self, error: Exception) -> None:
        self._under_way = False
        self._jobs.complained.emit(str(error))
        self._go_on()
