from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.domain.saved_search import SavedSearch, Searches, joined, moved, removed, renamed
from reader.storage.state import State

ONE, TWO, THREE = (SavedSearch(at, f"name {at}", f"query {at}", at) for at in (1, 2, 2**62))
TEXTS = st.text(st.characters(exclude_categories=()), min_size=1, max_size=20)
SEARCHES = st.lists(
    st.builds(SavedSearch, st.integers(1, 2**63 - 1), TEXTS, TEXTS, st.none() | st.integers(0, 2**40)),
    unique_by=(lambda one: one.id, lambda one: one.query),
    max_size=8,
).map(tuple)


def test_searches_are_kept_by_archive_in_their_order(state: State) -> None:
    state.change_searches("/a", lambda _none: (TWO, ONE))
    state.change_searches("/b", lambda _none: (THREE,))
    assert state.searches("/a") == (TWO, ONE)
    assert state.searches("/b") == (THREE,)
    assert state.searches("/c") == ()


def test_each_change_starts_from_what_is_there_by_now(state: State) -> None:
    with closing(State(state.path)) as other:
        state.change_searches("/a", partial(joined, others=[ONE]))
        other.change_searches("/a", partial(joined, others=[TWO]))
        state.change_searches("/a", partial(renamed, identity=1, name="neu"))
        assert other.change_searches("/a", partial(moved, identity=2, to=0)) == state.searches("/a")
        assert [one.name for one in state.searches("/a")] == ["name 2", "neu"]
        other.change_searches("/a", partial(removed, identity=1))
    assert state.searches("/a") == (TWO,)


@example([(SavedSearch(1, "a\udcff\0", "\ud83d\0b"),)])
@given(st.lists(SEARCHES, min_size=1, max_size=4))
def test_whatever_they_are_called_they_come_back(tmp_path: Path, lists: list[Searches]) -> None:
    with closing(State(tmp_path / "state.sqlite")) as state:
        for searches in lists:
            # An id means one query for good.
            state.change_searches("/a", lambda _before: ())
            state.change_searches("/a", lambda _none, searches=searches: searches)
            assert state.searches("/a") == searches


def test_a_change_that_fails_changes_nothing(state: State) -> None:
    state.change_searches("/a", lambda _none: (ONE,))

    def fail(_before: Searches) -> Searches:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        state.change_searches("/a", fail)
    with pytest.raises(Exception, match="UNIQUE"):
        state.change_searches("/a", lambda before: (*before, SavedSearch(9, "twice", ONE.query)))
    assert state.searches("/a") == (ONE,)


def test_searches_change_no_version_of_marks(state: State, catalog: tuple[Path, str]) -> None:
    state.change_searches("/a", lambda _none: (ONE,))
    before = state.marks("/a", *catalog).version
    state.change_searches("/a", lambda _one: (ONE, TWO))
    assert state.marks("/a", *catalog).version == before
