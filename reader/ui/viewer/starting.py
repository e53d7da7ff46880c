"""When the engine of pages is started: after titles are on screen, in pieces, so that nobody waits for it."""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reader.ui.viewer.browser import load

HOLD: Final = 2_000
"""Milliseconds after the first paint that the engine waits for titles which are on their way."""
FRAME: Final = 30
"""Milliseconds in which titles that have just come are painted."""

log = logging.getLogger(__name__)


class Starting(QObject):
    """``due``: the engine is loaded, and to be made. ``failed``: why it cannot be loaded.

    Nothing is loaded where ``allowed`` is false: as root it has no sandbox. That fails for no reason, "".
    """

    due = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject, *, allowed: bool) -> None:
        super().__init__(parent)
        self.allowed = allowed
        self._held = False
        self._pieces = load()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Start now that all is painted for the first time; whatever the engine takes, one can read."""
        self._timer.start(HOLD if self._held else 0)

    def hold(self) -> None:
        """Wait until `let_go`, but not for ever: titles are on their way."""
        self._held = True

    def let_go(self) -> None:
        """Start as soon as what the window shows now has been painted."""
        self._held = False
        if self._timer.isActive():
            self._timer.start(FRAME)

    def stop(self) -> None:
        """Start no more."""
        self.allowed = False
        self._timer.stop()

    @Slot()
    def _go_on(self) -> None:
        if not self.allowed:
            log.warning("The page's engine is not started: as root its sandbox cannot be had.")
            self.failed.emit("")
            return
        try:
            if next(self._pieces, ""):
                # The next one in a turn of its own, so that hand and eye are served in between.
                self._timer.start(0)
                return
        except ImportError as error:
            log.warning("The page's engine cannot be loaded: %s", error)
            self.allowed = False
            self.failed.emit(str(error))
            return
        self.due.emit()
