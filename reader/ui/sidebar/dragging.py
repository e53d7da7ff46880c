"""Saved searches that are put elsewhere in the sidebar by hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from reader.ui.models.places import SearchLine
from reader.ui.sidebar.search_rows import SearchRows
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role


class Dragging(QObject):
    """Hears the mouse before the sidebar does. A line shows where the search will stand.

    ``line_at`` gives the search at a point and its row's box, both in the viewport; None for another row.
    """

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

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the mouse while a search is moved; a click is the sidebar's own."""
        if not isinstance(event, QMouseEvent):
            return False
        at = event.position().toPoint()
        if event.type() is QEvent.Type.MouseButtonPress:
            found = self._line_at(at) if event.button() is Qt.MouseButton.LeftButton else None
            self._pressed = (found[0], at) if found is not None else None
            return False
        if event.type() is QEvent.Type.MouseMove and self._pressed is not None:
            far = (at - self._pressed[1]).manhattanLength() >= QApplication.startDragDistance()
            self._under_way = self._under_way or far
            if self._under_way:
                self._show(self._pressed[0], at)
            return self._under_way
        if event.type() is QEvent.Type.MouseButtonRelease and self._under_way:
            self._end()
            return True
        return False

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
        self._pressed, self._to, self._under_way = None, None, False
        self.mark.hide()
        if pressed is not None and to is not None:
            self._rows.move_requested.emit(pressed[0].id, to)
