"""The engine's widget: shows one article's page, scrolls and searches it, and says when it is painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from reader.ui.viewer.answering import Answering
from reader.ui.viewer.engine import OWN_WORLD, SealedPage, sealed_profile
from reader.ui.viewer.scheme import page_url

FRAME_PATIENCE: Final = 300
"""Milliseconds after which a page counts as painted when the engine reports no new frame for it."""
OVERLAP: Final = 0.1
"""The part of a screenful that stays in sight when paging."""
END: Final = 2.0
"""Pixels from the bottom that count as the end."""


class WebPane(QWidget):
    """One page at a time. Positions are fractions: 0.0 at the top, 1.0 at the end."""

    loaded = Signal(int, bool)
    """The number of the article, and whether its page came."""
    painted = Signal(int)
    """The page of this article is on screen."""
    scrolled = Signal(float)
    link_clicked = Signal(str)
    link_hovered = Signal(str)
    died = Signal()
    """The engine's process for the page has ended; the next load starts another."""
    found = Signal(int, int)
    """Which match is current (from 1), of how many."""

    def __init__(self, answering: Answering, ground: QColor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._start = 0.0
        self._frame_source: QObject | None = None
        self._profile = sealed_profile(answering, self)
        self._page = SealedPage(self._profile, self)
        self._page.setBackgroundColor(ground)
        self._view = _View(self)
        self._view.setPage(self._page)
        # What is dropped on the page is meant for the window.
        self._view.setAcceptDrops(False)
        self._view.link_chosen.connect(self.link_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self.setFocusProxy(self._view)
        self._frame_timer = QTimer(self)
        self._frame_timer.setSingleShot(True)
        self._frame_timer.setInterval(FRAME_PATIENCE)
        self._frame_timer.timeout.connect(self._on_frame)
        self._page.loadFinished.connect(self._on_loaded)
        self._page.scrollPositionChanged.connect(self._on_moved)
        self._page.contentsSizeChanged.connect(self._on_moved)
        self._page.link_clicked.connect(self.link_clicked)
        self._page.linkHovered.connect(self.link_hovered)
        self._page.renderProcessTerminated.connect(self._on_death)
        self._page.findTextFinished.connect(self._on_found)

    def load(self, number: int, position: float = 0.0) -> None:
        """Show an article from a position on."""
        self._stop_waiting()
        self._number, self._start = number, position
        scripts = self._page.scripts()
        scripts.clear()
        if position > 0:
            scripts.insert(_start_script(position))
        self._page.open(page_url(number))

    def position(self) -> float:
        """Return how far the page is scrolled; 1.0 for a page that fits."""
        room = self._page.contentsSize().height() - self._view.height()
        if room <= END:
            return 1.0
        return min(max(self._page.scrollPosition().y() / room, 0.0), 1.0)

    def at_end(self) -> bool:
        """Whether nothing more comes below."""
        room = self._page.contentsSize().height() - self._view.height()
        return self._page.scrollPosition().y() >= room - END

    def at_start(self) -> bool:
        """Whether nothing more comes above."""
        return self._page.scrollPosition().y() <= END

    def scroll_to(self, position: float) -> None:
        """Scroll to a position."""
        self._run(_scroll(position))

    def scroll_by_page(self, direction: int) -> None:
        """Scroll by a screenful, less what keeps the eye oriented."""
        self._run(f"scrollBy({{top: innerHeight * {direction * (1 - OVERLAP)}, behavior: 'smooth'}})")

    def set_zoom(self, factor: float) -> None:
        """Show everything larger or smaller."""
        self._view.setZoomFactor(factor)

    def set_ground(self, colour: QColor) -> None:
        """Set the colour that is seen before a page is."""
        self._page.setBackgroundColor(colour)

    def find(self, text: str, *, backwards: bool = False) -> None:
        """Mark all places with a text and go to the next one; empty text ends it."""
        flags = QWebEnginePage.FindFlag.FindBackward if backwards else QWebEnginePage.FindFlag(0)
        self._page.findText(text, flags)

    def selected_text(self) -> str:
        """Return the text that is selected in the page."""
        return self._page.selectedText()

    def copy(self) -> None:
        """Copy the selection."""
        self._page.triggerAction(QWebEnginePage.WebAction.Copy)

    def close_engine(self) -> None:
        """Take the engine apart: the page before its profile, as the engine insists."""
        self._stop_waiting()
        for part in (self._view, self._page, self._profile):
            part.blockSignals(True)
            part.deleteLater()
            QCoreApplication.sendPostedEvents(part, QEvent.Type.DeferredDelete)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the first frame after a page has come."""
        if event.type() == QEvent.Type.Paint and watched is self._frame_source:
            # Emitted after the event has been handled, when the frame really is there.
            QTimer.singleShot(0, self, self._on_frame)
        return False

    def _run(self, script: str) -> None:
        self._page.runJavaScript(script, OWN_WORLD)

    @Slot(bool)
    def _on_loaded(self, good: bool) -> None:
        number = self._number
        if self._page.url() != page_url(number):
            return
        if good:
            self._frame_source = self._view.focusProxy()
            if self._frame_source is not None:
                self._frame_source.installEventFilter(self)
            self._frame_timer.start()
        self.loaded.emit(number, good)

    @Slot()
    def _on_frame(self) -> None:
        if self._frame_timer.isActive() or self.sender() is self._frame_timer:
            self._stop_waiting()
            self.painted.emit(self._number)

    def _stop_waiting(self) -> None:
        self._frame_timer.stop()
        if self._frame_source is not None:
            self._frame_source.removeEventFilter(self)
            self._frame_source = None

    @Slot()
    def _on_moved(self) -> None:
        self.scrolled.emit(self.position())

    @Slot()
    def _on_death(self) -> None:
        self._stop_waiting()
        self.died.emit()
