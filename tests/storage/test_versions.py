from __future__ import annotations

from contextlib import closing
from pathlib import Path

from pyroaring import BitMap

from reader.domain.changes import Mark
from reader.storage.marking import MarkRow
from reader.storage.state import State
from tests.storage.three_articles import HERE, READ


def test_marks_of_some_articles_are_known_unless_others_marked_meanwhile(
    state: State, catalog: tuple[Path, str]
) -> None:
    assert state.marks_among(HERE, catalog, BitMap([1]), 0) is not None, "nothing was ever marked"
    state.write(HERE, catalog, [1, 2], READ, 100)
    state.set_position(HERE, MarkRow("two", position=0.5))
    found = state.marks_among(HERE, catalog, BitMap([2, 3]), 0)
    assert found is not None
    assert (set(found.read), dict(found.positions.pairs())) == ({2}, {2: 0.5})
    assert found.version == state.version_after(0) != 0
    assert state.marks_among("/elsewhere", catalog, BitMap([1]), 0) is not None
    with closing(State(state.path)) as other:
        other.write(HERE, catalog, [3], READ, 100)
    state.write(HERE, catalog, [3], (Mark.STARRED, True), 100)
    assert state.marks_among(HERE, catalog, BitMap([2]), 0) is None
    assert state.marks_among(HERE, catalog, BitMap([2]), found.version) is None
    now = state.marks(HERE, *catalog).version
    assert state.marks_among(HERE, catalog, BitMap([2]), now) is not None


def test_what_is_put_in_whole_rows_is_not_known_by_numbers(state: State, catalog: tuple[Path, str]) -> None:
    state.put(HERE, [MarkRow("one", read=True)])
    assert state.marks_among(HERE, catalog, BitMap([1]), 0) is None
    version = state.marks(HERE, *catalog).version
    state.write_rows(HERE, [MarkRow("two")], READ, 100)
    assert state.marks_among(HERE, catalog, BitMap([1]), version) is None
