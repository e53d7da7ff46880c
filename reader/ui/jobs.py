"""Work off the window's thread: a few named lanes, results back where the window lives."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from reader.domain.errors import ReaderError

STATE: Final = "state"
"""The lane of writes to the person's state: never cancelled, always in order."""
LOAD: Final = "load"
"""The lane of slow reads of the catalog."""
RENDER: Final = "render"
"""The lane that makes pages."""
FILES: Final = "files"
"""The lane that reads images of the folder."""

SEARCH: Final = "search"
"""The lane of queries; each gives way to a newer one between two steps."""

T = TypeVar("T")


def _drop(_value: object) -> None:
    """Take a result that nobody asked for."""


class Jobs(QObject):
    """Lanes of one thread each, made when first used; to be called on the window's thread.

    A lane runs plain functions in the order given. What they return goes to ``done`` on the
    window's thread, what they raise to ``failed``. A `ReaderError` that nobody gave a ``failed``
    for is emitted as `complained`, in its sentence; any other exception always as `crashed`.
    """

    crashed = Signal(object)
    complained = Signal(str)
    _returned = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._closed = False
        self._returned.connect(self._deliver)

    def run(
        self,
        lane: str,
        function: Callable[[], T],
        done: Callable[[T], None] = _drop,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run a function on a lane; after `drain` only writes of state still run, at once."""
        if self._closed:
            if lane == STATE:
                function()
            return
        if lane not in self._lanes:
            self._lanes[lane] = ThreadPoolExecutor(max_workers=1, thread_name_prefix=lane)
        self._lanes[lane].submit(self._work, function, done, failed)

    def later(self, write: Callable[[], None]) -> None:
        """Run a write of the person's state after those before it."""
        self.run(STATE, write)

    def drain(self) -> None:
        """Finish all writes of state, forget what else is waiting, and end the threads.

        Results that arrive from now on are dropped: those who wait for them are going away.
        """
        if self._closed:
            return
        self._closed = True
        for name, lane in self._lanes.items():
            lane.shutdown(wait=False, cancel_futures=name != STATE)
        for lane in self._lanes.values():
            lane.shutdown(wait=True)
        self._lanes.clear()

    def _work(
        self,
        function: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None,
    ) -> None:
        """Run one function (on the lane's thread) and send back what came of it."""
        outcome: Callable[[], None]
        try:
            outcome = partial(done, function())
        except Exception as error:  # noqa: BLE001 - the lane must live on, and the failure be shown
            outcome = partial(self._fail, error, failed)
        self._returned.emit(outcome)

    @Slot(object)
    def _deliver(self, outcome: Callable[[], None]) -> None:
        """Hand a result over on the window's thread."""
        if not self._closed:
            outcome()

    def _fail(self, error: Exception, failed: Callable[[Exception], None] | None) -> None:
        if failed is not None:
            failed(error)
        if not isinstance(error, ReaderError):
            self.crashed.emit(error)
        elif failed is None:
            self.complained.emit(str(error))
