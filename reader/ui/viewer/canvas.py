"""Readies the window's surface for what the page's engine draws."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QRhiWidget, QWidget

UNSEEN: Final = frozenset({"offscreen", "minimal"})
"""Qt's platforms that have no graphics card, nor a desktop on which a window could flicker."""


def reserve(parent: QWidget, platform: str) -> None:
    """Let the window around a widget be one that is drawn by the graphics card, before it is shown.

    The engine's view needs such a window. Were it plain until the view comes, Qt would have to make it
    anew at the first article: the window would vanish from the desktop, come back elsewhere in the
    stack, and lose the keyboard. A widget of that kind decides it by being there; it is never seen.
    ``platform`` is Qt's name of the window system, such as "xcb".
    """
    if platform not in UNSEEN:
        QRhiWidget(parent).hide()
