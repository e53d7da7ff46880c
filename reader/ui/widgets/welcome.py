"""What stands in the window while no folder is open."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reader.settings import Settings
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role

SHOWN = 5


class Welcome(QWidget):
    """``open_requested``: the button. ``folder_requested``: one of the folders opened before."""

    open_requested = Signal()
    folder_requested = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title = QLabel(self.tr("No folder is open"), self)
        self._text = QLabel(self.tr("Open a folder of articles, or drop one onto this window."), self)
        self._button = QPushButton(self.tr("Open Folder…"), self)
        self._button.setObjectName("primary")
        self._recent = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setSpacing(look.measures.px(12))
        layout.addStretch(2)
        for widget in (self._title, self._text, self._button):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(self._recent)
        layout.addStretch(3)
        self._button.clicked.connect(self.open_requested)
        self.setAutoFillBackground(True)
        self.restyle()

    def show_settings(self, settings: Settings) -> None:
        """Offer the folders opened before, the latest first."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for folder in settings.recent[:SHOWN]:
            button = QPushButton(Path(folder).name or folder, self)
            button.setObjectName("link")
            button.setToolTip(folder)
            button.setFont(self._look.measures.font())
            button.clicked.connect(partial(self.folder_requested.emit, folder))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def restyle(self) -> None:
        """Take over the look in force."""
        measures = self._look.measures
        palette = self.palette()
        palette.setColor(self.backgroundRole(), self._look.colour(Role.PAGE))
        self.setPalette(palette)
        self._title.setFont(measures.font(20, QFont.Weight.Bold))
        self._text.setFont(measures.font())
        self._text.setStyleSheet(f"color: {self._look.theme[Role.INK2]}")
        self._button.setFont(measures.font())
