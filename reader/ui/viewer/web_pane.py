"""The engine's widget: shows one article's page, scrolls and searches it, and says when it is painted."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication
from PySide6.QtWebEngineCore import QWebEngineFindTextResult, QWebEnginePage, QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from reader.ui.viewer.answering import Answering
from reader.ui.viewer.engine import DRAWN, OWN_WORLD, READY, SHOWN, SealedPage, address_of, sealed_profile
from reader.ui.viewer.hits import NO_PLACE, Place, go_to_hit, look_after_hits
from reader.ui.viewer.scheme import page_url

FRAME_PATIENCE: Final = 500
"""Milliseconds after which a page counts as painted although no frame comes, as in a hidden window."""
HANDOVER: Final = 100
"""Milliseconds that the window has to take over a frame; it is there already when nothing happens."""
OVERLAP: Final = 0.1
"""The part of a screenful that stays in sight when paging."""
END: Final = 2.0
"""Pixels from the bottom that count as the end."""


class WebPane(QWidget):
    """One page at a time. Positions are fractions: 0.0 at the top, 1.0 at the end."""

    laid_out = Signal()
    """The page asked for last is laid out, and the engine about to draw it."""
    painted = Signal(object)
    """The page of this article is on screen."""
    scrolled = Signal(float)
    link_clicked = Signal(str)
    link_hovered = Signal(str)
    died = Signal()
    """The engine's process for the page has ended; the next load starts another."""
    found = Signal(int, int)
    """Which match is current (from 1), of how many."""
    hits_counted = Signal(int, int)
    """Which hit of a search is current (from 1; 0: none is), of how many."""

    def __init__(self, answering: Answering, ground: QColor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._drawn = self._seen = False
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
        self._frame_timer.timeout.connect(self._on_frame)
        self._page.ready.connect(self._on_ready)
        self._page.drawn.connect(self._on_drawn)
        self._page.shown.connect(self._on_shown)
        self._page.hits_counted.connect(self._on_hits)
        self._page.scrollPositionChanged.connect(self._on_moved)
        self._page.contentsSizeChanged.connect(self._on_moved)
        self._page.link_clicked.connect(self.link_clicked)
        self._page.linkHovered.connect(self.link_hovered)
        self._page.renderProcessTerminated.connect(self._on_death)
        self._page.findTextFinished.connect(self._on_found)

    def widget(self) -> QWidget:
        """Return what to put on the screen."""
        return self

    def load(
        self, number: int, position: float = 0.0, *, to_hit: bool = False, at_hit: Place = NO_PLACE
    ) -> None:
        """Show an article from a position on, or from the first hit where there is one.

        ``at_hit``: which hit of how many is current already, where there are as many.
        """
        self._frame_timer.stop()
        self._number = number
        scripts = self._page.scripts()
        scripts.clear()
        scripts.insert(_start_script(number, position, to_hit=to_hit, at_hit=at_hit))
        self._page.open(page_url(number))

    def blank(self) -> None:
        """Show nothing, so that what was here does not flash up when the pane is shown again."""
        self._frame_timer.stop()
        self._page.open(QUrl("about:blank"))

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

    def scroll_by(self, pixels: int) -> None:
        """Scroll on by so many of the page's pixels; back where they are negative."""
        self._run(f"scrollBy(0, {pixels})")

    def set_zoom(self, factor: float) -> None:
        """Show everything larger or smaller."""
        self._view.setZoomFactor(factor)

    def set_ground(self, colour: QColor) -> None:
        """Set the colour that is seen before a page is."""
        self._page.setBackgroundColor(colour)

    def find_text(self, text: str, *, backwards: bool = False) -> None:
        """Mark all places with a text and go to the next one; empty text ends it."""
        flags = QWebEnginePage.FindFlag.FindBackward if backwards else QWebEnginePage.FindFlag(0)
        self._page.findText(text, flags)

    def go_to_hit(self, step: int) -> None:
        """Go to the next hit (1) or the one before (-1); behind the last comes the first."""
        self._run(go_to_hit(step))

    def selected_text(self) -> str:
        """Return the text that is selected in the page."""
        return self._page.selectedText()

    def copy(self) -> None:
        """Copy the selection."""
        self._page.triggerAction(QWebEnginePage.WebAction.Copy)

    def close_engine(self) -> None:
        """Take the engine apart: the page before its profile, as the engine insists."""
        self._frame_timer.stop()
        for part in (self._view, self._page, self._profile):
            part.blockSignals(True)
            part.deleteLater()
            QCoreApplication.sendPostedEvents(part, QEvent.Type.DeferredDelete)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See the window paint what the engine has drawn."""
        if event.type() == QEvent.Type.Paint:
            self._seen = True
            if self._drawn:
                # Only after this event is the frame really there.
                QTimer.singleShot(0, self, self._on_frame)
        return False

    def _run(self, script: str) -> None:
        self._page.runJavaScript(script, OWN_WORLD)

    @Slot(object)
    def _on_ready(self, number: int) -> None:
        """Wait for the frame: the page is laid out, only images may still be missing."""
        if number == self._number:
            self._drawn = self._seen = False
            self._frame_timer.start(FRAME_PATIENCE)
            canvas = self._view.focusProxy()
            if canvas is not None:
                canvas.installEventFilter(self)
            self.laid_out.emit()

    @Slot(object)
    def _on_drawn(self, number: int) -> None:
        """Wait for the window to take over the frame that the engine has drawn."""
        if number == self._number and self._frame_timer.isActive():
            self._drawn = True
            self._frame_timer.start(HANDOVER)

    @Slot(object)
    def _on_shown(self, number: int) -> None:
        """Know that the frame was among those that the window has painted since the page was laid out."""
        if number == self._number and self._seen:
            self._on_frame()

    @Slot(object, int, int)
    def _on_hits(self, number: int, current: int, total: int) -> None:
        if number == self._number:
            self.hits_counted.emit(current, total)

    @Slot()
    def _on_frame(self) -> None:
        canvas = self._view.focusProxy()
        if canvas is not None:
            canvas.removeEventFilter(self)
        if self._frame_timer.isActive() or self.sender() is self._frame_timer:
            self._frame_timer.stop()
            self.painted.emit(self._number)

    @Slot()
    def _on_moved(self) -> None:
        self.scrolled.emit(self.position())

    @Slot()
    def _on_death(self) -> None:
        self._frame_timer.stop()
        self.died.emit()

    @Slot(QWebEngineFindTextResult)
    def _on_found(self, result: QWebEngineFindTextResult) -> None:
        self.found.emit(result.activeMatch(), result.numberOfMatches())


class _View(QWebEngineView):
    """The engine's view with the few things of ours in its context menu."""

    link_chosen = Signal(str)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy what is selected, and to copy or open the link under the pointer."""
        request = self.lastContextMenuRequest()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if request.selectedText():
            menu.addAction(self.tr("Copy"), self._copy)
        link = request.linkUrl()
        if link.scheme() in {"http", "https", "mailto"}:
            menu.addAction(self.tr("Open link"), partial(self._open, link))
            menu.addAction(self.tr("Copy link address"), partial(self._copy_link, link))
        elif link.scheme() == "newsfold":
            menu.addAction(self.tr("Open"), partial(self._open, link))
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(event.globalPos())

    @Slot()
    def _copy(self) -> None:
        self.page().triggerAction(QWebEnginePage.WebAction.Copy)

    def _open(self, link: QUrl) -> None:
        self.link_chosen.emit(address_of(link))

    def _copy_link(self, link: QUrl) -> None:
        QGuiApplication.clipboard().setText(address_of(link))


def _scroll(position: float) -> str:
    return f"scrollTo(0, {position:.6f} * (document.documentElement.scrollHeight - innerHeight));"


def _start_script(number: int, position: float, *, to_hit: bool, at_hit: Place) -> QWebEngineScript:
    """Return what runs once the page is laid out: go to the position, say so, say when it is drawn."""
    script = QWebEngineScript()
    script.setName("start")
    script.setWorldId(OWN_WORLD)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
    # When the second frame begins, the first one has been handed on, but not always taken over yet; the
    # engine's own time of the first paint with something to read is known only after that.
    drawn, shown = (f"console.info('{word}{number}')" for word in (DRAWN, SHOWN))
    script.setSourceCode(
        look_after_hits(number, at_hit)
        + (_scroll(position) if position > 0 else "")
        + (go_to_hit(1) if to_hit else "")
        + f"console.info('{READY}{number}');"
        + f"requestAnimationFrame(() => requestAnimationFrame(() => {drawn}));"
        + "new PerformanceObserver(paints => paints.getEntriesByName('first-contentful-paint').length"
        + f" && {shown}).observe({{type: 'paint', buffered: true}});"
    )
    return script
