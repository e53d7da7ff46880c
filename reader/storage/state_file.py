"""The state's file while it is open: its transactions, its check and backup, and what others wrote."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path

from reader.domain.errors import CatalogError, StateError, StateLostError
from reader.storage.backup import back_up
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
from reader.storage.state_condition import DAMAGED, GONE, copied, is_gone, may_be_written

_PATIENCE = 10.0
"""Seconds to wait for another process that is writing."""
_ATTACH = "ATTACH ? AS catalog"

Where = tuple[Path, str]
"""A catalog: its file, and the uuid of the one that is meant."""


class StateFile:
    """Lends its connection to one at a time; may be used from any thread."""

    def __init__(self, path: Path, *, bear_loss: bool = False) -> None:
        """Open or make the file; one that is write-protected can be read, and refuses what would change it.

        ``bear_loss``: go on without marks when the file is gone, and write none. Raises StateLostError when
        it is damaged, or gone while it has backups; StateError when it is not ours, too new, or cannot be
        opened.
        """
        self.path = path
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
    def using(self, catalog: Where | None = None) -> Iterator[sqlite3.Connection]:
        """Lend the connection, perhaps with a catalog attached for reading. Raises StateError."""
        with self._lent(catalog) as connection:
            _expect(connection, catalog)
            yield connection

    @contextmanager
    def writing(self, catalog: Where | None = None) -> Iterator[sqlite3.Connection]:
        """Do the same in a transaction that writes, wholly or not at all."""
        if self.refusal:
            raise StateError(self.refusal)
        with self._lent(catalog) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                _expect(connection, catalog)
                yield connection
                connection.execute(BUMP)
                connection.execute("COMMIT")
                self._wrote = True
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self, catalog: Where | None = None) -> Iterator[sqlite3.Connection]:
        """Lend a connection of its own that reads one state of the marks, and perhaps of a catalog.

        So reading many marks keeps no writer waiting. Raises CatalogError where the damage is that of the
        catalog, and the state is sound.
        """
        with self._own(catalog) as connection:
            connection.execute("BEGIN")
            try:
                _expect(connection, catalog)
                yield connection
            finally:
                if connection.in_transaction:  # SQLite ends it by itself when the disk fails
                    connection.execute("ROLLBACK")

    @contextmanager
    def _own(self, catalog: Where | None) -> Iterator[sqlite3.Connection]:
        if not self.writable:
            with self._lent(catalog) as connection:
                yield connection
            return
        try:
            with closing(_connect(self.path)) as connection:
                if catalog is not None:
                    _attach(connection, catalog)
                yield connection
        except FAULTS as error:
            failure = self._failure("read", error)
            if catalog is not None and may_be_damage(error) and not isinstance(failure, StateLostError):
                sentence = f"The list of articles cannot be read ({error})."
                raise CatalogError(sentence) from error
            raise failure from error

    @contextmanager
    def _lent(self, catalog: Where | None) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                if catalog is not None:
                    _attach(self._connection, catalog)
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


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        path.absolute().as_uri(), uri=True, isolation_level=None, check_same_thread=False, timeout=_PATIENCE
    )


def _version(connection: sqlite3.Connection) -> int:
    """Return a number that changes with every commit of other connections, but not of this one."""
    (number,) = connection.execute("PRAGMA data_version").fetchone()
    return int(number)


def _attach(connection: sqlite3.Connection, catalog: Where) -> None:
    """Attach a catalog for reading; SQLite does not make the file when it is gone."""
    connection.execute(_ATTACH, (f"{catalog[0].absolute().as_uri()}?mode=ro",))


def _expect(connection: sqlite3.Connection, catalog: Where | None) -> None:
    """Raise StateError unless the attached catalog is the one whose numbers are meant."""
    if catalog is None:
        return
    found = connection.execute("SELECT value FROM catalog.meta WHERE name = 'uuid'").fetchone()
    if found != (catalog[1],):
        raise StateError("The list of articles was made anew in between; nothing was marked.")
