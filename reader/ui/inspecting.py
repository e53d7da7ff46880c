"""The panel of problems at work: filled by a worker, kept up to date while it is open."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from reader.domain.inventory import Inventory
from reader.library.library import Library
from reader.ui.dialogs.problem_list import Listed
from reader.ui.dialogs.problems import ProblemsDialog
from reader.ui.jobs import LOAD, Jobs
from reader.ui.theme.look import Look


class Inspecting(QObject):
    """Opens the panel of an open folder, and passes on what is asked for there.

    ``article_requested`` gives the number of the article in a file, ``refused`` says in a sentence why
    there is none. The other signals are those of the panel.
    """

    article_requested = Signal(object)
    refused = Signal(str)
    reveal_requested = Signal(str)
    rebuild_requested = Signal()
    pause_requested = Signal(bool)

    def __init__(self, jobs: Jobs, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._look = look
        self._window = window
        self._library: Library | None = None
        self._dialog: ProblemsDialog | None = None
        self._paused = False

    def open(self, library: Library) -> None:
        """Show the panel of a folder, or bring it to the front."""
        self._library = library
        if self._panel() is None:
            self._dialog = dialog = ProblemsDialog(self._look, self._window)
            dialog.open_requested.connect(self._open)
            dialog.reveal_requested.connect(self.reveal_requested)
            dialog.rebuild_requested.connect(self.rebuild_requested)
            dialog.pause_requested.connect(self.pause_requested)
            dialog.show_paused(paused=self._paused)
            dialog.show()
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
        self.refresh()

    def use(self, library: Library | None) -> None:
        """Close the panel of the folder before."""
        dialog = self._panel()
        if dialog is not None and library is not self._library:
            dialog.close()

    def refresh(self) -> None:
        """Fill an open panel with what is now known."""
        library = self._library
        if library is not None and self._panel() is not None:
            self._jobs.run(LOAD, partial(_look_at, library), partial(self._show, library))

    def show_paused(self, paused: bool) -> None:  # noqa: FBT001 - a slot of a signal that carries it
        """Show whether the reading of the folder is on hold."""
        self._paused = paused
        dialog = self._panel()
        if dialog is not None:
            dialog.show_paused(paused=paused)

    def _panel(self) -> ProblemsDialog | None:
        """Return the panel while it is open."""
        if self._dialog is not None and not (isValid(self._dialog) and self._dialog.isVisible()):
            self._dialog = None
        return self._dialog

    def _show(self, library: Library, found: tuple[Inventory, Listed]) -> None:
        dialog = self._panel()
        if dialog is not None and library is self._library:
            dialog.show_inventory(found[0])
            dialog.show_problems(found[1])

    def _open(self, path: str) -> None:
        number = self._library.number_of(path) if self._library else None
        if number is None:
            self.refused.emit(self.tr("This file holds no article that could be opened."))
        else:
            self.article_requested.emit(number)


def _look_at(library: Library) -> tuple[Inventory, Listed]:
    return library.inventory(), Listed.of(library.problems())
