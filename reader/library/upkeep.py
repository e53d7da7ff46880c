"""The files that are kept of an archive: the marks, with what goes out and comes in, and the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TextIO

from reader.library import exchange
from reader.library.archive import Archive
from reader.storage.lock import only_one
from reader.storage.schema import discard


class Upkeep:
    """Of the files of one archive; what they say is the library's."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def marked_elsewhere(self) -> bool:
        """Whether another program has changed the marks since this was last asked; on any thread.

        What it did shows after the next `load`.
        """
        return self._archive.state.changed_elsewhere()

    def back_up(self) -> Path | None:
        """Make the day's backup of the state. Slow, on any thread. Raises StateError."""
        today = datetime.fromtimestamp(self._archive.now()).astimezone().date()
        return self._archive.state.back_up(today)

    def hold_marks(self) -> None:
        """Keep the marks as they are on the disk now in sight for `examine`."""
        self._archive.state.hold()

    def examine(self, stop: Callable[[], bool]) -> None:
        """Check the whole file of marks; ``stop`` is asked whether to leave it. Slow, on any thread.

        Raises StateLostError when it is damaged.
        """
        self._archive.state.examine(stop)

    def examine_if_small(self) -> None:
        """Do the same where it takes no time that anybody would notice."""
        self._archive.state.examine(only_small=True)

    def let_go_of_marks(self) -> None:
        """Let go of the file of marks, so that another can take its place; marks are refused from now on."""
        self._archive.state.close()

    def export_state(self, out: TextIO) -> int:
        """Write what was done in this archive as JSON Lines; returns how many lines. Slow.

        Raises StateError.
        """
        return exchange.export_state(self._archive.state, self._archive.path, out)

    def import_state(self, lines: Iterable[str]) -> tuple[int, int]:
        """Merge what `export_state` wrote; returns how many lines were taken, and skipped. Slow.

        Marks are joined, the newer position wins. Articles that are not listed yet are remembered. Of a
        saved search that is there already, name and place stay.
        What was imported shows after the next `load`.
        """
        return exchange.import_state(self._archive.state, self._archive.path, lines)

    def throw_cache_away(self) -> None:
        """Delete the catalog, to be made anew; what it lists is still shown, and marks stay.

        Nobody may be indexing the folder. Slow, on any thread. Raises CatalogError.
        """
        with only_one(self._archive.catalog.parent / "lock", wait=False):
            discard(self._archive.catalog)
