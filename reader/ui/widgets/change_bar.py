"""The line over the page which tells that the open article has changed meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAction
from PySide6.QtWidgets import QPushButton, QWidget

from reader.ui.actions import key_text
from reader.ui.theme.look import Look

TOP = 4


class ChangeBar(QPushButton):
    """Lies over the page, so that nothing of it moves; a click triggers the action that shows it anew."""

    def __init__(self, look: Look, action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._ground = parent
        self._keys = key_text(action.shortcut())
        self.setObjectName("changed")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.clicked.connect(action.trigger)
        self.setText(self.tr("Changed meanwhile · Show") + (f"  {self._keys}" if self._keys else ""))
        self.setAccessibleName(self.tr("This article has changed meanwhile. Show it as it is now."))
        self.hide()

    def show_changed(self, *, changed: bool) -> None:
        """Appear, without taking the focus, or go."""
        appears = changed and self.isHidden()
        self.setVisible(changed)
        if appears:
            self.place()
            self.raise_()
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def place(self) -> None:
        """Stand at the top of the parent, in its middle."""
        self.setFont(self._look.measures.font(12.5))
        self.adjustSize()
        left = (self._ground.width() - self.width()) // 2
        self.move(left, self._look.measures.px(TOP))
