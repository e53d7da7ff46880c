"""The Qt application: files that the system hands over, and the system's wish that it ends."""

from __future__ import annotations

import contextlib
import signal
import socket
from collections.abc import Sequence
from types import FrameType
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, QSocketNotifier, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

NAME: Final = "newsfold"
ID: Final = "io.github.newsfold.newsfold"
"""The name of the file by which a desktop knows the program, without its ending."""
GATHER: Final = 100
"""Milliseconds in which files gather that were chosen together: the system names one at a time."""
FRAME: Final = QSize(8, 44)
"""What a desktop puts round a window, at most as a rule: borders and a title bar, in pixels."""


class Application(QApplication):
    """`files_opened`: the system asks to open files or folders, as macOS does instead of by arguments."""

    files_opened = Signal(list)

    def __init__(self, arguments: Sequence[str]) -> None:
        # Asked for before there is an application, so that Qt WebEngine can be loaded long after.
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
        super().__init__([NAME, *arguments])
        self.setApplicationName(NAME)
        self.setApplicationDisplayName("Newsfold")
        self.setDesktopFileName(ID)
        self.setStyle("Fusion")
        self._named: list[str] = []
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(GATHER)
        self._gathering.timeout.connect(self._pass_on)

    def fit(self, window: QWidget) -> None:
        """Let a window be no larger than what the screen leaves free for it and the frame it will get."""
        window.resize(window.size().boundedTo(self.primaryScreen().availableSize() - FRAME))

    def event(self, event: QEvent) -> bool:
        """Pass on what the system asks to open."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self._named.append(event.file())
            self._gathering.start()
            return True
        return super().event(event)

    @Slot()
    def _pass_on(self) -> None:
        named, self._named = self._named, []
        self.files_opened.emit(named)


class EndSignals:
    """Ends the application as if its window were closed when the system asks by SIGTERM or Ctrl+C.

    Python hears a signal only when it gets to run, which a waiting Qt never lets it; so the byte
    that Python writes for each signal is listened for.
    """

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._ear, self._mouth = socket.socketpair()
        for end in (self._ear, self._mouth):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._hear)
        self._former = signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._end)

    def close(self) -> None:
        """Hear no more."""
        signal.set_wakeup_fd(self._former)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        self._notifier.setEnabled(False)
        self._ear.close()
        self._mouth.close()

    @Slot()
    def _hear(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._ear.recv(64)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._application.quit()
