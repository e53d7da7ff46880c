from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from reader.library.searching.outlets import Outlet
from reader.ui.main_window import MainWindow
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role
from reader.ui.timeline.outlet_bars import ABOVE, BELOW, FIRST, ROW, SIDE, OutletBars
from reader.ui.widgets.buttons import Button

SEVEN = [Outlet(f"slug{at}", f"名{at}", 700 // (at + 1)) for at in range(7)]


@pytest.fixture
def bars(window: MainWindow) -> OutletBars:
    window.list_pane.outlets.show_outlets(SEVEN)
    return window.list_pane.outlets


def rows(bars: OutletBars) -> list[Button]:
    return [button for button in bars.findChildren(Button) if not button.isHidden()]


def test_nothing_stands_there_while_nothing_is_searched_for(window: MainWindow) -> None:
    assert window.list_pane.outlets.isHidden()


def test_the_first_outlets_are_named_with_their_numbers(bars: OutletBars) -> None:
    assert bars.isVisible()
    names = [row.accessibleName() for row in rows(bars)]
    assert names == [f"名{at}, {700 // (at + 1)}" for at in range(FIRST)]


def test_bars_are_as_long_as_their_numbers(bars: OutletBars, look: Look, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bars.height() == ABOVE + FIRST * ROW + BELOW)
    image: QImage = bars.grab().toImage()

    def length(row: int) -> int:
        """Return how far the bar goes, along a line under its name."""
        colours = (image.pixelColor(x, ABOVE + row * ROW + ROW - 3) for x in range(SIDE + 4, image.width()))
        bar: QColor = look.colour(Role.SELECTION)
        return next(place for place, colour in enumerate(colours) if colour != bar)

    assert abs(length(0) / 2 - length(1)) < 5
    assert length(0) > length(1) > length(2) > length(3) > length(4)


def test_a_click_and_the_keyboard_choose_one(bars: OutletBars, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bars.chosen) as chosen:
        qtbot.mouseClick(rows(bars)[2], Qt.MouseButton.LeftButton)
    assert chosen.args == ["slug2"]
    with qtbot.waitSignal(bars.chosen) as chosen:
        qtbot.keyClick(rows(bars)[1], Qt.Key.Key_Space)
    assert chosen.args == ["slug1"]


def test_one_outlet_tells_nothing(bars: OutletBars) -> None:
    bars.show_outlets(SEVEN[:1])
    assert bars.isHidden()
