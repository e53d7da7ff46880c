"""Keeping the search index in step with the catalog: what the catalog says it lacks is read and put in."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

from pyroaring import BitMap

from reader.content.searchable import Searchable, terms_of, with_title
from reader.domain.errors import SearchBusyError, SearchError
from reader.library.reading import Job, Reading, Rules
from reader.sources.folder import FileInfo
from reader.sources.site import read_site
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.rows import Unsearched
from reader.storage.search.folder import discard_others, folder_of, is_usable
from reader.storage.search.index import SearchIndex
from reader.storage.search.writer import Entry, SearchWriter

FIRST: Final = 2_000
"""Articles after which the newest can be found, when there are many."""
PART: Final = 5_000
"""Articles that are found at once from then on; what is put in between two commits is lost by a kill."""
STEP: Final = 2_000
"""Articles that are put in by one step: about half a second, for which all else waits."""
TITLE: Final = 2_000
"""Characters of a title that can be searched for."""
PAUSE: Final = 0.1
"""Seconds between two reports of progress."""

Read = Callable[[Rules, Iterable[Job]], Iterable[list[Reading]]]
Report = Callable[[dict[str, object]], None]


@dataclass(slots=True)
class _Filling:
    """An index that is being filled, and how far that is.

    ``known``: numbers that the index may hold something of; None where it may be any. ``held``: what has been
    put in since the last commit. ``unread``: what could not be read now. Both are in the queue still.
    ``part``: articles after which to commit.
    """

    path: Path
    index: SearchWriter
    generation: int
    known: BitMap | None
    part: int
    below: int | None = None
    held: BitMap = field(default_factory=BitMap)
    unread: BitMap = field(default_factory=BitMap)
    uncommitted: int = 0
    done: int = 0
    told: float = 0.0

    def put(self, entries: list[Entry]) -> None:
        """Put entries in, in place of what there may be of their numbers."""
        known = self.known
        if known is None:
            self.index.put(entries)
            return
        self.index.put([one for one in entries if one.number in known])
        self.index.put([one for one in entries if one.number not in known], instead=False)
        known.update(one.number for one in entries)

    def start_over(self, generation: int) -> None:
        """Go through the whole queue once more: any article may have changed since it was put in."""
        self.generation, self.below = generation, None
        self.held.clear()
        self.unread.clear()


@dataclass(slots=True)
class Texts:
    """Puts the texts of a folder into its search index, the newest first, step by step.

    The caller holds the lock of the cache from a first step until `close`; in between the catalog may change.

    Reports: ``texts`` (done, total) on the way, ``searchable`` (articles) after each part that can be found.
    """

    root: Path
    catalog: Path
    read: Read
    report: Report
    _filling: _Filling | None = None
    _urgent: BitMap = field(default_factory=BitMap)
    _anew: bool = False

    def run(self) -> None:
        """Put in all that is lacking. Raises as `step` does."""
        at_once = True
        try:
            while self.step():
                pass
            at_once = False
        finally:
            self.close(at_once=at_once)

    def urge(self, numbers: BitMap, generation: int) -> None:
        """Put in some articles before all others: those that a generation has changed."""
        self._urgent |= numbers
        filling = self._filling
        if filling is not None and filling.generation == generation - 1:
            filling.generation = generation
            filling.held -= numbers
            filling.told = 0.0

    @property
    def merging(self) -> bool:
        """Whether the index puts its files in order by itself, so that `close` would wait for it."""
        return self._filling is not None and self._filling.index.merging

    @property
    def unread(self) -> bool:
        """Whether some texts could not be read and should be tried again; their titles are found so far."""
        return self._filling is not None and bool(self._filling.unread)

    def step(self) -> bool:
        """Put in the next of what is lacking; returns whether there may be more.

        An index that cannot be used is made anew. Raises SearchError where that cannot be written either, and
        CatalogError; then nothing is held any more.
        """
        with closing(CatalogWriter(self.catalog)) as writer:
            try:
                filling = self._continued(writer) or self._begun(writer)
                more = filling is not None and self._fill(filling, writer)
            except SearchError as error:
                self.close()
                if self._anew or isinstance(error, SearchBusyError):
                    self._anew = False
                    raise  # what is there may be sound, and goes on when the system has room for it again
                self._anew = True
                self._begin_anew(writer, self._folder(writer))
                return True
            except BaseException:
                self.close(at_once=True)
                raise
        self._anew = self._anew and more
        return more

    def close(self, *, at_once: bool = False) -> None:
        """Let go of the index; what was not committed is put in another time.

        ``at_once``: and do not wait until its files are in order, since the process ends.
        """
        filling, self._filling = self._filling, None
        if filling is not None:
            filling.index.close(at_once=at_once)

    def _folder(self, writer: CatalogWriter) -> Path:
        return folder_of(self.catalog.parent, str(writer.fact("uuid")))

    def _continued(self, writer: CatalogWriter) -> _Filling | None:
        """Return the index that is being filled, while it is the catalog's and whole."""
        filling = self._filling
        if filling is None:
            return None
        if filling.path != self._folder(writer) or not is_usable(filling.path):
            self.close()
            return None
        if filling.generation != writer.generation():
            filling.start_over(writer.generation())
        return filling

    def _begun(self, writer: CatalogWriter) -> _Filling | None:
        """Open the index if it lacks anything, and make it anew if it has to be."""
        path, catalog = self._folder(writer), str(writer.fact("uuid"))
        if not writer.fact("searched") or not _is_whole(writer, path):
            self._begin_anew(writer, path)
            discard_others(self.catalog.parent, catalog)
        if not writer.unsearched_count():
            return None
        index = SearchWriter(path)
        known = None if len(index) else BitMap()
        self._filling = _Filling(path, index, writer.generation(), known, FIRST)
        return self._filling

    def _begin_anew(self, writer: CatalogWriter, path: Path) -> None:
        # Written down first: if the rest is cut short, everything is put in the place of what is left.
        with writer.batch(shows=False):
            writer.search_anew()
        shutil.rmtree(path, ignore_errors=True)

    def _fill(self, filling: _Filling, writer: CatalogWriter) -> bool:
        """Put in some more, or commit what was put in; returns whether there was anything to do."""
        there = self.root.is_dir()
        urgent = self._most_urgent(writer) if there else []
        rows = urgent or (self._next(filling, writer) if there else [])
        if rows:
            self._put(filling, rows, writer, together=bool(urgent))
        if filling.uncommitted and (urgent or not rows):
            self._commit(filling, writer)
            return True
        return bool(rows)

    def _most_urgent(self, writer: CatalogWriter) -> list[Unsearched]:
        """Return what is to be put in before all others, a step's worth at most."""
        found: list[Unsearched] = []
        while self._urgent and len(found) < STEP:
            number = self._urgent.max()
            self._urgent.remove(number)
            found += [row for row in writer.unsearched(1, number + 1) if row.number == number]
        return found

    def _next(self, filling: _Filling, writer: CatalogWriter) -> list[Unsearched]:
        """Return what comes next in the queue."""
        rows = writer.unsearched(STEP, filling.below)
        if rows:
            filling.below = rows[-1].number
        return rows

    def _put(
        self, filling: _Filling, rows: list[Unsearched], writer: CatalogWriter, *, together: bool
    ) -> None:
        """Read articles and put them in; ``together``: they are committed with those before them."""
        unread: set[int] = set()
        with closing(self._entries(rows, unread)) as read:
            first = next(read)
            if filling.uncommitted >= filling.part and not together:
                self._commit(filling, writer)  # now that the workers have something to do meanwhile
            total = filling.done + self._left(filling, writer)
            for entries in chain([first], read):
                filling.put(entries)
                filling.done += len(entries)
                if time.monotonic() - filling.told >= PAUSE:
                    self._tell(filling, total)
        gone = [row.number for row in rows if not row.path]
        filling.index.remove(gone)
        filling.done += len(gone)
        filling.uncommitted += len(rows)
        numbers = BitMap(row.number for row in rows)
        filling.unread = filling.unread - numbers | BitMap(unread)
        filling.held |= numbers - filling.unread

    def _commit(self, filling: _Filling, writer: CatalogWriter) -> None:
        filling.index.commit()
        with writer.batch(shows=False):
            writer.note_searched(filling.held)
        filling.held.clear()
        filling.uncommitted, filling.part = 0, PART
        self._tell(filling, filling.done + self._left(filling, writer))
        self.report({"event": "searchable", "articles": len(filling.index)})

    def _tell(self, filling: _Filling, total: int) -> None:
        filling.told = time.monotonic()
        self.report({"event": "texts", "done": filling.done, "total": total})

    @staticmethod
    def _left(filling: _Filling, writer: CatalogWriter) -> int:
        """Return how many articles of the queue have not come up yet."""
        return max(writer.unsearched_count() - len(filling.held | filling.unread), 0)

    def _entries(self, rows: list[Unsearched], unread: set[int]) -> Generator[list[Entry]]:
        """Yield what the index is to hold of some articles; of one that cannot be read, its title.

        The numbers of those that should be tried again go to ``unread``.
        """
        there = {row.path: row for row in rows if row.path}
        jobs = [(FileInfo(row.path, row.size, 0), 0) for row in there.values()]
        for readings in self.read(self._rules(), jobs):
            entries = []
            for one in readings:
                if one.digest:
                    row = there.pop(one.file.path)
                    entries.append(_entry(row, one.searchable) if one.searchable else _bare(row))
            yield entries
        unread |= {row.number for row in there.values()}
        yield [_bare(row) for row in there.values()]

    def _rules(self) -> Rules:
        return Rules(self.root, read_site(self.root)[0], 0, searched=True)


def _is_whole(writer: CatalogWriter, path: Path) -> bool:
    """Say whether there is an index that holds all but what the catalog says it lacks."""
    if not is_usable(path):
        return False
    try:
        held = len(SearchIndex(path))
    except SearchBusyError:
        raise  # nothing is known of it now
    except SearchError:
        return False
    return held + writer.unsearched_count() >= writer.article_count()


def _entry(row: Unsearched, found: tuple[str, ...]) -> Entry:
    title = row.title[:TITLE]
    text, common, author, marks = with_title(title, Searchable(*found))
    return Entry(row.number, text, terms_of(title), common, author, marks)


def _bare(row: Unsearched) -> Entry:
    """Return what is known of an article without its file."""
    return _entry(row, ("", "", "", ""))
