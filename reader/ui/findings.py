"""What a search has found, beside the list: hits marked in the page, and the outlets that wrote about it."""

from __future__ import annotations

from functools import partial
from typing import Final

from pyroaring import BitMap
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reader.domain.query import Category, Query
from reader.library.looks import Sought
from reader.library.querytext import in_category, parse, written
from reader.library.searching.outlets import Outlet
from reader.library.searching.search import Search
from reader.library.searching.similar import is_like
from reader.ui import jobs as lanes
from reader.ui.desk import Desk
from reader.ui.jobs import Jobs
from reader.ui.models.places import SearchLine
from reader.ui.searching import Searching
from reader.ui.timeline.outlet_bars import OutletBars
from reader.ui.viewer.article_view import ArticleView

PAUSE: Final = 100
"""Milliseconds after the last hits before their outlets are counted: nobody looks there while typing."""


class Findings(QObject):
    """Its methods are the slots of what happens in a search.

    ``said``: a sentence for the person, of a search that cannot be made.
    """

    said = Signal(str)

    def __init__(
        self, searching: Searching, desk: Desk, viewer: ArticleView, bars: OutletBars, jobs: Jobs
    ) -> None:
        super().__init__(searching)
        self._searching = searching
        self._desk = desk
        self._viewer = viewer
        self._bars = bars
        self._jobs = jobs
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.count)
        searching.searched.connect(self.show)
        desk.hits_changed.connect(self._pause.start)
        bars.chosen.connect(self.limit)

    @Slot(object)
    def show(self, search: Search | None) -> None:
        """Mark in pages what somebody searches for from now on; None: nothing is."""
        # Not the two dozen words by which articles are alike: nobody asked for them.
        self._viewer.mark(Sought() if search is None or self._searching.name else search.sought)
        if search is None:
            self._bars.show_outlets(())

    @Slot()
    def count(self) -> None:
        """Count the outlets of all hits, once all are there: in 2,000 categories that takes a while."""
        library, hits = self._desk.library, self._desk.hits
        if library is not None and hits is not None and not self._searching.under_way:
            numbers = BitMap(hits.numbers)
            self._jobs.run(lanes.SEARCH, partial(library.outlets, numbers), partial(self._take, numbers))

    @Slot(str)
    def limit(self, slug: str) -> None:
        """Search only in the category of an outlet."""
        library, searching = self._desk.library, self._searching
        if library is not None:
            text = in_category(searching.text, slug, library.today())
            searching.start(text, searching.name and f"{searching.name} {written(Category(slug))}")

    @Slot(object)
    def show_similar(self, query: Query) -> None:
        """Show what a query for articles like one finds, the best first, wherever it is."""
        if query.text:
            title = query.name or self.tr("Untitled")
            self._searching.start_widely(query.text, self.tr("Like: {title}").format(title=title))
        else:
            self.said.emit(self.tr("There is nothing yet by which articles like this one could be found."))

    @Slot(object)
    def open_kept(self, line: SearchLine) -> None:
        """Search everywhere for what a kept search asks, as it is counted; what is alike as it was kept."""
        library = self._desk.library
        if library is None:
            return
        if line.name != line.query and is_like(parse(line.query, library.today()).node):
            self._searching.start_widely(line.query, line.name)
        else:
            self._searching.start(line.query, wide=True)

    def _take(self, numbers: BitMap, outlets: list[Outlet]) -> None:
        """Show outlets, unless the hits are others by now."""
        hits = self._desk.hits
        if hits is not None and hits.numbers == numbers:
            self._bars.show_outlets(outlets)
