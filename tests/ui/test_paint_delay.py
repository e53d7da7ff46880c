from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.ui.main_window import MainWindow
from reader.ui.paint_delay import PaintDelay
from tests.ui.fakes import FakeViewer


def seen(widget: QWidget) -> QColor:
    """Return the colour in the middle of what is on the screen, without painting anew."""
    window = widget.window()
    picture = window.screen().grabWindow(window.winId()).toImage()
    place = widget.mapTo(window, widget.rect().center())
    return picture.pixelColor(place) if picture.rect().contains(place) else QColor()


def paint(widget: QWidget, colour: str) -> None:
    palette = widget.palette()
    palette.setColor(widget.backgroundRole(), QColor(colour))
    widget.setPalette(palette)


def coloured(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setAutoFillBackground(True)
    widget.resize(100, 100)
    paint(widget, "#ff0000")
    widget.show()
    qtbot.waitExposed(widget)
    qtbot.waitUntil(lambda: seen(widget) == QColor("#ff0000"))
    return widget


def test_what_changes_is_seen_afterwards_and_what_was_seen_stays_until_then(qtbot: QtBot) -> None:
    widget = coloured(qtbot)
    delay = PaintDelay(widget)
    delay._waiting.setInterval(1_000_000)
    paint(widget, "#0000ff")
    delay.begin()
    for _ in range(20):
        QCoreApplication.processEvents()
    assert seen(widget) == QColor("#ff0000")
    delay.end()
    qtbot.waitUntil(lambda: seen(widget) == QColor("#0000ff"))
    paint(widget, "#00ff00")
    qtbot.waitUntil(lambda: seen(widget) == QColor("#00ff00"))


def test_nobody_who_holds_down_a_key_makes_it_wait_for_ever(qtbot: QtBot) -> None:
    widget = coloured(qtbot)
    delay = PaintDelay(widget)
    paint(widget, "#0000ff")

    def came() -> bool:
        delay.begin()
        return seen(widget) == QColor("#0000ff")

    qtbot.waitUntil(came)


def test_the_window_paints_when_the_page_is_laid_out(window: MainWindow, viewer: FakeViewer) -> None:
    window.open_article(window.list_model.number(1))
    assert window._paint_delay._waiting.isActive()
    viewer.laid_out.emit()
    assert not window._paint_delay._waiting.isActive()
