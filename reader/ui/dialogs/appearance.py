"""The popover behind ``Aa``: theme, size and kind of type, and what counts as read."""

from __future__ import annotations

from typing import Final, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from reader.settings import LARGEST_FONT, SMALLEST_FONT, MarkRead, Settings, Theme
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role
from reader.ui.widgets.buttons import Switch

THEMES: Final[tuple[str, ...]] = get_args(Theme)
MARKS: Final[tuple[str, ...]] = get_args(MarkRead)


class AppearancePopover(QFrame):
    """Shows settings, and tells each change at once: ``changed`` gives a field's name and its value.

    ``left``: the person wants it closed.
    """

    changed = Signal(str, object)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._size = 0
        self._labels: list[QLabel] = []
        self.setObjectName("popover")
        self.setAccessibleName(self.tr("Reading appearance"))
        names = {
            "system": self.tr("System"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "sepia": self.tr("Sepia"),
            "contrast": self.tr("Contrast"),
        }
        self.theme = Switch(look, [names[theme] for theme in THEMES], self)
        self.type = Switch(look, [self.tr("Serif"), self.tr("Sans Serif")], self)
        self.mark_read = Switch(
            look, [self.tr("On Opening"), self.tr("On Leaving"), self.tr("By Hand")], self
        )
        self._figure = QLabel(self)
        self._smaller, self._larger = QPushButton("−", self), QPushButton("＋", self)
        self._smaller.setAccessibleName(self.tr("Smaller"))
        self._larger.setAccessibleName(self.tr("Larger"))
        self._build()
        self.restyle()
        self.theme.chosen.connect(self._choose_theme)
        self.type.chosen.connect(self._choose_type)
        self.mark_read.chosen.connect(self._choose_mark)
        self._smaller.clicked.connect(self._make_smaller)
        self._larger.clicked.connect(self._make_larger)
        self.hide()

    def show_settings(self, settings: Settings) -> None:
        """Show what is set."""
        self._size = settings.font_size
        self._figure.setText(str(settings.font_size))
        self.theme.choose(THEMES.index(settings.theme))
        self.type.choose(0 if settings.serif else 1)
        self.mark_read.choose(MARKS.index(settings.mark_read))
        self._smaller.setEnabled(self._size > SMALLEST_FONT)
        self._larger.setEnabled(self._size < LARGEST_FONT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def restyle(self) -> None:
        """Take over the look in force."""
        for label in self._labels:
            label.setStyleSheet(f"color: {self._look.theme[Role.INK2]}")

    def _build(self) -> None:
        px = self._look.measures.px
        grid = QGridLayout(self)
        grid.setContentsMargins(px(16), px(14), px(16), px(14))
        grid.setHorizontalSpacing(px(18))
        grid.setVerticalSpacing(px(10))
        sizes = QWidget(self)
        row = QHBoxLayout(sizes)
        row.setContentsMargins(0, 0, 0, 0)
        self._figure.setMinimumWidth(px(30))
        self._figure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self._smaller, self._figure, self._larger):
            part.setFont(self._look.measures.figures())
            row.addWidget(part)
        row.addStretch(1)
        rows = (
            (self.tr("Theme"), self.theme),
            (self.tr("Type"), self.type),
            (self.tr("Size"), sizes),
            (self.tr("Counts as read"), self.mark_read),
        )
        for at, (text, widget) in enumerate(rows):
            label = QLabel(text, self)
            label.setFont(self._look.measures.font(12, QFont.Weight.Normal))
            self._labels.append(label)
            widget.setAccessibleName(text)
            grid.addWidget(label, at, 0)
            grid.addWidget(widget, at, 1, Qt.AlignmentFlag.AlignLeft)

    def _choose_theme(self, place: int) -> None:
        self.changed.emit("theme", THEMES[place])

    def _choose_type(self, place: int) -> None:
        self.changed.emit("serif", place == 0)

    def _choose_mark(self, place: int) -> None:
        self.changed.emit("mark_read", MARKS[place])

    def _make_smaller(self) -> None:
        self.changed.emit("font_size", self._size - 1)

    def _make_larger(self) -> None:
        self.changed.emit("font_size", self._size + 1)
