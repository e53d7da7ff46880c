from __future__ import annotations

import pytest
from pyroaring import BitMap
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from reader.domain.shelf import Place, Scope
from reader.ui.main_window import MainWindow
from reader.ui.models import heat
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role
from reader.ui.timeline import ruler as module
from reader.ui.timeline.delegate import ROW
from reader.ui.timeline.scroll_handle import ScrollHandle
from tests.ui.fakes import FakeViewer


def top_day(window: MainWindow) -> int:
    """Return the day of the month of the first article under the day label."""
    table, model = window.list_pane.table, window.list_model
    row = table.indexAt(QPoint(50, 30)).row()
    return model.item(row).row.moment.local().day


def test_the_ruler_stands_at_the_right_edge_from_top_to_bottom(window: MainWindow) -> None:
    pane = window.list_pane
    assert pane.ruler.geometry().getRect() == (pane.width() - 14, 0, 14, pane.height())
    assert pane.table.width() == pane.width() - 14


def test_a_click_goes_to_the_moment_and_selects_nothing(
    window: MainWindow, viewer: FakeViewer, qtbot: QtBot
) -> None:
    ruler, table = window.list_pane.ruler, window.list_pane.table
    # From May 26, 16:41, back to the beginning of May 22; two fifths of that lead to the evening of May 24.
    qtbot.mouseClick(ruler, Qt.MouseButton.LeftButton, pos=QPoint(6, ruler.height() * 2 // 5))
    assert top_day(window) == 24
    qtbot.mouseClick(ruler, Qt.MouseButton.LeftButton, pos=QPoint(6, 0))
    assert table.verticalScrollBar().value() == 0
    assert not table.currentIndex().isValid()
    assert viewer.shown == []
    qtbot.mouseClick(ruler, Qt.MouseButton.LeftButton, pos=QPoint(6, ruler.height() - 1))
    assert table.verticalScrollBar().value() == table.verticalScrollBar().maximum()


def test_another_button_goes_nowhere(window: MainWindow, qtbot: QtBot) -> None:
    ruler = window.list_pane.ruler
    qtbot.mouseClick(ruler, Qt.MouseButton.RightButton, pos=QPoint(6, ruler.height() - 1))
    assert window.list_pane.table.verticalScrollBar().value() == 0


def test_dragging_goes_along(window: MainWindow, qtbot: QtBot) -> None:
    ruler, bar = window.list_pane.ruler, window.list_pane.table.verticalScrollBar()
    qtbot.mousePress(ruler, Qt.MouseButton.LeftButton, pos=QPoint(6, 0))
    places = []
    for y in range(0, ruler.height(), 40):
        qtbot.mouseMove(ruler, QPoint(6, y))
        places.append(bar.value())
    qtbot.mouseMove(ruler, QPoint(6, ruler.height() + 300))
    qtbot.mouseRelease(ruler, Qt.MouseButton.LeftButton, pos=QPoint(6, ruler.height() + 300))
    assert places == sorted(places)
    assert len(set(places)) > 3
    assert bar.value() == bar.maximum()


def test_hovering_tells_date_and_count_in_the_time_of_the_site(window: MainWindow, qtbot: QtBot) -> None:
    ruler = window.list_pane.ruler
    qtbot.mouseMove(ruler, QPoint(6, 0))
    assert QToolTip.text() == "May 26, 2022, 4:33\u202fPM – 4:41\u202fPM · 1 article(s)"
    assert ruler.accessibleDescription() == QToolTip.text()
    assert ruler.text_at(ruler.height() - 1).startswith("May 22, 2022, 12:00")
    QApplication.sendEvent(ruler, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_an_empty_list_has_nothing_to_tell_and_nowhere_to_go(window: MainWindow, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.STARRED))
    ruler = window.list_pane.ruler
    qtbot.mouseClick(ruler, Qt.MouseButton.LeftButton, pos=QPoint(6, 100))
    assert ruler.text_at(100) == ""
    assert not ruler.grab().isNull()


def test_articles_are_drawn_in_the_accent_and_empty_time_is_not(window: MainWindow, look: Look) -> None:
    ruler = window.list_pane.ruler
    picture, ground = ruler.grab().toImage(), look.colour(Role.LIST)
    counts = [int(ruler.text_at(y).rpartition("· ")[2].split()[0]) for y in range(ruler.height())]
    assert sum(counts) == window.list_model.rowCount()
    # Below what is marked as in view; an article is drawn two pixels up and down, too.
    for y in range(ruler.height() // 2, ruler.height() - 2):
        found = picture.pixelColor(11, y)
        if not any(counts[y - 2 : y + 3]):
            assert found == ground
        elif counts[y]:
            assert found.green() < ground.green() - 40
            assert found.red() < ground.red()


def test_what_is_in_view_is_marked(window: MainWindow) -> None:
    ruler, table = window.list_pane.ruler, window.list_pane.table
    before = ruler._mark()
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    after = ruler._mark()
    assert before is not None
    assert after is not None
    assert before.top() == 0
    assert after.bottom() == ruler.height() - 1
    assert before.bottom() < after.top() + after.height()
    assert ruler.grab().toImage().pixelColor(ruler.width() - 2, after.center().y()).lightness() < 128


def test_it_is_worked_out_only_when_the_list_changes(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []

    def bins(*arguments: object) -> list[int]:
        counted.append(arguments)
        return heat.bins(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "bins", bins)
    ruler, table, model = window.list_pane.ruler, window.list_pane.table, window.list_model
    ruler.grab()
    for value in range(0, 10 * ROW, 50):
        table.verticalScrollBar().setValue(value)
        ruler.grab()
    qtbot.keyClicks(window.search, ">abc")
    qtbot.mouseMove(ruler, QPoint(5, 50))
    ruler.grab()
    assert counted == []
    # The list is painted first; several changes in a row are worked out once.
    for _ in range(3):
        model.apply(model.shelf[:-3], at_rest=True)
        ruler.grab()
    assert counted == []
    qtbot.waitUntil(lambda: bool(counted))
    qtbot.wait(2 * module.SOON)
    assert len(counted) == 1


def test_what_is_asked_for_before_the_strip_follows_is_of_the_list_as_it_is(window: MainWindow) -> None:
    ruler, model = window.list_pane.ruler, window.list_model
    model.apply(model.shelf[-1:], at_rest=True)
    told = {ruler.text_at(pixel).rpartition("· ")[2] for pixel in range(ruler.height())}
    assert told == {"0 article(s)", "1 article(s)"}
    model.apply(BitMap(), at_rest=True)
    assert ruler.text_at(0) == ""


def test_a_ruler_of_another_height_is_drawn_as_such_at_once(window: MainWindow, qtbot: QtBot) -> None:
    ruler = window.list_pane.ruler
    window.resize(window.width(), window.height() - 200)
    drawn = ruler.grab().toImage()
    qtbot.wait(2 * module.SOON)
    assert drawn == ruler.grab().toImage()


def test_the_wheel_over_the_ruler_scrolls_the_list(window: MainWindow) -> None:
    ruler, bar = window.list_pane.ruler, window.list_pane.table.verticalScrollBar()
    place = QPointF(5, 50)
    event = QWheelEvent(
        place,
        QPointF(ruler.mapToGlobal(place.toPoint())),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(ruler, event)
    assert bar.value() > 0


def test_the_slim_bar_and_the_list_scroll_each_other(window: MainWindow, qtbot: QtBot) -> None:
    table = window.list_pane.table
    slim, bar = table.findChild(ScrollHandle), table.verticalScrollBar()
    assert slim.isVisible()
    assert (slim.maximum(), slim.pageStep()) == (bar.maximum(), bar.pageStep())
    slim.setValue(300)
    assert bar.value() == 300
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert slim.value() == slim.maximum() == bar.value()
    assert slim.geometry().right() == table.width() - 1
    window.open_scope(Scope(Place.STARRED))
    qtbot.waitUntil(lambda: not slim.isVisible())
