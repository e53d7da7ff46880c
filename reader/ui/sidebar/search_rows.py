"""What can be done to the saved searches in the sidebar: opened, named, moved, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from reader.ui.models.places import SearchLine

_KEPT: Final = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Why the focus may go without the name being done."""
_PLAIN: Final = Qt.KeyboardModifier.NoModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier


class SearchRows(QObject):
    """Asks for what the person wants done with a search, which is named by its id.

    ``open_requested``: its `SearchLine`. ``rename_requested``: the new name. ``move_requested``: the index
    where it shall stand. ``editing_requested``: its row is to be brought in sight, for `edit`.
    """

    open_requested = Signal(object)
    rename_requested = Signal(object, str)
    move_requested = Signal(object, int)
    remove_requested = Signal(object)
    editing_requested = Signal(object)

    def __init__(self, ground: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.lines: Sequence[SearchLine] = ()
        self.editor = QLineEdit(ground)
        self.editor.setAccessibleName(self.tr("Name of the search"))
        self.editor.hide()
        self.editor.installEventFilter(self)
        self._edited: SearchLine | None = None

    @property
    def edited(self) -> SearchLine | None:
        """The search that is being named."""
        return self._edited

    def press(self, line: SearchLine, event: QKeyEvent) -> bool:
        """Do what a key means on a search's row; returns whether it means anything."""
        key = event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == _ALT and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move(line, -1 if key == Qt.Key.Key_Up else 1)
        elif modifiers == _PLAIN and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_requested.emit(line)
        elif modifiers == _PLAIN and key == Qt.Key.Key_F2:
            self.editing_requested.emit(line)
        elif modifiers == _PLAIN and key == Qt.Key.Key_Delete:
            self.remove_requested.emit(line.id)
        else:
            return False
        return True

    def move(self, line: SearchLine, step: int) -> None:
        """Ask for a search one place further down (1) or up (-1), where there is one."""
        ids = [one.id for one in self.lines]
        to = ids.index(line.id) + step if line.id in ids else -1
        if 0 <= to < len(ids):
            self.move_requested.emit(line.id, to)

    def menu(self, line: SearchLine) -> QMenu:
        """Return what can be done to a search, as a menu."""
        menu = QMenu(self._parent)
        menu.setFont(self._parent.font())
        ids = [one.id for one in self.lines]
        first, last = line.id == ids[0], line.id == ids[-1]
        for text, keys, enabled, handler in (
            (self.tr("Open"), "Return", True, partial(self.open_requested.emit, line)),
            (self.tr("Rename"), "F2", True, partial(self.editing_requested.emit, line)),
            (self.tr("Move Up"), "Alt+Up", not first, partial(self.move, line, -1)),
            (self.tr("Move Down"), "Alt+Down", not last, partial(self.move, line, 1)),
            (self.tr("Remove"), "Delete", True, partial(self.remove_requested.emit, line.id)),
        ):
            action = menu.addAction(text)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown only; the row hears them
            action.setEnabled(enabled)
            action.triggered.connect(partial(_call, handler))
        return menu

    def open_menu(self, line: SearchLine, at: QPoint) -> None:
        """Open the menu at a place of the screen."""
        menu = self.menu(line)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def edit(self, line: SearchLine, box: QRect) -> None:
        """Let the person name a search, in a field over its row."""
        self._edited = line
        self.editor.setText(line.name)
        self.editor.setGeometry(box)
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.selectAll()

    def end(self, *, keep: bool) -> None:
        """Close the field; ``keep``: take over what was typed."""
        line, self._edited = self._edited, None
        if line is None:
            return
        focused = self.editor.hasFocus()
        self.editor.hide()
        if focused:
            self._parent.setFocus(Qt.FocusReason.OtherFocusReason)
        if keep:
            self.rename_requested.emit(line.id, self.editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter and leaving the field take the name, Escape leave it as it was."""
        if watched is self.editor and self._edited is not None:
            if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
                    self.end(keep=event.key() != Qt.Key.Key_Escape)
                    return True
            elif (
                event.type() is QEvent.Type.FocusOut
                and isinstance(event, QFocusEvent)
                and event.reason() not in _KEPT
            ):
                self.end(keep=True)
        return super().eventFilter(watched, event)


def _call(handler: partial[None], *_checked: object) -> None:
    handler()
