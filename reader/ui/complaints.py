"""Sentences that a person must read, and marks that could not be written."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox

from reader.domain.changes import Changes
from reader.domain.errors import ReaderError
from reader.ui.main_window import MainWindow

log = logging.getLogger(__name__)


class Complaints(QObject):
    """Shows sentences over the window; once that goes, in the terminal."""

    _refused = Signal(object, str)

    def __init__(self, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._closing = False
        self._told: set[str] = set()
        self._refused.connect(self._take_back)

    def close(self) -> None:
        """Show nothing more: the window goes."""
        self._closing = True

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """Show a sentence that must be read."""
        if self._closing:
            log.warning(sentence)
            return
        box = QMessageBox(QMessageBox.Icon.Warning, "Newsfold", sentence, parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)  # it may name a file
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def refuse(self, changes: Changes, error: ReaderError) -> None:
        """Say that marks are not on disk, from any thread."""
        if self._closing:
            log.warning(str(error))
        else:
            self._refused.emit(changes, str(error))

    @Slot(object, str)
    def _take_back(self, changes: Changes, sentence: str) -> None:
        """Show marks as they are on disk. Why they are so need not be confirmed at every article."""
        if not self._closing:
            self._window.desk.taken_back(changes)
        if sentence in self._told and not self._closing:
            self._window.say(sentence)
        else:
            self._told.add(sentence)
            self.tell(sentence)
