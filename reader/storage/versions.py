"""Versions of an archive's marks, by which one knows whether others have changed them."""

from __future__ import annotations

import sqlite3


def version_of(connection: sqlite3.Connection, archive: int) -> int:
    """Return a random number that is another after each change of an archive's marks; 0 before the first.

    A counter would come to the same numbers again after a backup was put back.
    """
    (version,) = connection.execute("SELECT version FROM archive WHERE id = ?", (archive,)).fetchone()
    return int(version)


def renew_version(connection: sqlite3.Connection, archive: int) -> int:
    """Give an archive's marks another version, within the transaction that changes them."""
    connection.execute("UPDATE archive SET version = random() WHERE id = ?", (archive,))
    return version_of(connection, archive)


class OwnSteps:
    """Versions, and those that marking by numbers made of them here: what who marked knows himself."""

    def __init__(self) -> None:
        self._after: dict[int, int] = {}

    def since(self, version: int) -> list[int]:
        """Return a version, and those that followed it while nobody else changed anything."""
        steps = [version]
        while (after := self._after.get(steps[-1])) is not None:
            steps.append(after)
        return steps

    def step(self, connection: sqlite3.Connection, archive: int) -> None:
        """Give an archive's marks a new version. Should the transaction fail, no one will meet with it."""
        before = version_of(connection, archive)
        self._after[before] = renew_version(connection, archive)
