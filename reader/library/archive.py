"""One folder as the stores know it: by its real path in the state, and by a catalog in the cache."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.domain.changes import Changes
from reader.domain.errors import StateError
from reader.library.shelves import Marked
from reader.library.snapshot import NOTHING, Snapshot, is_current, rows_of
from reader.library.triage import touched
from reader.storage.marks_file import NAME as MARKS
from reader.storage.state import State


@dataclass(frozen=True, slots=True)
class Archive:
    """Where what is known of a folder is read and written. ``now``: the clock, in Unix seconds."""

    path: str
    state: State
    catalog: Path
    now: Callable[[], float]

    @property
    def marks_file(self) -> Path:
        """The copy of the marks beside the catalog."""
        return self.catalog.with_name(MARKS)

    def marked(self, uuid: str) -> Marked:
        """Return all marks by the numbers of a catalog. Slow for many. Raises StateError and CatalogError."""
        marks = self.state.marks(self.path, self.catalog, uuid)
        return Marked(marks.read, marks.starred, marks.changed)

    def write(self, made_in: Snapshot, changes: Changes) -> None:
        """Write marks that were made in a snapshot. Slow for many. Raises StateError."""
        what, now = (changes.mark, changes.value), int(self.now())
        head = made_in.head if made_in.catalog else NOTHING
        numbers = touched(changes)
        try:
            catalog = self.catalog, head.uuid
            self.state.write(self.path, catalog, numbers, what, now, head.generation)
        except StateError:
            if made_in.catalog is None or is_current(self.catalog, head.uuid):
                raise
            # The cache was deleted or made anew, but the catalog that we hold open still knows the articles.
            rows = rows_of(made_in.catalog, numbers)
            if rows is None:
                raise
            self.state.write_rows(self.path, rows, what, now)
