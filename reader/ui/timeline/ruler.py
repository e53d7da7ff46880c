"""The time ruler: the whole list over time as a strip of heat, the newest at the top."""

from __future__ import annotations

from array import array
from typing import Final

from PySide6.QtCore import QEvent, QLocale, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from reader.ui.models.article_list import ArticleListModel
from reader.ui.models.days import span_text
from reader.ui.models.heat import Axis, axis_of, bins, heat, softened
from reader.ui.models.ticks import Tick, local, ticks
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role

WIDTH: Final = 14
"""Of the strip with the line at its left, in pixels of the design."""
FAINTEST: Final = 0.06
"""How much of the accent a pixel with few articles gets; one without has the list's own ground."""
MARK: Final = 4
"""The height of the mark of what is in view, at least."""
TICK: Final = (3, 6)
SOON: Final = 30
"""Milliseconds after which the strip follows the list, which is painted first and may change meanwhile."""


class TimeRuler(QWidget):
    """Shows the articles of a model; it follows what changes there a moment later.

    ``jump_requested``: the moment (an article number) that was pressed or dragged to. ``wheeled``: the
    event of a wheel over the strip, which is meant for the list.
    """

    jump_requested = Signal(object)
    wheeled = Signal(object)

    def __init__(self, look: Look, model: ArticleListModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._list = model
        self._axis = Axis(0)
        self._stale = True
        self._counts: list[int] = []
        self._ticks: list[Tick] = []
        self._strip = QImage()
        self._view: tuple[int, int] | None = None
        self.setAccessibleName(self.tr("Time ruler"))
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.setInterval(SOON)
        self._following.timeout.connect(self._follow)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self.forget)
        self.rescale()

    def forget(self) -> None:
        """Take note that the list holds other articles."""
        self._stale = True
        if not self._following.isActive():
            self._following.start()

    def show_view(self, view: tuple[int, int] | None) -> None:
        """Mark what the list has in view: the articles at its top and at its foot; None in an empty one."""
        if view != self._view:
            before = self._mark()
            self._view = view
            if self._mark() != before:
                self.update()

    def rescale(self) -> None:
        """Take over new measures and colours."""
        self.setFixedWidth(self._look.measures.px(WIDTH))
        self._stale = True
        self._follow()

    def text_at(self, pixel: int) -> str:
        """Return date and number of articles of a pixel, or "" where there is nothing."""
        axis = self._current()
        if not axis.stretches:
            return ""
        oldest, newest = (local(number, self._list.offset) for number in sorted(axis.span_of(pixel)))
        when = span_text(oldest, newest, QLocale())
        count = self._counts[min(max(pixel, 0), axis.height - 1)]
        return self.tr("{when} · {total} article(s)", None, count).format(
            when=when, total=QLocale().toString(count)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw heat, ticks, and the mark of what is in view."""
        if self._axis.height != self.height():
            self._stale = True
            self._current()
        look = self._look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour(Role.LIST))
        painter.drawImage(QRect(1, 0, self.width() - 1, self.height()), self._strip)
        painter.fillRect(0, 0, 1, self.height(), look.colour(Role.LINE))
        self._draw_ticks(painter)
        self._draw_mark(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the time pressed."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._go(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the pointer; while the button is down, go there."""
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(point)
        self._tell(point)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pass the wheel on."""
        self.wheeled.emit(event)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep Qt from showing a tooltip of its own after a while: ours is there already."""
        return True if event.type() is QEvent.Type.ToolTip else super().event(event)

    def _follow(self) -> None:
        """Show what the list holds by now."""
        self._current()
        self.update()

    def _current(self) -> Axis:
        """Return the axis of what the list holds by now."""
        if self._stale:
            self._stale = False
            shelf = self._list.shelf
            self._axis = axis_of(shelf, self.height())
            self._counts = bins(shelf, self._axis)
            self._ticks = ticks(self._axis, self._list.offset)
            self._strip = self._painted()
        return self._axis

    def _painted(self) -> QImage:
        """Return the strip, one pixel wide."""
        accent = self._look.colour(Role.ACCENT).rgb() & 0xFFFFFF
        pixels = array(
            "I",
            (
                round((FAINTEST + (1 - FAINTEST) * share) * 255) << 24 | accent if share else 0
                for share in heat(softened(self._counts))
            ),
        )
        pixels = pixels or array("I", [0])
        # A copy, since the image does not keep what it was made of.
        return QImage(pixels.tobytes(), 1, len(pixels), 4, QImage.Format.Format_ARGB32).copy()

    def _draw_ticks(self, painter: QPainter) -> None:
        px = self._look.measures.px
        colours = (self._look.colour(Role.INK3), self._look.colour(Role.INK))
        for tick in self._ticks:
            painter.fillRect(1, tick.pixel, px(TICK[tick.large]), 1, colours[tick.large])
        for above in self._axis.stretches[:-1]:
            # Three dots stand for a time that is left out.
            for dot in range(3):
                painter.fillRect(px(3 + 4 * dot), above.top + above.pixels + 3, px(2), 1, colours[0])

    def _draw_mark(self, painter: QPainter) -> None:
        mark = self._mark()
        if mark is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for role, wide in ((Role.LIST, 4.0), (Role.INK, 1.5)):
            painter.setPen(QPen(self._look.colour(role), wide))
            painter.drawRoundedRect(QRectF(mark).adjusted(1.5, 0.5, -1.0, -0.5), 2.0, 2.0)

    def _mark(self) -> QRect | None:
        """Return where what is in view lies on the strip."""
        axis = self._axis
        if self._view is None or not axis.stretches:
            return None
        newest, oldest = self._view
        top, foot = axis.pixel_of(newest), axis.pixel_of(oldest)
        height = max(foot + 1 - top, self._look.measures.px(MARK))
        return QRect(0, min(top, self.height() - height), self.width(), height)

    def _go(self, point: QPoint) -> None:
        axis = self._current()
        if axis.stretches:
            self.jump_requested.emit(axis.span_of(point.y())[1])

    def _tell(self, point: QPoint) -> None:
        text = self.text_at(point.y())
        if self.accessibleDescription() != text:
            self.setAccessibleDescription(text)
        QToolTip.showText(self.mapToGlobal(point), text, self, self.rect())
