"""Saved searches: what is done to them counts at once, reaches the disk, and survives other programs."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reader.domain.errors import StateError
from reader.domain.saved_search import in_one_line
from reader.library.archive import Archive
from reader.library.exchange import export_state, import_state
from reader.library.library import Library
from reader.library.saved_searches import Removed, SavedSearches
from reader.paths import Places
from reader.storage.state import State

HERE = "/archive"
QUERIES = st.sampled_from(["降准 OR 降息", "tag:x", '"a  b"', "-word", "\udcff", " x  y "])
NAMES = st.sampled_from(["", "利率", "two words", "\udcff"])
PLACES = st.integers(-1, 8)


def names(saved: SavedSearches) -> list[str]:
    return [one.name for one in saved.all()]


def archive(state: State, now: float = 7.0) -> Archive:
    return Archive(HERE, state, Path("nowhere"), lambda: now)


class Keeping(RuleBasedStateMachine):
    """Saves, renames, moves, removes and restores, while writes wait, and in two programs."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.state = State(self.folder / "state.sqlite")
        self.waiting: list[Callable[[], None]] = []
        self.saved = SavedSearches(archive(self.state), self.waiting.append)
        self.model: list[tuple[int, str, str]] = []
        self.gone: list[Removed] = []

    def teardown(self) -> None:
        self.write()
        self.state.close()
        with closing(State(self.folder / "state.sqlite")) as again:
            assert again.searches(HERE) == self.saved.all()
            again.examine()
        shutil.rmtree(self.folder)

    def chosen(self, place: int) -> tuple[int, str, str]:
        return self.model[place % len(self.model)]

    @rule(name=NAMES, text=QUERIES)
    def save(self, name: str, text: str) -> None:
        search = self.saved.save(name, text)
        assert search is not None
        query = in_one_line(text)
        if query not in [one[2] for one in self.model]:
            self.model.append((search.id, name or query, query))
        assert search in self.saved.all()
        assert self.saved.of(text) == search

    @precondition(lambda self: self.model)
    @rule(place=PLACES, name=NAMES)
    def rename(self, place: int, name: str) -> None:
        identity, _, query = one = self.chosen(place)
        self.saved.rename(identity, name)
        self.model[self.model.index(one)] = (identity, name or query, query)

    @precondition(lambda self: self.model)
    @rule(place=PLACES, to=PLACES)
    def move(self, place: int, to: int) -> None:
        one = self.chosen(place)
        self.saved.move(one[0], to)
        self.model.remove(one)
        self.model.insert(max(to, 0), one)

    @precondition(lambda self: self.model)
    @rule(place=PLACES)
    def remove(self, place: int) -> None:
        one = self.chosen(place)
        removed = self.saved.remove(one[0])
        assert removed is not None
        assert removed.at == self.model.index(one)
        self.model.remove(one)
        self.gone.append(removed)

    @precondition(lambda self: self.gone)
    @rule()
    def restore(self) -> None:
        search, at = self.gone.pop()
        self.saved.restore(Removed(search, at))
        if search.query not in [one[2] for one in self.model]:
            self.model.insert(at, (search.id, search.name, search.query))

    @rule()
    def write(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()

    @rule()
    def reload(self) -> None:
        self.saved.reload()

    @rule(text=QUERIES)
    def another_program_saves(self, text: str) -> None:
        self.write()
        with closing(State(self.folder / "state.sqlite")) as state:
            other = SavedSearches(archive(state), lambda task: task())
            search = other.save("", text)
        assert search is not None
        if search.query not in [one[2] for one in self.model]:
            self.model.append((search.id, search.query, search.query))
        self.saved.reload()

    @rule()
    def out_and_in_again(self) -> None:
        self.write()
        out = io.StringIO()
        assert export_state(self.state, HERE, out) == len(self.model)
        lines = out.getvalue().splitlines()
        with closing(State(self.folder / "other" / "state.sqlite")) as other:
            assert import_state(other, HERE, [*lines, *lines]) == (2 * len(lines), 0)
            found = [(one.name, one.query, one.created) for one in other.searches(HERE)]
        assert found == [(one.name, one.query, one.created) for one in self.saved.all()]
        shutil.rmtree(self.folder / "other")
        assert import_state(self.state, HERE, lines) == (len(lines), 0)
        self.saved.reload()

    @invariant()
    def as_the_model_says(self) -> None:
        assert [(one.id, one.name, one.query) for one in self.saved.all()] == self.model


TestKeeping = Keeping.TestCase
TestKeeping.settings = hypothesis.settings(max_examples=60, stateful_step_count=20)


def test_an_empty_query_is_no_search(library: Library) -> None:
    assert library.saved.save("name", " \n ") is None
    assert library.saved.all() == ()


def test_searches_are_there_at_the_next_start(library: Library, root: Path, home_places: Places) -> None:
    library.saved.save("利率", "降准 OR 降息")
    with closing(Library.open(root, home_places)) as again:
        assert names(again.saved) == ["利率"]
        search = again.saved.all()[0]
        again.saved.rename(search.id, "央行")
        assert names(library.saved) == ["利率"]
        library.reload()
        assert library.saved.all()[0] == replace(search, name="央行")


def test_what_cannot_be_written_is_taken_back_and_said(tmp_path: Path) -> None:
    waiting: list[Callable[[], None]] = []
    with closing(State(tmp_path / "state.sqlite")) as state:
        saved = SavedSearches(archive(state), waiting.append)
        saved.save("one", "one")
        waiting.pop()()
        state._file.refusal = "It is write-protected."
        saved.save("two", "two")
        saved.rename(saved.all()[0].id, "other")
        assert names(saved) == ["other", "two"]
        for write in waiting:
            with pytest.raises(StateError, match="write-protected"):
                write()
        assert names(saved) == ["one"]


def test_what_was_read_before_a_write_does_not_take_it_back(tmp_path: Path) -> None:
    with closing(State(tmp_path / "state.sqlite")) as state:
        saved = SavedSearches(archive(state), lambda task: task())
        searches = state.searches

        def slowly(path: str) -> object:
            found = searches(path)
            saved.save("", "meanwhile")
            return found

        state.searches = slowly  # type: ignore[method-assign,assignment]
        saved.reload()
        assert names(saved) == ["meanwhile"]
