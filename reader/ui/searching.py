"""Searching from the window: one query at a time, on a lane of its own, into the list."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from pyroaring import BitMap
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reader.domain.errors import QueryError, SearchBusyError, SearchError
from reader.domain.query import Query
from reader.domain.shelf import Scope, Show
from reader.library.library import Library
from reader.library.querytext import parse
from reader.library.searching.search import Search
from reader.library.searching.sentences import warm_up
from reader.ui import jobs as lanes
from reader.ui.desk import EVERYTHING, Desk
from reader.ui.jobs import Jobs
from reader.ui.models.article_list import ArticleListModel
from reader.ui.models.hits import Hits
from reader.ui.models.sight import Sight
from reader.ui.timeline.table import ArticleTable
from reader.ui.widgets.search_field import SearchField

PAINTED: Final = 40
"""Milliseconds after the first hits before further ones are looked for."""
GATHER: Final = 0.1
"""Seconds in which further hits gather before they are shown: for each time the list is painted anew."""


@dataclass(frozen=True, slots=True)
class _Left:
    """What one had before them when the search began. ``scroll``: pixels above the view."""

    scope: Scope
    show: Show
    shelf: BitMap
    sight: Sight
    scroll: int

    def renamed(self, numbers: Mapping[int, int]) -> _Left:
        """Return the same by the new numbers of articles that have got others."""
        moved = BitMap(numbers) & self.shelf
        shelf = (self.shelf - moved) | BitMap([numbers[number] for number in moved])
        return replace(self, shelf=shelf, sight=self.sight.renamed(numbers))


class _Run:
    """One query on its way, step by step on the lane; it ends when a newer one has made it stale.

    ``quiet``: it looks anew for what is shown already, and nothing is shown before all of it is found.
    ``reload``: in what the indexer has written by now. ``lost_texts``: the index turned out to be unusable
    and is gone, so that only titles are searched until there is another one. ``trouble``: a sentence on why
    it could not be used this time.
    """

    def __init__(
        self,
        library: Library,
        query: Query,
        among: BitMap,
        *,
        best: bool,
        quiet: bool,
        reload: bool,
    ) -> None:
        self.query = query
        self.quiet = quiet
        self.stale = False
        self.lost_texts = False
        self.trouble = ""
        self.search: Search | None = None
        self.shown = False
        self._library = library
        self._among = among
        self._best = best
        self._reload = reload
        self._parts: Iterator[BitMap] | None = None

    def step(self) -> Hits | None:
        """Return the next hits; None when there are no more. Slow, raises ReaderError."""
        if self.stale:
            return None
        try:
            return self._next()
        except QueryError:
            raise
        except SearchError as error:
            if isinstance(error, SearchBusyError):
                self._library.texts.let_go()
            else:
                self._lose_texts()
            self._parts = None
            return self._next()

    def _lose_texts(self) -> None:
        if self._library.texts.discard():
            self.lost_texts = True

    def _next(self) -> Hits | None:
        if self._parts is not None:
            return self._more(self._parts)
        if self._reload:
            self._library.texts.reload()
        self.search = self._library.search(self.query, self._among)
        if self._library.texts.searchable() is None:
            if self._library.texts.broken:  # there is one that could not even be opened
                self._lose_texts()
            self.trouble = self._library.texts.trouble
        if self._best:
            ranked = tuple(self.search.best())
            self._parts = iter(())
            return Hits(BitMap(ranked), ranked)
        self._parts = self.search.parts()
        if self.quiet:
            return Hits(BitMap().union(*self._parts))
        return Hits(next(self._parts, BitMap()))

    def _more(self, parts: Iterator[BitMap]) -> Hits | None:
        """Return what comes in a moment of the hits below those that are shown."""
        found, end = BitMap(), time.monotonic() + GATHER
        for part in parts:
            found |= part
            if self.stale or time.monotonic() >= end:
                break
        return Hits(found) if found else None


class Searching(QObject):
    """Runs what is typed in the field, in the scope at hand, and brings one back afterwards.

    ``asked`` gives the `Query` that was typed; None: there is none any more. ``searched`` gives the `Search`
    whose hits the list shows from now on; None: it shows a scope again. ``texts_lost``: the search index was
    damaged, and is to be made anew. ``said``: a sentence for the person.
    """

    asked = Signal(object)
    searched = Signal(object)
    texts_lost = Signal()
    said = Signal(str)

    def __init__(
        self,
        field: SearchField,
        desk: Desk,
        model: ArticleListModel,
        table: ArticleTable,
        jobs: Jobs,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._field = field
        self._desk = desk
        self._model = model
        self._table = table
        self._jobs = jobs
        self._run: _Run | None = None
        self._left: _Left | None = None
        self._troubled = ""
        self.text = self.name = ""
        self.wide = False
        self.best = False
        self._best_before: bool | None = None
        self.under_way = False
        self._reload = False
        self._warm = False
        self._further = QTimer(self)
        self._further.setSingleShot(True)
        self._further.setInterval(PAINTED)
        self._further.timeout.connect(self._look_further)
        desk.scope_opened.connect(self._forget)

    @property
    def active(self) -> bool:
        """Whether the list shows what a search found, or soon will."""
        return self._left is not None

    @property
    def limited(self) -> bool:
        """Whether more might be found elsewhere."""
        return self._left is not None and self._scope(self._left) != EVERYTHING

    def began_in(self) -> tuple[Scope, Show, int]:
        """Return scope, switch and pixels above the view of the list, or of the one behind the search."""
        left = self._left or self._here()
        return left.scope, left.show, left.scroll

    def may_widen(self) -> bool:
        """Whether what is typed next is searched for in less than everything."""
        return self.limited if self.active else self._desk.scope != EVERYTHING

    def behind(self) -> BitMap:
        """Return the articles of the list that the search took the place of."""
        return self._left.shelf | self._left.sight.numbers() if self._left is not None else BitMap()

    def follow(self, renamed: Mapping[int, int]) -> None:
        """Take over that articles have got other numbers, also where one comes back to."""
        if self._left is not None:
            self._left = self._left.renamed(renamed)

    def listed(self) -> BitMap:
        """Return the articles of the list, and of the one behind it."""
        return self._model.shelf | self.behind()

    def warm_up(self) -> None:
        """Load what a search takes before there is one."""
        if not self._warm:
            self._warm = True
            self._jobs.run(lanes.SEARCH, warm_up)

    def take_texts(self) -> None:
        """Search from now on what the indexer has put in the index by now."""
        self._reload = True
        self.again()

    def start(self, text: str, name: str = "", *, wide: bool = False) -> None:
        """Search for a text as if it had been typed, and show its name; the keyboard stays where it is.

        ``wide``: everywhere.
        """
        self.wide = self.wide or wide
        self._field.show_query(text, name)
        self._ask(text, name)

    def start_widely(self, text: str, name: str) -> None:
        """Search everywhere for what fits a text best; later searches are in the order of before."""
        if self._best_before is None:
            self._best_before = self.best
        self.best = True
        self.start(text, name, wide=True)

    def ask(self, text: str) -> None:
        """Search for what has been typed by now; nothing brings back what was there before."""
        self._ask(text, "")

    def _ask(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        if not name:
            self._restore_order()
        if not text.strip():
            self.leave()
        elif self._desk.library is not None:
            if self._left is None:
                self._left = self._here()
            self._search()

    def widen(self) -> None:
        """Search everywhere, and no more in the scope at hand only."""
        if self.active and not self.wide:
            self.wide = True
            self._search()

    def turn_order(self) -> None:
        """Show the best hits first, or the newest again."""
        self.best, self._best_before = not self.best, None
        if self.active:
            self._search()

    def again(self) -> None:
        """Search once more, since there is other text to be found; what is shown stays where it is."""
        if self.active and self._desk.library is not None:
            # Hits of what was typed before are not what this finds anew.
            self._search(quiet=self._desk.hits is not None and not self._desk.expecting)

    def leave(self) -> None:
        """Bring back what was there before the search."""
        left = self._left
        if left is None:
            return
        self._end()
        self._desk.return_to(left.scope, left.show, left.shelf, left.sight)
        self._table.hold(left.sight)

    def _search(self, *, quiet: bool = False) -> None:
        library, left = self._desk.library, self._left
        if library is None or left is None:
            return
        self._further.stop()
        if self._run is not None:
            self._run.stale = True
        among = library.shelf(self._scope(left), hidden=self._desk.show_hidden)
        query = replace(parse(self.text, library.today()), name=self.name)
        self.asked.emit(query)
        self._run = _Run(library, query, among, best=self.best, quiet=quiet, reload=self._reload)
        self.under_way = True
        self._desk.expecting = not quiet
        self._go_on(self._run)

    def _go_on(self, run: _Run) -> None:
        self._jobs.run(lanes.SEARCH, run.step, partial(self._take, run), partial(self._failed, run))

    @Slot()
    def _look_further(self) -> None:
        if self._run is not None:
            self._go_on(self._run)

    def _take(self, run: _Run, hits: Hits | None) -> None:
        """Show hits, unless something newer was typed meanwhile, and have the next ones looked for."""
        if run.lost_texts:
            run.lost_texts = False
            self.texts_lost.emit()
        if run.search is not None:  # it has looked; one that was overtaken knows nothing
            self._tell(run.trouble)
        left, now = self._left, self._desk.hits
        if run is not self._run or left is None:
            return
        self._reload, self._desk.expecting = False, False
        if hits is None:
            self.under_way = False
            self._desk.hits_changed.emit()
            return
        if not run.shown and not run.quiet:
            self._desk.open_hits(self._scope(left), hits)
            self._table.scroll_to(0)
        elif now is None or not hits.ranked:
            sight = self._table.sight()
            # What is shown stays, and so do the hits before the next ones.
            former = BitMap() if now is None else now.numbers
            kept = former & self._model.shelf if run.quiet else former
            whole = Hits(kept | hits.numbers)
            self._desk.take_hits(whole, sight)
            self._table.hold(sight)
        if run.shown:
            self._go_on(run)
        else:
            run.shown = True
            self.searched.emit(run.search)
            # The first ones are painted meanwhile, by a thread that has the interpreter to itself.
            self._further.start()

    def _tell(self, trouble: str) -> None:
        """Say why only titles are searched; once, and without taking the keyboard from whoever types."""
        if trouble and not self._troubled:
            self.said.emit(self.tr("The search index cannot be opened now. Only titles are searched."))
        self._troubled = trouble

    def _failed(self, run: _Run, error: Exception) -> None:
        if run is self._run:
            self.under_way, self._desk.expecting = False, False
            self._desk.hits_changed.emit()
        self._jobs.complained.emit(str(error))

    def _forget(self) -> None:
        """Take note that the list shows a scope again, wherever that came from."""
        if self.active:
            self._end()

    def _end(self) -> None:
        self._further.stop()
        if self._run is not None:
            self._run.stale = True
        self._run, self._left = None, None
        self._restore_order()
        self.text, self.name, self.wide, self.under_way = "", "", False, False
        self._desk.expecting = False
        self._field.forget()
        self.asked.emit(None)
        self.searched.emit(None)

    def _restore_order(self) -> None:
        """Put the hits in the order again that only one search took them out of."""
        if self._best_before is not None:
            self.best, self._best_before = self._best_before, None

    def _scope(self, left: _Left) -> Scope:
        return EVERYTHING if self.wide else left.scope

    def _here(self) -> _Left:
        desk = self._desk
        scroll = self._table.verticalScrollBar().value()
        return _Left(desk.scope, desk.show, BitMap(self._model.shelf), self._table.sight(), scroll)
