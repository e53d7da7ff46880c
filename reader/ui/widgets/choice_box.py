"""A box to choose one of a few things, with an arrow of the program's own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role

ARROW: Final = 12
RIGHT: Final = 8


class ChoiceBox(QComboBox):
    """A combo box without Qt's arrow, which a style sheet takes away."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the arrow in it."""
        super().paintEvent(event)
        painter = QPainter(self)
        arrow = self._look.pixmap("chevron-down", Role.INK2, ARROW, self.devicePixelRatioF())
        side = self._look.measures.px(ARROW)
        left = self.width() - self._look.measures.px(RIGHT) - side
        painter.drawPixmap(QPointF(left, (self.height() - side) / 2), arrow)
        painter.end()
