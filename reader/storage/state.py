"""The person's state: what was read and starred, and how far. Precious; every write is one transaction."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pyroaring import BitMap

from reader.domain.changes import Mark
from reader.domain.errors import CatalogError, StateError, StateLostError
from reader.storage import read_texts
from reader.storage.backup import back_up
from reader.storage.marking import MarkRow, mark_numbers, mark_rows, merged
from reader.storage.marks import (
    Marks,
    all_marks,
    marks_among,
    no_marks,
    renew_version,
    version_of,
    want,
)
from reader.storage.migrations import migrate
from reader.storage.soundness import (
    BUMP,
    FAULTS,
    Stop,
    examine,
    hold,
    is_small,
    is_sound,
    may_be_damage,
    never,
    seal_if_small,
)
from reader.storage.state_file import DAMAGED, GONE, copied, is_gone, may_be_written
from reader.storage.state_sql import (
    ANY_GONE,
    ATTACH,
    COLUMNS,
    INHERITED,
    SETTLE_AGAIN,
)
from reader.storage.texts import restored, stored

_PATIENCE = 10.0
"""Seconds to wait for another process that is writing."""


class ArchiveRow(NamedTuple):
    """A folder that was opened, and the catalog that its marks were last compared with."""

    id: int
    path: str
    settled_uuid: str | None
    settled_generation: int


class State:
    """One state file; its methods may be called from any thread, one at a time."""

    def __init__(self, path: Path, *, bear_loss: bool = False) -> None:
        """Open or make the file; one that is write-protected can be read, and refuses what would change it.

        ``bear_loss``: go on without marks when the file is gone, and write none. Raises StateLostError when
        it is damaged, or gone while it has backups; StateError when it is not ours, too new, or cannot be
        opened.
        """
        self.path = path
        # Versions of marks, and those that marking by numbers made of them: what who marked knows himself.
        self._own_steps: dict[int, int] = {}
        self._lock = threading.RLock()
        self._wrote = False
        self._sound = not path.exists()
        self._held: sqlite3.Connection | None = None
        self.lost = is_gone(path)
        self.refusal = ""
        """Why nothing may be written; empty where it may."""
        if self.lost:
            if not bear_loss:
                raise StateLostError(GONE.format(path), damaged=False)
            self.refusal = "The read marks and stars are gone; nothing was written."
        try:
            if not self.lost and not may_be_written(path):
                self.refusal = f"The read marks and stars cannot be changed: “{path}” is write-protected."
            self._connection = copied(path) if self.refusal else _connect(path)
        except (*FAULTS, OSError) as error:
            raise self._failure("opened", error) from error
        try:
            migrate(self._connection)
            if self.writable:
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = FULL")
            self._version = _version(self._connection)
        except (*FAULTS, StateError) as error:
            self._connection.close()
            if isinstance(error, StateError):
                raise
            raise self._failure("read", error) from error

    @property
    def writable(self) -> bool:
        """Whether anything can be written; else every try raises StateError."""
        return not self.refusal

    def close(self) -> None:
        """Let go of the file; closing twice is harmless."""
        with self._lock:
            if self._held is not None:
                self._held.close()
                self._held = None
            if self._wrote and self._sound:  # a seal over damage would hide it for good
                self._wrote = False
                seal_if_small(self._connection)
            self._connection.close()

    def hold(self) -> None:
        """Keep the rows as they are now in sight for `examine`, whatever is written until then."""
        if self.writable:
            self._held = hold(self.path)

    def examine(self, stop: Stop = never, *, only_small: bool = False) -> None:
        """Check the whole file, and seal it. Takes seconds for a million rows; on any thread.

        ``stop`` is asked on the way whether to leave it. ``only_small``: only a file for which it takes no
        time that anybody would notice. Raises StateLostError when it is damaged.
        """
        held, self._held = self._held, None
        if self.writable:
            with suppress(*FAULTS), closing(held or _connect(self.path)) as connection:
                if only_small and not is_small(connection):
                    return
                wrong = examine(connection, stop)
                if wrong:
                    self._sound = False
                    raise StateLostError(DAMAGED.format(self.path, wrong), damaged=True)
                self._sound = True

    def changed_elsewhere(self) -> bool:
        """Whether another program has written since the last time this was asked; at once, and never raises.

        While a write of our own is under way nothing is known, and the answer is no.
        """
        if not self._lock.acquire(blocking=False):
            return False
        try:
            before, self._version = self._version, _version(self._connection)
        except sqlite3.Error:
            return False
        else:
            return self._version != before
        finally:
            self._lock.release()

    def back_up(self, today: date) -> Path | None:
        """Make the day's backup, if it is not there yet and there is something to back up."""
        if not self.writable:
            return None
        try:
            return back_up(self.path, today)
        except (sqlite3.Error, OSError) as error:
            raise StateError(f"The read marks and stars could not be backed up ({error}).") from error

    @contextmanager
    def _using(self, catalog: Path | None = None) -> Iterator[sqlite3.Connection]:
        """Lend the connection, perhaps with a catalog attached for reading."""
        with self._lock:
            try:
                if catalog is not None:
                    self._connection.execute(ATTACH, (_read_only(catalog),))
                try:
                    yield self._connection
                finally:
                    if catalog is not None:
                        with suppress(sqlite3.Error):
                            self._connection.execute("DETACH catalog")
            except FAULTS as error:
                raise self._failure("used", error) from error

    def _failure(self, tried: str, error: Exception) -> StateError:
        """Return what to raise. A damage that is reported may also be that of an attached catalog."""
        if may_be_damage(error) and not is_sound(self.path):
            return StateLostError(DAMAGED.format(self.path, error), damaged=True)
        return StateError(f"The read marks and stars cannot be {tried} ({error}).")

    @contextmanager
    def _writing(self, catalog: Path | None = None) -> Iterator[sqlite3.Connection]:
        if self.refusal:
            raise StateError(self.refusal)
        with self._using(catalog) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute(BUMP)
                connection.execute("COMMIT")
                self._wrote = True
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    # Archives

    def archives(self) -> list[ArchiveRow]:
        """Return all folders that were marked in."""
        with self._using() as connection:
            return [
                ArchiveRow(number, restored(path), uuid, generation or 0)
                for number, path, uuid, generation in connection.execute(
                    "SELECT id, path, settled_uuid, settled_generation FROM archive ORDER BY id"
                )
            ]

    def archive(self, path: str) -> ArchiveRow | None:
        """Return the archive at a real path, if anything is known of it."""
        return next((row for row in self.archives() if row.path == path), None)

    def settled(self, path: str, uuid: str, generation: int) -> None:
        """Write down with which catalog the marks of an archive were compared."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE archive SET settled_uuid = ?, settled_generation = ? WHERE id = ?",
                (uuid, generation, _archive(connection, path)),
            )

    # Marks

    def marks(self, path: str, catalog: Path, uuid: str) -> Marks:
        """Return the marks of the articles that a catalog holds, by their numbers. Slow for many."""
        with self._reading(path, catalog, uuid) as (connection, archive):
            return no_marks() if archive is None else all_marks(connection, archive)

    def marks_among(self, path: str, catalog: tuple[Path, str], numbers: BitMap, since: int) -> Marks | None:
        """Return the marks of some articles of a catalog (its file and uuid).

        None when anything but `write` and `set_position` here has changed the marks since a version.
        """
        with self._reading(path, *catalog) as (connection, archive):
            found = no_marks() if archive is None else marks_among(connection, archive, numbers)
        return found if found.version in self._steps_from(since) else None

    def version_after(self, version: int) -> int:
        """Return the version of an archive's marks, if nobody but this object changed them since another."""
        return self._steps_from(version)[-1]

    def _steps_from(self, version: int) -> list[int]:
        steps = [version]
        while (after := self._own_steps.get(steps[-1])) is not None:
            steps.append(after)
        return steps

    def _step(self, connection: sqlite3.Connection, archive: int, *, own: bool) -> None:
        """Give an archive's marks a new version. Should the transaction fail, no one will meet with it."""
        before = version_of(connection, archive)
        after = renew_version(connection, archive)
        if own:
            self._own_steps[before] = after

    @contextmanager
    def _reading(
        self, path: str, catalog: Path, uuid: str
    ) -> Iterator[tuple[sqlite3.Connection, int | None]]:
        """Lend a connection that reads one state of a catalog and of the marks, and the id of an archive."""
        with self._own(catalog) as connection:
            connection.execute("BEGIN")
            try:
                _expect(connection, uuid)
                row = connection.execute("SELECT id FROM archive WHERE path = ?", (stored(path),)).fetchone()
                yield connection, row[0] if row else None
            finally:
                if connection.in_transaction:  # SQLite ends it by itself when the disk fails
                    connection.execute("ROLLBACK")

    def inherited(self, path: str, catalog: Path, uuid: str, numbers: BitMap) -> dict[int, int]:
        """Return those of the numbers that a catalog gave up with their keys, and those of the heirs."""
        with self._reading(path, catalog, uuid) as (connection, _):
            want(connection, numbers)
            return dict(connection.execute(INHERITED, (stored(path),)))

    @contextmanager
    def _own(self, catalog: Path) -> Iterator[sqlite3.Connection]:
        """Lend a connection of its own, so that reading many marks keeps no writer waiting.

        Raises CatalogError where the damage is that of the catalog, and the state is sound.
        """
        if not self.writable:
            with self._using(catalog) as connection:
                yield connection
            return
        try:
            with closing(_connect(self.path)) as connection:
                connection.execute(ATTACH, (_read_only(catalog),))
                yield connection
        except FAULTS as error:
            failure = self._failure("read", error)
            if may_be_damage(error) and not isinstance(failure, StateLostError):
                sentence = f"The list of articles cannot be read ({error})."
                raise CatalogError(sentence) from error
            raise failure from error

    def write(
        self,
        path: str,
        catalog: tuple[Path, str],
        numbers: Iterable[int],
        change: tuple[Mark, bool],
        now: int,
        generation: int = 0,
    ) -> int:
        """Mark articles of a catalog (its file and uuid); returns how many. Slow for many.

        ``generation``: the one that the numbers were seen in. Of articles that have gone since, those that
        took their place are looked for anew at the next settling.
        Raises StateError, and writes nothing, when it is not this catalog any more.
        """
        with self._writing(catalog[0]) as connection:
            _expect(connection, catalog[1])
            archive = _archive(connection, path)
            count = mark_numbers(connection, archive, numbers, change, now)
            connection.execute(SETTLE_AGAIN, (archive, generation))
            # What is marked in place of an article that is gone, only a look at the whole tells.
            self._step(connection, archive, own=not connection.execute(ANY_GONE).fetchone()[0])
            return count

    def write_rows(self, path: str, rows: Iterable[MarkRow], change: tuple[Mark, bool], now: int) -> None:
        """Mark articles that no catalog needs to know; of the rows their marks and times do not count."""
        with self._writing() as connection:
            archive = _archive(connection, path)
            mark_rows(connection, archive, rows, change, now)
            self._step(connection, archive, own=False)

    def set_position(self, path: str, row: MarkRow) -> None:
        """Write how far an article was read; of the row its marks and times do not count."""
        with self._writing() as connection:
            archive = _archive(connection, path)
            connection.execute(
                "INSERT INTO mark (archive, key, position, path, title, fingerprint)"
                " VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET position = excluded.position",
                (
                    archive,
                    stored(row.key),
                    row.position,
                    stored(row.path),
                    stored(row.title),
                    row.fingerprint,
                ),
            )
            self._step(connection, archive, own=True)

    def keep_text(self, path: str, key: str, text: str, *, replace: bool) -> None:
        """Keep what an article said when it was read; unless ``replace``, only where nothing is kept yet."""
        data = read_texts.packed(text)
        with self._using() as connection:
            before = read_texts.found(connection, path, key)
        if before == data or (before is not None and not replace):
            return
        with self._writing() as connection:
            read_texts.put(connection, _archive(connection, path), key, data)

    def text(self, path: str, key: str) -> str:
        """Return what an article said when it was read, or "" where that is not known."""
        with self._using() as connection:
            data = read_texts.found(connection, path, key)
        return "" if data is None else read_texts.unpacked(data)

    def move_texts(self, archive: int, path: str) -> None:
        """Let the kept texts of an archive follow it to another path."""
        with self._writing() as connection:
            read_texts.move(connection, archive, _archive(connection, path))

    def rows(self, archive: int) -> list[MarkRow]:
        """Return all that was done in an archive, by key."""
        with self._using() as connection:
            return [
                _row(*row)
                for row in connection.execute(
                    f"SELECT {COLUMNS} FROM mark WHERE archive = ? ORDER BY key",  # noqa: S608 - fixed names
                    (archive,),
                )
            ]

    def put(self, path: str, rows: Iterable[MarkRow], heirs: Sequence[tuple[str, str]] = ()) -> None:
        """Join rows with what is there by now, and write the heirs of others as (key, heir's key)."""
        with self._writing() as connection:
            archive = _archive(connection, path)
            found = f"SELECT {COLUMNS} FROM mark WHERE archive = ? AND key = ?"  # noqa: S608 - fixed names
            whole = f"INSERT OR REPLACE INTO mark (archive, {COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)"  # noqa: S608
            for row in rows:
                # It may have come after the rows were read that these were made of.
                there = connection.execute(found, (archive, stored(row.key))).fetchone()
                joined = merged(_row(*there), row) if there else row
                connection.execute(whole, (archive, *_values(joined)))
            connection.executemany(
                "UPDATE mark SET heir = ? WHERE archive = ? AND key = ?",
                [(stored(heir), archive, stored(key)) for key, heir in heirs],
            )
            self._step(connection, archive, own=False)
            for key, heir in heirs:
                read_texts.follow(connection, archive, key, heir)

    def orphans(self, archive: int, catalog: tuple[Path, str]) -> list[MarkRow]:
        """Return the rows without heir whose article a catalog (its file and uuid) does not hold."""
        with self._using(catalog[0]) as connection:
            _expect(connection, catalog[1])
            return [
                _row(*row)
                for row in connection.execute(
                    f"SELECT {COLUMNS} FROM mark m WHERE archive = ? AND heir IS NULL"  # noqa: S608 - fixed names
                    " AND NOT EXISTS (SELECT 1 FROM catalog.article a WHERE a.key = m.key) ORDER BY key",
                    (archive,),
                )
            ]

    def unmarked(self, archive: int, catalog: tuple[Path, str], since: int) -> list[tuple[str, str, int]]:
        """Return (key, path, fingerprint) of a catalog's articles without state, born after a generation."""
        with self._using(catalog[0]) as connection:
            _expect(connection, catalog[1])
            return [
                (restored(key), restored(path), fingerprint)
                for key, path, fingerprint in connection.execute(
                    "SELECT a.key, f.path, a.fingerprint"
                    " FROM catalog.article a JOIN catalog.file f ON f.id = a.file"
                    " WHERE a.born > ? AND NOT EXISTS"
                    " (SELECT 1 FROM mark m WHERE m.archive = ? AND m.key = a.key) ORDER BY a.key",
                    (since, archive),
                )
            ]


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        path.absolute().as_uri(), uri=True, isolation_level=None, check_same_thread=False, timeout=_PATIENCE
    )


def _version(connection: sqlite3.Connection) -> int:
    """Return a number that changes with every commit of other connections, but not of this one."""
    (number,) = connection.execute("PRAGMA data_version").fetchone()
    return int(number)


def _read_only(catalog: Path) -> str:
    """Return an address under which SQLite does not make the file when it is gone."""
    return f"{catalog.absolute().as_uri()}?mode=ro"


def _archive(connection: sqlite3.Connection, path: str) -> int:
    connection.execute("INSERT OR IGNORE INTO archive (path) VALUES (?)", (stored(path),))
    (number,) = connection.execute("SELECT id FROM archive WHERE path = ?", (stored(path),)).fetchone()
    return int(number)


def _expect(connection: sqlite3.Connection, uuid: str) -> None:
    """Raise StateError unless the attached catalog is the one whose numbers are meant."""
    found = connection.execute("SELECT value FROM catalog.meta WHERE name = 'uuid'").fetchone()
    if found != (uuid,):
        raise StateError("The list of articles was made anew in between; nothing was marked.")


def _row(*values: object) -> MarkRow:
    row = MarkRow(*values)  # type: ignore[arg-type]  # the columns in the order of the fields
    return row._replace(
        key=restored(row.key),
        path=restored(row.path),
        title=restored(row.title),
        read=bool(row.read),
        starred=bool(row.starred),
    )


def _values(row: MarkRow) -> tuple[object, ...]:
    return tuple(row._replace(key=stored(row.key), path=stored(row.path), title=stored(row.title)))  # type: ignore[arg-type]  # what SQLite takes
