"""One generation of an archive, read from catalog and state: what the window then works on in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reader.domain.errors import CatalogError
from reader.library.shelves import Marked, Shelves
from reader.storage.catalog import Catalog, Head
from reader.storage.state import State

NOTHING = Head("", 0, 0, "")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an archive holds and what the person did to it; ``stamp`` says how current the marks are.

    ``catalog`` is open and belongs to whoever adopts the snapshot; None before the first index run.
    """

    head: Head = NOTHING
    shelves: Shelves = field(default_factory=Shelves)
    marked: Marked = field(default_factory=Marked)
    positions: Mapping[int, float] = field(default_factory=dict)
    problem_count: int = 0
    renumbered: Mapping[int, int] = field(default_factory=dict)
    catalog: Catalog | None = None
    stamp: int = 0


def take(path: Path, state: State, archive: str, stamp: int) -> Snapshot:
    """Read a catalog and the marks of its articles. Slow for many: 0.3 s for 100,000 that are all read.

    Raises CatalogError and StateError.
    """
    if not path.exists():
        return Snapshot(stamp=stamp)
    catalog = Catalog(path)
    try:
        head, terms, shelves, problems = catalog.contents()
        marks = state.marks(archive, path, head.uuid)
        return Snapshot(
            head,
            Shelves.of(terms, shelves, head.offset),
            Marked(marks.read, marks.starred),
            marks.positions,
            problems,
            catalog.renumbered(),
            catalog,
            stamp,
        )
    except BaseException:
        catalog.close()
        raise


def take_if_sound(path: Path, state: State, archive: str) -> Snapshot:
    """Read a catalog; one that cannot be used counts as none, for the indexer will make it anew."""
    try:
        return take(path, state, archive, 0)
    except CatalogError:
        return Snapshot()
