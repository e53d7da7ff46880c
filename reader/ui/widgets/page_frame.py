"""The right pane: the page, two buttons and a sign of the keyboard over it, and the toast."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reader.ui.actions import Actions
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role
from reader.ui.widgets.buttons import IconButton
from reader.ui.widgets.change_bar import ChangeBar
from reader.ui.widgets.toast import Toast

EDGE: Final = 2
"""Pixels of the bar that shows that the keyboard is here."""


class PageFrame(QWidget):
    """Holds the viewer and what lies over it. ``edge`` is seen while the keyboard is in the page.

    A click leaves it away: whoever clicks knows where they are, and the page is to be calm.
    """

    def __init__(self, look: Look, viewer: QWidget, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._down = IconButton.for_action(look, actions["page-down"], "down")
        self._original = IconButton.for_action(look, actions["open-original"], "external")
        self.change_bar = ChangeBar(look, actions["renew"], self)
        self.toast = Toast(look, self)
        self.edge = QWidget(self)
        self.edge.setAutoFillBackground(True)
        self.edge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.edge.hide()
        for button in (self._down, self._original):
            button.setParent(self)
            button.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(viewer)
        for widget in (self._down, self._original, self.change_bar, self.toast, self.edge):
            widget.raise_()
        self.setFocusProxy(viewer)
        self.setAutoFillBackground(True)
        self._viewer = viewer
        self._after: tuple[QWidget, ...] = (self._down, self._original)
        self.restyle()
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._on_focus)

    def show_buttons(self, *, article: bool, original: bool) -> None:
        """Show what can be done with the article on the page."""
        self._down.setVisible(article)
        self._original.setVisible(original)

    def let_follow(self, *others: QWidget) -> None:
        """Let Tab go on from the two buttons to other widgets."""
        self._after = (self._down, self._original, *others)

    def restyle(self) -> None:
        """Take over the look in force."""
        for widget, role in ((self, Role.PAGE), (self.edge, Role.ACCENT)):
            palette = widget.palette()
            palette.setColor(widget.backgroundRole(), self._look.colour(role))
            widget.setPalette(palette)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep everything where it belongs."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px = self._look.measures.px
        side = px(30)
        self._original.setGeometry(self.width() - px(16) - side, px(12), side, side)
        self._down.setGeometry(self.width() - px(18) - 2 * side, px(12), side, side)
        self.change_bar.place()
        self.edge.setGeometry(0, 0, px(EDGE), self.height())

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Show the bar when the keyboard came into the page, but not by a click."""
        inside = now is not None and (now is self._viewer or self._viewer.isAncestorOf(now))
        by_click = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        self.edge.setVisible(inside and not by_click)
        self.edge.raise_()
        if inside and now is not None:
            self._order_tabs(now)

    def _order_tabs(self, page: QWidget) -> None:
        """Let Tab find the buttons when it has gone through the page.

        The widget that draws the page comes late, and the engine may take another one for it at any time;
        the newest is the last of all, and Tab would go on to the beginning of the window.
        """
        for before, after in pairwise((page, *self._after)):
            QWidget.setTabOrder(before, after)
