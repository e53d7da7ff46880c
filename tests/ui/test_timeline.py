from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from reader.domain.shelf import Counts, Place, Scope, Show
from reader.library.library import Library
from reader.ui.main_window import MainWindow
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role
from reader.ui.timeline.delegate import ROW, STRIP
from reader.ui.timeline.table import ArticleTable, DayLabel
from tests.ui.fakes import FakeViewer


def press_at(qtbot: QtBot, table: ArticleTable, row: int, x: int, y: int) -> None:
    place = QPoint(x, row * ROW - table.verticalScrollBar().value() + y)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_opens_an_article(window: MainWindow, viewer: FakeViewer, qtbot: QtBot) -> None:
    press_at(qtbot, window.list_pane.table, 1, 100, 40)
    assert viewer.shown == [window.list_model.number(1)]


def test_a_click_on_the_star_only_stars(
    window: MainWindow, viewer: FakeViewer, library: Library, qtbot: QtBot
) -> None:
    table = window.list_pane.table
    press_at(qtbot, table, 1, table.width() - 19, 20)
    assert set(library.starred) == {window.list_model.number(1)}
    assert viewer.shown == []
    assert not table.currentIndex().isValid()


def test_one_line_goes_round_the_switch_and_none_between_what_is_not_chosen(
    window: MainWindow, look: Look
) -> None:
    switch = window.list_pane.header.switch
    picture = switch.grab().toImage()
    middle, edge = switch.height() // 2, switch._segments[2].x()
    ground, line = look.colour(Role.LIST), look.colour(Role.LINE)
    assert all(picture.pixelColor(x, middle) == ground for x in range(edge - 3, edge + 3))
    assert picture.pixelColor(edge, 0) == line
    assert picture.pixelColor(switch.width() - 1, middle) == line
    assert picture.pixelColor(0, middle) == line


def test_rows_are_of_one_height_and_a_million_of_them_fit(window: MainWindow) -> None:
    table = window.list_pane.table
    assert {table.rowHeight(row) for row in range(10)} == {ROW}


def test_the_day_stays_at_the_top_and_the_next_one_pushes_it_out(window: MainWindow) -> None:
    table = window.list_pane.table
    label = table.findChild(DayLabel)
    bar = table.verticalScrollBar()
    assert label.geometry().top() == 0
    opens = next(row for row in range(1, 20) if window.list_model.item(row).opens_day)
    bar.setValue(opens * ROW - STRIP - 5)
    assert label.geometry().top() == 0
    bar.setValue(opens * ROW - 10)
    assert label.geometry().top() == 10 - STRIP
    bar.setValue(opens * ROW)
    assert label.geometry().top() == 0


def test_a_row_reached_from_below_is_not_hidden_by_the_day(window: MainWindow, qtbot: QtBot) -> None:
    table = window.list_pane.table
    qtbot.keyClick(table, Qt.Key.Key_End)
    covered = 0
    for _times in range(window.list_model.rowCount() - 1):
        qtbot.keyClick(table, Qt.Key.Key_Up)
        top = table.visualRect(table.currentIndex()).top()
        opens_day = window.list_model.item(table.currentIndex().row()).opens_day
        assert top >= (0 if opens_day else STRIP)
        covered += 1
    assert covered == window.list_model.rowCount() - 1


def test_the_pill_lets_in_without_moving_what_is_in_view(window: MainWindow, qtbot: QtBot) -> None:
    table, model = window.list_pane.table, window.list_model
    whole = model.shelf.copy()
    model.apply(whole[:-5], at_rest=True)
    table.select(model.number(3))
    table.verticalScrollBar().setValue(2 * ROW + 11)
    selected, top = table.current_number(), table.sight().rows
    model.apply(whole, at_rest=table.at_rest())
    pill = window.list_pane._pill
    assert pill.isVisible()
    assert pill.text() == "＋5 new"
    assert (table.current_number(), table.sight().rows) == (selected, top)
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert not pill.isVisible()
    assert model.rowCount() == len(whole)
    assert (table.current_number(), table.sight().rows) == (selected, top)


def test_the_header_counts(window: MainWindow, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.CATEGORY, "meirijingji"))
    assert window.list_pane.header.accessibleName() == "每日经济, 12 article(s) · 12 unread"
    qtbot.keyClick(window.list_pane.table, Qt.Key.Key_J)
    assert window.list_pane.header.accessibleName() == "每日经济, 12 article(s) · 11 unread"
    assert window.library is not None
    assert window.library.counts(window.desk.scope) == Counts(12, 11)


def test_the_switch_changes_what_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.ALL))
    qtbot.keyClick(window.list_pane.table, Qt.Key.Key_J)
    unread = window.list_pane.header.switch._segments[1]
    qtbot.mouseClick(unread, Qt.MouseButton.LeftButton)
    assert window.desk.show is Show.UNREAD
    assert window.list_model.rowCount() == 37, "the article being read stays"
    window.commands["show-starred"].trigger()
    assert [window.list_model.number(0)] == [window.desk.article] == [window.list_pane.table.current_number()]
    window.open_scope(Scope(Place.ALL))
    assert window.list_model.rowCount() == 0, "whoever opens a scope has left the list before"


def test_an_empty_list_says_why(window: MainWindow) -> None:
    empty = window.list_pane._empty
    assert not empty.isVisible()
    window.open_scope(Scope(Place.STARRED))
    assert empty.text() == "Nothing is starred here. S stars an article."
    assert empty.isVisible()
    window.desk.open_scope(Scope(Place.TAG, "nothing"))
    assert empty.text() == "There are no articles here."


def test_an_article_without_a_title_has_a_line_all_the_same(window: MainWindow) -> None:
    model = window.list_model
    item = model.item(0)
    nameless = dataclasses.replace(item, row=dataclasses.replace(item.row, title=" "))
    assert model.title_of(nameless) == "Untitled"
    assert model.title_of(item) == model.data(model.index(0, 0)) == item.row.title


def test_very_many_gaps_that_are_filled_move_nothing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, model = window.list_pane.table, window.list_model
    monkeypatch.setattr("reader.ui.models.article_list.MANY_RUNS", 2)
    whole = model.shelf.copy()
    model.apply(whole[::2], at_rest=False)
    table.select(model.number(9))
    table.verticalScrollBar().setValue(6 * ROW + 11)
    sight = table.sight()
    model.apply(whole, at_rest=False)
    window.list_pane.let_in_requested.emit()
    assert model.rowCount() == len(whole)
    assert table.current_number() == sight.selected
    assert table.sight().rows[0] == sight.rows[0]
