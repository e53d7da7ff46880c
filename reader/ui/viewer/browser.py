"""The engine's pane as the page pane sees it, so that Qt WebEngine need not be loaded to know it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Final, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from reader.ui.viewer.answering import Answering
from reader.ui.viewer.hits import NO_PLACE, Place

PIECES: Final = ("PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "reader.ui.viewer.web_pane")
"""What there is to load, in the order in which it needs each other."""


class Browser(Protocol):
    """What `reader.ui.viewer.web_pane.WebPane` offers; its docstrings say more."""

    laid_out: SignalInstance
    painted: SignalInstance
    scrolled: SignalInstance
    link_clicked: SignalInstance
    link_hovered: SignalInstance
    died: SignalInstance
    found: SignalInstance
    hits_counted: SignalInstance

    def widget(self) -> QWidget: ...  # noqa: D102 - said there
    def load(  # noqa: D102 - said there
        self, number: int, position: float = 0.0, *, to_hit: bool = False, at_hit: Place = NO_PLACE
    ) -> None: ...
    def blank(self) -> None: ...  # noqa: D102 - said there
    def position(self) -> float: ...  # noqa: D102 - said there
    def at_end(self) -> bool: ...  # noqa: D102 - said there
    def at_start(self) -> bool: ...  # noqa: D102 - said there
    def scroll_to(self, position: float) -> None: ...  # noqa: D102 - said there
    def scroll_by_page(self, direction: int) -> None: ...  # noqa: D102 - said there
    def scroll_by(self, pixels: int) -> None: ...  # noqa: D102 - said there
    def set_zoom(self, factor: float) -> None: ...  # noqa: D102 - said there
    def set_ground(self, colour: QColor) -> None: ...  # noqa: D102 - said there
    def find_text(self, text: str, *, backwards: bool = False) -> None: ...  # noqa: D102 - said there
    def go_to_hit(self, step: int) -> None: ...  # noqa: D102 - said there
    def selected_text(self) -> str: ...  # noqa: D102 - said there
    def copy(self) -> None: ...  # noqa: D102 - said there
    def close_engine(self) -> None: ...  # noqa: D102 - said there


def load() -> Iterator[str]:
    """Load the engine in pieces of up to 30 ms, one a step; raises ImportError where it lacks something."""
    for name in PIECES:
        importlib.import_module(name)
        yield name


def start(answering: Answering, ground: QColor, parent: QWidget) -> Browser:
    """Start the engine and return its pane; takes a tenth of a second and a hundred megabytes."""
    browser: Browser = importlib.import_module("reader.ui.viewer.web_pane").WebPane(answering, ground, parent)
    return browser
