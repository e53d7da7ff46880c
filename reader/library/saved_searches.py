"""The searches that a person keeps of a folder."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from reader.domain.saved_search import (
    SavedSearch,
    Searches,
    in_one_line,
    joined,
    moved,
    removed,
    renamed,
    restored,
)
from reader.library.archive import Archive
from reader.library.triage import Later

Change = Callable[[Searches], Searches]


class Removed(NamedTuple):
    """A search that was taken away, and the index where it stood."""

    search: SavedSearch
    at: int


class SavedSearches:
    """What is changed counts at once, and follows on the disk by `later`.

    A change is made once more of what is on the disk by then, for another program may have changed it.
    What cannot be written is taken back, and the StateError raised where `later` runs it.
    """

    def __init__(self, archive: Archive, later: Later) -> None:
        """Read what is kept; raises StateError."""
        self._archive = archive
        self._later = later
        self._lock = threading.Lock()
        self._on_disk: Searches = ()
        self._pending: list[Change] = []
        self._writes = 0
        self.reload()

    def all(self) -> Searches:
        """Return the searches in their order."""
        with self._lock:
            searches, pending = self._on_disk, list(self._pending)
        for change in pending:
            searches = change(searches)
        return searches

    def of(self, text: str) -> SavedSearch | None:
        """Return the search with a query, or None."""
        query = in_one_line(text)
        return next((one for one in self.all() if one.query == query), None)

    def reload(self) -> None:
        """Read what other programs have changed. Slow, on any thread. Raises StateError."""
        before = self._writes
        found = self._archive.state.searches(self._archive.path)
        with self._lock:
            # What a write has found meanwhile is newer.
            if self._writes == before:
                self._on_disk = found

    def save(self, name: str, text: str, done: Callable[[], None] | None = None) -> SavedSearch | None:
        """Keep a query behind the others, unless it is kept already; returns it.

        Without a name it is called like its text. None for an empty query.
        ``done`` is called where `later` runs, once it is on the disk.
        """
        query = in_one_line(text)
        if not query:
            return None
        search = SavedSearch(new_id(), in_one_line(name) or query, query, int(self._archive.now()))
        self._change(partial(joined, others=(search,)), done)
        return self.of(query)

    def rename(self, identity: int, name: str) -> None:
        """Call a search otherwise; without a name, like its query."""
        wanted = in_one_line(name)
        found = next((one for one in self.all() if one.id == identity), None)
        if found is not None and found.name != (wanted or found.query):
            self._change(partial(renamed, identity=identity, name=wanted or found.query))

    def move(self, identity: int, to: int) -> None:
        """Put a search at an index, or as near to it as there is a place."""
        here = self.all()
        if moved(here, identity, to) != here:
            self._change(partial(moved, identity=identity, to=to))

    def remove(self, identity: int) -> Removed | None:
        """Take a search away; returns what `restore` puts back, or None where there is no such search."""
        for at, search in enumerate(self.all()):
            if search.id == identity:
                self._change(partial(removed, identity=identity))
                return Removed(search, at)
        return None

    def restore(self, gone: Removed) -> None:
        """Put back what was taken away."""
        self._change(partial(restored, search=gone.search, at=gone.at))

    def _change(self, change: Change, done: Callable[[], None] | None = None) -> None:
        with self._lock:
            self._pending.append(change)
        self._later(partial(self._write, change, done))

    def _write(self, change: Change, done: Callable[[], None] | None) -> None:
        found = None
        try:
            found = self._archive.state.change_searches(self._archive.path, change)
        finally:
            with self._lock:
                self._pending.remove(change)
                if found is not None:
                    self._on_disk = found
                    self._writes += 1
        if done is not None:
            done()


def new_id() -> int:
    """Return an id that no search has had."""
    return secrets.randbits(62) + 1


def as_new(searches: Iterable[SavedSearch]) -> list[SavedSearch]:
    """Return searches of another place or program with ids of their own."""
    return [replace(one, id=new_id()) for one in searches]
