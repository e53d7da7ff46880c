"""Draws a row of the list: unread dot, title, first line, category and time, star."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.ui.models.article_list import SEEN_OF_TITLE, Item, ItemRole
from reader.ui.models.days import date_text, day_text, time_text
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role
from reader.ui.widgets.lines import draw_lines, draw_marked

ROW, STRIP = 88, 27
"""Heights of a row, and of the day written inside the first row of a day."""
LEFT, RIGHT = 30, 20
"""Room beside the text. The right one includes the 8 of the scroll bar, which lies over the rows."""
STAR_RIGHT, STAR = 12, 14


class ArticleDelegate(QStyledItemDelegate):
    """``today`` gives the current day at an offset from UTC in seconds."""

    def __init__(self, look: Look, today: Callable[[int], date]) -> None:
        super().__init__()
        self._look = look
        self._today = today
        self._fonts()

    def rescale(self) -> None:
        """Take over new measures."""
        self._fonts()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the one height that all rows have."""
        return QSize(0, self._look.measures.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        item = index.data(ItemRole.ITEM)
        if not isinstance(item, Item):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        body = self._body(rect, item, option.widget.width())
        self._ground(painter, option, rect, body)
        if item.opens_day:
            self.paint_day(painter, rect, item)
        self._marks(painter, body, item)
        self._text(painter, body, item, str(index.data()))
        painter.restore()

    def paint_day(self, painter: QPainter, rect: QRect, item: Item) -> None:
        """Draw the strip with the day of a row at the top of a rectangle."""
        px = self._look.measures.px
        strip = QRect(rect.left(), rect.top(), rect.width(), px(STRIP))
        painter.fillRect(strip, self._look.colour(Role.LIST))
        moment = item.row.moment
        text = day_text(moment.local().date(), self._today(moment.offset), QLocale())
        box = QRectF(strip.left() + px(18), strip.top() + px(7), strip.width() - px(18 + RIGHT), 0)
        draw_lines(painter, text, self._day, self._look.colour(Role.INK2), box, step=px(16))

    def star_area(self, rect: QRect, item: Item, width: int) -> QRect:
        """Return where a click toggles the star of a row, in a list of a width."""
        px = self._look.measures.px
        body = self._body(rect, item, width)
        return QRect(body.right() - px(STAR_RIGHT + STAR + 4), body.top(), px(STAR + 8), px(34))

    def _fonts(self) -> None:
        font = self._look.measures.font
        self._unread_title = font(14, QFont.Weight.DemiBold)
        self._read_title = font(14)
        self._line = font(12)
        self._small = font(11.5)
        self._day = font(11.5, QFont.Weight.DemiBold)

    def _body(self, rect: QRect, item: Item, width: int) -> QRect:
        """Return a row's rectangle without the strip of its day, and with the scroll bar's room."""
        body = QRect(rect.left(), rect.top(), width, rect.height())
        if item.opens_day:
            body.setTop(rect.top() + self._look.measures.px(STRIP))
        return body

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, body: QRect) -> None:
        look = self._look
        state: QStyle.StateFlag = option.state
        painter.fillRect(rect, look.colour(Role.LIST))
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(body, look.colour(Role.SELECTION))
            if state & QStyle.StateFlag.State_HasFocus:
                bar = QRect(body.left(), body.top(), look.measures.px(3), body.height())
                painter.fillRect(bar, look.colour(Role.ACCENT))
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, look.colour(Role.LINE))

    def _marks(self, painter: QPainter, body: QRect, item: Item) -> None:
        px = self._look.measures.px
        top = body.top() + px(3 if item.opens_day else 11)
        if item.unread:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour(Role.ACCENT))
            painter.drawEllipse(QRectF(body.left() + px(13), top + px(6), px(7), px(7)))
        elif item.changed:
            painter.setPen(QPen(self._look.colour(Role.ACCENT), px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(body.left() + px(14), top + px(7), px(5), px(5)))
        if item.starred:
            ratio = painter.device().devicePixelRatioF()
            star = self._look.pixmap("star", Role.STAR, STAR, ratio)
            painter.drawPixmap(QPointF(body.right() + 1 - px(STAR_RIGHT + STAR), top + px(2)), star)

    def _text(self, painter: QPainter, body: QRect, item: Item, title: str) -> None:
        look, px = self._look, self._look.measures.px
        scale = look.measures.scale
        top = body.top() + px(3 if item.opens_day else 10)
        box = QRectF(body.left() + px(LEFT), top, body.width() - px(LEFT + RIGHT), 0)
        font = self._unread_title if item.unread else self._read_title
        colour = look.colour(Role.INK if item.unread else Role.INK2)
        lines = 1 if item.opens_day else 2
        found = look.colour(Role.INK), look.colour(Role.ACCENT_WEAK)
        marked = (title[:SEEN_OF_TITLE], item.found)
        used = draw_marked(painter, marked, font, colour, found, box, step=19.6 * scale, lines=lines)
        box.translate(0, used)
        if item.sentence is None:
            used = draw_lines(
                painter, item.row.excerpt, self._line, look.colour(Role.INK2), box, step=16.8 * scale
            )
        else:
            used = draw_marked(
                painter, item.sentence, self._line, look.colour(Role.INK2), found, box, step=16.8 * scale
            )
        box.translate(0, used + px(2))
        at = time_text(item.row.moment, QLocale())
        state = self.tr("file removed") if item.gone else self.tr("changed") if item.changed else ""
        day = date_text(item.row.moment, QLocale()) if item.dated else ""
        where = " · ".join(word for word in (item.row.category, day, at, state) if word)
        draw_lines(painter, where, self._small, look.colour(Role.INK3), box, step=16.1 * scale)
