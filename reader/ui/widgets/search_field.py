"""The field in the top bar: places by name, pinyin or initials; commands after a ``>``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
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
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.domain.query import Fault, Query
from reader.domain.shelf import Scope
from reader.library.hints import Completion
from reader.ui.actions import key_text
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role
from reader.ui.widgets.hint_strip import HEIGHT, Chip, HintStrip
from reader.ui.widgets.lines import units

COMMAND_MARK = ">"
ROW, ROWS, FEW = 30, 12, 5
"""Height of a line; lines shown at a time, and where what is found shall be seen below them."""
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the palette. ``target`` is a scope, or the id of an action."""

    text: str
    target: Scope | str
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


def before(text: str, units: int) -> str:
    """Return what of a text stands before a place that Qt counts in UTF-16."""
    return text.encode("utf-16-le", "surrogatepass")[: units * 2].decode("utf-16-le", "replace")


class SearchField(QLineEdit):
    """``focused``: one may begin to type. ``typed``: what is to be searched for by now. ``left``: Escape.

    ``chosen`` gives the scope, or the id of the action, that the person took. ``kept``: Enter, or something
    was chosen; the field needs the keyboard no longer.
    """

    focused = Signal()
    typed = Signal(str)
    chosen = Signal(object)
    kept = Signal()
    left = Signal()

    def __init__(
        self,
        look: Look,
        choices: Callable[[str], Sequence[Choice]],
        chips: Callable[[str, int], Sequence[Chip]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._look = look
        self._choices = choices
        self._chips = chips
        self._query = ""
        self._offering = False
        self._faults: Sequence[Fault] = ()
        self.palette_list = Palette(look, window)
        self.setObjectName("search")
        self.setPlaceholderText(self.tr("Search, or type > for commands…"))
        self.setAccessibleName(self.tr("Search, or type > for commands"))
        self.textEdited.connect(self._edited)
        self.palette_list.chosen.connect(self._take)
        self.palette_list.strip.taken.connect(self._take_hint)
        self.restyle()

    def start(self, text: str | None = None) -> None:
        """Take the focus and offer what there is; without a text, what stands there is to be typed over."""
        # For other reasons Qt would select what is there, and the next letter would replace it.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if text is None:
            self.selectAll()
        else:
            self.setText(text)
        self._offer()

    def forget(self) -> None:
        """Let the field be empty, without telling."""
        self._query = ""
        self.clear()

    def show_faults(self, query: Query | None) -> None:
        """Underline what is wrong with the query that stands in the field."""
        self._faults = query.faults if query is not None else ()
        self.update()

    def restyle(self) -> None:
        """Take over the look in force."""
        self.setFont(self._look.measures.font(13))
        self.setFixedHeight(self._look.measures.px(32))
        self.setMaximumWidth(self._look.measures.px(520))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the magnifying glass and the key beside the text."""
        super().paintEvent(event)
        look, px = self._look, self._look.measures.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pixmap = look.pixmap("search", Role.INK3, 14, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(px(10), (self.height() - px(14)) // 2), pixmap)
        if not self.text():
            painter.setFont(look.measures.code(11))
            painter.setPen(look.colour(Role.LINE))
            keys = key_text(QKeySequence("Ctrl+K"))
            width = painter.fontMetrics().horizontalAdvance(keys) + px(11)
            box = QRect(self.width() - px(11) - width, (self.height() - px(18)) // 2, width, px(18))
            painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
            painter.setPen(look.colour(Role.INK3))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)
        if self.text() == self._query:
            self._underline(painter)
        painter.end()

    def _underline(self, painter: QPainter) -> None:
        """Draw a line below what is left out of the search; below one character where that is nothing."""
        metrics, text, px = self.fontMetrics(), self.text(), self._look.measures.px
        at = self.cursorRect()
        start = at.center().x() - metrics.horizontalAdvance(before(text, self.cursorPosition()))
        painter.setClipRect(self.rect().adjusted(px(28), 0, -px(74), 0))
        painter.setPen(QPen(self._look.colour(Role.ACCENT), px(2), Qt.PenStyle.DotLine))
        bottom = (self.height() + metrics.height()) // 2
        for fault in self._faults:
            left, right = (metrics.horizontalAdvance(text[:place]) for place in (fault.start, fault.end))
            painter.drawLine(start + left, bottom, start + max(right, left + px(6)), bottom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrows move in the palette, Enter take its line, Escape leave."""
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.palette_list.move(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not self.palette_list.isVisible() or not self.palette_list.choose():
                self._close()
                self.kept.emit()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Close the palette when the focus goes elsewhere; complete what is typed at Tab."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            hint = self._first_hint() if event.key() == Qt.Key.Key_Tab and not event.modifiers() else None
            if hint is not None:
                self._complete(hint)
                return True
        if event.type() is QEvent.Type.FocusIn:
            self.focused.emit()
        if event.type() is QEvent.Type.FocusOut:
            self._stop_offering()
        return super().event(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Take the palette along."""
        super().moveEvent(event)
        self._place_palette()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the palette as wide as the field."""
        super().resizeEvent(event)
        self._place_palette()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Offer what there is at a click."""
        super().mousePressEvent(event)
        self._offer()

    def _edited(self, text: str) -> None:
        self._offer()
        if not text.startswith(COMMAND_MARK):
            self._query = text
            self.typed.emit(text)

    def _offer(self) -> None:
        """Show what fits the text; while it is searched for, none of that is taken unless one turns to it."""
        text = self.text()
        self._offering = True
        command = text.startswith(COMMAND_MARK)
        chips = () if command else self._chips(text, len(before(text, self.cursorPosition())))
        self.palette_list.show_choices(self._choices(text), chips, chosen=not text or command)
        self._place_palette()

    def offer_anew(self) -> None:
        """Offer what is known by now, unless somebody is choosing already."""
        if self._offering and not self.palette_list.moved:
            self._offer()

    def _place_palette(self) -> None:
        under = QRect(self.mapTo(self.window(), QPoint(0, 0)), self.size())
        self.palette_list.place(under, ROWS if self.text().startswith(COMMAND_MARK) else FEW)

    def _first_hint(self) -> Completion | None:
        """Return what Tab takes: the first completion of what has been typed."""
        first = self.palette_list.strip.chips[:1] if self.palette_list.isVisible() and self.text() else ()
        return next((chip.target for chip in first if isinstance(chip.target, Completion)), None)

    def _take_hint(self, target: object) -> None:
        if isinstance(target, Completion):
            self._complete(target)
        else:
            self._take(target)

    def _complete(self, hint: Completion) -> None:
        """Put a completion where it belongs, and search for what there is then."""
        text = self.text()
        follows = text[hint.end :]
        blank = "" if hint.kind == "field" or follows.startswith((" ", ")")) else " "
        head = f"{text[: hint.start]}{hint.insert}{blank}"
        self.setText(head + follows)
        self.setCursorPosition(units(head))
        self._edited(self.text())

    def _take(self, target: object) -> None:
        if isinstance(target, Scope):
            # What was searched for is not wanted there.
            self.clear()
        self._close()
        self.kept.emit()
        self.chosen.emit(target)

    def _leave(self) -> None:
        """Leave the search; from among the commands one comes back to it."""
        among_commands = self.text().startswith(COMMAND_MARK) and bool(self._query)
        self._close()
        if among_commands:
            self.kept.emit()
        else:
            self.forget()
            self.left.emit()

    def _stop_offering(self) -> None:
        self._offering = False
        self.palette_list.hide()

    def _close(self) -> None:
        """Close the palette; a command gives its place back to what is searched for."""
        self._stop_offering()
        if self.text().startswith(COMMAND_MARK):
            self.setText(self._query)
