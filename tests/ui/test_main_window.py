from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.domain.shelf import Place, Scope, Show
from reader.library.library import Library
from reader.ui.main_window import MainWindow
from tests.ui.fakes import FakeViewer


def test_the_window_starts_with_everything_unread(window: MainWindow) -> None:
    assert window.desk.scope == Scope(Place.UNREAD)
    assert window.list_model.rowCount() == 37
    assert window.windowTitle() == "小档案 — Newsfold"


def test_j_opens_the_next_article_and_marks_it_read(
    window: MainWindow, viewer: FakeViewer, library: Library, qtbot: QtBot
) -> None:
    qtbot.keyClick(window.list_pane.table, Qt.Key.Key_J)
    first = window.list_model.number(0)
    assert viewer.shown == [first]
    assert library.is_read(first)
    qtbot.keyClick(window.list_pane.table, Qt.Key.Key_J)
    assert viewer.shown == [first, window.list_model.number(1)]
    assert window.list_model.rowCount() == 37, "read articles stay until one leaves the list"


def test_without_a_folder_it_says_how_to_open_one(
    open_window: Callable[[Library | None], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(None)
    assert window.windowTitle() == "Newsfold"
    with qtbot.waitSignal(window.folder_requested) as asked:
        window.popups.folder_chosen.emit("/somewhere")
    assert asked.args == ["/somewhere"]


def test_the_switch_shows_the_starred_only(window: MainWindow, qtbot: QtBot) -> None:
    table = window.list_pane.table
    qtbot.keyClick(table, Qt.Key.Key_J)
    qtbot.keyClick(table, Qt.Key.Key_S)
    window.open_scope(Scope(Place.ALL))
    window.set_show(Show.STARRED)
    assert window.list_model.rowCount() == 1
