"""Qt WebEngine with everything shut that a page of text does not need."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from typing import Final

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineFileSystemAccessRequest,
    QWebEngineFullScreenRequest,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineRegisterProtocolHandlerRequest,
    QWebEngineScript,
    QWebEngineSettings,
)

from reader.ui.viewer.answering import Answering
from reader.ui.viewer.hits import HITS
from reader.ui.viewer.scheme import SCHEME, Gate, SchemeHandler, register

Attribute = QWebEngineSettings.WebAttribute
OPEN: Final = frozenset(
    {
        Attribute.AutoLoadImages,
        Attribute.LinksIncludedInFocusChain,
        Attribute.PrintElementBackgrounds,
        Attribute.ScrollAnimatorEnabled,
        Attribute.ShowScrollBars,
        # These two forbid rather than allow.
        Attribute.PlaybackRequiresUserGesture,
        Attribute.WebRTCPublicInterfacesOnly,
    }
)
"""All other attributes are off, those that a later Qt brings included; JavaScript first of all."""
OWN_WORLD: Final = QWebEngineScript.ScriptWorldId.ApplicationWorld
"""Where the program's own scripts run; that works while JavaScript is off for pages."""
READY: Final = "newsfold-ready:"
DRAWN: Final = "newsfold-drawn:"
SHOWN: Final = "newsfold-shown:"
"""What our script writes to the console, with the article's number: its page is laid out; a frame of it
has been handed on; a frame of it with something to read has been taken over by the window.
"""
LINKS: Final = frozenset({"newsfold", "http", "https", "mailto"})
"""The links that are handed to the program; nothing else that is clicked does anything."""


FLAGS: Final = "QTWEBENGINE_CHROMIUM_FLAGS"
NO_HOSTS: Final = '--host-resolver-rules="MAP * ~NOTFOUND"'
"""For the engine no host exists: even what neither policy nor gate see, a preconnect, leads nowhere."""
LARGE_TILES: Final = (
    "--default-tile-width=2048",
    "--default-tile-height=256",
    "--max-untiled-layer-width=2048",
    "--max-untiled-layer-height=1600",
)
"""Where no graphics card helps, a page is drawn as one piece, or in strips of its width.

The engine's own tiles of 256 by 256 pixels cost it 10 ms to put together for each frame, these 1 to 5.
"""


def shut_network(environment: MutableMapping[str, str]) -> None:
    """Cut the engine off from every network; takes effect when the engine starts after it."""
    flags = environment.get(FLAGS, "")
    if NO_HOSTS not in flags:
        environment[FLAGS] = f"{flags} {NO_HOSTS}".strip()


def use_large_tiles(environment: MutableMapping[str, str]) -> None:
    """Let the engine put a page together of few pieces; whoever has set a size keeps theirs."""
    flags = environment.get(FLAGS, "")
    added = (flag for flag in LARGE_TILES if flag.partition("=")[0] not in flags)
    environment[FLAGS] = " ".join([flags, *added]).strip()


def sealed_profile(answering: Answering, parent: QObject) -> QWebEngineProfile:
    """Return a profile that keeps nothing on disk and knows no address but our own.

    Every page of it must be deleted before it, or the program ends in a segmentation fault.
    """
    register()
    shut_network(os.environ)
    use_large_tiles(os.environ)
    profile = QWebEngineProfile(parent)
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setSpellCheckEnabled(False)
    profile.setPushServiceEnabled(False)
    profile.downloadRequested.connect(_refuse_download)
    profile.installUrlSchemeHandler(SCHEME, SchemeHandler(answering, profile))
    profile.setUrlRequestInterceptor(Gate(profile))
    return profile


class SealedPage(QWebEnginePage):
    """A page that goes nowhere: it shows what `open` names, and reports clicks on links."""

    link_clicked = Signal(str)
    """The address of a link, percent-encoded."""
    ready = Signal(object)
    """The page of the article with this number is laid out."""
    drawn = Signal(object)
    """The engine has drawn it."""
    shown = Signal(object)
    """The window has taken over what was drawn."""
    hits_counted = Signal(object, int, int)
    """In the page of the article with this number, which hit is current (from 1; 0: none), of how many."""

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._expected = QUrl()
        for attribute in Attribute:
            self.settings().setAttribute(attribute, attribute in OPEN)
        self.newWindowRequested.connect(self._on_new_window)
        self.permissionRequested.connect(_deny)
        self.fullScreenRequested.connect(_refuse_full_screen)
        self.fileSystemAccessRequested.connect(_refuse_files)
        self.registerProtocolHandlerRequested.connect(_refuse_handler)

    def open(self, url: QUrl) -> None:
        """Load one of our own addresses."""
        self._expected = url
        self.load(url)

    def acceptNavigationRequest(
        self,
        url: QUrl | str,
        kind: QWebEnginePage.NavigationType,
        main_frame: bool,  # noqa: FBT001 - Qt's own signature
    ) -> bool:
        """Let in what we asked for; hand on what was clicked; refuse the rest."""
        url = QUrl(url)
        if kind is QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self._report(url)
            return False
        return main_frame and url == self._expected

    def javaScriptConsoleMessage(self, _level: object, message: str, _line: int, _source: str) -> None:
        """Hear our own script; that an article's scripts were blocked is no news."""
        for prefix, signal in ((READY, self.ready), (DRAWN, self.drawn), (SHOWN, self.shown)):
            if message.startswith(prefix):
                signal.emit(int(message.removeprefix(prefix)))
        if message.startswith(HITS):
            self.hits_counted.emit(*map(int, message.removeprefix(HITS).split(":")))

    @Slot(QWebEngineNewWindowRequest)
    def _on_new_window(self, request: QWebEngineNewWindowRequest) -> None:
        """Treat a click that wants a new window as any other click; a script has no such say."""
        if request.isUserInitiated():
            self._report(request.requestedUrl())

    def _report(self, url: QUrl) -> None:
        if url.scheme() in LINKS:
            self.link_clicked.emit(address_of(url))


def address_of(url: QUrl) -> str:
    """Return an address as text, percent-encoded."""
    return bytes(url.toEncoded().data()).decode("ascii")


@Slot(QWebEngineDownloadRequest)
def _refuse_download(request: QWebEngineDownloadRequest) -> None:
    request.cancel()


@Slot(QWebEnginePermission)
def _deny(permission: QWebEnginePermission) -> None:
    permission.deny()


@Slot(QWebEngineFullScreenRequest)
def _refuse_full_screen(request: QWebEngineFullScreenRequest) -> None:
    request.reject()


@Slot(QWebEngineFileSystemAccessRequest)
def _refuse_files(request: QWebEngineFileSystemAccessRequest) -> None:
    request.reject()


@Slot(QWebEngineRegisterProtocolHandlerRequest)
def _refuse_handler(request: QWebEngineRegisterProtocolHandlerRequest) -> None:
    request.reject()
