"""What is remembered of an article beside its marks: how far it was read, and what it said then."""

from __future__ import annotations

from contextlib import suppress

from pyroaring import BitMap

from reader.domain.errors import StateError
from reader.library.archive import Archive
from reader.library.articles import listing
from reader.library.snapshot import Snapshot
from reader.library.triage import Later
from reader.storage.marking import MarkRow
from reader.storage.positions import Positions


class Remembered:
    """What is set counts at once, and follows on the disk by `later`; what cannot be written is forgotten.

    ``written``: how many positions are on the disk.
    """

    def __init__(self, archive: Archive, later: Later) -> None:
        self._archive = archive
        self._later = later
        # How far articles were read since the snapshot.
        self._scrolled: dict[int, float] = {}
        self._turns: dict[int, int] = {}
        self._turn = 0
        self.written = 0

    def positions(self, snapshot: Snapshot) -> Positions:
        """Return how far all articles of a snapshot were read by now."""
        return snapshot.positions.changed(dict(self._scrolled))

    def position(self, snapshot: Snapshot, number: int) -> float:
        """Return how far an article was read, 0 to 1."""
        at = self._scrolled.get(number)
        return snapshot.positions.get(number) if at is None else at

    def set_position(self, snapshot: Snapshot, number: int, position: float) -> None:
        """Remember how far an article was read."""
        if self.position(snapshot, number) == position:
            return
        self._scrolled[number] = position
        self._turn += 1
        turn = self._turns[number] = self._turn
        known = listing(snapshot, number, self._archive.now())
        if known is None:
            return
        article = known.article
        row = MarkRow(
            article.key,
            position=position,
            path=article.path,
            title=article.title,
            fingerprint=article.fingerprint,
        )

        def write() -> None:
            with suppress(StateError):
                self._archive.state.set_position(self._archive.path, row)
            self.written = turn

        self._later(write)

    def adopt(self, snapshot: Snapshot, kept: BitMap, *, same: bool) -> None:
        """Go on with another snapshot; ``same``: of the same catalog.

        Only of the ``kept`` articles it does not tell how far they were read.
        """
        # What was not written yet when the loading began it cannot have read.
        self._scrolled = {
            number: at
            for number, at in self._scrolled.items()
            if number in kept or (same and self._turns[number] > snapshot.scrolls)
        }

    def keep_text(self, key: str, text: str, *, replace: bool) -> None:
        """Remember what an article says; unless ``replace``, only where nothing is remembered yet."""

        def write() -> None:
            with suppress(StateError):
                self._archive.state.keep_text(self._archive.path, key, text, replace=replace)

        self._later(write)

    def text(self, key: str) -> str:
        """Return what an article said when it was read, or "" where that is not known. On any thread."""
        try:
            return self._archive.state.text(self._archive.path, key)
        except StateError:
            return ""
