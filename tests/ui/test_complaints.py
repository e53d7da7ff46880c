from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from reader.ui.complaints import Complaints
from reader.ui.main_window import MainWindow


def test_what_a_file_is_called_is_no_markup(window: MainWindow) -> None:
    Complaints(window).tell("There is no “<h1>Pay here<img src=file:///etc/logo.png>”.")
    box = window.findChild(QMessageBox)
    assert box is not None
    assert box.textFormat() is Qt.TextFormat.PlainText
    box.close()
