"""Looking for a newer version: only when the person has said so, and only to tell of it."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from reader import __version__
from reader.release import is_newer, newest
from reader.settings import Settings
from reader.ui.requests import request_of

FIRST: Final = 20_000
"""Milliseconds after the start: the person came to read."""
EVERY: Final = 24 * 60 * 60 * 1000
LIMIT: Final = 1 << 16
"""The longest answer, in bytes."""


class Updates(QObject):
    """``found`` gives the `Newest` version where it is newer than this; ``requested``: the network is asked.

    ``asked``: a file whose time is that of the last request, so that also many starts ask once a day.
    The request carries nothing that tells one person or computer from another: no cookie, no name, no number.
    """

    found = Signal(object)
    requested = Signal()

    def __init__(self, address: str, asked: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = address
        self._asked = asked
        self._network: QNetworkAccessManager | None = None
        self._reply: QNetworkReply | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.ask)

    @property
    def possible(self) -> bool:
        """Whether this package knows where to ask."""
        return bool(self._address)

    def take_settings(self, settings: Settings) -> None:
        """Ask from now on, or ask no more."""
        if not (settings.look_for_updates and self.possible):
            self._timer.stop()
            if self._reply is not None:
                self._reply.abort()
        elif not self._timer.isActive():
            self._timer.start(max(FIRST, EVERY - self._since()))

    @Slot()
    def ask(self) -> None:
        """Ask now, and again in a day."""
        self._timer.start(EVERY)
        with suppress(OSError):
            self._asked.parent.mkdir(parents=True, exist_ok=True)
            self._asked.touch()
        if self._network is None:
            self._network = QNetworkAccessManager(self)
        self._reply = reply = self._network.get(_request(self._address))
        reply.requestSent.connect(self.requested)
        reply.downloadProgress.connect(self._on_progress)
        reply.finished.connect(self._on_finished)

    def _since(self) -> int:
        """Return how many milliseconds ago it was asked; a whole day where that is not known."""
        try:
            passed = time.time() - self._asked.stat().st_mtime
        except OSError:
            return EVERY
        return int(passed * 1000) if 0 <= passed < EVERY / 1000 else EVERY

    @Slot("qint64", "qint64")
    def _on_progress(self, received: int, total: int) -> None:
        reply = self.sender()
        if max(received, total) > LIMIT and isinstance(reply, QNetworkReply):
            reply.abort()

    @Slot()
    def _on_finished(self) -> None:
        """Tell of a newer version; that there is no answer is no news to anybody."""
        reply = self.sender()
        if not isinstance(reply, QNetworkReply):
            return
        self._reply = None
        good = reply.error() is QNetworkReply.NetworkError.NoError
        answer = bytes(reply.readAll().data()) if good else b""
        told = newest(answer, self._address) if len(answer) <= LIMIT else None
        reply.deleteLater()
        if told is not None and is_newer(told.version, __version__):
            self.found.emit(told)


def _request(address: str) -> QNetworkRequest:
    request = request_of(QUrl(address), QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy)
    # Qt would name the languages of the system.
    request.setRawHeader(b"Accept-Language", b"*")
    request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, "newsfold")
    return request
