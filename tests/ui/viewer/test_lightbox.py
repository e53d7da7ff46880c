"""A picture large over a window: how it fits, zooms, moves and goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.ui.viewer.lightbox import LARGEST, MARGIN, Lightbox

RED = QColor("#c00000")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    with qtbot.waitActive(window):
        window.show()
    return window


def picture(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(RED)
    return image


def opened(parent: QWidget, width: int = 3000, height: int = 1000) -> Lightbox:
    return Lightbox(picture(width, height), QColor("white"), parent)


def test_a_large_picture_is_fitted_in_and_a_small_one_is_not_blown_up(parent: QWidget) -> None:
    area = opened(parent).area()
    assert area.width() == 800 - 2 * MARGIN
    assert area.center() == QPointF(400, 300)
    small = opened(parent, 100, 50)
    assert small.area().size().toSize() == QSize(100, 50)
    shown = small.grab().toImage()
    assert shown.pixelColor(400, 300) == RED
    assert shown.pixelColor(300, 300) != RED


def test_it_covers_the_window_at_every_size(parent: QWidget, qtbot: QtBot) -> None:
    box = opened(parent)
    parent.resize(500, 700)
    qtbot.waitUntil(lambda: box.size() == QSize(500, 700))
    assert box.area().width() == 500 - 2 * MARGIN


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_closes_it_once(parent: QWidget, qtbot: QtBot, key: Qt.Key) -> None:
    box = opened(parent)
    assert box.hasFocus()
    with qtbot.waitSignal(box.closed):
        qtbot.keyClick(box, key)
    qtbot.waitUntil(lambda: not parent.findChildren(Lightbox))


def test_a_click_closes_it_and_a_drag_moves_the_picture(parent: QWidget, qtbot: QtBot) -> None:
    box = opened(parent)
    before = box.area().center()
    qtbot.mousePress(box, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    qtbot.mouseMove(box, QPoint(150, 120))
    qtbot.mouseRelease(box, Qt.MouseButton.LeftButton, pos=QPoint(150, 120))
    assert box.area().center() - before == QPointF(50, 20)
    assert box.isVisible()
    with qtbot.waitSignal(box.closed):
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))


def test_keys_zoom_and_fit_it_in_again(parent: QWidget, qtbot: QtBot) -> None:
    box = opened(parent)
    fitted = box.scale
    qtbot.keyClick(box, Qt.Key.Key_Plus)
    assert box.scale == pytest.approx(fitted * 1.25)
    qtbot.keyClick(box, Qt.Key.Key_Minus)
    qtbot.keyClick(box, Qt.Key.Key_Minus)
    assert box.scale == pytest.approx(fitted / 1.25)
    for _times in range(40):
        qtbot.keyClick(box, Qt.Key.Key_Equal)
    assert box.scale == LARGEST
    qtbot.keyClick(box, Qt.Key.Key_0)
    assert box.scale == fitted


def test_the_wheel_keeps_the_point_under_the_pointer(parent: QWidget) -> None:
    box = opened(parent)
    place = QPointF(200, 250)
    before = (place - box.area().topLeft()) / box.scale
    none, button, phase = (
        Qt.KeyboardModifier.NoModifier,
        Qt.MouseButton.NoButton,
        Qt.ScrollPhase.NoScrollPhase,
    )
    event = QWheelEvent(place, place, QPoint(), QPoint(0, 240), button, none, phase, False)
    QApplication.sendEvent(box, event)
    after = (place - box.area().topLeft()) / box.scale
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()))
    assert box.scale > 0.3


def test_letters_are_no_commands_while_it_is_open(parent: QWidget, qtbot: QtBot) -> None:
    fired: list[int] = []
    shortcut = QShortcut(QKeySequence("J"), parent)
    shortcut.activated.connect(lambda: fired.append(1))
    box = opened(parent)
    qtbot.keyClick(box, Qt.Key.Key_J)
    assert fired == []
    box.leave()
    parent.setFocus()
    qtbot.keyClick(parent, Qt.Key.Key_J)
    assert fired == [1]
