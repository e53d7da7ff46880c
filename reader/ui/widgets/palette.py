"""The lines and chips below the field: where one can go, what one can do, what may come next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QPainter,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.domain.shelf import Scope
from reader.ui.models.places import SearchLine
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role
from reader.ui.widgets.hint_strip import HEIGHT, Chip, HintStrip

ROW, ROWS, FEW = 30, 12, 5
"""Height of a line; lines shown at a time, and where what is found shall be seen below them."""
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the palette. ``target`` is a scope, the id of an action, or a kept search."""

    text: str
    target: Scope | str | SearchLine
    icon: str = ""
    hint: str = ""


class ChoiceRole(IntEnum):
    """What the model gives besides text."""

    CHOICE = Qt.ItemDataRole.UserRole + 1


class ChoiceModel(QAbstractListModel):
    """The lines that fit what was typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices: Sequence[Choice] = ()

    def show(self, choices: Sequence[Choice]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._choices = choices
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text or the `Choice`."""
        if not index.isValid() or index.row() >= len(self._choices):
            return None
        choice = self._choices[index.row()]
        if role == ChoiceRole.CHOICE:
            return choice
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{choice.text} {choice.hint}".strip()
        return None


class _ChoiceDelegate(QStyledItemDelegate):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._look.measures.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice = index.data(ChoiceRole.CHOICE)
        if not isinstance(choice, Choice):
            return
        look, px = self._look, self._look.measures.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(Role.SELECTION))
            painter.drawRoundedRect(rect, px(6), px(6))
        if choice.icon:
            pixmap = look.pixmap(choice.icon, Role.INK2, 16, painter.device().devicePixelRatioF())
            painter.drawPixmap(QPoint(rect.left() + px(9), rect.center().y() + 1 - px(8)), pixmap)
        line = rect.adjusted(px(34), 0, -px(10), 0)
        painter.setFont(look.measures.figures(11.5))
        painter.setPen(look.colour(Role.INK3))
        room = painter.fontMetrics().horizontalAdvance(choice.hint)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, choice.hint)
        painter.setFont(look.measures.font(13))
        painter.setPen(look.colour(Role.INK))
        line.setRight(line.right() - room - px(8))
        text = painter.fontMetrics().elidedText(choice.text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class Palette(QFrame):
    """The lines below the field; part of the window, so that it never takes the focus."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.moved = False
        self.setObjectName("palette")
        self.model = ChoiceModel(self)
        self.strip = HintStrip(look, self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_ChoiceDelegate(look))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setStyleSheet("background: transparent; border: none; outline: none")
        self.view.setAccessibleName(self.tr("Places and commands"))
        self.view.clicked.connect(self._click)
        layout = QVBoxLayout(self)
        margin = look.measures.px(5)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(self.view)
        self.hide()

    def show_choices(self, choices: Sequence[Choice], chips: Sequence[Chip], *, chosen: bool) -> None:
        """Show chips and lines; none of either hides the palette. ``chosen``: the first line is."""
        self.moved = False
        self.model.show(choices)
        self.strip.show_chips(chips)
        self.view.setVisible(bool(choices))
        self.setVisible(bool(choices or chips))
        if choices or chips:
            self.raise_()
            self.view.setCurrentIndex(self.model.index(0, 0) if chosen else QModelIndex())

    def place(self, under: QRect, rows: int) -> None:
        """Stand below a rectangle of the parent, at most so many lines high."""
        px = self._look.measures.px
        height = min(self.model.rowCount(), rows) * px(ROW) + px(12) + (px(HEIGHT) if self.strip.chips else 0)
        self.setGeometry(under.left(), under.bottom() + px(5), under.width(), height)

    def move(self, rows: int) -> None:  # type: ignore[override]  # a frame is never moved by hand
        """Select the line so many rows further down."""
        self.moved = True
        row = self.view.currentIndex().row() + rows
        if 0 <= row < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(row, 0))

    def choose(self) -> bool:
        """Take the selected line; False where none is."""
        return self._click(self.view.currentIndex())

    def _click(self, index: QModelIndex) -> bool:
        choice = index.data(ChoiceRole.CHOICE)
        if isinstance(choice, Choice):
            self.chosen.emit(choice.target)
            return True
        return False
