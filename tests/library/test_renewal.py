"""Marks that were carried along, in memory or in a file, are those that a look at all would find."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.changes import Mark
from reader.library import renewal
from reader.library.library import Library
from reader.paths import Places, places
from reader.storage.state import State
from tests.archive import make, post, read_in, stem

ARTICLES = 4
AT = st.integers(0, ARTICLES - 1)
LONG = "山上的果园今年收成很好，苹果、梨和核桃都比去年多，村里人忙着采摘、装箱，运到集市上去卖。第{}稿。"
EDITS = ("rewrite", "rewrite", "move", "rename", "redate", "delete", "declare", "declare the same")
MARKS = ("read", "read", "read", "unread", "star", "scroll", "undo", "star elsewhere")
STEPS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(MARKS), AT), max_size=3),
        st.lists(st.tuples(st.sampled_from(EDITS), AT), max_size=3),
        st.booleans(),
    ),
    min_size=2,
    max_size=6,
)


class Round:
    """An archive whose files are edited, and a window that stays open."""

    def __init__(self, base: Path) -> None:
        self.root = make(base / "archive", 0)
        self.places: Places = places({"NEWSFOLD_HOME": str(base / "home")})
        self.versions = 0
        self.files = [self.root / "_posts" / f"{stem(at)}.md" for at in range(ARTICLES)]
        for at in range(ARTICLES):
            self.write(at)
        read_in(self.root, self.places)
        self.library = Library.open(self.root, self.places)

    @property
    def marks_file(self) -> Path:
        (catalog,) = self.places.cache.rglob("catalog.sqlite")
        return catalog.with_name("marks.bin")

    def write(self, at: int, more: str = "", *, moment: int | None = None) -> None:
        self.versions += 1
        text = post(at if moment is None else moment, body=LONG.format(self.versions), more=more)
        self.files[at].write_text(text, "utf-8")

    def edit(self, what: str, at: int) -> None:
        file = self.files[at]
        if what == "rewrite" or not file.exists():
            self.write(at)
        elif what == "delete":
            file.unlink()
        elif what == "redate":
            self.write(at, moment=at + 50 + self.versions)
        elif what.startswith("declare"):
            self.write(at, f"id: {'same' if what.endswith('same') else self.versions}\n")
        else:
            self.versions += 1
            folder = "old_post" if file.parent.name == "_posts" else "_posts"
            name = f"2022-06-01-name{self.versions}.md" if what == "rename" else file.name
            self.files[at] = file.rename(self.root / folder / name)

    def mark(self, what: str, at: int) -> None:
        number = self.library.number_of(self.files[at].relative_to(self.root).as_posix())
        if what == "undo":
            self.library.undo()
        elif number is None:
            return
        elif what == "scroll":
            self.library.set_position(number, (self.library.position(number) + 0.25) % 1)
        elif what == "star elsewhere":
            with self.another() as other:
                other.mark([number], Mark.STARRED, not other.is_starred(number))
        else:
            mark = Mark.STARRED if what == "star" else Mark.READ
            self.library.mark([number], mark, what != "unread")

    @contextmanager
    def another(self, file: bytes = b"") -> Iterator[Library]:
        """Open the folder once more, with a file of marks, or with none; afterwards it is as before."""
        before = self.marks_file.read_bytes() if self.marks_file.exists() else b""
        self.marks_file.write_bytes(file)
        other = Library.open(self.root, self.places)
        try:
            yield other
        finally:
            other.close()
            self.marks_file.write_bytes(before)

    def left(self) -> bytes:
        """Return the file of marks that the window would leave now."""
        self.library.keep()
        return self.marks_file.read_bytes() if self.marks_file.exists() else b""


@contextmanager
def round_of_an_archive() -> Iterator[Round]:
    base = Path(tempfile.mkdtemp(prefix="newsfold-renewal-"))
    one = Round(base)
    try:
        yield one
    finally:
        one.library.close()
        shutil.rmtree(base)


def all_of(library: Library) -> tuple[object, ...]:
    numbers = library._snapshot.shelves.everything()
    positions = {number: at for number in numbers if (at := library.position(number))}
    return library.read, library.starred, library.changed, positions


@given(steps=STEPS, which=st.integers(0, 5))
@settings(max_examples=60)
def test_what_is_carried_along_is_what_a_look_at_all_finds(
    steps: list[tuple[list[tuple[str, int]], list[tuple[str, int]], bool]], which: int
) -> None:
    with round_of_an_archive() as one:
        files = [one.left()]
        for marks, edits, settle in steps:
            for mark in marks:
                one.mark(*mark)
            files.append(one.left())
            for edit in edits:
                one.edit(*edit)
            read_in(one.root, one.places)
            if settle:
                one.library.settle()
            one.library.reload()
            with one.another() as fresh:
                assert all_of(one.library) == all_of(fresh), "in memory"
                with one.another(files[which % len(files)]) as quick:
                    assert all_of(quick) == all_of(fresh), "from the file"


def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that from now on tells how marks are read: all of them, or some."""
    seen: list[str] = []

    def told(name: str, method: Callable[..., object]) -> Callable[..., object]:
        def tell(*arguments: object) -> object:
            seen.append(name)
            return method(*arguments)

        return tell

    for name in ("marks", "marks_among"):
        monkeypatch.setattr(State, name, told(name, getattr(State, name)))
    return seen


@pytest.fixture
def one() -> Iterator[Round]:
    with round_of_an_archive() as made:
        yield made


def test_after_a_pull_only_what_came_new_is_looked_up(one: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    one.mark("read", 0)
    one.mark("scroll", 1)
    seen = looks(monkeypatch)
    for edit in ("rewrite", "rename", "delete"):
        one.edit(edit, 0)
        read_in(one.root, one.places)
        one.library.reload()
    assert seen == ["marks_among"] * 3


def test_what_others_marked_is_found_by_a_look_at_all(one: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    one.mark("read", 0)
    one.mark("star elsewhere", 1)
    seen = looks(monkeypatch)
    one.library.reload()
    assert seen == ["marks_among", "marks"]
    assert len(one.library.starred) == 1
    one.library.reload()
    assert seen[2:] == ["marks_among"]


def test_where_many_came_new_all_are_read(one: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "MOST", 1)
    one.mark("read", 0)
    seen = looks(monkeypatch)
    for at in (2, 3):
        one.edit("redate", at)
    read_in(one.root, one.places)
    one.library.reload()
    assert seen == ["marks"]


def test_a_start_finds_the_marks_in_the_file_that_the_last_end_left(
    one: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    one.mark("read", 0)
    one.mark("scroll", 1)
    marks = all_of(one.library)
    one.library.close()
    seen = looks(monkeypatch)
    again = Library.open(one.root, one.places)
    assert seen == ["marks_among"]
    assert all_of(again) == marks
    again.close()


def test_a_file_of_marks_that_is_still_good_is_not_written_again(one: Round) -> None:
    one.mark("read", 0)
    one.library.close()
    before = one.marks_file.stat()
    Library.open(one.root, one.places).close()
    assert one.marks_file.stat().st_ino == before.st_ino


@pytest.mark.parametrize("damage", ["cut", "flipped", "older", "gone"])
def test_a_file_of_marks_that_is_not_good_costs_only_time(one: Round, damage: str) -> None:
    one.mark("read", 0)
    older = one.left()
    one.mark("star", 1)
    file = one.left()
    if damage == "cut":
        file = file[:-1]
    elif damage == "flipped":
        file = file[:100] + bytes([file[100] ^ 1]) + file[101:]
    elif damage == "older":
        file = older
    with one.another(b"" if damage == "gone" else file) as other:
        assert all_of(other) == all_of(one.library)


def test_a_backup_put_back_is_not_taken_for_the_state_that_was(one: Round) -> None:
    one.mark("read", 0)
    before = one.places.state.with_name("copy")
    one.library.upkeep.back_up()
    (backup,) = one.places.state.parent.rglob("state-*.sqlite")
    shutil.copy(backup, before)
    one.mark("read", 1)
    file = one.left()
    one.library.close()
    shutil.copy(before, one.places.state)
    for side in ("-wal", "-shm"):
        one.places.state.with_name(one.places.state.name + side).unlink(missing_ok=True)
    with one.another() as restored:
        restored.mark([restored.number_of(stem(2)) or 0], Mark.READ, True)
    with one.another(file) as other:
        assert {row.title for row in other.rows(list(other.read))} == {"标题0", "标题2"}


def test_nothing_is_left_where_the_cache_is_gone(one: Round) -> None:
    one.mark("read", 0)
    shutil.rmtree(one.places.cache)
    one.library.keep()
    assert not list(one.places.cache.rglob("*"))
