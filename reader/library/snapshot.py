"""One generation of an archive, read from catalog and state: what the window then works on in memory."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pyroaring import BitMap

from reader.domain.errors import CatalogError, StateError
from reader.library.census import Census
from reader.library.renewal import Base, Renewal, renewed
from reader.library.shelves import Marked, Shelves
from reader.storage.catalog import Catalog, Head
from reader.storage.marking import MarkRow
from reader.storage.positions import Positions
from reader.storage.state import State

NOTHING = Head("", 0, 0, "")
TRIES = 5
"""How often a catalog that is made anew while it is read is read again; then it counts as none."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an archive holds and what the person did to it; ``stamp`` says how current the marks are.

    ``version``: of the marks in the state. ``renewal``: how they came from those of the snapshot before.
    ``renumbered``: numbers that were given up, and the new ones of the same articles, as far as they were
    ``asked`` for. ``carried``: numbers of another catalog (``carried_from`` is its uuid), and of the same
    articles here; ``strayed``: those of listed articles that have other numbers here (see
    `reader.library.carrying`).
    ``scrolls``: how many reading positions had been written before it was read.
    ``catalog`` is open and belongs to whoever adopts the snapshot; None before the first index run.
    """

    head: Head = NOTHING
    shelves: Shelves = field(default_factory=Shelves)
    marked: Marked = field(default_factory=Marked)
    census: Census = field(default_factory=Census)
    positions: Positions = field(default_factory=Positions)
    problem_count: int = 0
    renewal: Renewal | None = None
    version: int = 0
    catalog: Catalog | None = None
    stamp: int = 0
    scrolls: int = 0
    renumbered: Mapping[int, int] = field(default_factory=dict)
    asked: BitMap = field(default_factory=BitMap)
    carried: Mapping[int, int] = field(default_factory=dict)
    carried_from: str = ""
    strayed: Mapping[int, int] = field(default_factory=dict)

    def base(self, marked: Marked) -> Base:
        """Return what is known for the next snapshot, with the marks as they are by now."""
        return Base(self.head, self.shelves.everything(), marked, self.positions, self.version)


def take(
    path: Path, state: State, archive: str, stamp: int, now: float, base: Base | None = None
) -> Snapshot:
    """Read a catalog and the marks of its articles, and count.

    Slow for 1,000,000 that are all read: 2 s, unless ``base`` is of the same catalog and nobody else has
    marked anything since. Raises CatalogError and StateError.
    """
    for _ in range(TRIES):
        if not path.exists():
            break
        catalog, uuid = Catalog(path), ""
        try:
            head, terms, shelves, problems = catalog.contents()
            uuid = head.uuid
            sets = Shelves.of(terms, shelves, head.offset, head.limit)
            renewal = renewed(base, head, sets.everything(), catalog, partial(state.marks_among, archive))
            if base is None or renewal is None:
                marks = state.marks(archive, path, uuid)
                marked, positions = Marked(marks.read, marks.starred, marks.changed), marks.positions
            else:
                marks = renewal.found
                marked, positions = renewal.of(base.marked), renewal.positions_of(base.positions)
            return Snapshot(
                head,
                sets,
                marked,
                Census.take(sets, marked, now),
                positions,
                problems,
                renewal,
                marks.version,
                catalog,
                stamp,
            )
        except BaseException as error:
            catalog.close()
            if not isinstance(error, StateError) or is_current(path, uuid):
                raise
            # The catalog was made anew between the list and the marks.
    return Snapshot(stamp=stamp)


def take_if_sound(path: Path, state: State, archive: str, now: float, base: Base | None = None) -> Snapshot:
    """Read a catalog; one that cannot be used counts as none, for the indexer will make it anew."""
    try:
        return take(path, state, archive, 0, now, base)
    except CatalogError:
        return Snapshot()


def is_current(path: Path, uuid: str) -> bool:
    """Whether the catalog at a path is still the one with this uuid."""
    try:
        with closing(Catalog(path)) as found:
            return found.head().uuid == uuid
    except CatalogError:
        return False


def rows_of(catalog: Catalog, numbers: BitMap) -> list[MarkRow] | None:
    """Return what the state keeps of articles beside marks; None when one of them is not known."""
    try:
        found = catalog.identities(list(numbers))
    except CatalogError:
        return None
    rows = [
        MarkRow(key, path=path, title=title, fingerprint=fingerprint)
        for key, path, title, fingerprint in found.values()
    ]
    return rows if len(rows) == len(numbers) else None
