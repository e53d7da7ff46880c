from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from reader.domain.changes import Mark
from reader.domain.shelf import Place, Scope
from reader.library.library import Library
from reader.paths import Places
from reader.ui.jobs import Jobs
from reader.ui.outside import Outside

OFTEN = 5
ALL = Scope(Place.ALL)


def test_marks_of_another_program_are_told_and_ones_own_are_not(
    indexed: tuple[Path, Path], home_of_index: Places, library: Library, jobs: Jobs, qtbot: QtBot
) -> None:
    outside = Outside(jobs, jobs, OFTEN)
    told: list[None] = []
    outside.marked.connect(lambda: told.append(None))
    outside.watch(library)
    newest, second = (int(library.shelf(ALL)[-at]) for at in (1, 2))
    library.mark([newest], Mark.READ, True)
    with qtbot.waitSignal(outside._timer.timeout), qtbot.waitSignal(jobs._returned):
        pass
    assert told == []
    other = Library.open(indexed[0], home_of_index)
    other.mark([second], Mark.READ, True)
    other.close()
    qtbot.waitUntil(lambda: bool(told))
    library.reload()
    assert library.is_read(second)
    outside.watch(None)
    assert not outside._timer.isActive()


def test_of_a_folder_that_was_left_nothing_is_told(library: Library, jobs: Jobs, qtbot: QtBot) -> None:
    outside = Outside(jobs, jobs, OFTEN)
    outside.watch(library)
    with qtbot.assertNotEmitted(outside.marked):
        outside._asking = True
        outside.watch(None)
        outside._on_answer(library, True)
    assert not outside._asking
