from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from reader.domain.problem import SENTENCES, Problem
from reader.paths import resources
from reader.settings import SettingsStore
from reader.ui.actions import SPECS
from reader.ui.dialogs.problem_texts import COLLECTED, sentence
from reader.ui.dialogs.shortcuts import ShortcutsDialog
from reader.ui.main_window import MainWindow
from reader.ui.theme.look import Look
from reader.ui.theme.measures import Measures
from reader.ui.theme.theme import Role, load_all


def only(window: MainWindow, kind: type[QDialog]) -> QDialog:
    dialogs = window.findChildren(kind)
    assert len(dialogs) == 1
    return dialogs[0]


def test_the_sentences_of_problems_are_all_collected() -> None:
    assert list(COLLECTED) == list(SENTENCES.values())


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_problem_has_a_sentence(code: str) -> None:
    assert "{" not in sentence(Problem("a.md", code, "this"))


def test_all_keys_are_on_the_page_of_keys(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.list_pane.table, "?")
    dialog = only(window, ShortcutsDialog)
    texts = {label.text() for label in dialog.findChildren(QLabel)}
    assert {spec.text for spec in SPECS if spec.keys} <= texts
    assert "M   Ctrl U" in texts
    assert not any("、" in text for text in texts)
    dialog.close()


def test_the_page_of_keys_fits_the_screen_and_scrolls(window: MainWindow, look: Look, qtbot: QtBot) -> None:
    look.measures = Measures("Noto Sans CJK SC", 2.0)
    qtbot.keyClicks(window.list_pane.table, "?")
    dialog = only(window, ShortcutsDialog)
    room = dialog.screen().availableSize()
    assert dialog.height() < room.height()
    assert dialog.width() < room.width()
    area = dialog.findChild(QScrollArea)
    bar = area.verticalScrollBar()
    assert bar.maximum() > 0
    qtbot.waitUntil(area.hasFocus)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(ShortcutsDialog))


def test_the_appearance_changes_at_once_and_is_kept(
    window: MainWindow, settings: SettingsStore, qtbot: QtBot
) -> None:
    window.commands["appearance"].trigger()
    popover = window.popups.popover
    assert popover is not None
    assert popover.isVisible()
    told: list[object] = []
    window.settings_changed.connect(told.append)
    qtbot.mouseClick(popover.theme._segments[2], Qt.MouseButton.LeftButton)
    assert settings.value.theme == "dark"
    assert window.palette().window().color().name() == "#1b1a18"
    assert window._viewer.colours[0].name() == "#252421"
    qtbot.mouseClick(popover._larger, Qt.MouseButton.LeftButton)
    assert settings.value.font_size == 18
    assert popover._figure.text() == "18"
    qtbot.mouseClick(popover.type._segments[1], Qt.MouseButton.LeftButton)
    assert not settings.value.serif
    qtbot.mouseClick(popover.mark_read._segments[2], Qt.MouseButton.LeftButton)
    assert window.desk.mark_read == "never"
    assert len(told) == 4
    window.commands["appearance"].trigger()
    assert window.popups.popover is None


def test_the_keyboard_goes_back_to_where_it_was_when_the_popover_closes(
    window: MainWindow, qtbot: QtBot
) -> None:
    table = window.list_pane.table
    table.setFocus()
    window.commands["appearance"].trigger()
    popover = window.popups.popover
    assert popover.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is table
    assert window.popups.popover is None
    window.commands["appearance"].trigger()
    window.commands["appearance"].trigger()
    assert QApplication.focusWidget() is table


def test_the_popover_closes_when_one_turns_to_another_part(window: MainWindow) -> None:
    window.list_pane.table.setFocus()
    window.commands["appearance"].trigger()
    window.sidebar.setFocus()
    assert window.popups.popover is None
    assert window.sidebar.isAncestorOf(QApplication.focusWidget())


def test_the_popovers_labels_take_the_colour_of_the_theme_chosen_in_it(
    window: MainWindow, qtbot: QtBot, look: Look
) -> None:
    window.commands["appearance"].trigger()
    popover = window.popups.popover
    qtbot.mouseClick(popover.theme._segments[2], Qt.MouseButton.LeftButton)
    label = next(one for one in popover.findChildren(QLabel) if one.text() == "Theme")
    assert label.palette().color(label.foregroundRole()) == look.colour(Role.INK2)
    assert look.theme[Role.INK2] == load_all(resources() / "themes")["dark"][Role.INK2]


def test_settings_that_cannot_be_saved_hold_all_the_same(
    window: MainWindow, settings: SettingsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("reader.settings.save", refuse)
    window.dressing.change("font_size", 20)
    assert settings.value.font_size == 20
    assert window.toast.text == "The settings could not be saved: no space left"
