"""The look in force: theme, measures and icons, and the switch between themes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette, QPixmap

from reader.ui.theme.icons import Icons
from reader.ui.theme.measures import Measures
from reader.ui.theme.theme import Role, Theme, load_all

SYSTEM: Final = "system"
"""The choice that follows the system's light or dark appearance."""


def system_is_dark() -> bool:
    """Return whether the system asks for dark windows."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


class Look(QObject):
    """What every pane draws with.

    ``changed`` is emitted when the theme changed; panes read colours anew whenever they paint.
    """

    changed = Signal()

    def __init__(
        self,
        themes: Mapping[str, Theme],
        measures: Measures,
        icons: Icons,
        choice: str = SYSTEM,
        *,
        is_dark: Callable[[], bool] = system_is_dark,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_dark = is_dark
        self._themes = themes
        self._choice = choice
        self.measures = measures
        self.icons = icons
        self.theme = self._resolved()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    @classmethod
    def of_system(cls, resources: Path, choice: str = SYSTEM, parent: QObject | None = None) -> Look:
        """Return the look made of the shipped files; raises ThemeError when one of them is damaged."""
        themes = load_all(resources / "themes")
        return cls(themes, Measures.of_system(), Icons(resources / "icons"), choice, parent=parent)

    def choose(self, choice: str) -> None:
        """Switch to a theme by name, or to following the system."""
        self._choice = choice
        self._follow()

    def colour(self, role: Role) -> QColor:
        """Return the colour of a role."""
        return QColor(self.theme[role])

    def icon(self, name: str, role: Role = Role.INK2, size: int = 16) -> QIcon:
        """Return an icon in the colour of a role, ``size`` in pixels of the design."""
        return self.icons.icon(name, self.theme[role], self.measures.px(size))

    def pixmap(self, name: str, role: Role, size: int, ratio: float) -> QPixmap:
        """Return a drawing in the colour of a role, ``size`` in pixels of the design."""
        return self.icons.pixmap(name, self.theme[role], self.measures.px(size), ratio)

    def palette(self) -> QPalette:
        """Return the theme as Qt's own palette."""
        palette = QPalette()
        for part, role in _PALETTE.items():
            palette.setColor(part, self.colour(role))
        for part in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, part, self.colour(Role.INK3))
        return palette

    def _resolved(self) -> Theme:
        if self._choice in self._themes:
            return self._themes[self._choice]
        return self._themes["dark" if self._is_dark() else "light"]

    def _follow(self) -> None:
        theme = self._resolved()
        if theme is not self.theme:
            self.theme = theme
            self.changed.emit()


_PALETTE: Final[Mapping[QPalette.ColorRole, Role]] = {
    QPalette.ColorRole.Window: Role.SIDEBAR,
    QPalette.ColorRole.WindowText: Role.INK,
    QPalette.ColorRole.Base: Role.FIELD,
    QPalette.ColorRole.AlternateBase: Role.LIST,
    QPalette.ColorRole.Text: Role.INK,
    QPalette.ColorRole.Button: Role.SIDEBAR,
    QPalette.ColorRole.ButtonText: Role.INK,
    QPalette.ColorRole.BrightText: Role.ON_ACCENT,
    QPalette.ColorRole.Highlight: Role.ACCENT,
    QPalette.ColorRole.HighlightedText: Role.ON_ACCENT,
    QPalette.ColorRole.PlaceholderText: Role.INK3,
    QPalette.ColorRole.Link: Role.ACCENT,
    QPalette.ColorRole.ToolTipBase: Role.TOAST,
    QPalette.ColorRole.ToolTipText: Role.ON_TOAST,
    QPalette.ColorRole.Mid: Role.LINE,
    QPalette.ColorRole.Accent: Role.ACCENT,
}
