"""The way of Tab out of the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.shelf import Place, Scope
from reader.ui.main_window import MainWindow
from tests.ui.fakes import FakeViewer


def test_tab_goes_from_the_page_to_its_buttons_and_on_to_the_problems(
    window: MainWindow, viewer: FakeViewer, qtbot: QtBot
) -> None:
    window.open_scope(Scope(Place.CATEGORY, "notes"))
    window.open_article(window.list_model.number(0))
    # As with the engine, what draws the page comes last of all.
    drawing = QWidget(viewer)
    drawing.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    drawing.show()
    drawing.setFocus()
    found = []
    for _times in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget())
    assert found == [window._page._down, window._page._original, window._status._problems, window.search]
    for _times in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is drawing
