"""What opens over the window: dialogs, the menu behind ⋯, the popover behind Aa."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMenu, QWidget
from shiboken6 import isValid

from reader.settings import Settings
from reader.ui.actions import Actions
from reader.ui.dialogs.appearance import AppearancePopover
from reader.ui.dialogs.shortcuts import ShortcutsDialog
from reader.ui.menus import fill_bar, fill_more, fill_recent, recent_title
from reader.ui.theme.look import Look


class Popups(QObject):
    """``folder_chosen``: in a dialog or a menu. ``setting_changed``: a field's name and its new value."""

    folder_chosen = Signal(str)
    setting_changed = Signal(str, object)

    def __init__(self, window: QMainWindow, look: Look) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._recent = QMenu(window)
        self.menu = QMenu(window)
        self.popover: AppearancePopover | None = None
        self._before: QWidget | None = None
        self._alt = False
        window.installEventFilter(self)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._on_focus)

    def fill(self, actions: Actions) -> None:
        """Build the menus."""
        self._recent.setTitle(recent_title())
        fill_more(self.menu, actions, self._recent)
        bar = self._window.menuBar()
        fill_bar(bar, actions, self._recent)
        if not bar.isNativeMenuBar():
            bar.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the menu bar, or hide it, when Alt is pressed alone; for systems that keep it in windows."""
        if isinstance(event, QKeyEvent) and not self._window.menuBar().isNativeMenuBar():
            if event.type() is QEvent.Type.KeyPress:
                self._alt = event.key() == Qt.Key.Key_Alt
            elif event.type() is QEvent.Type.KeyRelease and event.key() == Qt.Key.Key_Alt and self._alt:
                self._alt = False
                self._window.menuBar().setVisible(self._window.menuBar().isHidden())
        return super().eventFilter(watched, event)

    def restyle(self) -> None:
        """Take over the look in force."""
        for menu in self._window.findChildren(QMenu):
            menu.setFont(self._look.measures.font())
        if self.popover is not None:
            self.popover.restyle()

    def show_settings(self, settings: Settings) -> None:
        """Offer folders opened before, and show in the popover what is set."""
        fill_recent(self._recent, settings.recent, self.folder_chosen.emit)
        if self.popover is not None:
            self.popover.show_settings(settings)

    def open_folder(self) -> None:
        """Ask for a folder."""
        folder = QFileDialog.getExistingDirectory(
            self._window, self.tr("Open a Folder of Articles"), str(Path.home())
        )
        if folder:
            self.folder_chosen.emit(folder)

    def open_keys(self) -> None:
        """Show all keys."""
        ShortcutsDialog(self._look, self._window).open()

    def open_menu(self, under: QWidget, *_checked: object) -> None:
        """Open the menu below its button."""
        self.menu.adjustSize()
        corner = under.mapToGlobal(QPoint(under.width(), under.height() + 4))
        self.menu.popup(corner - QPoint(self.menu.sizeHint().width(), 0))

    def toggle_appearance(self, under: QWidget, settings: Settings) -> None:
        """Open the popover below its button, or close it."""
        if self.popover is not None:
            self.close_appearance()
            return
        self._before = QApplication.focusWidget()
        self.popover = AppearancePopover(self._look, self._window)
        self.popover.changed.connect(self.setting_changed)
        self.popover.left.connect(self.close_appearance)
        self.popover.show_settings(settings)
        self.popover.adjustSize()
        corner = under.mapTo(self._window, QPoint(under.width(), under.height() + self._look.measures.px(8)))
        self.popover.move(corner - QPoint(self.popover.width(), 0))
        self.popover.show()
        self.popover.raise_()
        self.popover.theme.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_appearance(self) -> None:
        """Close the popover; the keyboard goes back to where it was."""
        popover, self.popover = self.popover, None
        if popover is None:
            return
        focused, before = QApplication.focusWidget(), self._before
        self._before = None
        # The engine replaces its own widget when its process has died.
        if focused is not None and popover.isAncestorOf(focused) and before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        popover.hide()
        popover.deleteLater()

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Close the popover when the person turns to another part of the window."""
        if now is not None and self.popover is not None and not self.popover.isAncestorOf(now):
            self.close_appearance()
