"""Marks, undo and redo hit the right articles whatever the archive does to its files in between.

A model that knows articles by what they are, and not by files, keys or numbers, is held against a real
archive that is edited, indexed and opened again.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reader.domain.changes import Mark
from reader.library.library import Library
from reader.paths import Places, places
from tests.archive import read_in

ARTICLES = 5
BEGINNING = datetime(2022, 5, 20, 8, tzinfo=UTC)
WORDS = (
    "海边的小城今天开放了码头",
    "山上的果园今年收成很好",
    "北方的铁路明天通车",
    "河里的鱼比去年多",
    "老街的书店又开门了",
)
WHICH = st.integers(0, ARTICLES - 1)


@dataclass
class Piece:
    """One article, and the file that holds it at the moment."""

    at: int
    folder: str = "_posts"
    name: str = ""
    hours: int = 0
    version: int = 0
    there: bool = True

    def path(self, root: Path) -> Path:
        return root / self.folder / f"{self.name}.md"

    def write(self, root: Path) -> None:
        when = BEGINNING + timedelta(hours=self.hours)
        text = f"{WORDS[self.at]}，第{self.version}稿。" * 8
        self.path(root).write_text(
            f"---\ntitle: 第{self.at}篇\ndate: {when:%Y-%m-%d %H:%M:%S} +0000\ncategories: x\n---\n{text}\n",
            "utf-8",
        )


def everything_of(library: Library, listed: dict[int, int]) -> tuple[object, ...]:
    """Return all marks, and how far the listed articles were read."""
    positions = {number: library.position(number) for number in listed.values()}
    return library.read, library.starred, library.changed, positions


Done = tuple[Mark, bool, frozenset[int]]


class Archive(RuleBasedStateMachine):
    """Edits wait for the next index run; marks and their undo count at once."""

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp(prefix="newsfold-undo-"))
        self.root = self.base / "archive"
        self.places: Places = places({"NEWSFOLD_HOME": str(self.base / "home")})
        self.pieces = [
            Piece(at, name=f"2022-05-{20 + at}-piece{at}", hours=24 * at) for at in range(ARTICLES)
        ]
        self.marked: dict[Mark, set[int]] = {Mark.READ: set(), Mark.STARRED: set()}
        self.undo_stack: list[Done] = []
        self.redo_stack: list[Done] = []
        self.names = 0
        self.listed: dict[int, int] = {}
        self.library: Library | None = None
        self.edited: set[int] = set()

    @initialize()
    def begin(self) -> None:
        for folder in ("_posts", "old_post"):
            (self.root / folder).mkdir(parents=True)
        (self.root / "_config.yml").write_text("timezone: UTC\n", "utf-8")
        for piece in self.pieces:
            piece.write(self.root)
        self.open()

    def teardown(self) -> None:
        if self.library is not None:
            self.library.close()
        shutil.rmtree(self.base)

    def open(self) -> None:
        read_in(self.root, self.places)
        self.library = Library.open(self.root, self.places)
        self.library.settle()
        self.library.reload()
        self.undo_stack, self.redo_stack = [], []
        self.look()

    def look(self) -> None:
        """Note under which number each article stands."""
        found = {piece.at: self.library.number_of(piece.name) for piece in self.pieces if piece.there}
        assert all(found.values()), found
        self.listed = {at: number for at, number in found.items() if number}
        self.edited = set()

    # What the archive does

    def _alone(self, at: int) -> Piece | None:
        """Return an article that was not edited since the last index run: more could not be followed."""
        piece = self.pieces[at]
        if not piece.there or at in self.edited:
            return None
        self.edited.add(at)
        return piece

    @rule(at=WHICH, hours=st.integers(-72, 72))
    def redate(self, at: int, hours: int) -> None:
        piece = self._alone(at)
        if piece is not None:
            piece.hours += hours
            piece.write(self.root)

    @rule(at=WHICH)
    def redate_to_the_time_of_another(self, at: int) -> None:
        piece = self._alone(at)
        if piece is not None:
            piece.hours = self.pieces[(at + 1) % ARTICLES].hours
            piece.write(self.root)

    @rule(at=WHICH)
    def move(self, at: int) -> None:
        piece = self._alone(at)
        if piece is not None:
            old = piece.path(self.root)
            piece.folder = "old_post" if piece.folder == "_posts" else "_posts"
            old.rename(piece.path(self.root))

    @rule(at=WHICH)
    def rename(self, at: int) -> None:
        piece = self._alone(at)
        if piece is not None:
            old = piece.path(self.root)
            self.names += 1
            piece.name = f"2022-06-01-name{self.names}"
            old.rename(piece.path(self.root))

    @rule(at=WHICH)
    def rewrite(self, at: int) -> None:
        piece = self._alone(at)
        if piece is not None:
            piece.version += 1
            piece.write(self.root)

    @rule(at=WHICH)
    def delete(self, at: int) -> None:
        piece = self._alone(at)
        if piece is not None:
            piece.path(self.root).unlink()
            piece.there = False

    @rule(at=WHICH)
    def put_back(self, at: int) -> None:
        piece = self.pieces[at]
        if not piece.there and at not in self.edited:
            self.edited.add(at)
            piece.there = True
            piece.write(self.root)

    # What the program does

    @rule()
    def take_over(self) -> None:
        read_in(self.root, self.places)
        self.library.reload()
        self.library.settle()
        self.library.reload()
        self.look()

    @rule()
    def take_over_anew(self) -> None:
        """Delete the cache, once the marks have followed their articles."""
        self.take_over()
        shutil.rmtree(self.places.cache)
        self.take_over()
        here = frozenset(self.listed)
        for stack in (self.undo_stack, self.redo_stack):
            kept = [(mark, value, numbers & here) for mark, value, numbers in stack]
            stack[:] = [one for one in kept if one[2]]

    @rule()
    def start_again(self) -> None:
        self.library.close()
        self.open()

    # What the person does

    @rule(which=st.frozensets(WHICH, min_size=1), mark=st.sampled_from(Mark), value=st.booleans())
    def mark(self, which: frozenset[int], mark: Mark, value: bool) -> None:  # noqa: FBT001 - the rule names it
        self.put_mark(which, mark, value=value)

    @rule(which=st.frozensets(WHICH, min_size=1))
    def mark_while_the_index_is_ahead(self, which: frozenset[int]) -> None:
        """Mark what the window still shows, though the archive was read again and marks have followed."""
        read_in(self.root, self.places)
        self.library.settle()
        self.put_mark(which, Mark.STARRED, value=True)
        self.take_over()

    def put_mark(self, which: Iterable[int], mark: Mark, *, value: bool) -> None:
        shown = frozenset(which) & self.listed.keys()
        have = self.marked[mark]
        changed = frozenset(shown - have if value else shown & have)
        self.library.mark([self.listed[at] for at in shown], mark, value)
        if changed:
            self.undo_stack.append((mark, value, changed))
            self.redo_stack.clear()
            self.apply(mark, changed, value=value)

    def apply(self, mark: Mark, which: frozenset[int], *, value: bool) -> None:
        if value:
            self.marked[mark] |= which
        else:
            self.marked[mark] -= which

    @rule(at=WHICH, position=st.sampled_from((0.25, 0.5)))
    def scroll(self, at: int, position: float) -> None:
        if at in self.listed:
            self.library.set_position(self.listed[at], position)

    @rule(at=WHICH, value=st.booleans())
    def mark_in_another_window(self, at: int, value: bool) -> None:  # noqa: FBT001 - the rule names it
        if at in self.listed:
            other = Library.open(self.root, self.places)
            other.mark([self.listed[at]], Mark.STARRED, value)
            other.close()
            self.library.reload()
            self.apply(Mark.STARRED, frozenset({at}), value=value)

    @rule()
    def undo(self) -> None:
        assert (self.library.undo() is not None) == bool(self.undo_stack)
        if self.undo_stack:
            mark, value, which = self.undo_stack.pop()
            self.redo_stack.append((mark, value, which))
            self.apply(mark, which, value=not value)

    @rule()
    def redo(self) -> None:
        assert (self.library.redo() is not None) == bool(self.redo_stack)
        if self.redo_stack:
            mark, value, which = self.redo_stack.pop()
            self.undo_stack.append((mark, value, which))
            self.apply(mark, which, value=value)

    @invariant()
    def agrees(self) -> None:
        for at, number in self.listed.items():
            assert self.library.is_read(number) == (at in self.marked[Mark.READ]), f"read {at}"
            assert self.library.is_starred(number) == (at in self.marked[Mark.STARRED]), f"starred {at}"

    @precondition(lambda self: self.library is not None)
    @invariant()
    def what_was_carried_along_is_what_a_look_at_everything_finds(self) -> None:
        """The file of marks is left by `another_start_agrees` of some steps before, or by a close."""
        for keep in (True, False):
            if not keep:
                for file in self.places.cache.rglob("marks.bin"):
                    file.unlink()
            other = Library.open(self.root, self.places)
            try:
                assert everything_of(other, self.listed) == everything_of(self.library, self.listed), keep
            finally:
                other.close()

    @precondition(lambda self: self.library is not None)
    @invariant()
    def another_start_agrees(self) -> None:
        """What is on disk is what is on screen."""
        other = Library.open(self.root, self.places)
        try:
            for at, number in self.listed.items():
                assert other.is_read(number) == (at in self.marked[Mark.READ]), f"read {at} on disk"
                assert other.is_starred(number) == (at in self.marked[Mark.STARRED]), f"starred {at} on disk"
        finally:
            other.close()


TestArchive = Archive.TestCase
TestArchive.settings = hypothesis.settings(
    max_examples=25,
    stateful_step_count=25,
    phases=(hypothesis.Phase.generate, hypothesis.Phase.shrink),
    report_multiple_bugs=False,
)
