from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.library.library import Library
from reader.paths import Places
from reader.ui.jobs import Jobs
from reader.ui.loading import Loading

ALWAYS_LONG = 1e9
"""A share of time that makes every rest the longest one."""


@pytest.fixture
def loading(qtbot: QtBot, jobs: Jobs) -> Iterator[Loading]:
    window = QWidget()
    # Its timer must end on this thread, together with the window.
    qtbot.addWidget(window)
    yield Loading(jobs, window, share=ALWAYS_LONG)
    window.close()


def arrive(qtbot: QtBot, loading: Loading) -> object:
    with qtbot.waitSignal(loading.arrived) as arrived:
        pass
    library, snapshot = arrived.args
    snapshot.catalog.close()
    return library


def test_generations_of_one_folder_come_with_rests_and_the_last_is_not_lost(
    qtbot: QtBot, loading: Loading, library: Library
) -> None:
    loading.request(library)
    arrive(qtbot, loading)
    loading.request(library)
    loading.request(library)
    assert not loading._under_way
    assert arrive(qtbot, loading) is library
    assert loading._wanted is None


def test_another_folder_waits_for_no_rest(
    qtbot: QtBot, loading: Loading, library: Library, indexed: tuple[Path, Path], home_of_index: Places
) -> None:
    loading.request(library)
    arrive(qtbot, loading)
    other = Library.open(indexed[0], home_of_index)
    loading.request(other)
    assert loading._under_way
    assert arrive(qtbot, loading) is other
    other.close()
