"""The three panes beside each other, and what becomes of them where there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from reader.ui.theme.look import Look

SIDEBAR, LIST = 248, 392
SIDEBAR_NEEDS, BOTH_NEED = 1000, 700
"""Widths of the window below which the sidebar folds away, and list and page take turns."""


class Panes(QSplitter):
    """``rearranged``: a pane came or went; the bar's buttons depend on it."""

    rearranged = Signal()

    def __init__(
        self, look: Look, sidebar: QWidget, timeline: QWidget, page: QWidget, parent: QWidget
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._sidebar, self._timeline, self._page = sidebar, timeline, page
        self._folded = False
        self._called = False
        self._on_page = False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        px = look.measures.px
        for widget, least in ((sidebar, 170), (timeline, 280), (page, 300)):
            widget.setMinimumWidth(px(least))
            self.addWidget(widget)
        self.setStretchFactor(2, 1)
        # The line between two panes is the last pixel of the left one in the design.
        self.setSizes([px(SIDEBAR) - 1, px(LIST) - 1, px(800)])

    @property
    def narrow(self) -> bool:
        """Whether the sidebar is away by itself."""
        return self.width() < self._look.measures.px(SIDEBAR_NEEDS)

    @property
    def single(self) -> bool:
        """Whether list and page take turns."""
        return self.width() < self._look.measures.px(BOTH_NEED)

    @property
    def on_page(self) -> bool:
        """Whether the page has its turn."""
        return self.single and self._on_page

    def toggle_sidebar(self) -> None:
        """Show the sidebar, or fold it away."""
        if self.narrow:
            self._called = not self._sidebar.isVisible()
        else:
            self._folded = self._sidebar.isVisible()
        self._on_page = False
        self.arrange()

    def call_sidebar(self) -> None:
        """Show the sidebar."""
        if not self._sidebar.isVisible():
            self.toggle_sidebar()

    def turn(self, *, to_page: bool) -> None:
        """Give the page, or the list, its turn."""
        self._on_page = to_page
        if self.narrow:
            self._called = False
        self.arrange()

    def arrange(self) -> None:
        """Show the panes for which there is room."""
        rooms = {
            self._page: not self.single or self._on_page,
            self._timeline: not self.on_page,
            self._sidebar: (self._called and not self.on_page) if self.narrow else not self._folded,
        }
        # What comes is shown before the rest goes, so that there is a pane for the keyboard to go to:
        # left alone, Qt would give it to whatever button stands next.
        for pane in (pane for pane, there in rooms.items() if there):
            pane.show()
        for pane in (pane for pane, there in rooms.items() if not there):
            focused = QApplication.focusWidget()
            if focused is not None and pane.isAncestorOf(focused):
                heir = self._page if self.on_page else self._timeline
                heir.setFocus(Qt.FocusReason.OtherFocusReason)
            pane.hide()
        self.rearranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panes anew where a border was crossed."""
        super().resizeEvent(event)
        px = self._look.measures.px
        before, now = event.oldSize().width(), event.size().width()
        if any((before < px(border)) is not (now < px(border)) for border in (SIDEBAR_NEEDS, BOTH_NEED)):
            self.arrange()
