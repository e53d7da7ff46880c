"""The page pane: an article's page, or the reason why there is none."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reader.domain.errors import ReaderError
from reader.library.looks import Appearance, Sought
from reader.ui.jobs import Jobs
from reader.ui.trace import Trace
from reader.ui.viewer.answering import Answering
from reader.ui.viewer.browser import Browser, start
from reader.ui.viewer.canvas import reserve
from reader.ui.viewer.hits import NO_PLACE, Place
from reader.ui.viewer.orders import Orders
from reader.ui.viewer.pages import PageShelf, Superseded
from reader.ui.viewer.pictures import Pictures
from reader.ui.viewer.placeholder import Placeholder
from reader.ui.viewer.progress_line import ProgressLine
from reader.ui.viewer.remote_images import RemoteImages
from reader.ui.viewer.seeking import Seeking
from reader.ui.viewer.starting import Starting
from reader.ui.viewer.supply import Supply
from reader.ui.viewer.wording import page_words, why_no_engine

REPORT_EVERY: Final = 400
"""Milliseconds between two reports of the reading position."""
MARK_AFTER: Final = 300
"""Milliseconds after what is searched for has changed until it is marked in the open page."""
READ_TO_END: Final = 0.99
"""A position beyond which an article opens at its top again."""
ZOOMS: Final = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
IMAGE: Final = "newsfold:image/"
IMAGES: Final = "newsfold:images/"
PICTURE: Final = "newsfold:picture/"


class ArticleView(QWidget):
    """Shows the pages of an open folder.

    The engine is made after this widget's first paint, because it costs more than the whole rest
    of the window. Where ``engine_allowed`` is false, or the engine lacks a part of the system, a
    sentence takes its place.
    """

    link_activated = Signal(str)
    """A link that the person clicked: ``newsfold:…``, ``http(s):…`` or ``mailto:…``."""
    link_hovered = Signal(str)
    laid_out = Signal()
    """The page that was asked for last needs this thread no more until its frame comes."""
    painted = Signal(object)
    """The page of the article with this number is on screen."""
    images_wanted = Signal(object)
    """The remote images of the categories of this article are to be shown from now on."""
    engine_ready = Signal()
    requests_made = Signal(int)
    """How many requests have left the machine since the start."""

    def __init__(
        self,
        jobs: Jobs,
        resources: Path,
        trace: Trace,
        *,
        engine_allowed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("articleView")
        self._trace = trace
        self._starting = Starting(self, allowed=engine_allowed)
        self._missing = ""
        self._number: int | None = None
        self._start_at = 0.0
        self._asked_at = 0.0
        self._arriving = self._to_hit = False
        self._zoom = 1.0
        self._ground = QColor("#FFFEFB")
        self._orders = Orders(PageShelf(jobs), page_words())
        self._orders.page_failed = self._on_page_failed
        self._images = RemoteImages(self)
        self._answering = Answering(
            jobs,
            resources,
            self._images,
            self._orders.page_of,
            self._orders.file_of,
            self._orders.image_of,
        )
        self._pictures = Pictures(jobs, self._answering, self)
        self._marked = self._orders.sought
        self._web: Browser | None = None
        if engine_allowed:
            reserve(self, QGuiApplication.platformName())
        self._placeholder = Placeholder(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._placeholder)
        self._seeking = Seeking(self)
        self._line = ProgressLine(self)
        self._report = QTimer(self)
        self._report.setSingleShot(True)
        self._report.setInterval(REPORT_EVERY)
        self._marking = QTimer(self)
        self._marking.setSingleShot(True)
        self._marking.setInterval(MARK_AFTER)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._seeking.bar)
        # What draws the page takes the keyboard at a click; what lies over it leaves that where it is.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._images.requested.connect(self.requests_made)
        self._placeholder.painted.connect(self._on_first_paint)
        self._starting.due.connect(self._start_engine)
        self._starting.failed.connect(self._on_failed)
        self._report.timeout.connect(self._report_position)
        self._marking.timeout.connect(self.refresh)

    @property
    def number(self) -> int | None:
        """The article that is shown or on its way."""
        return self._number

    @property
    def fingerprint(self) -> int:
        """The fingerprint of what is on the page; 0 while there is none."""
        return 0 if self._arriving else self._orders.fingerprint(self._number)

    @property
    def can_show(self) -> bool:
        """Whether there is, or will be, an engine to show pages with."""
        return self._starting.allowed

    @property
    def sentence(self) -> str:
        """The sentence that stands in place of a page, or ""."""
        return self._placeholder.sentence if self._stack.currentWidget() is self._placeholder else ""

    def use(self, supply: Supply | None) -> None:
        """Read from another folder, or from none."""
        self.clear()
        self._orders.use(supply)

    def set_appearance(self, appearance: Appearance) -> None:
        """Set the type and the colours of pages; an open page is shown anew where it is."""
        if self._orders.set_appearance(appearance):
            self.refresh()

    def set_colours(self, page: QColor, ink: QColor, accent: QColor) -> None:
        """Set the colours of what is drawn here: the ground, a sentence, the hairline."""
        self._ground = self._pictures.ground = page
        self._placeholder.set_colours(page, ink)
        self._line.set_colour(accent)
        if self._web is not None:
            self._web.set_ground(page)

    def show_article(self, number: int) -> None:
        """Show an article, from where one left off in it."""
        supply = self._orders.supply
        if supply is None:
            return
        self._leave()
        position = supply.position(number)
        self._trace.event("article-asked", number=number)
        self._asked_at = time.perf_counter()
        begun = 0.0 < position < READ_TO_END
        self._open(number, position if begun else 0.0, to_hit=not begun)

    def mark(self, sought: Sought) -> None:
        """Mark in pages what is searched for; the open one follows as soon as nobody types any more."""
        if self._orders.mark(sought) and self._number is not None:
            self._marking.start()

    def next_hit(self, step: int) -> None:
        """Go to the next hit (1) or the one before (-1); of the bar that finds words, while it is there."""
        self._seeking.go_on(step)

    def refresh(self) -> None:
        """Show the open article anew where it is: it, its neighbours or its looks have changed."""
        if self._number is not None:
            self._open(self._number, self._position(), at_hit=self._at_hit())

    def follow(self, renamed: Mapping[int, int]) -> None:
        """Take over that articles have got other numbers; what is on screen stays there."""
        self._orders.follow(renamed)
        if self._number is None or self._number not in renamed:
            return
        if self._arriving:
            self._open(renamed[self._number], self._start_at, at_hit=self._at_hit())
        else:
            self._number = renamed[self._number]

    def prefetch(self, number: int) -> None:
        """Make the page of an article that may be shown next."""
        self._orders.make_ahead(number)

    def clear(self) -> None:
        """Show no article."""
        self._leave()
        self._number, self._arriving = None, False
        self._line.set_position(0.0)
        self.say("")

    def say(self, sentence: str) -> None:
        """Show a sentence in place of a page."""
        self._seeking.leave()
        self._placeholder.say(sentence if self._starting.allowed else why_no_engine(self._missing))
        self._stack.setCurrentWidget(self._placeholder)
        if self._web is not None:
            self._web.blank()

    def page_down(self) -> bool:
        """Scroll on by a screenful; false at the end of the article."""
        return self._turn(1)

    def page_up(self) -> bool:
        """Scroll back by a screenful; false at the beginning."""
        return self._turn(-1)

    def scroll_to(self, position: float) -> None:
        """Scroll to a position from 0.0 to 1.0."""
        if self._web is not None:
            self._web.scroll_to(position)

    def zoom(self, step: int) -> float:
        """Show the page one step larger (1), smaller (-1) or as it is meant (0); returns the factor."""
        at = ZOOMS.index(self._zoom)
        self._zoom = 1.0 if step == 0 else ZOOMS[min(max(at + step, 0), len(ZOOMS) - 1)]
        if self._web is not None:
            self._web.set_zoom(self._zoom)
        return self._zoom

    def open_find(self) -> None:
        """Open the bar that looks for words, with the selected ones in it."""
        if self._number is not None:
            self._seeking.open()

    def find_text(self, text: str, *, backwards: bool = False) -> None:
        """Mark the places with a text and go to the next one; empty text ends it."""
        self._seeking.find(text, backwards=backwards)

    def copy(self) -> None:
        """Copy the selected text of the page."""
        if self._web is not None:
            self._web.copy()

    def hold_engine(self) -> None:
        """Let the engine wait until `let_engine_start`, but not for ever: titles are on their way."""
        self._starting.hold()

    def let_engine_start(self) -> None:
        """Start the engine as soon as what the window shows now has been painted."""
        self._starting.let_go()

    def shut_down(self) -> None:
        """Report the position and take the engine apart; to be called before the window goes."""
        self.use(None)
        self._starting.stop()
        if self._web is not None:
            web, self._web = self._web, None
            self._seeking.use(None)
            web.close_engine()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hairline over the page."""
        super().resizeEvent(event)
        self._line.setGeometry(0, 0, self.width(), self._line.height())
        self._line.raise_()
        self._seeking.hits.place()

    def _open(self, number: int, position: float, *, to_hit: bool = False, at_hit: Place = NO_PLACE) -> None:
        self._marking.stop()
        if at_hit == NO_PLACE:
            self._seeking.forget()
        self._number, self._start_at, self._arriving = number, position, True
        self._to_hit, self._marked = to_hit, self._orders.sought
        self._placeholder.say("" if self._starting.allowed else why_no_engine(self._missing))
        if self._web is not None:
            self._stack.setCurrentWidget(self._web.widget())
            self._web.load(number, position, to_hit=to_hit, at_hit=at_hit)
            # The engine takes a while to ask for it, and the window has rows to paint meanwhile.
            self._orders.make(number)

    def _at_hit(self) -> Place:
        """Return which hit one is at, as long as the hits are those of the same words."""
        return self._seeking.at if self._marked == self._orders.sought else NO_PLACE

    def _position(self) -> float:
        """Return where the page is, or will be as soon as it is there."""
        return self._start_at if self._web is None or self._arriving else self._web.position()

    def _turn(self, direction: int) -> bool:
        if self._web is None or self._number is None:
            return False
        if self._arriving:
            # The key was meant for the page that is about to appear, so it must not skip it.
            return True
        if self._web.at_end() if direction > 0 else self._web.at_start():
            return False
        self._web.scroll_by_page(direction)
        return True

    @Slot()
    def _on_first_paint(self) -> None:
        self._placeholder.painted.disconnect(self._on_first_paint)
        self._starting.begin()

    @Slot(str)
    def _on_failed(self, why: str) -> None:
        self._missing = why
        self.say("")

    @Slot()
    def _start_engine(self) -> None:
        began = time.perf_counter()
        web = start(self._answering, self._ground, self)
        self._web = web
        web.laid_out.connect(self.laid_out)
        web.painted.connect(self._on_painted)
        web.scrolled.connect(self._on_scrolled)
        web.link_clicked.connect(self._on_link)
        web.link_hovered.connect(self.link_hovered)
        web.died.connect(self._on_death)
        self._seeking.use(web)
        web.set_zoom(self._zoom)
        self._stack.addWidget(web.widget())
        # The engine draws for a visible widget only; its ground has the placeholder's colour.
        if not self._placeholder.sentence:
            self._stack.setCurrentWidget(web.widget())
        self.setFocusProxy(web.widget())
        self._trace.event("engine-ready", ms=round((time.perf_counter() - began) * 1000))
        if self._number is not None:
            web.load(self._number, self._start_at, to_hit=self._to_hit)
        self.engine_ready.emit()

    @Slot(object)
    def _on_painted(self, number: int) -> None:
        if number != self._number:
            return
        self._arriving = False
        self._orders.keep_text(number, leaving=False)
        self._trace.event(
            "article-painted", number=number, ms=round((time.perf_counter() - self._asked_at) * 1000, 1)
        )
        self.painted.emit(number)
        self._on_scrolled(self._position())

    @Slot(float)
    def _on_scrolled(self, position: float) -> None:
        if self._number is None or self._arriving:
            return
        self._line.set_position(position)
        if not self._report.isActive():
            self._report.start()

    @Slot()
    def _report_position(self) -> None:
        """Remember how far the open article has been read."""
        self._report.stop()
        if self._number is None or self._web is None or self._arriving:
            return
        position = self._web.position()
        supply = self._orders.supply
        if supply is not None:
            supply.set_position(self._number, position)

    def _leave(self) -> None:
        """Remember how far the article was read, and what it said, before another takes its place."""
        self._report_position()
        if not self._arriving:
            self._orders.keep_text(self._number, leaving=True)

    @Slot(str)
    def _on_link(self, address: str) -> None:
        if address.startswith(IMAGES) and self._number is not None:
            self.images_wanted.emit(self._number)
            self.refresh()
        elif address.startswith(IMAGE) and self._number is not None:
            index = address.removeprefix(IMAGE)
            if index.isdecimal() and self._orders.allow_image(self._number, int(index)):
                self.refresh()
        elif address.startswith(PICTURE):
            self._pictures.open(address.removeprefix(PICTURE))
        else:
            self.link_activated.emit(address)

    @Slot()
    def _on_death(self) -> None:
        self._arriving = False
        self.say(self.tr("The program that draws pages has ended unexpectedly. Open the article again."))

    def _on_page_failed(self, number: int, error: Exception) -> None:
        if number != self._number or isinstance(error, Superseded):
            return
        self._arriving = False
        known = isinstance(error, ReaderError)
        self.say(str(error) if known else self.tr("This article could not be shown."))
