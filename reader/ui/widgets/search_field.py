"""The field in the top bar: places by name, pinyin or initials; commands and kept searches after a ``>``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QInputMethodEvent,
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
    QLineEdit,
    QWidget,
)

from reader.domain.query import Fault, Query
from reader.domain.shelf import Scope
from reader.library.hints import Completion
from reader.ui.actions import key_text
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role
from reader.ui.widgets.hint_strip import Chip
from reader.ui.widgets.lines import units
from reader.ui.widgets.palette import FEW, ROWS, Choice, Palette

COMMAND_MARK = ">"
MOST_FOR_NAME = 0.6
"""The part of the field that a name takes at most; the rest is for what is typed behind it."""


def before(text: str, units: int) -> str:
    """Return what of a text stands before a place that Qt counts in UTF-16."""
    return text.encode("utf-16-le", "surrogatepass")[: units * 2].decode("utf-16-le", "replace")


class SearchField(QLineEdit):
    """``focused``: one may begin to type. ``typed``: what is to be searched for by now. ``left``: Escape.

    ``chosen`` gives the scope, the id of the action, or the kept search that the person took. ``kept``:
    Enter, or something was chosen; the field needs the keyboard no longer.
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
        self._query = self._name = ""
        self._offering = self._composing = False
        self._faults: Sequence[Fault] = ()
        self.palette_list = Palette(look, window)
        self.setObjectName("search")
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
        self.show_query("")

    def show_query(self, text: str, name: str = "") -> None:
        """Show what is searched for, without telling; in place of its text a name, where it has one."""
        self._query = "" if name else text
        self._call(name)
        self.setText(self._query)

    def show_faults(self, query: Query | None) -> None:
        """Underline what is wrong with the query that stands in the field."""
        self._faults = query.faults if query is not None else ()
        self.update()

    def restyle(self) -> None:
        """Take over the look in force."""
        self.setFont(self._look.measures.font(13))
        self.setFixedHeight(self._look.measures.px(32))
        self.setMaximumWidth(self._look.measures.px(520))
        self._call(self._name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the magnifying glass and the key beside the text."""
        super().paintEvent(event)
        look, px = self._look, self._look.measures.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pixmap = look.pixmap("search", Role.INK3, 14, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(px(10), (self.height() - px(14)) // 2), pixmap)
        if self._names_all():
            self._draw_name(painter)
        elif not self.text() and not self._composing:
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

    def _call(self, name: str) -> None:
        """Show a name in the field, with what is typed behind it; none invites to type."""
        self._name = name
        self.setPlaceholderText("" if name else self.tr("Search, or type > for commands…"))
        self.setAccessibleName(name or self.tr("Search, or type > for commands"))
        room = self._name_box().width() + self._look.measures.px(4) if name and not self._composing else 0
        self.setTextMargins(room, 0, 0, 0)
        self.update()

    def _name_box(self) -> QRect:
        """Return where the name stands, with a cross behind it that leaves the search."""
        px = self._look.measures.px
        width = self.fontMetrics().horizontalAdvance(self._name) + px(36)
        most = int(self.width() * MOST_FOR_NAME)
        return QRect(px(28), (self.height() - px(22)) // 2, min(width, most), px(22))

    def _cross_box(self) -> QRect:
        """Return where a click leaves what is named."""
        box = self._name_box()
        return box.adjusted(box.width() - self._look.measures.px(24), 0, 0, 0)

    def _draw_name(self, painter: QPainter) -> None:
        look, px, box = self._look, self._look.measures.px, self._name_box()
        painter.setPen(look.colour(Role.LINE))
        painter.setBrush(look.colour(Role.SELECTION))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        inside = box.adjusted(px(8), 0, -px(24), 0)
        text = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, inside.width())
        painter.setPen(look.colour(Role.INK))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(look.colour(Role.INK2))
        cross = box.adjusted(0, 0, -px(9), 0)
        painter.drawText(cross, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "×")

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
        elif key == Qt.Key.Key_Escape or (self._names_all() and key == Qt.Key.Key_Backspace):
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
        """Keep the palette as wide as the field, and the name within it."""
        super().resizeEvent(event)
        self._call(self._name)
        self._place_palette()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Offer what there is at a click; on the cross behind a name, leave what it names."""
        if self._names_all() and self._cross_box().contains(event.position().toPoint()):
            self._leave()
            return
        super().mousePressEvent(event)
        self._offer()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Give the place of a name to what an input method composes."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._call(self._name)

    def _edited(self, text: str) -> None:
        self._offer()
        if not text.startswith(COMMAND_MARK):
            self._query = text
            self._call("")
            self.typed.emit(text)

    def _offer(self) -> None:
        """Show what fits the text; while it is searched for, none of that is taken unless one turns to it."""
        text = self.text()
        self._offering = True
        command = text.startswith(COMMAND_MARK)
        chips = () if command else self._chips(text, len(before(text, self.cursorPosition())))
        self.palette_list.show_choices(self._choices(text), chips, chosen=command or not (text or self._name))
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

    def _names_all(self) -> bool:
        """Say whether the name of what is searched for stands in the field, and nothing else."""
        return bool(self._name) and not self.text() and not self._composing

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
        among_commands = self.text().startswith(COMMAND_MARK) and bool(self._query or self._name)
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
