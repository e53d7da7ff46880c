"""What nobody foresaw: written to the log, and shown with something to copy."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections import deque
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from reader import __version__
from reader.desktop.replaced import Watched
from reader.ui.dialogs.failure import FailureDialog

LINES: Final = 200
"""Lines of the log that are kept for the report."""

log = logging.getLogger(__name__)


class LogTail(logging.Handler):
    """Keeps the last lines of the log in memory; nothing is written to disk, nothing is sent."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._lines: deque[str] = deque(maxlen=LINES)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self._lines.append(self.format(record))

    def text(self) -> str:
        """Return what is kept."""
        return "\n".join(self._lines)


class Failures(QObject):
    """Catches exceptions that nobody handles, on any thread; one dialog at a time."""

    _raised = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tail = LogTail()
        self._dialog: QDialog | None = None
        self._program = Watched(Path(sys.executable))
        self._window: QWidget | None = None
        logging.getLogger().addHandler(self._tail)
        logging.getLogger("reader").setLevel(logging.INFO)
        self._raised.connect(self.show_failure)
        self._former = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def set_window(self, window: QWidget) -> None:
        """Show dialogs over a window."""
        self._window = window

    def close(self) -> None:
        """Catch no more."""
        sys.excepthook, threading.excepthook = self._former
        logging.getLogger().removeHandler(self._tail)
        if self._dialog is not None:
            self._dialog.close()

    @Slot(object)
    def show_failure(self, error: BaseException) -> None:
        """Log an exception, and show it unless another one is being shown."""
        text = "".join(traceback.format_exception(error))
        log.error("Something went wrong that nobody foresaw:\n%s", text)
        if self._dialog is None and self._window is not None:
            replaced = self._program.is_replaced()
            self._dialog = self._advice() if replaced else FailureDialog(self.report(text), self._window)
            self._dialog.finished.connect(self._forget)
            self._dialog.open()

    def _advice(self) -> QMessageBox:
        """Return what to do when parts that are loaded late are those of another version."""
        text = self.tr("Newsfold was upgraded while it was open. Please close it and start it again.")
        box = QMessageBox(QMessageBox.Icon.Information, "Newsfold", text, parent=self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return box

    def report(self, text: str) -> str:
        """Return what helps to find the fault: versions, the fault, the log."""
        versions = f"Newsfold {__version__}, Qt {qVersion()}, Python {platform.python_version()}"
        return f"{versions}, {platform.platform()}\n\n{text}\n{self._tail.text()}"

    @Slot()
    def _forget(self) -> None:
        self._dialog = None

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self._raised.emit(error)

    def _on_thread_exception(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._raised.emit(caught.exc_value)
