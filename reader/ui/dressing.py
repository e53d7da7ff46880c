"""How the window looks and behaves by the settings, and the change of settings from within it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from reader.settings import SettingsStore
from reader.ui.actions import Actions
from reader.ui.theme.look import Look
from reader.ui.theme.stylesheet import stylesheet
from reader.ui.theme.theme import Role
from reader.ui.viewer.article_view import ArticleView


class Dressing(QObject):
    """``settings_shown``: the `Settings` in force, at the start and after each change.

    ``settings_changed``: the same, only when the person changed something here. ``settings_refused``:
    why they could not be saved. ``dressed``: style sheet and palette are those of the look now.
    """

    settings_shown = Signal(object)
    settings_changed = Signal(object)
    settings_refused = Signal(str)
    dressed = Signal()

    def __init__(
        self, window: QMainWindow, look: Look, store: SettingsStore, commands: Actions, viewer: ArticleView
    ) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._store = store
        self._commands = commands
        self._viewer = viewer

    def tell(self) -> None:
        """Show the settings in force, and dress the window if their theme is another one."""
        self._look.choose(self._store.value.theme)
        self.settings_shown.emit(self._store.value)

    def change(self, name: str, value: object) -> None:
        """Change one setting by its name; where the disk refuses, it still holds until the end."""
        try:
            self._store.change(**{name: value})
        except OSError as error:
            self.settings_refused.emit(self.tr("The settings could not be saved: {why}").format(why=error))
        self.tell()
        self.settings_changed.emit(self._store.value)

    def turn(self, name: str) -> None:
        """Turn a setting over that is on or off."""
        self.change(name, not getattr(self._store.value, name))

    def dress(self) -> None:
        """Put on the look in force."""
        look = self._look
        self._window.setPalette(look.palette())
        self._window.setStyleSheet(stylesheet(look))
        self._viewer.set_colours(look.colour(Role.PAGE), look.colour(Role.INK2), look.colour(Role.ACCENT))
        self._commands.show_icons(look)
        self.dressed.emit()
