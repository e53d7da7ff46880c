"""Pictures that were clicked in a page: their bytes come from where the page has them, and nowhere else."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt
from PySide6.QtGui import QColor, QImage, QImageReader
from PySide6.QtWidgets import QWidget

from reader.ui.jobs import FILES, Jobs
from reader.ui.viewer.answering import Answering
from reader.ui.viewer.lightbox import Lightbox

DRAWN: Final = frozenset({b"png", b"jpeg", b"gif", b"webp", b"bmp", b"ico"})
"""Formats that are drawn here, whatever the name says: the others are read by more than a decoder of pixels.

A vector picture can name other files and other machines; only the page's engine, which has neither, draws it.
"""


class Pictures(QObject):
    """Opens pictures large over the window of a view, and gives the keyboard back to it."""

    def __init__(self, jobs: Jobs, answering: Answering, view: QWidget) -> None:
        super().__init__(view)
        self._jobs = jobs
        self._answering = answering
        self._view = view
        self.ground = QColor(Qt.GlobalColor.white)
        self._wanted: _Wanted | None = None

    def open(self, name: str) -> None:
        """Show the picture of a name as `reader.content.rewriting` gives it; one that is not there, not."""
        self._wanted = _Wanted(self)
        self._answering.picture(name, self._wanted)

    def take(self, wanted: _Wanted, data: bytes) -> None:
        """Decode what came, unless another picture was asked for since."""
        self._jobs.run(FILES, partial(_decoded, data), partial(self._show, wanted))

    def _show(self, wanted: _Wanted, image: QImage | None) -> None:
        if image is None or wanted is not self._wanted or not self._view.isVisible():
            return
        self._wanted = None
        Lightbox(image, self.ground, self._view.window()).closed.connect(self._return)

    def _return(self) -> None:
        self._view.setFocus(Qt.FocusReason.PopupFocusReason)


class _Wanted:
    """One picture that was asked for."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures

    def give(self, _kind: bytes, data: bytes) -> None:
        """Take its bytes."""
        self._pictures.take(self, data)

    def refuse(self) -> None:
        """Do nothing: the page shows already that it is missing."""


def _decoded(data: bytes) -> QImage | None:
    """Return a picture, turned as its camera was held; None where the bytes are none. On a worker."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    if bytes(reader.format().data()) not in DRAWN:
        return None
    reader.setAutoTransform(True)
    image = reader.read()
    return None if image.isNull() else image
