"""Marks in memory against a disk that is a dictionary, may be slow, and may fail."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from reader.domain.changes import Changes, Mark
from reader.domain.errors import ReaderError, StateError
from reader.library.shelves import Marked
from reader.library.triage import Disk, Triage


class Paper:
    """A disk: sets of numbers, an error to raise at the next writes, and what was reported."""

    def __init__(self) -> None:
        self.sets: dict[Mark, set[int]] = {Mark.READ: set(), Mark.STARRED: set()}
        self.seen: set[int] = set()
        self.broken = False
        self.failed: list[Changes] = []

    def write(self, changes: Changes) -> None:
        if self.broken:
            raise StateError("disk full")
        if changes.value:
            self.sets[changes.mark] |= set(changes.numbers)
        else:
            self.sets[changes.mark] -= set(changes.numbers)
        self.seen |= set(changes.seen)

    def read(self) -> Marked:
        return Marked(BitMap(self.sets[Mark.READ]), BitMap(self.sets[Mark.STARRED]))

    def fail(self, changes: Changes, _error: ReaderError) -> None:
        self.failed.append(changes)


class Queue:
    """Writes that wait until they are asked to run, in order."""

    def __init__(self) -> None:
        self.tasks: list[Callable[[], None]] = []

    def __call__(self, task: Callable[[], None]) -> None:
        self.tasks.append(task)

    def run(self, count: int | None = None) -> None:
        for _ in range(len(self.tasks) if count is None else min(count, len(self.tasks))):
            self.tasks.pop(0)()


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
def queue() -> Queue:
    return Queue()


@pytest.fixture
def triage(paper: Paper, queue: Queue) -> Triage:
    return made(paper, queue)


def made(paper: Paper, queue: Queue) -> Triage:
    return Triage(Disk(lambda: paper.write, paper.read, paper.fail), queue, Marked())


def on_screen(triage: Triage) -> dict[Mark, set[int]]:
    return {Mark.READ: set(triage.marked.read), Mark.STARRED: set(triage.marked.starred)}


def test_a_mark_counts_at_once_and_is_on_disk_when_done_is_called(
    triage: Triage, paper: Paper, queue: Queue
) -> None:
    seen = []
    changes = triage.mark(
        [1, 2], Mark.READ, value=True, done=lambda one: seen.append((one, set(paper.sets[Mark.READ])))
    )
    assert set(triage.marked.read) == {1, 2}
    assert seen == []
    queue.run()
    assert seen == [(changes, {1, 2})]


def test_only_what_changes_is_touched(triage: Triage) -> None:
    triage.mark([1, 2], Mark.READ, value=True)
    changes = triage.mark([2, 3], Mark.READ, value=True)
    assert set(changes.numbers) == {3}
    triage.undo()
    assert set(triage.marked.read) == {1, 2}


def test_a_mark_that_changes_nothing_is_not_undone_but_is_done(triage: Triage, queue: Queue) -> None:
    seen: list[Changes] = []
    triage.mark([1], Mark.READ, value=False, done=seen.append)
    queue.run()
    assert (len(seen), len(seen[0].numbers), triage.can_undo) == (1, 0, False)


def test_what_was_read_and_has_changed_is_seen_when_it_is_marked_again(paper: Paper, queue: Queue) -> None:
    before = Marked(BitMap([1, 2, 3]), BitMap(), BitMap([1, 2]))
    triage = Triage(Disk(lambda: paper.write, paper.read, paper.fail), queue, before)
    triage.mark([1], Mark.STARRED, value=True)
    assert triage.marked.changed == BitMap([1, 2]), "a star reads nothing"
    changes = triage.mark([1, 3, 4], Mark.READ, value=True)
    assert (set(changes.numbers), set(changes.seen)) == ({4}, {1})
    assert triage.marked.changed == BitMap([2])
    changes = triage.mark([2], Mark.READ, value=True)
    assert (set(changes.numbers), set(changes.seen)) == (set(), {2})
    assert not triage.marked.changed
    queue.run()
    assert paper.seen == {1, 2}
    undone = triage.undo()
    assert undone is not None, "what was merely seen is nothing to undo"
    assert (set(undone.numbers), set(undone.seen)) == ({4}, set())


def test_what_is_marked_unread_has_not_changed(triage: Triage) -> None:
    triage.adopt(Marked(BitMap([1, 2]), BitMap(), BitMap([1, 2])), 0, {})
    triage.mark([1], Mark.READ, value=False)
    assert triage.marked.changed == BitMap([2])
    triage.undo()
    assert triage.marked.changed == BitMap([2]), "it is read now, with the text of now"


def test_what_was_seen_is_so_no_more_when_that_cannot_be_written(
    paper: Paper, queue: Queue, triage: Triage, monkeypatch: pytest.MonkeyPatch
) -> None:
    triage.adopt(Marked(BitMap([1, 2]), BitMap(), BitMap([1, 2])), 0, {})
    triage.mark([1], Mark.READ, value=True)
    paper.broken = True

    def unreadable() -> Marked:
        raise StateError("gone")

    monkeypatch.setattr(triage, "_disk", Disk(lambda: paper.write, unreadable, paper.fail))
    queue.run()
    assert triage.marked == Marked(BitMap([1, 2]), BitMap(), BitMap([1, 2]))


def test_what_was_seen_goes_along_to_another_number(paper: Paper, queue: Queue) -> None:
    before = Marked(BitMap([1]), BitMap(), BitMap([1]))
    triage = Triage(Disk(lambda: paper.write, paper.read, paper.fail), queue, before)
    triage.mark([1], Mark.READ, value=True)
    triage.adopt(Marked(BitMap([5]), BitMap(), BitMap([5])), 0, {1: 5})
    assert not triage.marked.changed
    triage.adopt(Marked(BitMap([7]), BitMap(), BitMap([7])), 0, lambda _: {5: 7})
    assert not triage.marked.changed


def test_nothing_to_undo_or_redo(triage: Triage) -> None:
    assert (triage.undo(), triage.redo(), triage.can_undo, triage.can_redo) == (None, None, False, False)


def test_changes_say_how_they_came_about(triage: Triage) -> None:
    triage.mark([1], Mark.STARRED, value=True)
    undone, redone = triage.undo(), triage.redo()
    assert undone is not None
    assert redone is not None
    assert (undone.action, undone.value, redone.action, redone.value) == ("undo", False, "redo", True)


def test_a_new_mark_ends_what_can_be_redone(triage: Triage) -> None:
    triage.mark([1], Mark.READ, value=True)
    triage.undo()
    triage.mark([2], Mark.READ, value=True)
    assert (triage.can_redo, triage.can_undo) == (False, True)


def test_the_numbers_of_a_caller_are_his_own(triage: Triage) -> None:
    mine = BitMap([1])
    triage.mark(mine, Mark.READ, value=True)
    mine.add(2)
    triage.undo()
    triage.redo()
    assert set(triage.marked.read) == {1}


def test_what_cannot_be_written_is_taken_back_and_reported(
    triage: Triage, paper: Paper, queue: Queue
) -> None:
    triage.mark([1], Mark.READ, value=True)
    queue.run()
    paper.broken = True
    changes = triage.mark([2, 3], Mark.READ, value=True)
    queue.run()
    assert (set(triage.marked.read), paper.failed, triage.can_undo) == ({1}, [changes], True)
    paper.broken = False
    triage.undo()
    queue.run()
    assert (set(triage.marked.read), paper.sets[Mark.READ], triage.can_undo) == (set(), set(), False)


def test_an_undo_that_cannot_be_written_can_be_tried_again(
    triage: Triage, paper: Paper, queue: Queue
) -> None:
    triage.mark([1], Mark.READ, value=True)
    queue.run()
    paper.broken = True
    triage.undo()
    queue.run()
    assert (set(triage.marked.read), triage.can_undo, triage.can_redo) == ({1}, True, False)
    paper.broken = False
    triage.undo()
    paper.broken = True
    queue.run()
    paper.broken = False
    triage.undo()
    queue.run()
    triage.redo()
    queue.run()
    assert (set(triage.marked.read), paper.sets[Mark.READ]) == ({1}, {1})


def test_later_marks_on_the_way_stay_when_an_earlier_one_fails(
    triage: Triage, paper: Paper, queue: Queue
) -> None:
    triage.mark([1, 2], Mark.READ, value=True)
    triage.mark([2], Mark.READ, value=False)
    triage.mark([2], Mark.READ, value=True)
    paper.broken = True
    queue.run(1)
    paper.broken = False
    assert set(triage.marked.read) == {2}
    queue.run()
    assert paper.sets[Mark.READ] == set(triage.marked.read) == {2}


def test_what_was_read_from_disk_before_a_mark_was_written_gets_that_mark(
    triage: Triage, paper: Paper, queue: Queue
) -> None:
    triage.mark([1], Mark.READ, value=True)
    queue.run()
    triage.mark([2], Mark.READ, value=True)
    stamp, read = triage.stamp(), paper.read()
    queue.run()
    triage.mark([3], Mark.READ, value=True)
    triage.adopt(read, stamp, {})
    assert set(triage.marked.read) == {1, 2, 3}


def test_numbers_that_were_given_up_are_translated(triage: Triage, queue: Queue) -> None:
    triage.mark([1, 2], Mark.READ, value=True)
    queue.run()
    triage.adopt(Marked(BitMap([1, 20])), triage.stamp(), {2: 20})
    triage.undo()
    assert set(triage.marked.read) == set()


def test_after_a_new_catalog_nothing_is_undone_of_articles_that_it_lacks(
    triage: Triage, queue: Queue
) -> None:
    triage.mark([1], Mark.READ, value=True)
    triage.adopt(Marked(BitMap([7])), triage.stamp(), lambda _: {})
    assert (triage.can_undo, set(triage.marked.read)) == (False, {7})
    queue.run()
    assert set(triage.marked.read) == {7}


def test_marks_on_their_way_go_along_into_a_new_catalog(triage: Triage, queue: Queue) -> None:
    triage.mark([1], Mark.READ, value=True)
    queue.run()
    triage.mark([2], Mark.READ, value=True)
    triage.adopt(Marked(BitMap([10])), triage.stamp(), lambda numbers: {n: n * 10 for n in numbers})
    assert set(triage.marked.read) == {10, 20}
    triage.adopt(Marked(BitMap([10])), triage.stamp(), {})
    assert set(triage.marked.read) == {10, 20}


def test_undo_and_redo_go_along_into_a_new_catalog_several_steps_deep(triage: Triage, queue: Queue) -> None:
    triage.mark([1], Mark.READ, value=True)
    triage.mark([2, 3], Mark.STARRED, value=True)
    triage.mark([2], Mark.READ, value=True)
    triage.undo()
    queue.run()
    there = {1: 10, 2: 20}
    triage.adopt(
        Marked(BitMap([10]), BitMap([20])),
        triage.stamp(),
        lambda numbers: {number: there[number] for number in numbers if number in there},
    )
    triage.undo()
    assert (set(triage.marked.read), set(triage.marked.starred)) == ({10}, set())
    triage.undo()
    assert not triage.can_undo
    for _ in range(3):
        triage.redo()
    assert (set(triage.marked.read), set(triage.marked.starred)) == ({10, 20}, {20})


NUMBERS = st.sets(st.integers(1, 6))
STEPS = st.one_of(
    st.tuples(st.just("mark"), NUMBERS, st.sampled_from(Mark), st.booleans()),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
    st.tuples(st.just("write"), st.integers(1, 3)),
    st.tuples(st.just("load")),
    st.tuples(st.just("adopt")),
)


@given(st.lists(STEPS, max_size=40))
def test_any_sequence_is_the_same_on_screen_on_disk_and_in_a_plain_model(
    steps: list[tuple[object, ...]],
) -> None:
    paper, queue = Paper(), Queue()
    triage = made(paper, queue)
    history: list[dict[Mark, set[int]]] = [on_screen(triage)]
    now = 0
    loaded = (triage.stamp(), paper.read())
    for step in steps:
        match step:
            case ("mark", numbers, mark, value):
                if triage.mark(numbers, mark, value=value).numbers:
                    model = {one: set(there) for one, there in history[now].items()}
                    model[mark] = model[mark] | numbers if value else model[mark] - numbers
                    history[now + 1 :] = [model]
                    now += 1
            case ("undo",):
                now -= triage.undo() is not None
            case ("redo",):
                now += triage.redo() is not None
            case ("write", count):
                queue.run(count)
            case ("load",):
                loaded = (triage.stamp(), paper.read())
            case ("adopt",):
                triage.adopt(loaded[1], loaded[0], {})
        assert on_screen(triage) == history[now]
        assert triage.can_undo == (now > 0)
        assert triage.can_redo == (now < len(history) - 1)
    queue.run()
    assert paper.sets == on_screen(triage)


@given(st.lists(st.one_of(STEPS, st.tuples(st.just("fail"))), max_size=40))
def test_whatever_fails_screen_and_disk_agree_in_the_end(steps: list[tuple[object, ...]]) -> None:
    paper, queue = Paper(), Queue()
    triage = made(paper, queue)
    for step in steps:
        match step:
            case ("mark", numbers, mark, value):
                triage.mark(numbers, mark, value=value)
            case ("undo",):
                triage.undo()
            case ("redo",):
                triage.redo()
            case ("write", count):
                queue.run(count)
            case ("fail",):
                paper.broken = True
                queue.run(1)
                paper.broken = False
    queue.run()
    assert paper.sets == on_screen(triage)
