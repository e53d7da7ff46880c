"""Draws the lines of the sidebar."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.ui.models.place_list import EntryRole
from reader.ui.models.places import Entry, Kind
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role

ROW, SECTION, FILTER = 28, 34, 34
SIDE, PAD, INDENT = 8, 10, 16
ICON, GAP = 16, 9


def height(entry: Entry | None) -> int:
    """Return the height of an entry in pixels of the design."""
    if entry is not None and entry.kind is Kind.SECTION:
        return SECTION
    return FILTER if entry is not None and entry.kind is Kind.FILTER else ROW


class PlaceDelegate(QStyledItemDelegate):
    """Icon, name and count of a place; the small title of a section."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of an entry."""
        return QSize(0, self._look.measures.px(height(index.data(EntryRole.ENTRY))))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one line."""
        entry = index.data(EntryRole.ENTRY)
        if not isinstance(entry, Entry) or entry.kind is Kind.FILTER:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        width = option.widget.width()
        side = self._look.measures.px(SIDE)
        box = QRect(side, rect.top(), width - 2 * side, rect.height())
        if entry.kind is Kind.SECTION:
            self._section(painter, box, entry, state)
        else:
            self._line(painter, box, entry, state)
        painter.restore()

    def fold_area(self, rect: QRect, entry: Entry) -> QRect:
        """Return where a click folds a line: the whole title of a section, the triangle of a year."""
        if entry.open is None:
            return QRect()
        if entry.kind is Kind.SECTION:
            return rect
        px = self._look.measures.px
        return QRect(rect.left(), rect.top(), px(SIDE + PAD + ICON + 4), rect.height())

    def name_area(self, rect: QRect) -> QRect:
        """Return where the name of a line without depth stands."""
        px = self._look.measures.px
        return rect.adjusted(px(SIDE + PAD + ICON + GAP - 6), 1, -px(SIDE), -1)

    def _section(self, painter: QPainter, box: QRect, entry: Entry, state: QStyle.StateFlag) -> None:
        look, px = self._look, self._look.measures.px
        font = look.measures.figures(11, QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
        painter.setFont(font)
        painter.setPen(look.colour(Role.INK3))
        line = box.adjusted(px(PAD), px(14), -px(PAD), -px(4))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, entry.text)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, entry.count)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if hovered or focused or not entry.open:
            at = line.left() + painter.fontMetrics().horizontalAdvance(entry.text) + px(5)
            self._icon(painter, "chevron-down" if entry.open else "chevron-right", Role.INK3, 12, at, line)
        if focused:
            self._focus(painter, box.adjusted(0, px(11), 0, -px(1)))

    def _line(self, painter: QPainter, box: QRect, entry: Entry, state: QStyle.StateFlag) -> None:
        look, px = self._look, self._look.measures.px
        on = bool(state & QStyle.StateFlag.State_Selected)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(Role.SELECTION))
            painter.drawRoundedRect(box, px(6), px(6))
        if state & QStyle.StateFlag.State_HasFocus:
            self._focus(painter, box)
        quiet = entry.dim or entry.kind is Kind.MORE
        left = box.left() + px(PAD + entry.depth * INDENT)
        if entry.icon:
            self._icon(painter, entry.icon, Role.INK3 if quiet else Role.INK2, ICON, left, box)
        left += px(ICON + GAP)
        weight = QFont.Weight.DemiBold if on else QFont.Weight.Normal
        right = box.right() + 1 - px(PAD)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.measures.figures(11.5, weight))
        painter.setPen(look.colour(Role.INK if on else Role.INK3))
        room = painter.fontMetrics().horizontalAdvance(entry.count)
        painter.drawText(
            QRect(left, box.top(), right - left, box.height()),
            middle | Qt.AlignmentFlag.AlignRight,
            entry.count,
        )
        painter.setFont(look.measures.font(13, weight))
        painter.setPen(look.colour(Role.INK3 if quiet and not on else Role.INK))
        width = right - left - (room + px(GAP) if room else 0)
        text = painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(
            QRect(left, box.top(), width, box.height()), middle | Qt.AlignmentFlag.AlignLeft, text
        )

    def _icon(self, painter: QPainter, name: str, role: Role, size: int, left: int, box: QRect) -> None:
        pixmap = self._look.pixmap(name, role, size, painter.device().devicePixelRatioF())
        side = self._look.measures.px(size)
        painter.drawPixmap(QPoint(left, box.center().y() + 1 - side // 2), pixmap)

    def _focus(self, painter: QPainter, box: QRect) -> None:
        radius = self._look.measures.px(6)
        painter.setPen(QPen(self._look.colour(Role.ACCENT), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
