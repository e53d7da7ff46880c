"""Which outlets wrote about it: the first categories of a search's hits as bars, over the list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QLocale, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from reader.library.searching.outlets import Outlet
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role
from reader.ui.widgets.buttons import Button

FIRST: Final = 5
"""Outlets that are shown; of the others there are too many, with too few articles each."""
ROW, SIDE, GAP, CORNER = 24, 18, 6, 3
ABOVE, BELOW = 4, 8


class OutletBars(QWidget):
    """A row for each of the first outlets; ``chosen`` gives the slug of the one that was clicked."""

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(self.tr("Categories of what was found"))
        self._rows = QVBoxLayout(self)
        self._set_margins()
        self._rows.setSpacing(0)
        self.hide()

    def show_outlets(self, outlets: Sequence[Outlet]) -> None:
        """Show the first of some outlets, those with most articles first; fewer than two tell nothing."""
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for outlet in outlets[:FIRST]:
            bar = _Bar(self._look, outlet, outlets[0].articles, self)
            bar.clicked.connect(partial(self._choose, outlet.slug))
            self._rows.addWidget(bar)
        self.setVisible(len(outlets) > 1)

    def rescale(self) -> None:
        """Take over the look in force."""
        self._set_margins()
        self.updateGeometry()
        for bar in self.findChildren(_Bar):
            bar.updateGeometry()
            bar.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, and the line to the list below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour(Role.LIST))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colour(Role.LINE))
        painter.end()

    def _set_margins(self) -> None:
        px = self._look.measures.px
        self._rows.setContentsMargins(0, px(ABOVE), 0, px(BELOW))

    def _choose(self, slug: str, _checked: object = None) -> None:
        self.chosen.emit(slug)


class _Bar(Button):
    """A name, a number, and a bar behind them as long as that is of the ``most``."""

    def __init__(self, look: Look, outlet: Outlet, most: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._outlet = outlet
        self._part = outlet.articles / most
        self._number = QLocale().toString(outlet.articles)
        self.setAccessibleName(f"{outlet.name}, {self._number}")
        self.setToolTip(self.tr("Only what is in {category}").format(category=outlet.name))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of a row."""
        return QSize(self._look.measures.px(120), self._look.measures.px(ROW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it; darker while it is pointed at or has the focus."""
        look, px = self._look, self._look.measures.px
        room = QRect(px(SIDE), px(2), self.width() - 2 * px(SIDE), self.height() - px(4))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        warm = self.underMouse() or self.hasFocus()
        painter.setBrush(look.colour(Role.ACCENT_WEAK if warm else Role.SELECTION))
        length = max(round(room.width() * self._part), px(CORNER))
        bar = QRect(room.x(), room.y(), length, room.height())
        painter.drawRoundedRect(bar, px(CORNER), px(CORNER))
        painter.setFont(look.measures.figures(12))
        painter.setPen(look.colour(Role.INK2))
        middle = Qt.AlignmentFlag.AlignVCenter
        text = room.adjusted(px(GAP), 0, -px(GAP), 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | middle, self._number)
        painter.setFont(look.measures.font(12.5))
        painter.setPen(look.colour(Role.INK))
        left = text.width() - painter.fontMetrics().horizontalAdvance(self._number) - 2 * px(GAP)
        name = painter.fontMetrics().elidedText(self._outlet.name, Qt.TextElideMode.ElideRight, left)
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | middle, name)
        painter.end()
