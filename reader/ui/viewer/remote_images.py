"""Images from the web, each of them asked for and counted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from reader.ui.requests import request_of

LIMIT: Final = 32 << 20
"""The largest image taken, and all that is kept together, in bytes."""
REDIRECTS: Final = 5

Done = Callable[[bytes, bytes], None]
Failed = Callable[[], None]


class RemoteImages(QObject):
    """Fetches images without cookies, referrer or a cache on disk.

    `requested` says how many requests have left the machine since the start, redirections included.
    """

    requested = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._network: QNetworkAccessManager | None = None
        self._kept: OrderedDict[str, tuple[bytes, bytes]] = OrderedDict()
        self._count = 0

    def kept(self, address: str) -> tuple[bytes, bytes] | None:
        """Return type and bytes of an image that has been fetched; nothing is asked of the network."""
        return self._kept.get(address)

    def fetch(self, address: str, done: Done, failed: Failed) -> None:
        """Fetch one image; ``done`` gets its type and its bytes. The caller has asked the person."""
        if address in self._kept:
            self._kept.move_to_end(address)
            done(*self._kept[address])
            return
        url = QUrl(address)
        if url.scheme() not in {"http", "https"} or not url.host():
            failed()
            return
        if self._network is None:
            self._network = QNetworkAccessManager(self)
        reply = self._network.get(_request(url))
        # Emitted for each request that really went out: redirections, and what Qt sends once more
        # because a server hung up.
        reply.requestSent.connect(self._on_request)
        reply.downloadProgress.connect(self._on_progress)
        reply.finished.connect(partial(self._on_finished, reply, address, done, failed))

    @Slot()
    def _on_request(self) -> None:
        self._count += 1
        self.requested.emit(self._count)

    @Slot("qint64", "qint64")
    def _on_progress(self, received: int, total: int) -> None:
        reply = self.sender()
        if max(received, total) > LIMIT and isinstance(reply, QNetworkReply):
            reply.abort()

    def _on_finished(self, reply: QNetworkReply, address: str, done: Done, failed: Failed) -> None:
        kind = str(reply.header(QNetworkRequest.KnownHeaders.ContentTypeHeader) or "").encode()
        data = bytes(reply.readAll().data())
        good = reply.error() is QNetworkReply.NetworkError.NoError and kind.startswith(b"image/")
        reply.deleteLater()
        if not good:
            failed()
            return
        self._kept[address] = (kind, data)
        while sum(len(kept) for _, kept in self._kept.values()) > LIMIT:
            self._kept.popitem(last=False)
        done(kind, data)


def _request(url: QUrl) -> QNetworkRequest:
    request = request_of(url, QNetworkRequest.RedirectPolicy.NoLessSafeRedirectPolicy)
    request.setMaximumRedirectsAllowed(REDIRECTS)
    return request
