from __future__ import annotations

from pathlib import Path

from reader.library.library import Library
from reader.paths import Places
from tests.archive import key_of


def test_positions(library: Library, root: Path, home_places: Places) -> None:
    number = key_of(library, 1)
    library.set_position(number, 0.75)
    library.set_position(12345, 0.5)
    assert library.position(number) == 0.75
    again = Library.open(root, home_places)
    assert (again.position(key_of(again, 1)), again.position(key_of(again, 2))) == (0.75, 0.0)
    again.close()
