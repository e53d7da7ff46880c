"""A clock that jumps, a year ahead or back to 1970: backups stay, Today is right again when the clock is."""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path

from reader.domain.changes import Mark
from reader.domain.shelf import Place, Scope
from reader.library.library import Library
from reader.paths import Places
from reader.storage.backup import KEPT, backups
from reader.storage.rescue import newest_good
from reader.storage.state import State
from tests.archive import EVERYTHING, NEWEST, make, post, read_in, stem, titles
from tests.faults.rounds import rounds

DAY = 86_400
TODAY = Scope(Place.TODAY)
JUMPS = (-50 * 365 * DAY, -DAY, -3_600, 3_600, DAY, 400 * DAY, 70 * 365 * DAY)


class Clock:
    """A clock that one can set."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def test_whatever_the_clock_says_the_newest_backup_holds_what_was_marked_last(
    tmp_path: Path, home_places: Places
) -> None:
    root = make(tmp_path / "archive", 40)
    read_in(root, home_places)
    clock, starred = Clock(NEWEST.timestamp()), set()
    with closing(Library.open(root, home_places, now=clock)) as library:
        for number, chance in enumerate(rounds("clock", 30)):
            right, jump = clock.now, chance.choice(JUMPS) if number % 3 == 1 else DAY
            clock.now += jump
            key = stem(number % 40)
            starred.add(key)
            library.mark([library.number_of(key)], Mark.STARRED, value=True)
            made = library.upkeep.back_up()
            if made is not None:
                with closing(State(newest_good(home_places.state))) as backup:
                    assert {row.key for row in backup.rows(1)} == starred
            assert len(backups(home_places.state)) <= KEPT
            if number % 3 == 1:
                clock.now = right + DAY
    assert len(backups(home_places.state)) == KEPT


def test_today_is_right_again_when_the_clock_is(tmp_path: Path, home_places: Places) -> None:
    root = make(tmp_path / "archive", 40)
    read_in(root, home_places)
    clock = Clock(NEWEST.timestamp())
    with closing(Library.open(root, home_places, now=clock)) as library:
        wanted = library.shelf(TODAY)
        assert wanted
        for jump in JUMPS:
            clock.now = NEWEST.timestamp() + jump
            assert library.shelf(EVERYTHING)
            library.counts(TODAY)
            began, left = library.day()
            assert began <= clock.now < began + DAY + 1
            assert 0 < left <= DAY + 1
        clock.now = NEWEST.timestamp()
        assert library.shelf(TODAY) == wanted


def test_files_of_a_time_to_come_and_of_long_ago_are_read_when_they_change(
    tmp_path: Path, home_places: Places
) -> None:
    root = make(tmp_path / "archive", 5)
    file = root / "_posts" / f"{stem(0)}.md"
    for number, jump in enumerate(JUMPS):
        file.write_text(post(0, title=f"T{number}"), "utf-8")
        when = time.time() + jump
        os.utime(file, (when, when))
        read_in(root, home_places)
        with closing(Library.open(root, home_places)) as library:
            assert titles(library)[0] == f"T{number}"
