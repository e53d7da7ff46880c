"""The marks written down beside the catalog, so that the next start is quick; a cache, no more."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reader.domain.changes import Changes
from reader.library.archive import Archive
from reader.library.generations import Generations
from reader.library.renewal import Base
from reader.library.snapshot import Snapshot
from reader.library.triage import Later
from reader.storage.marks_file import keep

MANY: Final = 10_000
"""Marks after which, or at whose reading, they are written down for the next start."""


class Keeping:
    """``base``: what was written down before this start, if there was anything."""

    def __init__(self, archive: Archive, generations: Generations, later: Later, base: Base | None) -> None:
        self._archive = archive
        self._generations = generations
        self._later = later
        self._kept = (0, 0)
        if base is not None and generations.snapshot.renewal is not None:
            self._kept = base.head.generation, base.version
        self.follow(generations.snapshot)

    def keep(self) -> None:
        """Write the marks down, unless some are still on their way to the disk. Slow for many."""
        state = self._archive.state
        snapshot, marked = self._generations.settled()
        if snapshot.catalog is None or marked is None or not state.writable:
            return
        version = state.version_after(snapshot.version)
        if self._kept != (snapshot.head.generation, version):
            self._kept = snapshot.head.generation, version
            positions = self._generations.remembered.positions(snapshot)
            base = replace(snapshot.base(marked), positions=positions, version=version)
            keep(self._archive.marks_file, base.kept())

    def follow(self, snapshot: Snapshot) -> None:
        """Write down marks that had to be read as a whole."""
        if snapshot.renewal is None and len(snapshot.marked.read) > MANY:
            self._later(self.keep)

    def follow_marks(self, changes: Changes | None) -> None:
        """Write down many marks that were made at once."""
        if changes is not None and len(changes.numbers) > MANY:
            self._later(self.keep)
