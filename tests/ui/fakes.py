"""Stand-ins for the window's neighbours that are heavy or written elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget


class FakeViewer(QWidget):
    """Has the viewer's signals and methods, and keeps what it was asked for."""

    link_activated = Signal(str)
    laid_out = Signal()
    painted = Signal(object)
    requests_made = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.shown: list[int] = []
        self.ahead: list[int] = []
        self.zooms: list[int] = []
        self.sentence = ""
        self.pages_left = 0
        self.fingerprint = 0
        self.refreshed = 0
        self.finding = False
        self.hits: list[int] = []
        self.sought: object = ()

    def show_article(self, number: int) -> None:
        self.shown.append(number)

    def prefetch(self, number: int) -> None:
        self.ahead.append(number)

    def clear(self) -> None:
        self.shown.clear()

    def follow(self, renamed: Mapping[int, int]) -> None:
        self.shown = [renamed.get(number, number) for number in self.shown]

    def refresh(self) -> None:
        self.refreshed += 1

    def say(self, sentence: str) -> None:
        self.sentence = sentence

    def page_down(self) -> bool:
        self.pages_left -= 1
        return self.pages_left >= 0

    def page_up(self) -> bool:
        return False

    def zoom(self, step: int) -> float:
        self.zooms.append(step)
        return 1.0

    def open_find(self) -> None:
        self.finding = True

    def mark(self, sought: object) -> None:
        self.sought = sought

    def next_hit(self, step: int) -> None:
        self.hits.append(step)

    def set_colours(self, page: QColor, ink: QColor, accent: QColor) -> None:
        self.colours = (page, ink, accent)
