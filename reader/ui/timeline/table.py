"""The list's view: rows of one height, a day label that stays at the top, keys that only select."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from reader.ui.models.article_list import ArticleListModel
from reader.ui.models.heat import row_at
from reader.ui.models.runs import number_at
from reader.ui.models.sight import Sight
from reader.ui.theme.look import Look
from reader.ui.timeline.delegate import ROW, STRIP, ArticleDelegate
from reader.ui.widgets.flat_table import make_flat

Index = QModelIndex | QPersistentModelIndex
SelectionFlag = QItemSelectionModel.SelectionFlag


class DayLabel(QWidget):
    """The day of the topmost row, over the list; the next day pushes it out."""

    def __init__(self, table: ArticleTable) -> None:
        super().__init__(table)
        self._table = table
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the strip of the topmost row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._table.paint_top_day(painter, self.rect())
        painter.end()


class ArticleTable(QTableView):
    """A `QTableView`, because it alone of Qt's views opens a million rows at once.

    ``open_requested``: a click or Enter on a row. ``star_requested``: a click on its star.
    Moving with the keyboard selects and does no more. Numbers travel as objects: they need all 32 bits.
    ``left``: Escape. ``view_moved``: other rows are in view, or other articles in them.
    """

    open_requested = Signal(object)
    star_requested = Signal(object)
    left = Signal()
    view_moved = Signal()

    def __init__(
        self, model: ArticleListModel, delegate: ArticleDelegate, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._list = model
        self._delegate = delegate
        self._look = look
        self.setObjectName("articles")
        self.setAccessibleName(self.tr("Articles"))
        self._set_up()
        self._day_label = DayLabel(self)
        self.setModel(model)
        model.dataChanged.connect(self._day_label.update)
        model.modelReset.connect(self.place_day)
        model.rowsInserted.connect(self.place_day)
        model.rowsRemoved.connect(self.place_day)

    def current_number(self) -> int | None:
        """Return the number of the selected article, or None."""
        return self._list.number(self.currentIndex().row())

    def select(self, number: int) -> bool:
        """Select an article and bring it into view; False when it is not in the list."""
        row = self._list.row(number)
        if row < 0:
            return False
        flags = SelectionFlag.ClearAndSelect | SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._list.index(row, 0), flags)
        return True

    def at_rest(self) -> bool:
        """Tell whether the list stands at its top with nothing selected."""
        return self.verticalScrollBar().value() == 0 and not self.currentIndex().isValid()

    def sight(self) -> Sight:
        """Return what is before somebody's eyes."""
        value, height = self.verticalScrollBar().value(), self._height()
        last = min((value + self.viewport().height() - 1) // height + 1, self._list.rowCount())
        rows = range(value // height, max(last, 0))
        seen = [
            (number, row * height - value) for row in rows if (number := self._list.number(row)) is not None
        ]
        return Sight(tuple(seen), self.current_number(), self.at_rest())

    def hold(self, sight: Sight) -> None:
        """Let everything stand where it stood in a sight, after the list has changed."""
        if sight.selected is not None and self.current_number() != sight.selected:
            self.select(sight.selected)
        if sight.at_rest or not sight.rows or not self._list.rowCount():
            return
        still = [(self._list.row(number), top) for number, top in sight.rows]
        row, top = next(
            ((row, top) for row, top in still if row >= 0),
            (self._list.row_near(sight.rows[0][0]), sight.rows[0][1]),
        )
        self.updateGeometries()
        self.verticalScrollBar().setValue(row * self._height() - top)

    def scroll_to(self, pixels: int) -> None:
        """Scroll to a distance from the top; as far as there is list."""
        self.updateGeometries()
        self.verticalScrollBar().setValue(pixels)

    def in_view(self) -> tuple[int, int] | None:
        """Return the numbers of the articles at the top and the foot of the view.

        None in an empty list, and in one that does not go by time.
        """
        if not self._list.by_time:
            return None
        value, last = self.verticalScrollBar().value(), self._list.rowCount() - 1
        foot = (value + max(self.viewport().height(), 1) - 1) // self._height()
        newest = self._list.number(min(value // self._height(), last))
        oldest = self._list.number(min(foot, last))
        return None if newest is None or oldest is None else (newest, oldest)

    def scroll_to_moment(self, number: int) -> None:
        """Put the first article at or before a moment to the top, below the day; nothing is selected."""
        shelf = self._list.shelf
        at = row_at(shelf, number)
        if at >= 0:
            row = self._list.row(number_at(shelf, at))
            self.scroll_to(row * self._height() - self._covered(row))

    def paint_top_day(self, painter: QPainter, rect: QRect) -> None:
        """Draw the day of the row at the top of the view into a rectangle."""
        row = self.verticalScrollBar().value() // self._height()
        if 0 <= row < self._list.rowCount():
            self._delegate.paint_day(painter, rect, self._list.item(row))

    def place_day(self) -> None:
        """Move the day label to where the next day's strip leaves it."""
        count = self._list.rowCount()
        self._day_label.setVisible(count > 0 and self._list.by_time)
        self.view_moved.emit()
        if not count:
            return
        height, strip = self._height(), self._strip()
        value = self.verticalScrollBar().value()
        following = value // height + 1
        distance = following * height - value
        pushed = distance < strip and following < count and self._list.item(following).opens_day
        top = distance - strip if pushed else 0
        self._day_label.setGeometry(0, top, self.viewport().width(), strip)
        self._day_label.update()

    def rescale(self) -> None:
        """Take over new measures and colours."""
        self._delegate.rescale()
        self.verticalHeader().setDefaultSectionSize(self._height())
        self.place_day()
        self.viewport().update()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into view, below the day label."""
        if not index.isValid():
            return
        bar, height = self.verticalScrollBar(), self._height()
        top = index.row() * height
        covered = self._covered(index.row())
        room = self.viewport().height()
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(top - (room - height) // 2)
        elif top - covered < bar.value():
            bar.setValue(top - covered)
        elif top + height > bar.value() + room:
            bar.setValue(top + height - room)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, and let the day label follow."""
        super().scrollContentsBy(dx, dy)
        self.place_day()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Let Home and End go to the ends of the list, not of a row."""
        last = self._list.rowCount() - 1
        if last >= 0 and action is QAbstractItemView.CursorAction.MoveHome:
            return self._list.index(0, 0)
        if last >= 0 and action is QAbstractItemView.CursorAction.MoveEnd:
            return self._list.index(last, 0)
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the selected article on Enter; tell of Escape."""
        number = self.current_number()
        if number is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_requested.emit(number)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus without turning to the first row, as Qt would."""
        untouched = not self.currentIndex().isValid()
        super().focusInEvent(event)
        if untouched:
            self.selectionModel().clearCurrentIndex()

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: letters are commands here."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the clicked article, or toggle its star."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        number = self._list.number(index.row()) if index.isValid() else None
        if number is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._on_star(index, point):
            self.star_requested.emit(number)
        elif index == self.currentIndex():
            self.open_requested.emit(number)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the pressed row, unless its star was pressed."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if index.isValid() and self._on_star(index, point):
            return
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the day label as wide as the list."""
        super().resizeEvent(event)
        self.place_day()

    def _set_up(self) -> None:
        self.setItemDelegate(self._delegate)
        make_flat(self)
        self.setMouseTracking(False)
        # Its place is taken by a slim bar over the rows, see `reader.ui.timeline.scroll_handle`.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setDefaultSectionSize(self._height())
        self.verticalScrollBar().setSingleStep(self._height() // 2)

    def _on_star(self, index: QModelIndex, point: QPoint) -> bool:
        item = self._list.item(index.row())
        return self._delegate.star_area(self.visualRect(index), item, self.width()).contains(point)

    def _covered(self, row: int) -> int:
        """Return how much of a row at the top of the view the day label would cover."""
        return self._strip() if self._list.by_time and not self._list.item(row).opens_day else 0

    def _height(self) -> int:
        return self._look.measures.px(ROW)

    def _strip(self) -> int:
        return self._look.measures.px(STRIP)
