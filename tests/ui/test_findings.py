"""What a search has found, beside the list, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from reader.domain.shelf import Place, Scope
from reader.library.library import Library
from reader.library.looks import Sought
from reader.library.pages import Pages
from reader.paths import resources
from reader.ui.main_window import MainWindow
from tests.ui.fakes import FakeViewer


@pytest.fixture
def searched(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.open_scope(Scope(Place.ALL))
    window.searching.start("一行")
    qtbot.waitUntil(lambda: not window.searching.under_way)
    return window


def _bars(window: MainWindow) -> list[QAbstractButton]:
    outlets = window.list_pane.outlets
    bars = outlets.findChildren(QAbstractButton)
    return [] if outlets.isHidden() else [bar for bar in bars if not bar.isHidden()]


def test_outlets_of_what_was_found_stand_over_the_list_and_limit_the_search(
    searched: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(_bars(searched)) > 1)
    everywhere = searched.list_model.rowCount()
    qtbot.mouseClick(_bars(searched)[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not searched.searching.under_way)
    assert searched.search.text().startswith("一行 category:")
    assert 0 < searched.list_model.rowCount() < everywhere
    searched.searching.leave()
    assert _bars(searched) == []


def test_an_outlet_limits_all_parts_of_a_search(window: MainWindow, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.ALL))
    window.searching.start("第2篇 OR 第30篇")
    window.findings.limit("notes")
    qtbot.waitUntil(lambda: not window.searching.under_way)
    assert window.search.text() == "(第2篇 OR 第30篇) category:notes"
    assert window.list_model.rowCount() == 1


def test_a_search_that_ended_meanwhile_shows_no_outlets(window: MainWindow, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.ALL))
    window.searching.start("一行")
    window.searching.leave()
    qtbot.wait(50)
    assert _bars(window) == []


def test_hits_are_marked_in_pages_while_a_search_is_on(searched: MainWindow, viewer: FakeViewer) -> None:
    assert viewer.sought == Sought(((("一", "行"), False),))
    searched.searching.leave()
    assert viewer.sought == Sought()


def test_more_like_this_shows_the_best_first_everywhere(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    window.open_scope(Scope(Place.CATEGORY, "notes"))
    number = window.list_model.number(0)
    query = Pages(library, resources()).like(number)
    window.similar_found.emit(query)
    if query.text:
        qtbot.waitUntil(lambda: not window.searching.under_way)
        assert window.list_model.rowCount() > 0
        assert window.searching.best
        assert not window.searching.limited
