"""Where hits stand: in titles, and in sentences that are read for the rows in view."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer

from reader.domain.errors import ReaderError
from reader.library.searching.search import Search
from reader.library.searching.sentences import Finder, Snippet, finder_of, title_finder_of
from reader.ui import jobs as lanes
from reader.ui.jobs import Jobs
from reader.ui.models.article_list import ArticleListModel
from reader.ui.timeline.table import ArticleTable

AT_ONCE: Final = 6
"""Articles read in one go; then the lane is free for what is in view by now."""
AHEAD: Final = 12
"""Rows below those in view that are read as well."""
PAUSE: Final = 100
"""Milliseconds without another search before texts are read: while one types there is more urgent work."""
Read = Callable[[int, Finder], Snippet | None]
"""Returns the sentence of an article; slow, raises ReaderError."""


class Sentences(QObject):
    """Rows show the beginning of their text first, and the sentence when it has been read."""

    def __init__(self, model: ArticleListModel, table: ArticleTable, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._table = table
        self._jobs = jobs
        self._read: Read | None = None
        self._finder: Finder | None = None
        self._query = ""
        self._known: set[int] = set()
        self._under_way = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look)
        table.view_moved.connect(self.look)

    def use(self, read: Read) -> None:
        """Read the texts of another folder from now on."""
        self._read = read
        self.show(None)

    def show(self, search: Search | None) -> None:
        """Show the sentences of another search; of the same one anew, the former stay until they are read."""
        query = search.query.text if search is not None else ""
        if query != self._query or not query:
            self._model.forget_sentences()
        self._query, self._known = query, set()
        self._finder = finder_of(search) if search is not None else None
        self._model.mark_titles(title_finder_of(search) if search is not None else None)
        if search is not None:
            self._pause.start()

    def look(self) -> None:
        """Have the sentences read that are lacking in view."""
        read, finder = self._read, self._finder
        if read is None or finder is None or self._under_way or self._pause.isActive():
            return
        wanted = [number for number in self._in_view() if number not in self._known][:AT_ONCE]
        if wanted:
            self._under_way = True
            work = partial(_sentences, read, finder, wanted)
            self._jobs.run(lanes.FILES, work, partial(self._take, finder), self._failed)

    def _in_view(self) -> list[int]:
        seen = [number for number, _ in self._table.sight().rows]
        below = self._model.row(seen[-1]) + 1 if seen else 0
        following = (self._model.number(row) for row in range(below, below + AHEAD))
        return seen + [number for number in following if number is not None]

    def _take(self, finder: Finder, found: Mapping[int, Snippet | None]) -> None:
        self._under_way = False
        if finder is self._finder:
            self._known |= found.keys()
            self._model.show_sentences({number: one for number, one in found.items() if one is not None})
        self.look()

    def _failed(self, _error: Exception) -> None:
        self._under_way = False


def _sentences(read: Read, finder: Finder, numbers: Sequence[int]) -> dict[int, Snippet | None]:
    return {number: _sentence(read, finder, number) for number in numbers}


def _sentence(read: Read, finder: Finder, number: int) -> Snippet | None:
    try:
        return read(number, finder)
    except ReaderError:
        # The file has just gone; its row says so as soon as the list hears of it.
        return None
