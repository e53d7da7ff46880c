"""The middle pane: title, counts and switch over the list, the pill of new articles, and the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.domain.query import Query
from reader.domain.shelf import Counts, Show
from reader.ui.actions import key_text
from reader.ui.fault_texts import fault_text
from reader.ui.models.article_list import ArticleListModel
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role
from reader.ui.timeline.delegate import ArticleDelegate
from reader.ui.timeline.outlet_bars import OutletBars
from reader.ui.timeline.ruler import TimeRuler
from reader.ui.timeline.scroll_handle import ScrollHandle
from reader.ui.timeline.table import ArticleTable
from reader.ui.widgets.buttons import Switch

SHOWS: Final = (Show.ALL, Show.UNREAD, Show.STARRED)
HEADER, RIGHT = 96, 28
PATIENCE: Final = 700
"""Milliseconds before it is said what is wrong with a query: most are only not finished."""


class ListHeader(QWidget):
    """The scope's title, its counts, and the switch All / Unread / Starred."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._title = ""
        self._counts = ""
        self.switch = Switch(look, (self.tr("All"), self.tr("Unread"), self.tr("Starred")), self)
        self.switch.setAccessibleName(self.tr("Articles shown"))
        self.order, self.everywhere = QPushButton(self), QPushButton(self.tr("Search everywhere"), self)
        self.everywhere.setToolTip(key_text(QKeySequence("Ctrl+Return")))
        for button in (self.order, self.everywhere):
            button.setObjectName("quiet")
            # A click leaves the keyboard where it is.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.hide()
        self.rescale()

    def show_scope(self, title: str, counts: Counts) -> None:
        """Show what the list is about."""
        number = QLocale().toString
        text = self.tr("{total} article(s) · {unread} unread", None, counts.total)
        self._show(title, text.format(total=number(counts.total), unread=number(counts.unread)))
        self.order.hide()
        self.everywhere.hide()

    def show_search(self, title: str, counts: str) -> None:
        """Show what is searched, and how much was found."""
        self._show(title, counts)

    def show_ways(self, *, best: bool, limited: bool) -> None:
        """Offer the other order of hits, and to search everywhere where that is not done already."""
        self.order.setText(self.tr("Newest first") if best else self.tr("Best first"))
        self.order.show()
        self.everywhere.setVisible(limited)
        self._place()

    def rescale(self) -> None:
        """Take over new measures."""
        px = self._look.measures.px
        self.setFixedHeight(px(HEADER))
        self.switch.adjustSize()
        self.switch.move(px(18), px(62))
        for button in (self.order, self.everywhere):
            button.setFont(self._look.measures.font(12))
        self._place()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the right."""
        super().resizeEvent(event)
        self._place()

    def _show(self, title: str, counts: str) -> None:
        self._title, self._counts = title, counts
        self.setAccessibleName(f"{title}, {counts}")
        self.update()

    def _place(self) -> None:
        """Put the buttons beside the counts, from the right."""
        px = self._look.measures.px
        right = self.width() - px(14)
        for button in (self.order, self.everywhere):
            if not button.isHidden():
                button.adjustSize()
                right -= button.width()
                button.move(right, px(46) - button.height() // 2)
                right -= px(4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw title and counts."""
        look, px = self._look, self._look.measures.px
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour(Role.LIST))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour(Role.LINE))
        left, width = px(18), self.width() - px(48)
        painter.setFont(look.measures.font(17, QFont.Weight.Bold))
        painter.setPen(look.colour(Role.INK))
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, width)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(left, px(12), width, px(24), middle, title)
        painter.setFont(look.measures.figures(12))
        painter.setPen(look.colour(Role.INK2))
        painter.drawText(left, px(38), width, px(17), middle, self._counts)
        painter.end()


class ListPane(QWidget):
    """The list with all that stands around it.

    ``show_chosen`` gives the `Show` that the person picked; ``let_in_requested`` a click on the pill.
    """

    show_chosen = Signal(object)
    let_in_requested = Signal()

    def __init__(
        self,
        model: ArticleListModel,
        look: Look,
        today: Callable[[int], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.header = ListHeader(look, self)
        self.outlets = OutletBars(look, self)
        self.table = ArticleTable(model, ArticleDelegate(look, today), look, self)
        self.ruler = TimeRuler(look, model, self)
        self._bar = ScrollHandle(look, self.table)
        self.setFocusProxy(self.table)
        self._empty = QLabel(self.table)
        self._empty.setObjectName("empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._notice = QLabel(self)
        self._notice.setObjectName("notice")
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self._notice.setWordWrap(True)
        self._notice.hide()
        self._faults = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PATIENCE)
        self._later.timeout.connect(self._show_faults)
        self._pill = QPushButton(self)
        self._pill.setObjectName("pill")
        self._pill.hide()
        columns, rows = QHBoxLayout(self), QVBoxLayout()
        for layout in (columns, rows):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        rows.addWidget(self.header)
        rows.addWidget(self._notice)
        rows.addWidget(self.outlets)
        rows.addWidget(self.table, 1)
        columns.addLayout(rows, 1)
        columns.addWidget(self.ruler)
        self._pill.raise_()
        self._pill.clicked.connect(self.let_in_requested)
        self.header.switch.chosen.connect(self._choose)
        model.waiting_changed.connect(self.show_waiting)
        self.table.view_moved.connect(self._mark_view)
        self.ruler.jump_requested.connect(self.table.scroll_to_moment)
        self.ruler.wheeled.connect(self._wheel)
        self.restyle()

    def order_tabs(self) -> None:
        """Let Tab find the switch after the list; to be called in the window.

        Tab goes straight to the list, as that stands for the pane, and would leave out what is before it.
        """
        self.header.switch.follow(self.table)

    def show_waiting(self, count: int) -> None:
        """Show how many articles wait; none hides the pill."""
        self._pill.setText(self.tr("＋{count} new").format(count=QLocale().toString(count)))
        self._pill.setAccessibleName(self.tr("Show %n new article(s)", None, count))
        self._pill.setVisible(count > 0)
        self._place()

    def show_empty(self, text: str) -> None:
        """Say why the list is empty; "" when it is not."""
        self._empty.setText(text)
        self._empty.setVisible(bool(text))

    def show_faults(self, query: Query | None) -> None:
        """Say what is wrong with a query, unless it is put right while it is being typed."""
        self._faults = fault_text(query) if query is not None else ""
        if not self._faults:
            self._later.stop()
            self._show_faults()
        elif self._notice.isHidden():
            self._later.start()
        else:
            self._show_faults()

    def choose_show(self, show: Show) -> None:
        """Set the switch."""
        self.header.switch.choose(SHOWS.index(show))

    def restyle(self) -> None:
        """Take over the look in force."""
        measures = self._look.measures
        self._pill.setFont(measures.font(12))
        self._empty.setFont(measures.font(13))
        self._notice.setFont(measures.font(12))
        self._empty.setStyleSheet(f"color: {self._look.theme[Role.INK2]}")
        self.header.rescale()
        self.outlets.rescale()
        self.table.rescale()
        self.ruler.rescale()
        self._bar.rescale()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep pill and sentence where they belong."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px = self._look.measures.px
        self._pill.adjustSize()
        self._pill.move(self.width() - px(RIGHT) - self._pill.width(), px(61))
        self._empty.setGeometry(px(24), 0, max(self.table.width() - px(48), 0), self.table.height())

    def _show_faults(self) -> None:
        self._notice.setText(self._faults)
        self._notice.setVisible(bool(self._faults))

    def _mark_view(self) -> None:
        self.ruler.show_view(self.table.in_view())

    def _wheel(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self.table.verticalScrollBar(), event)

    def _choose(self, place: int) -> None:
        self.show_chosen.emit(SHOWS[place])
