"""The menus: the bar for systems that expect one, and the one behind ⋯."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QMenuBar

from reader.ui.actions import Actions, Group, in_group, spoken

BREAKS: Final = frozenset(
    {"problems", "close-window", "next-unread", "page-down", "next-category", "search", "mark-all", "undo"}
    | {"open-original", "show-all", "toggle-sidebar", "larger"}
)
"""Actions that a line stands above."""


def fill_bar(bar: QMenuBar, actions: Actions, recent: QMenu) -> None:
    """Put every group of actions into a menu of the bar."""
    for group in Group:
        _fill(bar.addMenu(spoken(group)), group, actions, recent)


def fill_more(menu: QMenu, actions: Actions, recent: QMenu) -> None:
    """Put the folder's actions into a menu, and the other groups into menus below it."""
    _fill(menu, Group.FILE, actions, recent)
    first = menu.actions()[3]
    for group in (Group.GO, Group.ARTICLE, Group.VIEW):
        submenu = QMenu(spoken(group), menu)
        _fill(submenu, group, actions, recent)
        menu.insertMenu(first, submenu)
    menu.insertSeparator(first)
    for spec in in_group(Group.HELP):
        menu.insertAction(first, actions[spec.id])


def fill_recent(menu: QMenu, folders: Sequence[str], choose: Callable[[str], None]) -> None:
    """Show the folders opened before."""
    menu.clear()
    for folder in folders:
        action = menu.addAction(Path(folder).name or folder)
        action.setToolTip(folder)
        action.triggered.connect(partial(_choose, choose, folder))
    menu.setEnabled(bool(folders))


def recent_title() -> str:
    """Return the title of the menu of folders opened before."""
    return QCoreApplication.translate("Menus", "Open Recent")


def _choose(choose: Callable[[str], None], folder: str, _checked: object = None) -> None:
    choose(folder)


def _fill(menu: QMenu, group: Group, actions: Actions, recent: QMenu) -> None:
    for spec in in_group(group):
        if spec.id in BREAKS:
            menu.addSeparator()
        menu.addAction(actions[spec.id])
        if spec.id == "open-folder":
            menu.addMenu(recent)
