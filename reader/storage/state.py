"""The person's state: what was read and starred, and how far. Precious; every write is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from pyroaring import BitMap

from reader.domain.changes import Mark
from reader.domain.saved_search import Searches
from reader.storage import archives, read_texts, saved_searches, whole_rows
from reader.storage.archives import ArchiveRow
from reader.storage.marking import MarkRow, mark_numbers, mark_rows, put_position
from reader.storage.marks import Marks, all_marks, marks_among, no_marks, want
from reader.storage.soundness import Stop, never
from reader.storage.state_file import StateFile, Where
from reader.storage.state_sql import ANY_GONE, INHERITED, SETTLE_AGAIN
from reader.storage.texts import stored
from reader.storage.versions import OwnSteps, renew_version


class State:
    """One state file; its methods may be called from any thread, one at a time."""

    def __init__(self, path: Path, *, bear_loss: bool = False) -> None:
        """Open or make the file; see `StateFile`."""
        self._file = StateFile(path, bear_loss=bear_loss)
        self._own = OwnSteps()

    # The file

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._file.path

    @property
    def writable(self) -> bool:
        """Whether anything can be written; else every try raises StateError."""
        return self._file.writable

    @property
    def lost(self) -> bool:
        """Whether the file is gone, and was there once."""
        return self._file.lost

    @property
    def refusal(self) -> str:
        """Why nothing may be written; empty where it may."""
        return self._file.refusal

    def close(self) -> None:
        """Let go of the file; closing twice is harmless."""
        self._file.close()

    def hold(self) -> None:
        """Keep the rows as they are now in sight for `examine`, whatever is written until then."""
        self._file.hold()

    def examine(self, stop: Stop = never, *, only_small: bool = False) -> None:
        """Check the whole file, and seal it; see `StateFile.examine`. Raises StateLostError."""
        self._file.examine(stop, only_small=only_small)

    def changed_elsewhere(self) -> bool:
        """Whether another program has written since the last time this was asked; at once."""
        return self._file.changed_elsewhere()

    def back_up(self, today: date) -> Path | None:
        """Make the day's backup, if it is not there yet and there is something to back up."""
        return self._file.back_up(today)

    # Archives

    def archives(self) -> list[ArchiveRow]:
        """Return all folders that anything was ever written of."""
        with self._file.using() as connection:
            return archives.all_archives(connection)

    def archive(self, path: str) -> ArchiveRow | None:
        """Return the archive at a real path, if anything is known of it."""
        return next((row for row in self.archives() if row.path == path), None)

    def settled(self, path: str, uuid: str, generation: int) -> None:
        """Write down with which catalog the marks of an archive were compared."""
        with self._file.writing() as connection:
            archives.put_settled(connection, archives.entered(connection, path), uuid, generation)

    # Searches

    def searches(self, path: str) -> Searches:
        """Return the searches that are kept of an archive, in their order."""
        with self._file.reading() as connection:
            archive = archives.known(connection, path)
            return () if archive is None else saved_searches.searches_of(connection, archive)

    def change_searches(self, path: str, change: Callable[[Searches], Searches]) -> Searches:
        """Make other searches of those that are there by now; returns them."""
        with self._file.writing() as connection:
            archive = archives.entered(connection, path)
            before = saved_searches.searches_of(connection, archive)
            now = change(before)
            saved_searches.put(connection, archive, before, now)
            return now

    # Marks, by the numbers of a catalog

    def marks(self, path: str, catalog: Path, uuid: str) -> Marks:
        """Return the marks of the articles that a catalog holds, by their numbers. Slow for many."""
        with self._file.reading((catalog, uuid)) as connection:
            archive = archives.known(connection, path)
            return no_marks() if archive is None else all_marks(connection, archive)

    def marks_among(self, path: str, catalog: Where, numbers: BitMap, since: int) -> Marks | None:
        """Return the marks of some articles of a catalog.

        None when anything but `write` and `set_position` here has changed the marks since a version.
        """
        with self._file.reading(catalog) as connection:
            archive = archives.known(connection, path)
            found = no_marks() if archive is None else marks_among(connection, archive, numbers)
        return found if found.version in self._own.since(since) else None

    def version_after(self, version: int) -> int:
        """Return the version of an archive's marks, if nobody but this object changed them since another."""
        return self._own.since(version)[-1]

    def inherited(self, path: str, catalog: Path, uuid: str, numbers: BitMap) -> dict[int, int]:
        """Return those of the numbers that a catalog gave up with their keys, and those of the heirs."""
        with self._file.reading((catalog, uuid)) as connection:
            want(connection, numbers)
            return dict(connection.execute(INHERITED, (stored(path),)))

    def write(
        self,
        path: str,
        catalog: Where,
        numbers: Iterable[int],
        change: tuple[Mark, bool],
        now: int,
        generation: int = 0,
    ) -> int:
        """Mark articles of a catalog; returns how many. Slow for many.

        ``generation``: the one that the numbers were seen in. Of articles that have gone since, those that
        took their place are looked for anew at the next settling.
        Raises StateError, and writes nothing, when it is not this catalog any more.
        """
        with self._file.writing(catalog) as connection:
            archive = archives.entered(connection, path)
            count = mark_numbers(connection, archive, numbers, change, now)
            connection.execute(SETTLE_AGAIN, (archive, generation))
            # What is marked in place of an article that is gone, only a look at the whole tells.
            if connection.execute(ANY_GONE).fetchone()[0]:
                renew_version(connection, archive)
            else:
                self._own.step(connection, archive)
            return count

    def write_rows(self, path: str, rows: Iterable[MarkRow], change: tuple[Mark, bool], now: int) -> None:
        """Mark articles that no catalog needs to know; of the rows their marks and times do not count."""
        with self._file.writing() as connection:
            archive = archives.entered(connection, path)
            mark_rows(connection, archive, rows, change, now)
            renew_version(connection, archive)

    def set_position(self, path: str, row: MarkRow) -> None:
        """Write how far an article was read; of the row its marks and times do not count."""
        with self._file.writing() as connection:
            archive = archives.entered(connection, path)
            put_position(connection, archive, row)
            self._own.step(connection, archive)

    def keep_text(self, path: str, key: str, text: str, *, replace: bool) -> None:
        """Keep what an article said when it was read; unless ``replace``, only where nothing is kept yet."""
        data = read_texts.packed(text)
        with self._file.using() as connection:
            before = read_texts.found(connection, path, key)
        if before == data or (before is not None and not replace):
            return
        with self._file.writing() as connection:
            read_texts.put(connection, archives.entered(connection, path), key, data)

    def text(self, path: str, key: str) -> str:
        """Return what an article said when it was read, or "" where that is not known."""
        with self._file.using() as connection:
            data = read_texts.found(connection, path, key)
        return "" if data is None else read_texts.unpacked(data)

    def move_texts(self, archive: int, path: str) -> None:
        """Let the kept texts of an archive follow it to another path."""
        with self._file.writing() as connection:
            read_texts.move(connection, archive, archives.entered(connection, path))

    # Marks, by keys

    def rows(self, archive: int) -> list[MarkRow]:
        """Return all that was done in an archive, by key."""
        with self._file.using() as connection:
            return whole_rows.rows_of(connection, archive)

    def put(self, path: str, rows: Iterable[MarkRow], heirs: Sequence[tuple[str, str]] = ()) -> None:
        """Join rows with what is there by now, and write the heirs of others as (key, heir's key)."""
        with self._file.writing() as connection:
            archive = archives.entered(connection, path)
            whole_rows.join(connection, archive, rows)
            whole_rows.pass_on(connection, archive, heirs)
            renew_version(connection, archive)

    def orphans(self, archive: int, catalog: Where) -> list[MarkRow]:
        """Return the rows without heir whose article a catalog does not hold."""
        with self._file.using(catalog) as connection:
            return whole_rows.orphans(connection, archive)

    def unmarked(self, archive: int, catalog: Where, since: int) -> list[tuple[str, str, int]]:
        """Return (key, path, fingerprint) of a catalog's articles without state, born after a generation."""
        with self._file.using(catalog) as connection:
            return whole_rows.unmarked(connection, archive, since)
