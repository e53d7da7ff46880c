"""The count of hits over the page, with what goes from one to the next."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from reader.ui.actions import key_text

EDGE = 18
"""Pixels between the bar and the edge of the page, so that the page's scroll bar is free."""
BELOW, LINES_BELOW = 62, 3.6
"""Pixels between the bar and the lower edge, and, for large text, heights of a line: at least as much as
both. The toast comes and goes there; the bar stays.
"""

NOTCH, EIGHTHS = 100, 120
"""Pixels of a page that one notch of a wheel scrolls, and how Qt counts it: in eighths of a degree."""


class HitBar(QFrame):
    """Lies over a corner of its parent, so that nothing of the page moves.

    ``step_requested``: to the next hit (1), or to the one before (-1). ``turned``: by how many pixels the
    wheel scrolls the page on.
    """

    step_requested = Signal(int)
    turned = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self.setObjectName("hits")
        self._count = QLabel(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 2, 6, 2)
        layout.setSpacing(2)
        layout.addWidget(self._count)
        layout.addSpacing(4)
        for sign, name, keys, step in (
            ("↑", self.tr("Previous hit"), "Shift+F3", -1),
            ("↓", self.tr("Next hit"), "F3", 1),
        ):
            button = QPushButton(sign, self)
            button.setObjectName("quiet")
            button.setToolTip(f"{name}  {key_text(QKeySequence(keys))}")
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._step, step))
            layout.addWidget(button)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._count.text()

    def show_count(self, current: int, total: int) -> None:
        """Say which of how many hits one is at, from 1; 0: at none. Without hits there is no bar."""
        at = self.tr("{0} of {1}").format(current, total)
        self._count.setText(at if current else self.tr("%n hit(s)", "", total))
        self.setVisible(total > 0)
        self.place()

    def place(self) -> None:
        """Stand in the lower right corner of the parent, over the place of the toast."""
        self.adjustSize()
        across, down = self._ground.width() - self.width(), self._ground.height() - self.height()
        below = max(BELOW, round(LINES_BELOW * self.fontMetrics().height()))
        self.move(across - EDGE, down - below)
        self.raise_()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page below turn: Qt would offer it to what holds the page, which does nothing with it."""
        pixels = event.pixelDelta().y() or event.angleDelta().y() * NOTCH // EIGHTHS
        if pixels:
            self.turned.emit(-pixels)
        event.accept()

    def _step(self, step: int, *_checked: object) -> None:
        self.step_requested.emit(step)
