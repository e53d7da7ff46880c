"""The turn of the day, by which Today goes and days are named."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reader.library.library import Library

LONGEST: Final = 60_000
"""Milliseconds between looks at the clock: a sleeping machine's timers stand still, and clocks are set."""


def today_at(offset: int) -> date:
    """Return the current day at an offset from UTC in seconds."""
    return (datetime.now(UTC) + timedelta(seconds=offset)).date()


class Midnight(QObject):
    """Watches the clock of the open folder. ``day_began``: it is another day now than it was."""

    day_began = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._library: Library | None = None
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def watch(self, library: Library | None) -> None:
        """Go by the days of a folder from now on; None: of none."""
        self._library = library
        self._timer.stop()
        if library is not None:
            self._began = self._arm(library)

    @Slot()
    def _look(self) -> None:
        if self._library is None:
            return
        before, self._began = self._began, self._arm(self._library)
        if self._began != before:
            self.day_began.emit()

    def _arm(self, library: Library) -> float:
        """Wait for the end of the day, but not for too long; returns when it began."""
        began, left = library.day()
        self._timer.start(min(int(left * 1000) + 1, LONGEST))
        return began
