from __future__ import annotations

from pathlib import Path

from reader.storage.state import State
from tests.storage.three_articles import HERE, READ


def test_it_is_written_down_how_far_an_archive_was_settled(state: State) -> None:
    assert state.archive(HERE) is None
    state.settled(HERE, "uuid", 5)
    known = state.archive(HERE)
    assert known is not None
    assert (known.settled_uuid, known.settled_generation) == ("uuid", 5)


def test_a_folder_whose_name_is_not_unicode(state: State, catalog: tuple[Path, str]) -> None:
    state.write("/archi\udcffve", catalog, [1], READ, 100)
    assert [row.path for row in state.archives()] == ["/archi\udcffve"]
    assert set(state.marks("/archi\udcffve", *catalog).read) == {1}
