"""The right pane: the page, two buttons over it, and the toast."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.ui.actions import Actions
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role
from reader.ui.widgets.buttons import IconButton
from reader.ui.widgets.toast import Toast


class PageFrame(QWidget):
    """Holds the viewer and what lies over it."""

    def __init__(self, look: Look, viewer: QWidget, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._down = IconButton.for_action(look, actions["page-down"], "down")
        self._original = IconButton.for_action(look, actions["open-original"], "external")
        self.toast = Toast(look, self)
        for button in (self._down, self._original):
            button.setParent(self)
            button.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(viewer)
        self.setFocusProxy(viewer)
        self.setAutoFillBackground(True)
        self.restyle()

    def show_buttons(self, *, article: bool, original: bool) -> None:
        """Show what can be done with the article on the page."""
        self._down.setVisible(article)
        self._original.setVisible(original)
        for widget in (self._down, self._original, self.toast):
            widget.raise_()

    def restyle(self) -> None:
        """Take over the look in force."""
        palette = self.palette()
        palette.setColor(self.backgroundRole(), self._look.colour(Role.PAGE))
        self.setPalette(palette)
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
