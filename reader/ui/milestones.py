"""The stopwatch's marks in the window's life: paint, titles, each generation, each star when it is kept."""

from __future__ import annotations

from itertools import islice
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

from reader.domain.changes import Changes
from reader.ui.main_window import MainWindow
from reader.ui.trace import Trace

NAMED: Final = 1_000
"""Articles of one change that are named; of a hundred thousand nobody reads the line."""


class Milestones(QObject):
    """Writes them into a trace. ``list_ready``: the first titles are there."""

    list_ready = Signal()

    def __init__(self, window: MainWindow, trace: Trace, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._trace = trace
        self._rows_seen = False
        window.installEventFilter(self)
        window.list_model.modelReset.connect(self._on_rows)
        window.list_model.rowsInserted.connect(self._on_rows)
        window.generation_shown.connect(self._on_generation)
        window.desk.marks_changed.connect(self._on_marked)
        window.desk.written.connect(self._on_kept)
        window.desk.kept.connect(self._on_kept)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the window's first paint."""
        if watched is self._window and event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            # When this runs, the window and all in it have been painted.
            QTimer.singleShot(0, self, self._on_painted)
        return False

    @Slot()
    def _on_painted(self) -> None:
        size = self._window.size()
        self._trace.event("window-painted", width=size.width(), height=size.height())

    @Slot()
    def _on_rows(self) -> None:
        if not self._rows_seen and self._window.list_model.rowCount():
            self._rows_seen = True
            QTimer.singleShot(0, self, self._on_list_ready)

    @Slot()
    def _on_list_ready(self) -> None:
        self._trace.event("list-ready", rows=self._window.list_model.rowCount())
        self.list_ready.emit()

    @Slot()
    def _on_generation(self) -> None:
        library = self._window.library
        self._trace.event("generation-shown", generation=library.generation if library else 0)

    @Slot(object)
    def _on_marked(self, changes: Changes) -> None:
        self._write("marked", changes)

    @Slot(object)
    def _on_kept(self, changes: Changes) -> None:
        self._write("kept", changes)

    def _write(self, event: str, changes: Changes) -> None:
        """Write down a change of marks: ``marked`` when it is on screen, ``kept`` when it is on the disk."""
        if self._trace.on and changes.numbers:
            numbers = list(islice(changes.numbers, NAMED))
            count = len(changes.numbers)
            self._trace.event(event, mark=changes.mark, value=changes.value, articles=count, numbers=numbers)
