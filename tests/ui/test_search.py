from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.domain.shelf import Place, Scope
from reader.ui.main_window import MainWindow
from reader.ui.widgets.search_field import ChoiceRole


def targets(window: MainWindow) -> list[object]:
    model = window.search.palette_list.model
    return [model.index(row, 0).data(ChoiceRole.CHOICE).target for row in range(model.rowCount())]


def test_initials_lead_to_a_category(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start()
    qtbot.keyClicks(window.search, "zqsb")
    assert targets(window)[0] == Scope(Place.CATEGORY, "zhengquanshibao")
    assert window.search.palette_list.isVisible()
    qtbot.keyClick(window.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.desk.scope == Scope(Place.CATEGORY, "zhengquanshibao")
    assert not window.search.palette_list.isVisible()
    assert window.search.text() == ""
    assert window.list_pane.table.hasFocus()


def test_names_of_places_tags_and_months_are_found(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start()
    qtbot.keyClicks(window.search, "star")
    assert targets(window) == [Scope(Place.STARRED)]
    window.search.start("证券")
    assert Scope(Place.TAG, "证券时报") in targets(window)
    window.search.start("may 2022")
    assert targets(window) == [Scope(Place.MONTH, "2022-05")]


def test_commands_come_after_the_mark_and_run(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start(">")
    qtbot.keyClicks(window.search, "all in view")
    assert targets(window) == ["mark-all"]
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.library is not None
    assert len(window.library.read) == 37


def test_arrows_choose_and_a_click_takes(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start()
    qtbot.keyClick(window.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.search, Qt.Key.Key_Up)
    view = window.search.palette_list.view
    assert view.currentIndex().row() == 1
    third = view.visualRect(view.model().index(2, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert window.desk.scope == Scope(Place.STARRED)


def test_escape_leaves_without_a_trace(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start()
    qtbot.keyClicks(window.search, "zq")
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.search.text() == ""
    assert not window.search.palette_list.isVisible()
    assert window.desk.scope == Scope(Place.UNREAD)


def test_what_fits_nothing_shows_no_palette(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start()
    qtbot.keyClicks(window.search, "qqqqq")
    assert not window.search.palette_list.isVisible()
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.desk.scope == Scope(Place.UNREAD)
