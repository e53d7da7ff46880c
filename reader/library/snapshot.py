"""One generation of an archive, read from catalog and state: what the window then works on in memory."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from pyroaring import BitMap

from reader.domain.errors import CatalogError, StateError
from reader.library.census import Census
from reader.library.shelves import Marked, Shelves
from reader.storage.catalog import Catalog, Head
from reader.storage.state import MarkRow, State

NOTHING = Head("", 0, 0, "")
TRIES = 5
"""How often a catalog that is made anew while it is read is read again; then it counts as none."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an archive holds and what the person did to it; ``stamp`` says how current the marks are.

    ``carried``: numbers of another catalog (``carried_from`` is its uuid), and of the same articles here;
    ``strayed``: those of listed articles that have other numbers here (see `reader.library.carrying`).
    ``catalog`` is open and belongs to whoever adopts the snapshot; None before the first index run.
    """

    head: Head = NOTHING
    shelves: Shelves = field(default_factory=Shelves)
    marked: Marked = field(default_factory=Marked)
    census: Census = field(default_factory=Census)
    positions: Mapping[int, float] = field(default_factory=dict)
    problem_count: int = 0
    renumbered: Mapping[int, int] = field(default_factory=dict)
    catalog: Catalog | None = None
    stamp: int = 0
    carried: Mapping[int, int] = field(default_factory=dict)
    carried_from: str = ""
    strayed: Mapping[int, int] = field(default_factory=dict)


def take(path: Path, state: State, archive: str, stamp: int, now: float) -> Snapshot:
    """Read a catalog and the marks of its articles, and count.

    Slow for many: 0.3 s for 100,000 that are all read. Raises CatalogError and StateError.
    """
    for _ in range(TRIES):
        if not path.exists():
            break
        catalog, uuid = Catalog(path), ""
        try:
            head, terms, shelves, problems = catalog.contents()
            uuid = head.uuid
            marks = state.marks(archive, path, uuid)
            sets, marked = (
                Shelves.of(terms, shelves, head.offset, head.limit),
                Marked(marks.read, marks.starred, marks.changed),
            )
            return Snapshot(
                head,
                sets,
                marked,
                Census.take(sets, marked, now),
                marks.positions,
                problems,
                state.inherited(archive, path, uuid) | catalog.renumbered(),
                catalog,
                stamp,
            )
        except BaseException as error:
            catalog.close()
            if not isinstance(error, StateError) or is_current(path, uuid):
                raise
            # The catalog was made anew between the list and the marks.
    return Snapshot(stamp=stamp)


def take_if_sound(path: Path, state: State, archive: str, now: float) -> Snapshot:
    """Read a catalog; one that cannot be used counts as none, for the indexer will make it anew."""
    try:
        return take(path, state, archive, 0, now)
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
