"""The page of all keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.ui.actions import Group, group_title, in_group, key_text, spoken
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role

SHARE: Final = 0.9
"""How much of the screen the dialog takes at most, so that its frame has room too."""
COLUMNS = ((Group.GO, Group.FILE, Group.HELP), (Group.ARTICLE, Group.VIEW))


class ShortcutsDialog(QDialog):
    """Shows every action that has keys, by menu."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setWindowTitle(self.tr("All Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = look.measures.px
        page = QWidget(self)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(px(26), px(18), px(26), px(22))
        layout.setSpacing(px(44))
        for groups in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(px(6))
            for group in groups:
                self._add_group(column, group)
            column.addStretch(1)
            layout.addLayout(column)
        self._scroll(page)

    def _scroll(self, page: QWidget) -> None:
        """Show the page, which scrolls where large letters make it higher than the screen."""
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
        wanted, room = page.sizeHint(), self.screen().availableSize() * SHARE
        bar = self._look.measures.px(24) if wanted.height() > room.height() else 0
        self.resize(QSize(wanted.width() + bar, wanted.height()).boundedTo(room))
        area.setFocus(Qt.FocusReason.PopupFocusReason)

    def _add_group(self, column: QVBoxLayout, group: Group) -> None:
        px = self._look.measures.px
        title = QLabel(group_title(group), self)
        title.setFont(self._look.measures.font(11, QFont.Weight.DemiBold))
        title.setStyleSheet(f"color: {self._look.theme[Role.INK3]}; padding-top: {px(8)}px")
        column.addWidget(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(28))
        grid.setVerticalSpacing(px(5))
        grid.setColumnStretch(0, 1)
        for row, spec in enumerate(spec for spec in in_group(group) if spec.keys):
            name = QLabel(spoken(spec.text), self)
            name.setFont(self._look.measures.font())
            grid.addWidget(name, row, 0)
            keys = QLabel(_keys(spec.keys), self)
            keys.setFont(self._look.measures.code(11.5))
            keys.setStyleSheet(f"color: {self._look.theme[Role.INK2]}")
            grid.addWidget(keys, row, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(grid)


def _keys(keys: tuple[str, ...]) -> str:
    """Return keys as the system writes them, without the spellings that only input methods make."""
    return "   ".join(key_text(QKeySequence(one)) for one in keys if one.isascii())
