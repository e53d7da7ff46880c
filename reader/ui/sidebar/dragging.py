"""Saved searches that are put elsewhere in the sidebar by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from reader.ui.models.places import SearchLine
from reader.ui.sidebar.search_rows import SearchRows
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role

_LOST: Final = frozenset(
    {QEvent.Type.Leave, QEvent.Type.UngrabMouse, QEvent.Type.WindowDeactivate, QEvent.Type.Hide}
)
"""After these nobody can tell where the mouse is let go."""


class Dragging(QObject):
    """Hears the mouse before the sidebar does. A line shows where the search will stand.

    ``line_at`` gives the search at a point and its row's box, both in the viewport; None for another row.
    ``ended``: a search was moved, or let go beside the others, or the drag was broken off.
    """

    ended = Signal()

    def __init__(
        self,
        view: QAbstractItemView,
        rows: SearchRows,
        line_at: Callable[[QPoint], tuple[SearchLine, QRect] | None],
        look: Look,
    ) -> None:
        super().__init__(view)
        self._ground = view.viewport()
        self._rows = rows
        self._line_at = line_at
        self._look = look
        self._pressed: tuple[SearchLine, QPoint] | None = None
        self._under_way = False
        self._to: int | None = None
        self.mark = QWidget(self._ground)
        self.mark.setAutoFillBackground(True)
        self.mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.mark.hide()
        self._ground.installEventFilter(self)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse while a search is moved; a click is the sidebar's own."""
        if event.type() in _LOST:
            self._cancel()
        elif watched is not self._ground:
            return self._under_way and isinstance(event, QKeyEvent) and self._press(event)
        elif isinstance(event, QMouseEvent):
            return self._follow(event)
        return False

    def _press(self, event: QKeyEvent) -> bool:
        """Let Escape leave all as it was, before it can mean anything else."""
        if event.key() != Qt.Key.Key_Escape:
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            self._cancel()
        return True

    def _follow(self, event: QMouseEvent) -> bool:
        """Follow the mouse; returns whether it is taken, which it is until it is let go."""
        at, left = event.position().toPoint(), Qt.MouseButton.LeftButton
        taken = self._under_way
        if event.type() is QEvent.Type.MouseMove and left in event.buttons():
            if self._pressed is None:
                return taken
            far = (at - self._pressed[1]).manhattanLength() >= QApplication.startDragDistance()
            self._under_way = taken or far
            if self._under_way:
                self._show(self._pressed[0], at)
            return self._under_way
        if event.type() is QEvent.Type.MouseButtonRelease and event.button() is left:
            self._end()
            return taken
        self._cancel()
        self._under_way = taken and left in event.buttons() and event.button() is not left
        if event.type() is QEvent.Type.MouseButtonPress and event.button() is left:
            found = self._line_at(at)
            self._pressed = (found[0], at) if found is not None else None
        return self._under_way

    def _show(self, line: SearchLine, at: QPoint) -> None:
        """Show where the search would come to stand: in the place of the one under the mouse."""
        found = self._line_at(at)
        ids = [one.id for one in self._rows.lines]
        self._to = None
        if found is not None and found[0].id != line.id and line.id in ids:
            self._to, box = ids.index(found[0].id), found[1]
            thick = self._look.measures.px(2)
            top = box.bottom() if self._to > ids.index(line.id) else box.top() - thick
            palette = self.mark.palette()
            palette.setColor(self.mark.backgroundRole(), self._look.colour(Role.ACCENT))
            self.mark.setPalette(palette)
            self.mark.setGeometry(box.left(), top, box.width(), thick)
        self.mark.setVisible(self._to is not None)

    def _end(self) -> None:
        pressed, to = self._pressed, self._to
        taken, self._under_way = self._under_way and pressed is not None, False
        self._pressed = self._to = None
        self.mark.hide()
        if taken and pressed is not None and to is not None:
            self._rows.move_requested.emit(pressed[0].id, to)
        if taken:
            self.ended.emit()

    def _cancel(self) -> None:
        """Leave all as it was; the mouse stays taken until it is let go."""
        taken, self._to = self._under_way, None
        self._end()
        self._under_way = taken
