"""Daily backups of the state."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from reader.storage.soundness import is_whole, seal

KEPT = 7


def backup_folder(state: Path) -> Path:
    """Return where the backups of a state file lie."""
    return state.parent / "backups"


def back_up(state: Path, today: date) -> Path | None:
    """Copy the state once a day by SQLite's own backup call, and keep the last seven copies.

    Returns the new copy, or None when there is one of today already. A copy with which any fault is found
    (see `reader.storage.soundness`) is thrown away and pushes out no older one; a good one is sealed.
    Raises what is in `FAULTS` there, and OSError.
    """
    folder = backup_folder(state)
    target = folder / f"state-{today.isoformat()}.sqlite"
    if target.exists() or not state.exists():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".part")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(state)) as source, closing(sqlite3.connect(draft)) as copy:
            copy.isolation_level = None
            source.backup(copy)
            # One file without side files, which can be moved about.
            copy.execute("PRAGMA journal_mode = DELETE")
            sound = is_whole(copy)
            if sound:
                seal(copy)
        if not sound:
            return None
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    # Of days that are still to come is what was made while the clock was wrong.
    by_age = sorted(backups(state), key=lambda one: (day_of(one) <= today, day_of(one)))
    for old in by_age[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def backups(state: Path) -> list[Path]:
    """Return the backups of a state file, the newest last."""
    digits = "[0-9]" * 2
    return sorted(backup_folder(state).glob(f"state-{digits}{digits}-{digits}-{digits}.sqlite"))


def day_of(backup: Path) -> date:
    """Return the day of a backup, which its name tells."""
    return date.fromisoformat(backup.stem.removeprefix("state-"))
