"""Files of ours with other bytes than were written, at chance offsets."""

from __future__ import annotations

import random
import shutil
from contextlib import closing, suppress
from pathlib import Path

import pytest

from reader.domain.changes import Mark
from reader.domain.errors import ReaderError, StateError
from reader.library.library import Library
from reader.library.rescue import Rescue
from reader.paths import Places
from reader.storage.catalog import NAME
from reader.storage.state import State
from tests.archive import EVERYTHING, make, read_in, stem, titles
from tests.faults.processes import marked
from tests.faults.rounds import rounds

POSTS = 80


@pytest.fixture
def root(tmp_path: Path, home_places: Places) -> Path:
    """An archive that was read, with a star and a backup of it."""
    root = make(tmp_path / "archive", POSTS)
    read_in(root, home_places)
    with closing(Library.open(root, home_places)) as library:
        library.mark([library.number_of(stem(7))], Mark.STARRED, value=True)
        library.upkeep.back_up()
    return root


def spoil(path: Path, chance: random.Random) -> None:
    """Flip some bits of a file, or cut it off, or overwrite a part of it."""
    data = bytearray(path.read_bytes())
    how = chance.choice(["flip", "flip", "cut", "tear"])
    if how == "flip":
        for _ in range(chance.choice([1, 1, 8])):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif how == "cut":
        del data[chance.randrange(len(data)) :]
    else:
        start = chance.randrange(len(data))
        data[start : start + 4096] = chance.randbytes(len(data[start : start + 4096]))
    path.write_bytes(data)


def test_a_cache_that_is_damaged_between_two_runs_costs_no_mark_and_no_start(
    root: Path, home_places: Places
) -> None:
    path = home_places.archive_cache(root) / NAME
    good = path.read_bytes()
    for chance in rounds("cache", 25):
        path.write_bytes(good)
        spoil(path, chance)
        with closing(Library.open(root, home_places)) as library, suppress(ReaderError):
            library.rows(list(library.shelf(EVERYTHING)))
        read_in(root, home_places)
        with closing(Library.open(root, home_places)) as library:
            assert len(titles(library)) == POSTS
        assert marked(home_places) == {stem(7): (False, True)}


def test_a_cache_that_is_damaged_or_deleted_while_it_is_open_costs_no_mark(
    root: Path, home_places: Places
) -> None:
    cache = home_places.archive_cache(root)
    wanted = {stem(7): (False, True)}
    for number, chance in enumerate(rounds("open cache", 12)):
        with closing(Library.open(root, home_places)) as library:
            numbers = list(library.shelf(EVERYTHING))
            if number % 3:
                spoil(cache / NAME, chance)
            else:
                shutil.rmtree(cache)
            key = stem(chance.randrange(POSTS))
            done: list[object] = []
            with suppress(ReaderError):
                number_of_key = library.number_of(key)
                if number_of_key is not None:
                    library.mark([number_of_key], Mark.READ, value=True, done=done.append)
            if done:
                wanted[key] = (True, wanted.get(key, (False, False))[1])
            with suppress(ReaderError):
                library.rows(numbers)
        read_in(root, home_places)
        assert marked(home_places) == wanted


def test_a_damaged_state_is_told_or_equal_and_its_backup_brings_everything_back(
    root: Path, home_places: Places
) -> None:
    path = home_places.state
    good, wanted = path.read_bytes(), marked(home_places)
    for chance in rounds("state", 20):
        path.write_bytes(good)
        spoil(path, chance)
        spoilt = path.read_bytes()
        try:
            with closing(Library.open(root, home_places)) as library:
                library.upkeep.examine(lambda: False)
        except StateError:
            assert path.read_bytes() == spoilt
            rescue = Rescue(path)
            if rescue.needed():
                rescue.restore()
            else:  # another program's or a newer one's, as far as its first bytes tell
                path.write_bytes(good)
        with closing(State(path)) as state:
            state.examine()
        assert marked(home_places) == wanted
    assert read_in(root, home_places).articles == POSTS
