"""The hairline over the page that shows how far one has read."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

HEIGHT: Final = 2


class ProgressLine(QWidget):
    """A bar over the whole width, filled up to a position from 0.0 to 1.0."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._position = 0.0
        self._colour = QColor("#BF3F2A")
        self.setFixedHeight(HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def position(self) -> float:
        """How far the line is drawn."""
        return self._position

    def set_position(self, position: float) -> None:
        """Draw the line up to a position."""
        if position != self._position:
            self._position = position
            self.update()

    def set_colour(self, colour: QColor) -> None:
        """Draw in a colour."""
        self._colour = colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the part that has been read."""
        width = self.width() * self._position
        left = self.width() - width if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 0
        painter = QPainter(self)
        painter.fillRect(QRectF(left, 0, width, self.height()), self._colour)
        painter.end()
