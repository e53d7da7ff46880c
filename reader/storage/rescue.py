"""What can be done for a state that is damaged or gone. Nothing is deleted and nothing overwritten."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

from reader.domain.errors import StateError
from reader.storage.backup import backup_folder, backups
from reader.storage.migrations import migrate
from reader.storage.schema import SIDES
from reader.storage.soundness import FAULTS, is_sound, writes_of
from reader.storage.state_condition import copied


def newest_good(state: Path) -> Path | None:
    """Return the newest backup that this program can read whole.

    Newest is the one after most writes: the clock may have been wrong on one of the days.
    """
    good = [backup for backup in reversed(backups(state)) if _is_good(backup)]
    return max(good, key=writes_of, default=None)


def restore(state: Path, backup: Path, today: date) -> Path | None:
    """Put a backup in the state's place; returns where what was there is kept. Raises OSError."""
    kept = set_aside(state, today)
    draft = state.with_name(f"{state.name}.part")
    with backup.open("rb") as source, draft.open("wb") as target:
        shutil.copyfileobj(source, target)
        target.flush()
        os.fsync(target.fileno())
    draft.replace(state)
    return kept


def start_anew(state: Path, today: date) -> Path | None:
    """Make room for a new state; returns where what was there is kept. Raises OSError.

    The backups go aside as well: those to come would push them out one by one.
    """
    kept = set_aside(state, today)
    folder = backup_folder(state)
    if folder.exists():
        folder.rename(_free(folder.with_name(f"{folder.name}-until-{today.isoformat()}")))
    return kept


def set_aside(state: Path, today: date) -> Path | None:
    """Rename the file and its side files so that their names say what they are. Raises OSError."""
    target = _free(state.with_name(f"{state.stem}-damaged-{today.isoformat()}{state.suffix}"))
    # The log first: beside another file of this name it would be taken for that file's.
    for side in (*SIDES, ""):
        found = state.with_name(state.name + side)
        if found.exists():
            found.rename(target.with_name(target.name + side))
    return target if target.exists() else None


def _free(wanted: Path) -> Path:
    """Return a path that nothing has yet: this one, or one with a number behind its name."""
    path, number = wanted, 1
    while any(path.with_name(path.name + side).exists() for side in ("", *SIDES)):
        number += 1
        path = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    return path


def _is_good(backup: Path) -> bool:
    if not is_sound(backup):
        return False
    try:
        with closing(copied(backup)) as copy:
            if not copy.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                return False
            migrate(copy)
    except (*FAULTS, OSError, StateError):
        return False
    return True
