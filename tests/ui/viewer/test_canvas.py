from __future__ import annotations

import pytest
from PySide6.QtGui import QSurface
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from reader.ui.viewer.canvas import reserve


@pytest.mark.qt_log_ignore("QRhi is not supported on this platform")  # only here: the tests have no card
@pytest.mark.parametrize(("platform", "plain"), [("xcb", False), ("wayland", False), ("offscreen", True)])
def test_window_is_made_for_the_engine_from_the_start(qtbot: QtBot, platform: str, *, plain: bool) -> None:
    """Else the first article would take the window off the desktop and make another, without focus."""
    window = QMainWindow()
    qtbot.addWidget(window)
    middle = QWidget(window)
    window.setCentralWidget(middle)
    reserve(middle, platform)
    window.create()
    assert (window.windowHandle().surfaceType() is QSurface.SurfaceType.RasterSurface) is plain
