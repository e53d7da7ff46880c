from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence

from reader.paths import resources
from reader.ui.actions import SPECS, Group, group_title, in_group, key_text
from reader.ui.main_window import MainWindow


def test_ids_and_keys_are_each_used_once() -> None:
    assert max(Counter(spec.id for spec in SPECS).values()) == 1
    keys = Counter(QKeySequence(key).toString() for spec in SPECS for key in spec.keys)
    assert {key for key, count in keys.items() if count > 1} == set()
    assert "" not in keys, "every key is one that Qt can read"


def test_every_action_stands_in_a_menu_and_has_its_icon() -> None:
    assert [spec for group in Group for spec in in_group(group)] == list(SPECS)
    assert all((resources() / "icons" / f"{spec.icon}.svg").is_file() for spec in SPECS if spec.icon)


def test_the_keys_of_the_design() -> None:
    keys = {spec.id: spec.keys for spec in SPECS}
    assert keys["next-article"] == ("J",)
    assert keys["toggle-read"] == ("M", "Ctrl+U")
    assert keys["mark-all"] == ("Shift+A",)
    assert keys["search"][:2] == ("Ctrl+K", "/")
    assert keys["filter-categories"] == ("Ctrl+Shift+L",)
    assert keys["keys"][0] == "?"


def test_keys_are_written_for_reading() -> None:
    assert key_text(QKeySequence("Ctrl+Shift+Z")) == "Ctrl Shift Z"
    assert key_text(QKeySequence("Ctrl++")) == "Ctrl +"
    assert key_text(QKeySequence("J")) == "J"


def test_titles_of_groups_have_no_marks() -> None:
    assert [group_title(group) for group in Group] == ["File", "Go", "Article", "View", "Help"]


def test_menus_and_palette_show_every_action(window: MainWindow) -> None:
    in_menus = {
        action.objectName()
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
        if action.objectName()
    }
    assert in_menus == {spec.id for spec in SPECS}
    offered = window.hinting.commands("")
    assert [choice.target for choice in offered] == [spec.id for spec in SPECS]
