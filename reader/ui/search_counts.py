"""How many unread articles each saved search finds, counted off the window's thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Final

from pyroaring import BitMap
from PySide6.QtCore import QObject, QTimer, Signal

from reader.domain.errors import ReaderError
from reader.domain.query import Query, about_marks
from reader.domain.shelf import Place, Scope
from reader.library.library import Library
from reader.library.querytext import parse
from reader.ui import jobs as lanes
from reader.ui.jobs import Jobs

SOON: Final = 60
"""Milliseconds in which changes of marks gather."""
LATER: Final = 5_000
"""Milliseconds after which searches are asked again whose index could not be opened."""


class SearchCounts(QObject):
    """Keeps what the searches find as sets, of which only the unread ones have to be counted after a mark.

    ``counted``: some have been asked anew, or marks have changed. ``hidden``: whether hidden articles count.
    """

    counted = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._library: Library | None = None
        self.hidden = False
        self._hits: dict[int, BitMap] = {}
        self._by_marks: set[int] = set()
        self._wanted: set[int] = set()
        self._under_way = False
        self._reload = False
        self._marks = QTimer(self)
        self._marks.setSingleShot(True)
        self._marks.setInterval(SOON)
        self._marks.timeout.connect(self._count)
        self._unanswered: set[int] = set()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(LATER)
        self._again.timeout.connect(self._ask_again)

    def use(self, library: Library | None) -> None:
        """Turn to another folder, of whose searches nothing is known yet."""
        self._library = library
        self._hits, self._by_marks, self._wanted = {}, set(), set()
        self._under_way = False
        self._unanswered = set()
        self._marks.stop()
        self._again.stop()

    def unread(self, identity: int) -> int | None:
        """Return how many unread articles a search finds; None until it has been asked."""
        hits = self._hits.get(identity)
        if hits is None or self._library is None:
            return None
        return int(hits.difference_cardinality(self._library.read))

    def ask(self, *, hidden: bool) -> None:
        """Ask all searches anew: articles have come or gone, or it is another day."""
        if self._library is not None:
            self.hidden = hidden
            self._reload = True
            kept = {one.id for one in self._library.saved.all()}
            self._hits = {identity: hits for identity, hits in self._hits.items() if identity in kept}
            self._by_marks &= kept
            self._wanted |= kept
            self._go_on()

    def ask_new(self) -> None:
        """Ask those that have not been asked yet."""
        if self._library is not None:
            self._wanted |= {one.id for one in self._library.saved.all()} - self._hits.keys()
            self._go_on()

    def follow_marks(self) -> None:
        """Count anew a little later, and ask those that find other articles when marks change."""
        self._marks.start()

    def _count(self) -> None:
        self.counted.emit()
        self._wanted |= self._by_marks
        self._go_on()

    def _go_on(self) -> None:
        library = self._library
        if library is None or self._under_way or not self._wanted:
            return
        wanted, self._wanted = self._wanted, set()
        day = library.today()
        queries = {one.id: parse(one.query, day) for one in library.saved.all() if one.id in wanted}
        self._by_marks -= wanted
        self._by_marks |= {identity for identity, query in queries.items() if about_marks(query.node)}
        self._under_way = True
        reload, self._reload = self._reload, False
        among = library.shelf(Scope(Place.ALL), hidden=self.hidden)
        self._jobs.run(
            lanes.LOAD,
            partial(_found, library, queries, among, reload=reload),
            partial(self._take, library, queries.keys()),
            partial(self._fail, library),
        )

    def _take(self, library: Library, asked: Collection[int], found: Mapping[int, BitMap]) -> None:
        if library is not self._library:
            return
        self._under_way = False
        if library.texts.trouble:
            self._unanswered |= set(asked) - found.keys()
            self._again.start()
        self._hits |= found
        self.counted.emit()
        self._go_on()

    def _ask_again(self) -> None:
        self._wanted |= self._unanswered
        self._unanswered = set()
        self._go_on()

    def _fail(self, library: Library, _error: Exception) -> None:
        """Be ready for the next time; that something broke is told by others."""
        if library is self._library:
            self._under_way = False


def _found(
    library: Library, queries: Mapping[int, Query], among: BitMap, *, reload: bool
) -> dict[int, BitMap]:
    """Return what queries find; one that cannot be answered now keeps what it found before. Slow.

    While the index cannot be opened, that is all but those without words. ``reload``: in what the indexer has
    written by now.
    """
    if reload:
        library.texts.reload()
    found = {}
    for identity, query in queries.items():
        try:
            search = library.search(query, among)
            hits = search.all()
        except ReaderError:
            continue
        # Titles alone are not what was asked.
        if not (search.runs and library.texts.trouble):
            found[identity] = hits
    return found
