from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.domain.shelf import Counts, Place, Scope
from reader.library.library import Library
from reader.paths import Places
from reader.settings import SettingsStore
from reader.ui.jobs import Jobs
from reader.ui.main_window import MainWindow
from reader.ui.midnight import LONGEST
from reader.ui.theme.look import Look
from tests.ui.fakes import FakeViewer

MIDNIGHT = datetime(2022, 5, 27, tzinfo=timezone(timedelta(hours=8))).timestamp()
"""At the site, which is not where the tests run."""
TODAY = Scope(Place.TODAY)


@dataclass
class Clock:
    now: float = MIDNIGHT - 0.3

    def __call__(self) -> float:
        return self.now

    def today(self, offset: int) -> date:
        return (datetime.fromtimestamp(self.now, UTC) + timedelta(seconds=offset)).date()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def window(
    indexed: tuple[Path, Path],
    home_of_index: Places,
    jobs: Jobs,
    viewer: FakeViewer,
    settings: SettingsStore,
    look: Look,
    clock: Clock,
    qtbot: QtBot,
) -> Iterator[MainWindow]:
    """A window that believes the clock of the test."""
    library = Library.open(indexed[0], home_of_index, now=clock)
    made = MainWindow(library, jobs, viewer, settings, look, today=clock.today)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.set_library(None)
    library.close()


def test_today_turns_over_at_the_sites_midnight(window: MainWindow, clock: Clock, qtbot: QtBot) -> None:
    window.open_scope(TODAY)
    assert window.showing.figures.today == Counts(9, 9)
    assert window.list_model.rowCount() == 9
    clock.now = MIDNIGHT + 1
    qtbot.waitUntil(lambda: window.showing.figures.today == Counts(0, 0))
    assert window.list_model.rowCount() == 0


def test_what_one_reads_of_the_day_before_stays(window: MainWindow, clock: Clock, qtbot: QtBot) -> None:
    window.open_scope(TODAY)
    qtbot.keyClick(window.list_pane.table, Qt.Key.Key_J)
    current = window.list_pane.table.current_number()
    clock.now = MIDNIGHT + 1
    with qtbot.waitSignal(window._midnight.day_began):
        pass
    assert window.list_model.rowCount() == 9
    assert window.list_pane.table.current_number() == current
    assert window.showing.figures.today == Counts(0, 0)


def test_before_midnight_nothing_turns_and_the_clock_is_looked_at_again(
    window: MainWindow, clock: Clock, qtbot: QtBot
) -> None:
    """A timer may be early, and a clock may be set back."""
    days: list[None] = []
    window._midnight.day_began.connect(lambda: days.append(None))
    clock.now = MIDNIGHT - 3 * 3600
    qtbot.waitUntil(lambda: window._midnight._timer.interval() == LONGEST)
    assert days == []


def test_without_a_folder_no_clock_runs(window: MainWindow) -> None:
    assert window._midnight._timer.isActive()
    window.set_library(None)
    assert not window._midnight._timer.isActive()
