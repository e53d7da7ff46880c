"""What stands where the page will be: the page's colour, and a sentence where there is one to say."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

WIDTH: Final = 420
"""The measure of a sentence, in pixels."""


class Placeholder(QWidget):
    """Paints a colour and a sentence in its middle."""

    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._ink = QColor("#FFFEFB"), QColor("#6E6A61")
        self._sentence = ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def sentence(self) -> str:
        """What it says at the moment."""
        return self._sentence

    def say(self, sentence: str) -> None:
        """Show a sentence, or nothing."""
        self._sentence = sentence
        self.setAccessibleName(sentence)
        self.update()

    def set_colours(self, ground: QColor, ink: QColor) -> None:
        """Set the colour of the page and of the sentence."""
        self._ground, self._ink = ground, ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill with the page's colour, and write."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._ground)
        if self._sentence:
            width = min(WIDTH, self.width() - 48)
            place = QRect((self.width() - width) // 2, 0, width, round(self.height() * 0.86))
            painter.setPen(self._ink)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place, flags, self._sentence)
        painter.end()
        self.painted.emit()
