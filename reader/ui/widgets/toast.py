"""The toast: what was just done, and Undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role

SECONDS = 6
BOTTOM, PAD, GAP = 18, 16, 16


class Toast(QWidget):
    """A sentence at the bottom of its parent that goes by itself, and never takes the focus.

    ``undo_requested``: a click on it. It stays while the pointer is over it.
    """

    undo_requested = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self._look = look
        self._text = ""
        self._action = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(22)
        shadow.setOffset(QPointF(0, 6))
        shadow.setColor(QColor(0, 0, 0, 64))
        self.setGraphicsEffect(shadow)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def say(self, text: str, action: str = "") -> None:
        """Show a sentence; ``action`` names what a click does, "" for nothing."""
        self._text, self._action = text, action
        self.setAccessibleName(f"{text} {action}".strip())
        self.place()
        self.show()
        self.raise_()
        self.update()
        self._timer.start()
        # Whoever listens to the screen hears it, though the focus stays where it is.
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def place(self) -> None:
        """Stand at the bottom of the parent, in its middle."""
        px = self._look.measures.px
        plain, bold = self._fonts()
        width = self._advance(plain, self._text) + px(2 * PAD)
        if self._action:
            width += px(GAP) + self._advance(bold, self._action)
        parent = self._ground
        width = min(width, parent.width() - px(24))
        height = px(34)
        self.setGeometry((parent.width() - width) // 2, parent.height() - px(BOTTOM) - height, width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sentence and the action."""
        look, px = self._look, self._look.measures.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(look.colour(Role.TOAST))
        painter.drawRoundedRect(self.rect(), px(9), px(9))
        plain, bold = self._fonts()
        painter.setFont(plain)
        painter.setPen(look.colour(Role.ON_TOAST))
        baseline = (self.height() + painter.fontMetrics().ascent() - painter.fontMetrics().descent()) // 2
        painter.drawText(px(PAD), baseline, self._text)
        if self._action:
            left = px(PAD + GAP) + self._advance(plain, self._text)
            painter.setFont(bold)
            painter.setPen(look.colour(Role.TOAST_ACTION))
            painter.drawText(left, baseline, self._action)
        painter.end()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Undo, where that is what it offers; go in any case."""
        self.hide()
        if self._action:
            self.undo_requested.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go some time after the pointer has."""
        super().leaveEvent(event)
        self._timer.start()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]  # the parent only
        """Stay in the middle when the parent changes its size."""
        if event.type() is QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def _fonts(self) -> tuple[QFont, QFont]:
        font = self._look.measures.font
        return font(12.5), font(12.5, QFont.Weight.Bold)

    def _advance(self, font: QFont, text: str) -> int:
        return QFontMetrics(font).horizontalAdvance(text)
