"""Marks from one generation to the next: of what stayed as it was they are known, the rest is looked up.

By numbers: an article that is gone or got another number has none any more, a new one is looked up, and so is
one whose key or text became another. That is all that an index run can change. What others marked meanwhile
it does not tell: whoever uses it makes sure that there is nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyroaring import BitMap

from reader.library.shelves import Marked
from reader.storage.catalog import Catalog, Head
from reader.storage.marks import Marks
from reader.storage.marks_file import Kept
from reader.storage.positions import Positions

MOST: Final = 50_000
"""Articles to be looked up beyond which reading all marks does as well."""

LookUp = Callable[[tuple[Path, str], BitMap, int], Marks | None]
"""`State.marks_among` of an archive."""


@dataclass(frozen=True, slots=True)
class Base:
    """The marks of a generation of a catalog, of which the next ones are made.

    ``everything``: the articles that were there. ``version``: of the state that the marks agree with, but for
    what was marked in this process since.
    """

    head: Head
    everything: BitMap
    marked: Marked
    positions: Positions
    version: int

    @classmethod
    def of(cls, kept: Kept | None) -> Base | None:
        """Return what a file of marks says."""
        if kept is None:
            return None
        marks = kept.marks
        return cls(
            Head(kept.uuid, kept.generation, 0, "", stamp=kept.stamp),
            kept.everything,
            Marked(marks.read, marks.starred, marks.changed),
            marks.positions,
            marks.version,
        )

    def kept(self) -> Kept:
        """Return what a file of marks shall say."""
        marks = Marks(*self._sets(), self.positions, self.version)
        return Kept(self.head.uuid, self.head.generation, self.head.stamp, self.everything, marks)

    def _sets(self) -> tuple[BitMap, BitMap, BitMap]:
        return self.marked.read, self.marked.starred, self.marked.changed


@dataclass(frozen=True, slots=True)
class Renewal:
    """What becomes of the marks that were known of a generation (``since``).

    ``kept``: the articles whose marks stay as they are. ``found``: all marks of the others.
    """

    since: Head
    kept: BitMap
    found: Marks

    def of(self, marked: Marked) -> Marked:
        """Return the marks in the new generation."""
        kept, found = self.kept, self.found
        return Marked(
            marked.read & kept | found.read,
            marked.starred & kept | found.starred,
            marked.changed & kept | found.changed,
        )

    def positions_of(self, positions: Positions) -> Positions:
        """Return how far articles of the new generation were read."""
        return positions.renewed(self.kept, self.found.positions)


def renewed(
    base: Base | None, head: Head, everything: BitMap, catalog: Catalog, look_up: LookUp
) -> Renewal | None:
    """Return what becomes of known marks in a generation that holds these articles.

    None: they are of no use, all must be read. Raises CatalogError and StateError.
    """
    if base is None or base.head.uuid != head.uuid or base.head.generation > head.generation:
        return None
    edited = catalog.edited(base.head.generation, base.head.stamp)
    if edited is None:
        return None
    kept = (base.everything & everything) - edited
    wanted = everything - kept
    if len(wanted) > MOST:
        return None
    found = look_up((catalog.path, head.uuid), wanted, base.version)
    return None if found is None else Renewal(base.head, kept, found)
