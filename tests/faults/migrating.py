"""Migrates copies of a state of the first version, one after another, until somebody ends it.

python -m tests.faults.migrating OLD FOLDER      each line on standard output: a copy that was migrated
"""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from contextlib import closing
from pathlib import Path

from reader.storage.state import State


def main(old: Path, folder: Path) -> None:
    """Migrate."""
    for number in itertools.count():
        copy = folder / f"{number:06}" / "state.sqlite"
        copy.parent.mkdir()
        draft = copy.with_suffix(".part")
        shutil.copyfile(old, draft)
        draft.rename(copy)
        with closing(State(copy)):
            os.write(1, f"{copy.parent.name}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
