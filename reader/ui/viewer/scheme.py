"""The ``article`` scheme: how the engine gets its pages, and why it gets nothing else."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QObject, QUrl, Slot
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from reader.ui.viewer.answering import Answering

SCHEME: Final = b"article"
POLICY: Final = (
    b"default-src 'none'; img-src article: data:; style-src article: 'unsafe-inline'; font-src article:; "
    b"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-popups"
)
"""Sent with every page. ``allow-popups`` lets a click on a link that wants a new window reach us at all."""
HEADERS: Final = {
    b"Content-Security-Policy": POLICY,
    b"Referrer-Policy": b"no-referrer",
    b"X-Content-Type-Options": b"nosniff",
    b"Cache-Control": b"no-store",
}


def register() -> None:
    """Make the scheme known; must happen before the first profile, and may happen again."""
    if QWebEngineUrlScheme.schemeByName(QByteArray(SCHEME)).name().isEmpty():
        scheme = QWebEngineUrlScheme(SCHEME)
        scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
        scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
        QWebEngineUrlScheme.registerScheme(scheme)


def page_url(number: int) -> QUrl:
    """Return the address of an article's page."""
    return QUrl(f"article://page/{number}")


class JobReply(QObject):
    """One request; the engine may take it back at any time, after which answers are dropped."""

    def __init__(self, job: QWebEngineUrlRequestJob, parent: QObject) -> None:
        super().__init__(parent)
        self._job: QWebEngineUrlRequestJob | None = job
        job.destroyed.connect(self._on_gone)

    def give(self, kind: bytes, data: bytes) -> None:
        """Answer with data of a type."""
        job, self._job = self._job, None
        if job is None:
            return
        # PySide's stub takes the multi map for a plain one; a value outside a list would be sent
        # as one header a letter.
        headers = {QByteArray(name): [QByteArray(value)] for name, value in HEADERS.items()}
        job.setAdditionalResponseHeaders(headers)  # type: ignore[arg-type] # see above
        # The engine reads the buffer on a thread of its own until the job is gone, so the buffer
        # lives and dies with this object.
        buffer = QBuffer(self)
        buffer.setData(QByteArray(data))
        job.reply(kind, buffer)

    def refuse(self) -> None:
        """Answer that there is no such thing."""
        job, self._job = self._job, None
        if job is not None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)

    @Slot()
    def _on_gone(self) -> None:
        self._job = None
        self.deleteLater()


class SchemeHandler(QWebEngineUrlSchemeHandler):
    """Passes each request on to be answered."""

    def __init__(self, answering: Answering, parent: QObject) -> None:
        super().__init__(parent)
        self._answering = answering

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer one request of the engine; reading is all there is."""
        reply = JobReply(job, self)
        if bytes(job.requestMethod().data()) == b"GET":
            self._answering.answer(job.requestUrl(), reply)
        else:
            reply.refuse()


class Gate(QWebEngineUrlRequestInterceptor):
    """Blocks every request that does not stay inside the program."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Let through the program's own addresses, and images that a page carries in itself."""
        scheme = info.requestUrl().scheme()
        image = info.resourceType() is QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage
        if not (scheme == "article" or (scheme == "data" and image)):
            info.block(True)
