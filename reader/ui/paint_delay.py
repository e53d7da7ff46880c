"""Lets a window's painting wait for a moment, for something that needs its thread more."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

LONGEST: Final = 40
"""Milliseconds for which painting waits at most."""


class PaintDelay(QObject):
    """Holds back the event by which Qt asks a window to paint what has changed; nothing of it is lost.

    Turning updates off would not do: what was to be painted already would be seen without its content.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._asked = False
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(LONGEST)
        self._waiting.timeout.connect(self.end)

    @Slot()
    def begin(self) -> None:
        """Paint nothing until `end`; a second call does not make it longer."""
        if not self._waiting.isActive():
            self._window.installEventFilter(self)
            self._waiting.start()

    @Slot()
    def end(self) -> None:
        """Paint what has changed meanwhile."""
        self._waiting.stop()
        self._window.removeEventFilter(self)
        if self._asked:
            self._asked = False
            QCoreApplication.postEvent(self._window, QEvent(QEvent.Type.UpdateRequest))

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Keep the event for later."""
        if event.type() == QEvent.Type.UpdateRequest:
            self._asked = True
            return True
        return False
