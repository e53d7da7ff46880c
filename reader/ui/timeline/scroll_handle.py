"""A slim scroll bar over the rows: it takes no room, so that rows reach up to the time ruler."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from reader.ui.theme.look import Look

WIDTH: Final = 8
"""In pixels of the design; the style sheet draws the handle narrower."""


class ScrollHandle(QScrollBar):
    """Stands for the vertical scroll bar of a view that does not show its own."""

    def __init__(self, look: Look, view: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._look = look
        self._view = view
        self.setObjectName("slim-bar")
        bar = view.verticalScrollBar()
        bar.rangeChanged.connect(self._follow)
        bar.valueChanged.connect(self.setValue)
        self.valueChanged.connect(bar.setValue)
        view.installEventFilter(self)
        self._follow()

    def rescale(self) -> None:
        """Take over new measures."""
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the right edge of the view."""
        if event.type() is QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        bar, width = self._view.verticalScrollBar(), self._look.measures.px(WIDTH)
        self.setRange(bar.minimum(), bar.maximum())
        self.setPageStep(bar.pageStep())
        self.setSingleStep(bar.singleStep())
        self.setValue(bar.value())
        self.setVisible(bar.maximum() > bar.minimum())
        self.setGeometry(self._view.width() - width, 0, width, self._view.height())
        self.raise_()
