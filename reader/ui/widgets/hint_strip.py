"""A row of small things to click: what may come next in a query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.library.hints import Completion
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role

HEIGHT: Final = 30


@dataclass(frozen=True, slots=True)
class Chip:
    """One of them. ``target`` is a completion, or the id of an action; ``detail`` a number, or keys."""

    text: str
    target: Completion | str
    detail: str = ""


class HintStrip(QWidget):
    """Shows as many as there is room for. ``taken`` gives the target of the clicked one."""

    taken = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.chips: Sequence[Chip] = ()

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show others; none hides the strip."""
        self.chips = chips
        self.setFixedHeight(self._look.measures.px(HEIGHT))
        self.setVisible(bool(chips))
        self.setAccessibleName(", ".join(f"{chip.text} {chip.detail}".strip() for chip in chips))
        self.update()

    def places(self) -> Iterator[tuple[Chip, QRect]]:
        """Yield what there is room for, and where."""
        px = self._look.measures.px
        words, details = self._metrics()
        left = px(4)
        for chip in self.chips:
            width = words.horizontalAdvance(chip.text) + px(16)
            if chip.detail:
                width += details.horizontalAdvance(chip.detail) + px(6)
            if left + width > self.width():
                return
            yield chip, QRect(left, px(3), width, self.height() - px(6))
            left += width + px(5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them."""
        look, px = self._look, self._look.measures.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for chip, rect in self.places():
            painter.setPen(look.colour(Role.LINE))
            painter.setBrush(look.colour(Role.LIST))
            painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
            inside = rect.adjusted(px(8), 0, -px(8), 0)
            painter.setFont(look.measures.font(12))
            painter.setPen(look.colour(Role.INK))
            painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, chip.text)
            painter.setFont(look.measures.figures(11))
            painter.setPen(look.colour(Role.INK3))
            painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, chip.detail)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the clicked one."""
        point = event.position().toPoint()
        for chip, rect in self.places():
            if rect.contains(point):
                self.taken.emit(chip.target)
                return

    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        measures = self._look.measures
        return QFontMetrics(measures.font(12)), QFontMetrics(measures.figures(11))
