"""From one generation of an archive to the next: marks, and what can be undone, go along."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pyroaring import BitMap

from reader.domain.changes import Changes
from reader.domain.errors import ReaderError
from reader.library import carrying
from reader.library.archive import Archive
from reader.library.carrying import translated
from reader.library.remembered import Remembered
from reader.library.shelves import Marked
from reader.library.snapshot import Snapshot, take
from reader.library.triage import Disk, Later, Stacks, Triage

NOBODY = BitMap()
Failed = Callable[[Changes, ReaderError], None]


class Generations:
    """The generation that is shown (``snapshot``), and what the person did to it.

    Marks come from one thread, which also adopts; `load` and `settled` may run on others.
    """

    def __init__(
        self, archive: Archive, snapshot: Snapshot, remembered: Remembered, later: Later, failed: Failed
    ) -> None:
        self.snapshot = snapshot
        self.remembered = remembered
        self._archive = archive
        self._later = later
        self._adopting = threading.Lock()
        # While a new catalog fills, what can be undone waits for the articles that it does not list yet.
        self._held: tuple[Snapshot, Stacks] | None = None
        self.triage = Triage(Disk(self._writer, self._reread, failed), later, snapshot.marked)

    def close(self) -> None:
        """Let go of the catalogs."""
        for snapshot in (self._held[0] if self._held else None, self.snapshot):
            if snapshot is not None and snapshot.catalog:
                snapshot.catalog.close()

    def load(self, listed: BitMap) -> Snapshot:
        """Read what is now on disk, for `adopt`. Slow, on any thread. Raises CatalogError and StateError.

        ``listed``: the articles of a list that is to stay as it is, see `renamed`.
        """
        archive, stamp, scrolls = self._archive, self.triage.stamp(), self.remembered.written
        with self._adopting:
            shown, marked = self.snapshot, self.triage.marked
        base = shown.base(marked) if shown.catalog else None
        snapshot = take(archive.catalog, archive.state, archive.path, stamp, archive.now(), base)
        snapshot = replace(snapshot, scrolls=scrolls)
        if shown.head.uuid in ("", snapshot.head.uuid):
            return self._followed(snapshot, listed)
        # Half a second for 100,000 articles that can be undone: nothing to be done while they are shown.
        carried = translated(shown, snapshot, self.triage.numbers())
        strayed = {} if self.is_partial(snapshot) else carrying.strayed(shown, snapshot, listed)
        return replace(snapshot, carried=carried, carried_from=shown.head.uuid, strayed=strayed)

    def adopt(self, snapshot: Snapshot) -> None:
        """Show what `load` read. Marks made since are kept; what can be undone goes along."""
        old = self.snapshot
        same = not old.head.uuid or old.head.uuid == snapshot.head.uuid
        if same:
            snapshot = self._followed(snapshot)
        renumbered = snapshot.renumbered if same else partial(translated, old, snapshot)
        stacks, renewal = self.triage.stacks(), snapshot.renewal
        if renewal is not None and renewal.since != old.head:
            renewal = None
        with self._adopting:
            self.snapshot = snapshot
            self.triage.adopt(renewal.of if renewal else snapshot.marked, snapshot.stamp, renumbered)
        self.remembered.adopt(snapshot, renewal.kept if renewal else NOBODY, same=same)
        if not same and not snapshot.head.finished and self._held is None:
            self._held = (old, stacks)
        elif old.catalog:
            # Marks that were made in it may still be on their way to the disk.
            self._later(old.catalog.close)
        if self._held is not None and snapshot.head.finished:
            self._let_go_of(*self._held)

    def is_partial(self, snapshot: Snapshot) -> bool:
        """Say whether a snapshot is of a new catalog that still fills, while the one shown is whole."""
        return carrying.is_partial(self.snapshot, snapshot)

    def renamed(self, snapshot: Snapshot, shown: BitMap, held: BitMap) -> dict[int, int]:
        """Return the numbers of articles that have other ones in a snapshot, before it is adopted.

        Of another catalog, those of ``held``, and of what was ``listed`` when it was loaded.
        """
        return carrying.renamed(self.snapshot, self._followed(snapshot, shown | held), shown, held)

    def settled(self) -> tuple[Snapshot, Marked | None]:
        """Return what is shown, with its marks if all of them are on disk."""
        with self._adopting:
            return self.snapshot, self.triage.settled()

    def _let_go_of(self, former: Snapshot, stacks: Stacks) -> None:
        """Put back what could be undone in a former catalog, now that the new one is whole."""
        self._held = None
        self.triage.put_back(stacks, translated(former, self.snapshot, stacks.numbers()))
        if former.catalog:
            self._later(former.catalog.close)

    def _followed(self, snapshot: Snapshot, listed: BitMap = NOBODY) -> Snapshot:
        numbers = self.triage.numbers(snapshot.stamp) | listed
        return carrying.followed(snapshot, self._archive.state, self._archive.path, numbers)

    def _writer(self) -> Callable[[Changes], None]:
        return partial(self._archive.write, self.snapshot)

    def _reread(self) -> Marked:
        return self._archive.marked(self.snapshot.head.uuid)
