"""The real window, with a hand in it that stars one article after another and says what was acknowledged.

python -m tests.faults.window FOLDER SEED [HALF]      each line on standard output: a key that is on the disk

HALF, 0 or 1: only every other article, so that two windows do not take each other's.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from reader.domain.changes import Changes, Mark
from reader.paths import places, resources
from reader.settings import FILE_NAME, SettingsStore
from reader.ui.application import Application
from reader.ui.program import Program
from reader.ui.theme.look import Look
from reader.ui.trace import Trace
from tests.archive import EVERYTHING


def main(folder: Path, seed: str, half: str = "") -> int:
    """Run until somebody ends it."""
    where = places(os.environ)
    application = Application([])
    settings = SettingsStore(where.settings / FILE_NAME)
    look = Look.of_system(resources(), "light")
    program = Program(where, settings, look, Trace(), "en", engine_allowed=False)
    program.open(folder)
    program.show()
    chance = random.Random(seed)

    def star() -> None:
        library = program.library
        wanted = list(library.shelf(EVERYTHING)) if library else []
        wanted = wanted[int(half) :: 2] if half else wanted
        free = [number for number in wanted if number not in library.starred]
        if not free:
            return
        number = chance.choice(free)
        key = library.listing(number).article.key

        def acknowledge(_changes: Changes) -> None:
            os.write(1, f"{key}\n".encode())

        program.window.desk.library.mark([number], Mark.STARRED, value=True, done=acknowledge)

    timer = QTimer(program)
    timer.setInterval(3)
    timer.timeout.connect(star)
    timer.start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
