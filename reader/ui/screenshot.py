"""A picture of the window as a person would see it, made without one looking on."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QObject, QSize, QTimer, Signal, Slot

from reader.domain.errors import ReaderError, UnknownArticleError
from reader.domain.shelf import Scope
from reader.ui.main_window import MainWindow
from reader.ui.program import Program

PATIENCE: Final = 30_000
"""Milliseconds that the page may take."""
SETTLE: Final = 400
"""Milliseconds for what follows the page: counts, images of the folder, the hairline."""


class Shot(QObject):
    """Waits for the page and takes the picture."""

    done = Signal()

    def __init__(self, program: Program, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self.painted = False
        program.viewer.painted.connect(self._on_painted)

    def wait(self, milliseconds: int) -> None:
        """Let the window live until the page is painted, or for so long."""
        loop = QEventLoop()
        self.done.connect(loop.quit)
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    @Slot()
    def _on_painted(self) -> None:
        self.painted = True
        self.done.emit()


def _search(window: MainWindow, query: str) -> None:
    """Search, and wait until all there is has been found."""
    loop = QEventLoop()
    end = QTimer()
    end.timeout.connect(loop.quit)
    window.desk.hits_changed.connect(lambda: end.start(0 if not window.searching.under_way else PATIENCE))
    window.searching.start(query)
    end.start(PATIENCE)
    loop.exec()


def take(program: Program, target: Path, size: QSize, scope: Scope, article: str, query: str = "") -> None:
    """Write a picture of the window to a PNG file.

    The folder is open and up to date. ``article`` is a key or path; "" takes the first of the list.
    ``query``: what is searched for in the scope first. Raises UnknownArticleError, and ReaderError when the
    page does not come or nothing can be written.
    """
    window, library = program.window, program.library
    if library is None:
        raise ReaderError("There is no folder to take a picture of.")
    number = library.number_of(article) if article else None
    if article and number is None:
        raise UnknownArticleError(f"There is no article “{article}” in this folder.")
    window.resize(size)
    window.show()
    window.open_scope(scope)
    if query:
        _search(window, query)
    if number is None and window.list_model.rowCount():
        number = window.list_model.number(0)
    shot = Shot(program)
    if number is not None:
        window.open_article(number)
        if program.viewer.can_show:
            shot.wait(PATIENCE)
            if not shot.painted:
                raise ReaderError("The page did not appear in time.")
    shot.wait(SETTLE)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not window.grab().save(str(target), "PNG"):
        raise ReaderError(f"The picture could not be written to “{target}”.")
