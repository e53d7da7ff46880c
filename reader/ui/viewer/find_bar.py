"""The bar under the page that looks for words in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget


class FindBar(QWidget):
    """A field, two buttons and a count. Enter goes on, Shift+Enter back, Escape closes."""

    find_requested = Signal(str, bool)
    """A text, and whether to go backwards; the empty text ends the search."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(self.tr("Find in the page"))
        self._field.setAccessibleName(self.tr("Find in the page"))
        self._field.setClearButtonEnabled(True)
        self._field.setMaximumWidth(320)
        self._count = QLabel(self)
        self._back = self._button("↑", self.tr("Previous match"))
        self._on = self._button("↓", self.tr("Next match"))
        self._close = self._button("×", self.tr("Close"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        for part in (self._field, self._back, self._on, self._count):
            layout.addWidget(part)
        layout.addStretch()
        layout.addWidget(self._close)
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._on_text)
        self._back.clicked.connect(self.find_previous)
        self._on.clicked.connect(self.find_next)
        self._close.clicked.connect(self.dismiss)
        self.hide()

    def _button(self, sign: str, name: str) -> QPushButton:
        button = QPushButton(sign, self)
        button.setObjectName("quiet")
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def open(self, text: str = "") -> None:
        """Show the bar, with a text to begin with where there is one."""
        self.show()
        if text:
            self._field.setText(text)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        if self._field.text():
            self.find_next()

    def show_count(self, current: int, total: int) -> None:
        """Say which of how many matches is marked."""
        self._count.setText(
            (self.tr("{0} of {1}").format(current, total) if total else self.tr("Not found"))
            if self._field.text()
            else ""
        )

    def go(self, step: int) -> None:
        """Go to the next match (1), or to the one before (-1)."""
        self.find_requested.emit(self._field.text(), step < 0)

    @Slot()
    def find_next(self) -> None:
        """Go to the next match."""
        self.go(1)

    @Slot()
    def find_previous(self) -> None:
        """Go to the match before."""
        self.go(-1)

    @Slot()
    def dismiss(self) -> None:
        """Close the bar and end the search."""
        self.hide()
        self.find_requested.emit("", False)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something to the bar while one types."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.dismiss()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.go(-1 if back else 1)
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self.find_requested.emit(text, False)
        self.show_count(0, 0)
