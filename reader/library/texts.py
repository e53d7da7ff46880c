"""Keeping the search index in step with the catalog: what the catalog says it lacks is read and put in."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reader.content.searchable import BREAK, terms_of
from reader.domain.errors import SearchError
from reader.library.reading import Job, Reading, Rules
from reader.sources.folder import FileInfo
from reader.sources.site import read_site
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.rows import Unsearched
from reader.storage.search import Entry, SearchIndex, SearchWriter, discard_others, folder_of, is_usable

FIRST: Final = 2_000
"""Articles after which the newest can be found, when there are many."""
PART: Final = 50_000
"""Articles that are found at once from then on: each commit costs some of the time."""
TITLE: Final = 2_000
"""Characters of a title that can be searched for."""
PAUSE: Final = 0.1
"""Seconds between two reports of progress."""

Read = Callable[[Rules, Iterable[Job]], Iterable[list[Reading]]]
Report = Callable[[dict[str, object]], None]


@dataclass(frozen=True, slots=True)
class Texts:
    """Puts the texts of a folder into its search index. The caller holds the lock of the cache.

    Reports: ``texts`` (done, total) on the way, ``searchable`` (articles) after each part that can be found.
    """

    root: Path
    catalog: Path
    read: Read
    report: Report

    def run(self) -> None:
        """Put in what is lacking, the newest first; an index that cannot be used is made anew.

        Raises SearchError where that cannot be written either, and CatalogError.
        """
        with closing(CatalogWriter(self.catalog)) as writer:
            catalog = str(writer.fact("uuid"))
            path = folder_of(self.catalog.parent, catalog)
            if not writer.fact("searched") or not _is_whole(writer, path):
                self._begin_anew(writer, path)
                discard_others(self.catalog.parent, catalog)
            if not writer.unsearched_count():
                return
            try:
                self._put_all(writer, path)
            except SearchError as error:
                if _is_full(error):
                    raise  # what is there is sound, and goes on when there is room
                self._begin_anew(writer, path)
                self._put_all(writer, path)

    def _begin_anew(self, writer: CatalogWriter, path: Path) -> None:
        # Written down first: if the rest is cut short, everything is put in the place of what is left.
        with writer.batch(shows=False):
            writer.search_anew()
        shutil.rmtree(path, ignore_errors=True)

    def _put_all(self, writer: CatalogWriter, path: Path) -> None:
        total, done, size, told = writer.unsearched_count(), 0, FIRST, 0.0
        with closing(SearchWriter(path)) as index:
            empty = not len(index)
            below = None
            while self.root.is_dir() and (rows := writer.unsearched(size, below)):
                unread: set[int] = set()
                for entries in self._entries(rows, unread):
                    index.put(entries, instead=not empty)
                    done += len(entries)
                    if time.monotonic() - told >= PAUSE:
                        told = time.monotonic()
                        self.report({"event": "texts", "done": done, "total": total})
                index.remove(row.number for row in rows if not row.path)
                index.commit()
                with writer.batch(shows=False):
                    writer.note_searched(row.number for row in rows if row.number not in unread)
                self.report({"event": "searchable", "articles": len(index)})
                size, below = PART, rows[-1].number

    def _entries(self, rows: list[Unsearched], unread: set[int]) -> Iterator[list[Entry]]:
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
                    entries.append(_entry(row, *one.searchable) if one.searchable else _bare(row))
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
    except SearchError:
        return False
    return held + writer.unsearched_count() >= writer.article_count()


def _is_full(error: SearchError) -> bool:
    """Say whether the disk is; the engine tells of that in words only."""
    return any(sign in str(error) for sign in ("os error 28", "StorageFull", "os error 112"))


def _entry(row: Unsearched, text: str, common: str, author: str, marks: str) -> Entry:
    return Entry(row.number, text, terms_of(row.title[:TITLE]), common, author, marks)


def _bare(row: Unsearched) -> Entry:
    """Return what is known of an article without its file."""
    title = terms_of(row.title[:TITLE])
    return Entry(row.number, f"{title} {BREAK}", title, "", "", "")
