"""Marks in memory, their undo and redo, and their way to the disk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

from pyroaring import BitMap

from reader.domain.changes import Changes, Mark
from reader.domain.errors import ReaderError
from reader.library.shelves import Marked

Done = Callable[[Changes], None]
Later = Callable[[Callable[[], None]], None]
Action = Literal["mark", "undo", "redo"]


@dataclass(frozen=True, slots=True)
class Stacks:
    """What can be undone and redone, and how many changes there had been by then."""

    undo: tuple[Changes, ...]
    redo: tuple[Changes, ...]
    after: int

    def numbers(self) -> BitMap:
        """Return all articles in them."""
        return _all(self.undo, self.redo)


@dataclass(frozen=True, slots=True)
class Disk:
    """Where marks are kept: read returns all that is there.

    ``writer`` is asked when a mark is made, and returns what will write it: numbers mean something
    only in the catalog of that moment. ``failed`` is told what could not be written, after it was
    taken back in memory.
    """

    writer: Callable[[], Callable[[Changes], None]]
    read: Callable[[], Marked]
    failed: Callable[[Changes, ReaderError], None]


class Triage:
    """What is read and starred. Marks count at once; the disk follows, in the same order, by `later`.

    The log holds every change since the start, so that a state that was read from the disk at any
    moment can be brought up to what is on screen: by the changes that were not written before it.
    """

    def __init__(self, disk: Disk, later: Later, marked: Marked) -> None:
        self._disk = disk
        self._later = later
        self._lock = threading.Lock()
        self._log: list[Changes | None] = []
        self._written = 0
        self._undo: list[Changes] = []
        self._redo: list[Changes] = []
        self.marked = marked

    @property
    def can_undo(self) -> bool:
        """Whether there is a mark to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is a mark that was taken back."""
        return bool(self._redo)

    def mark(self, numbers: Iterable[int], mark: Mark, *, value: bool, done: Done | None = None) -> Changes:
        """Put a mark on articles, or take it off; only those that change are touched and undone."""
        with self._lock:
            wanted = numbers if isinstance(numbers, BitMap) else BitMap(numbers)
            have = _of(self.marked, mark)
            changes = _changes(mark, value=value, numbers=wanted - have if value else wanted & have)
            if mark is Mark.READ and value:
                changes = replace(changes, seen=_collection(wanted & self.marked.changed))
            index = None
            if changes.numbers:
                self._undo.append(replace(changes, seen=()))
                self._redo.clear()
            if changes.numbers or changes.seen:
                index = self._apply(changes)
        if index is not None:
            self._send(index, changes, done)
        elif done:
            self._later(lambda: done(changes))
        return changes

    def undo(self, done: Done | None = None) -> Changes | None:
        """Take back the last mark; None when there is none."""
        return self._turn(self._undo, self._redo, ("undo", done))

    def redo(self, done: Done | None = None) -> Changes | None:
        """Put back the mark that was last taken back; None when there is none."""
        return self._turn(self._redo, self._undo, ("redo", done))

    def stamp(self) -> int:
        """Return how much of the log is on disk: take it before reading the disk, for `adopt`."""
        with self._lock:
            return self._written

    def numbers(self, stamp: int | None = None) -> BitMap:
        """Return the articles that can be undone or redone, or that were marked since a stamp.

        None: those whose marks are on their way.
        """
        with self._lock:
            since = self._written if stamp is None else stamp
            return _all(self._undo, self._redo, self._log[since:])

    def settled(self) -> Marked | None:
        """Return the marks if all of them are on disk, else None."""
        with self._lock:
            return self.marked if self._written == len(self._log) else None

    def stacks(self) -> Stacks:
        """Return what can be undone and redone."""
        with self._lock:
            return Stacks(tuple(self._undo), tuple(self._redo), len(self._log))

    def put_back(self, stacks: Stacks, found: Mapping[int, int]) -> None:
        """Take up former stacks by new numbers, unless something was marked or undone since."""
        with self._lock:
            if stacks.after == len(self._log):
                self._undo, self._redo = _carried(stacks.undo, found), _carried(stacks.redo, found)

    def adopt(
        self,
        marked: Marked | Callable[[Marked], Marked],
        stamp: int,
        renumbered: Mapping[int, int] | Callable[[BitMap], Mapping[int, int]],
    ) -> None:
        """Take over what was read from the disk after `stamp`, and what was done since.

        ``marked``: all of it; or a function that makes it of the marks of now.
        ``renumbered``: numbers that articles gave up, and their new ones; or a function that finds the new
        ones, when all are new because the catalog was made again: what it does not name is no more.
        """
        with self._lock:
            if callable(renumbered):
                since = self._log[stamp:]
                found = renumbered(_all(self._undo, self._redo, since))
                self._undo, self._redo = _carried(self._undo, found), _carried(self._redo, found)
                self._log = [*[None] * stamp, *(one and _moved(one, found) for one in since)]
            elif renumbered:
                old = BitMap(renumbered)
                self._undo = [_renumbered(one, renumbered, old) for one in self._undo]
                self._redo = [_renumbered(one, renumbered, old) for one in self._redo]
                self._log = [one and _renumbered(one, renumbered, old) for one in self._log]
            # What was on disk before is in what was read, and is needed no more.
            self._log[:stamp] = [None] * stamp
            self.marked = marked(self.marked) if callable(marked) else marked
            for changes in self._log[stamp:]:
                if changes is not None:
                    self.marked = _with(self.marked, changes)

    def _turn(
        self, source: list[Changes], target: list[Changes], how: tuple[Action, Done | None]
    ) -> Changes | None:
        with self._lock:
            if not source:
                return None
            entry = source.pop()
            target.append(entry)
            action, done = how
            value = entry.value if action == "redo" else not entry.value
            changes = replace(entry, value=value, action=action)
            index = self._apply(changes)
        self._send(index, changes, done)
        return changes

    def _apply(self, changes: Changes) -> int:
        self.marked = _with(self.marked, changes)
        self._log.append(changes)
        return len(self._log) - 1

    def _send(self, index: int, changes: Changes, done: Done | None) -> None:
        on_disk = self._disk.writer()

        def write() -> None:
            try:
                on_disk(changes)
            except ReaderError as error:
                self._take_back(index, changes)
                self._disk.failed(changes, error)
                return
            with self._lock:
                self._written = index + 1
            if done:
                done(changes)

        self._later(write)

    def _take_back(self, index: int, changes: Changes) -> None:
        """Make memory what the disk is, with what is still on its way there."""
        try:
            marked = self._disk.read()
        except ReaderError:
            marked = None
        with self._lock:
            self._log[index] = None
            self._written = index + 1
            self._restack(changes)
            if marked is None:
                marked = _with(self.marked, replace(changes, value=not changes.value, seen=()))
                self.marked = replace(marked, changed=marked.changed | BitMap(changes.seen))
                return
            self.marked = marked
            for one in self._log[index + 1 :]:
                if one is not None:
                    self.marked = _with(self.marked, one)

    def _restack(self, failed: Changes) -> None:
        """Put what a failed change moved between the stacks back to where it was."""
        entries = [one for one in (*self._undo, *self._redo) if one.numbers is failed.numbers]
        for stack in (self._undo, self._redo):
            stack[:] = [one for one in stack if one.numbers is not failed.numbers]
        if failed.action == "undo":
            self._undo += entries
        elif failed.action == "redo":
            self._redo += entries


def _changes(mark: Mark, *, value: bool, numbers: BitMap) -> Changes:
    return Changes(mark, value, _collection(numbers))


def _collection(numbers: BitMap) -> Collection[int]:
    # A bitmap is one in all but the declared type of `in`.
    return cast("Collection[int]", numbers)


def _bitmap(changes: Changes) -> BitMap:
    return cast("BitMap", changes.numbers)


def _of(marked: Marked, mark: Mark) -> BitMap:
    return marked.read if mark is Mark.READ else marked.starred


def _with(marked: Marked, changes: Changes) -> Marked:
    have = _of(marked, changes.mark)
    numbers = _bitmap(changes)
    now = have | numbers if changes.value else have - numbers
    # Whoever is marked read is so with the text of now; whoever is unread has changed nothing.
    changed = marked.changed - touched(changes) if changes.mark is Mark.READ else marked.changed
    return replace(marked, **{changes.mark.value: now, "changed": changed})


def touched(changes: Changes) -> BitMap:
    """Return the articles that the disk is to be told of."""
    return _bitmap(changes) | BitMap(changes.seen)


def _all(*lists: Iterable[Changes | None]) -> BitMap:
    return BitMap.union(BitMap(), *(touched(one) for some in lists for one in some if one is not None))


def _carried(stack: Iterable[Changes], found: Mapping[int, int]) -> list[Changes]:
    """Return what of a stack still has an article to act on."""
    return [moved for one in stack if (moved := _moved(one, found)).numbers]


def _moved(changes: Changes, found: Mapping[int, int]) -> Changes:
    """Return changes by wholly new numbers."""

    def moved(numbers: Collection[int]) -> Collection[int]:
        return _collection(BitMap([found[number] for number in numbers if number in found]))

    return replace(changes, numbers=moved(changes.numbers), seen=moved(changes.seen))


def _renumbered(changes: Changes, renumbered: Mapping[int, int], old: BitMap) -> Changes:
    given_up = touched(changes) & old
    if not given_up:
        return changes

    def moved(numbers: Collection[int]) -> Collection[int]:
        have = BitMap(numbers)
        new = BitMap([renumbered[number] for number in have & given_up])
        return _collection((have - given_up) | new)

    return replace(changes, numbers=moved(changes.numbers), seen=moved(changes.seen))
