"""The bar over the panes: the folder's name, the field, four buttons."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from reader.ui.actions import Actions
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role
from reader.ui.widgets.buttons import IconButton
from reader.ui.widgets.search_field import SearchField

HEIGHT = 52


class TopBar(QWidget):
    """``back_requested``: a click on ←. ``menu`` and ``appearance`` are the buttons ⋯ and Aa."""

    back_requested = Signal()

    def __init__(self, look: Look, search: SearchField, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.back = IconButton(look, "back", parent=self)
        self.back.setAccessibleName(self.tr("Back to the list"))
        self.back.setToolTip(self.back.accessibleName())
        self.back.clicked.connect(self.back_requested)
        self.sidebar = IconButton.for_action(look, actions["toggle-sidebar"], "sidebar")
        self._name = QLabel(self)
        self._count = QLabel(self)
        self._star = IconButton.for_action(look, actions["toggle-star"], "star-outline")
        self.appearance = IconButton.for_action(look, actions["appearance"], "")
        self.appearance.setText("Aa")
        # Without a parent until it is laid out: Tab goes from part to part in the order they came in.
        self.menu = IconButton(look, "more")
        self.menu.setAccessibleName(self.tr("Menu"))
        self.menu.setToolTip(self.menu.accessibleName())
        layout = QHBoxLayout(self)
        self._layout = layout
        for widget in (self.back, self.sidebar, self._name, self._count):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(search, 1000)
        layout.addStretch(1)
        mark_all = IconButton.for_action(look, actions["mark-all"], "check")
        for button in (mark_all, self._star, self.appearance, self.menu):
            layout.addWidget(button)
        self.back.hide()
        self.sidebar.hide()
        self.restyle()

    def show_folder(self, name: str, articles: int | None) -> None:
        """Show the folder's name and its number of articles; None shows the name alone."""
        self._name.setText(name)
        count = articles or 0
        text = self.tr("{count} article(s)", None, count).format(count=QLocale().toString(count))
        self._count.setText("" if articles is None else text)

    def show_star(self, *, starred: bool) -> None:
        """Show whether the article at hand is starred."""
        self._star.show_icon(*(("star", Role.STAR) if starred else ("star-outline", Role.INK2)))

    def show_buttons(self, *, back: bool, sidebar: bool) -> None:
        """Show the buttons that a narrow window needs."""
        self.back.setVisible(back)
        self.sidebar.setVisible(sidebar and not back)

    def restyle(self) -> None:
        """Take over the look in force."""
        measures = self._look.measures
        self.setFixedHeight(measures.px(HEIGHT))
        self._layout.setContentsMargins(measures.px(16), 0, measures.px(16), 1)
        self._layout.setSpacing(measures.px(14))
        self._name.setFont(measures.font(14, QFont.Weight.Bold))
        self._name.setMaximumWidth(measures.px(300))
        self._count.setFont(measures.figures(13))
        self._count.setStyleSheet(f"color: {self._look.theme[Role.INK3]}")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour(Role.SIDEBAR))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colour(Role.LINE))
        painter.end()
