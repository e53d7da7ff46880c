"""Every action of the window, declared once; menus, palette and the page of keys show them from here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from reader.ui.theme.look import Look
from reader.ui.translatable import QT_TRANSLATE_NOOP

CONTEXT: Final = "Actions"


class Group(StrEnum):
    """The menu that an action stands in; the values are the menus' English titles."""

    FILE = QT_TRANSLATE_NOOP("Actions", "&File")
    GO = QT_TRANSLATE_NOOP("Actions", "&Go")
    ARTICLE = QT_TRANSLATE_NOOP("Actions", "&Article")
    VIEW = QT_TRANSLATE_NOOP("Actions", "&View")
    HELP = QT_TRANSLATE_NOOP("Actions", "&Help")


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. ``keys`` are in Qt's portable spelling, the one that menus show first."""

    id: str
    group: Group
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""


SPECS: Final = (
    Spec("open-folder", Group.FILE, QT_TRANSLATE_NOOP("Actions", "Open Folder…"), ("Ctrl+O",), "folder"),
    Spec("problems", Group.FILE, QT_TRANSLATE_NOOP("Actions", "Problems…"), (), "problem"),
    Spec("rebuild", Group.FILE, QT_TRANSLATE_NOOP("Actions", "Read the Folder Again"), ("F5",)),
    Spec("close-window", Group.FILE, QT_TRANSLATE_NOOP("Actions", "Close Window"), ("Ctrl+W",)),
    Spec("quit", Group.FILE, QT_TRANSLATE_NOOP("Actions", "Quit"), ("Ctrl+Q",)),
    Spec("next-article", Group.GO, QT_TRANSLATE_NOOP("Actions", "Next Article"), ("J",)),
    Spec("previous-article", Group.GO, QT_TRANSLATE_NOOP("Actions", "Previous Article"), ("K",)),
    Spec("next-unread", Group.GO, QT_TRANSLATE_NOOP("Actions", "Next Unread Article"), ("N",)),
    Spec("previous-unread", Group.GO, QT_TRANSLATE_NOOP("Actions", "Previous Unread Article"), ("P",)),
    Spec("page-down", Group.GO, QT_TRANSLATE_NOOP("Actions", "Page Down, Then Next Unread"), ("Space",)),
    Spec("page-up", Group.GO, QT_TRANSLATE_NOOP("Actions", "Page Up"), ("Shift+Space",)),
    Spec("next-category", Group.GO, QT_TRANSLATE_NOOP("Actions", "Next Category"), ("Shift+N",)),
    Spec("previous-category", Group.GO, QT_TRANSLATE_NOOP("Actions", "Previous Category"), ("Shift+P",)),
    Spec(
        "search",
        Group.GO,
        QT_TRANSLATE_NOOP("Actions", "Search, or Command…"),
        ("Ctrl+K", "/", "、"),
        "search",
    ),
    Spec(
        "search-everywhere",
        Group.GO,
        QT_TRANSLATE_NOOP("Actions", "Search Everywhere"),
        ("Ctrl+Return", "Ctrl+Enter"),
    ),
    Spec("search-order", Group.GO, QT_TRANSLATE_NOOP("Actions", "Best or Newest Hits First")),
    Spec("keep-search", Group.GO, QT_TRANSLATE_NOOP("Actions", "Keep This Search"), ("Ctrl+S",)),
    Spec("filter-categories", Group.GO, QT_TRANSLATE_NOOP("Actions", "Filter Categories"), ("Ctrl+Shift+L",)),
    Spec("toggle-read", Group.ARTICLE, QT_TRANSLATE_NOOP("Actions", "Read or Unread"), ("M", "Ctrl+U")),
    Spec("toggle-star", Group.ARTICLE, QT_TRANSLATE_NOOP("Actions", "Star"), ("S", "Ctrl+D"), "star"),
    Spec(
        "mark-all",
        Group.ARTICLE,
        QT_TRANSLATE_NOOP("Actions", "Mark All in View Read"),
        ("Shift+A",),
        "check",
    ),
    Spec("mark-above", Group.ARTICLE, QT_TRANSLATE_NOOP("Actions", "Mark All Above Read")),
    Spec("mark-older", Group.ARTICLE, QT_TRANSLATE_NOOP("Actions", "Mark All Older Read")),
    Spec("undo", Group.ARTICLE, QT_TRANSLATE_NOOP("Actions", "Undo"), ("Ctrl+Z",)),
    Spec("redo", Group.ARTICLE, QT_TRANSLATE_NOOP("Actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    Spec(
        "open-original", Group.ARTICLE, QT_TRANSLATE_NOOP("Actions", "Open the Original"), ("V",), "external"
    ),
    Spec(
        "reveal",
        Group.ARTICLE,
        QT_TRANSLATE_NOOP("Actions", "Show the File in Its Folder"),
        ("Ctrl+Shift+R",),
    ),
    Spec("renew", Group.ARTICLE, QT_TRANSLATE_NOOP("Actions", "Show the Article As It Is Now"), ("R",)),
    Spec("more-like-this", Group.ARTICLE, QT_TRANSLATE_NOOP("Actions", "More Like This")),
    Spec("find", Group.ARTICLE, QT_TRANSLATE_NOOP("Actions", "Find in Page…"), ("Ctrl+F",)),
    Spec("next-hit", Group.ARTICLE, QT_TRANSLATE_NOOP("Actions", "Next Hit"), ("F3",)),
    Spec("previous-hit", Group.ARTICLE, QT_TRANSLATE_NOOP("Actions", "Previous Hit"), ("Shift+F3",)),
    Spec("pane-sidebar", Group.VIEW, QT_TRANSLATE_NOOP("Actions", "Go to the Sidebar"), ("Ctrl+1",)),
    Spec("pane-list", Group.VIEW, QT_TRANSLATE_NOOP("Actions", "Go to the List"), ("Ctrl+2",)),
    Spec("pane-page", Group.VIEW, QT_TRANSLATE_NOOP("Actions", "Go to the Page"), ("Ctrl+3",)),
    Spec("show-all", Group.VIEW, QT_TRANSLATE_NOOP("Actions", "Show All Articles")),
    Spec("show-unread", Group.VIEW, QT_TRANSLATE_NOOP("Actions", "Show Unread Articles Only")),
    Spec("show-starred", Group.VIEW, QT_TRANSLATE_NOOP("Actions", "Show Starred Articles Only")),
    Spec(
        "clean-up",
        Group.VIEW,
        QT_TRANSLATE_NOOP("Actions", "Clear Read Articles from the List"),
        ("Shift+U",),
    ),
    Spec(
        "toggle-sidebar",
        Group.VIEW,
        QT_TRANSLATE_NOOP("Actions", "Show or Hide the Sidebar"),
        ("F9",),
        "sidebar",
    ),
    Spec(
        "hide-read-categories",
        Group.VIEW,
        QT_TRANSLATE_NOOP("Actions", "Hide or Show Categories Without Unread Articles"),
    ),
    Spec("show-hidden", Group.VIEW, QT_TRANSLATE_NOOP("Actions", "Show or Hide What the Site Hides")),
    Spec("larger", Group.VIEW, QT_TRANSLATE_NOOP("Actions", "Larger Text"), ("Ctrl++", "Ctrl+=")),
    Spec("smaller", Group.VIEW, QT_TRANSLATE_NOOP("Actions", "Smaller Text"), ("Ctrl+-",)),
    Spec("normal-size", Group.VIEW, QT_TRANSLATE_NOOP("Actions", "Normal Text Size"), ("Ctrl+0",)),
    Spec("appearance", Group.VIEW, QT_TRANSLATE_NOOP("Actions", "Reading Appearance…")),
    Spec("handbook", Group.HELP, QT_TRANSLATE_NOOP("Actions", "Handbook"), ("F1",)),
    Spec("keys", Group.HELP, QT_TRANSLATE_NOOP("Actions", "All Keys"), ("?", "？"), "keyboard"),
    Spec("about", Group.HELP, QT_TRANSLATE_NOOP("Actions", "About Newsfold")),
)
"""In the order of menus. The full-width spellings are what Chinese input methods make of ``/`` and ``?``."""


class Actions(QObject):
    """The `QAction` objects made of `SPECS`, by id."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        for spec in SPECS:
            action = QAction(spoken(spec.text), self)
            action.setObjectName(spec.id)
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            action.setAutoRepeat(spec.group is Group.GO or spec.group is Group.VIEW)
            self._actions[spec.id] = action

    def carry_out(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Let each action call its handler."""
        for identity, action in self._actions.items():
            action.triggered.connect(partial(_run, handlers[identity]))

    def show_icons(self, look: Look) -> None:
        """Give the actions their icons, in the colours of the look."""
        for spec in SPECS:
            if spec.icon:
                self._actions[spec.id].setIcon(look.icon(spec.icon))

    def __getitem__(self, identity: str) -> QAction:
        """Return the action of an id."""
        return self._actions[identity]

    def __iter__(self) -> Iterator[QAction]:
        """Go through the actions in the order of the menus."""
        return iter(self._actions.values())


def _run(handler: Callable[[], object], *_checked: object) -> None:
    """Call a handler without what Qt says of check marks."""
    handler()


def spoken(text: str) -> str:
    """Return a text of `SPECS` or `Group` in the window's language."""
    return QCoreApplication.translate(CONTEXT, text)


def group_title(group: Group) -> str:
    """Return a menu's title without the mark of its access key: ``&File``, ``文件(&F)``."""
    return re.sub(r"\(&.\)", "", spoken(group)).replace("&", "")


def in_group(group: Group) -> tuple[Spec, ...]:
    """Return the actions of a menu, in order."""
    return tuple(spec for spec in SPECS if spec.group is group)


def native_keys(spec: Spec) -> str:
    """Return an action's first keys as the system writes them, or ""."""
    return key_text(QKeySequence(spec.keys[0])) if spec.keys else ""


def key_text(keys: QKeySequence) -> str:
    """Return keys as the system writes them, for reading: ``Ctrl K``."""
    text = keys.toString(QKeySequence.SequenceFormat.NativeText)
    return text[:-1].replace("+", " ") + text[-1:]
