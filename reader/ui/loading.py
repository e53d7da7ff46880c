"""Taking over what the indexer has committed, without holding up the window."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Final

from pyroaring import BitMap
from PySide6.QtCore import QObject, QTimer, Signal

from reader.library.library import Library
from reader.library.snapshot import Snapshot
from reader.ui import jobs as lanes
from reader.ui.jobs import Jobs

SHARE: Final = 5.0
"""How many times as long as one loading took there is a rest before the next one of the same folder."""
LONGEST: Final = 0.7
"""Seconds that such a rest lasts at most."""


class Loading(QObject):
    """Loads on a worker, one at a time. ``arrived`` gives the library and the snapshot to adopt.

    ``listed`` gives the articles of the list, which is to stay as it is.

    While a large folder fills, generations come faster than anybody can look at them; a small one
    is loaded so quickly that its rests cannot be noticed.
    """

    arrived = Signal(object, object)

    def __init__(
        self, jobs: Jobs, parent: QObject, listed: Callable[[], BitMap] = BitMap, share: float = SHARE
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._listed = listed
        self._share = share
        self._wanted: Library | None = None
        self._last: Library | None = None
        self._began = 0.0
        self._under_way = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._go_on)

    def request(self, library: Library) -> None:
        """Load a library; while one is loading, the last one asked for comes next."""
        self._wanted = library
        self._go_on()

    def _go_on(self) -> None:
        library = self._wanted
        if library is None or self._under_way or (self._rest.isActive() and library is self._last):
            return
        self._wanted, self._last, self._under_way = None, library, True
        self._began = time.perf_counter()
        self._jobs.run(
            lanes.LOAD,
            partial(library.load, BitMap(self._listed())),
            partial(self._done, library),
            self._failed,
        )

    def _done(self, library: Library, snapshot: Snapshot) -> None:
        self._under_way = False
        self.arrived.emit(library, snapshot)
        # What it took to show it counts as well.
        spent = time.perf_counter() - self._began
        self._rest.start(round(min(spent * self._share, LONGEST) * 1000))
        self._go_on()

    def _failed(self, error: Exception) -> None:
        self._under_way = False
        self._jobs.complained.emit(str(error))
        self._go_on()
