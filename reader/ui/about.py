"""What the window tells of the program itself, and how it looks for a newer version."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtWidgets import QWidget

from reader.release import Newest, Release
from reader.settings import Settings
from reader.ui.dialogs.about import AboutDialog
from reader.ui.theme.look import Look
from reader.ui.updates import Updates


class About(QObject):
    """``updates_chosen``: whether to look for newer versions. ``page_requested``: an address to be opened.

    ``said``: a sentence for the person.
    """

    updates_chosen = Signal(bool)
    page_requested = Signal(str)
    said = Signal(str)

    def __init__(self, release: Release, asked: Path, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._release = release
        self._look = look
        self._window = window
        self._looks = False
        self._newest: Newest | None = None
        self.updates = Updates(release.updates, asked, self)
        self.updates.found.connect(self._tell)

    @Slot(object)
    def take_settings(self, settings: Settings) -> None:
        """Take over whether to look for newer versions."""
        self._looks = settings.look_for_updates
        self.updates.take_settings(settings)

    @Slot()
    def open(self) -> None:
        """Show the dialog."""
        dialog = AboutDialog(self._look, self._release.licences, self._newest, self._window)
        if self.updates.possible:
            dialog.offer_updates(QUrl(self._release.updates).host(), on=self._looks)
        dialog.updates_chosen.connect(self.updates_chosen)
        dialog.page_requested.connect(self.page_requested)
        dialog.open()

    @Slot(object)
    def _tell(self, newest: Newest) -> None:
        if self._newest != newest:
            self._newest = newest
            text = self.tr("Newsfold {version} is there; see Help, About Newsfold.")
            self.said.emit(text.format(version=newest.version))
