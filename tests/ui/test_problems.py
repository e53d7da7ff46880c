"""The panel of problems: figures, list, filter, and what one can do there."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from reader.domain.inventory import Inventory
from reader.domain.problem import SENTENCES, Problem
from reader.library.library import Library
from reader.ui.dialogs import problem_list
from reader.ui.dialogs.inventory_table import InventoryTable
from reader.ui.dialogs.problem_list import INCOMPLETE, REPAIRED, Column, Listed, ProblemModel
from reader.ui.dialogs.problem_texts import KINDS, kind_text, sentence
from reader.ui.dialogs.problems import ProblemsDialog
from reader.ui.main_window import MainWindow
from reader.ui.theme.look import Look
from reader.ui.theme.measures import Measures
from tests.ui.fakes import FakeViewer

EMPTY = "_posts/2022-05-22-empty.md"
THREE = (
    Problem("_posts/b-Empty.md", "empty"),
    Problem("old/a.md", "encoding", "GB18030"),
    Problem("old/link.md", "outside", repaired=False),
)


def panel(window: MainWindow, qtbot: QtBot) -> ProblemsDialog:
    """Open the panel over the status bar's button, and wait until it is filled."""
    qtbot.mouseClick(window._status._problems, Qt.MouseButton.LeftButton)
    (dialog,) = window.findChildren(ProblemsDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    return dialog


def button(dialog: ProblemsDialog, text: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if one.text() == text)


def paths(dialog: ProblemsDialog) -> list[str]:
    return [dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())]


def click_cell(
    qtbot: QtBot, dialog: ProblemsDialog, row: int, column: Column, *, double: bool = False
) -> None:
    viewport = dialog.table.viewport()
    place = dialog.table.visualRect(dialog.model.index(row, column)).center()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    if double:
        qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)


@pytest.fixture
def dialog(window: MainWindow, look: Look, qtbot: QtBot) -> ProblemsDialog:
    """A panel with three problems."""
    made = ProblemsDialog(look, window)
    made.show_problems(Listed.of(THREE))
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_every_code_has_a_name_to_filter_by() -> None:
    assert list(KINDS) == list(SENTENCES)
    assert kind_text("encoding") == "Not UTF-8"


def test_the_panel_shows_the_problems_and_figures_of_the_folder(window: MainWindow, qtbot: QtBot) -> None:
    assert window._status._problems.text() == "1 file(s) with problems"
    dialog = panel(window, qtbot)
    assert paths(dialog) == [EMPTY]
    assert dialog.model.index(0, Column.SENTENCE).data().startswith("The file is empty")
    names = [label.accessibleName() for label in dialog.inventory.findChildren(QLabel)]
    assert {
        "Files found: 38",
        "Articles: 38",
        "Files repaired: 1",
        "Changes are noticed: at the next start",
    } < set(names)
    dialog.close()


def test_a_second_click_brings_the_same_panel_to_the_front(window: MainWindow, qtbot: QtBot) -> None:
    first = panel(window, qtbot)
    assert panel(window, qtbot) is first
    first.close()


def test_the_button_of_a_row_shows_its_file(dialog: ProblemsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.reveal_requested) as asked:
        click_cell(qtbot, dialog, 1, Column.REVEAL)
    assert asked.args == ["old/a.md"]
    with qtbot.assertNotEmitted(dialog.reveal_requested):
        click_cell(qtbot, dialog, 1, Column.PATH)


def test_the_button_below_shows_the_file_of_the_chosen_row(dialog: ProblemsDialog, qtbot: QtBot) -> None:
    dialog.table.selectRow(2)
    with qtbot.waitSignal(dialog.reveal_requested) as asked:
        qtbot.mouseClick(button(dialog, "Show the File in Its Folder"), Qt.MouseButton.LeftButton)
    assert asked.args == ["old/link.md"]


def test_a_double_click_and_enter_open_the_article(dialog: ProblemsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.open_requested) as asked:
        click_cell(qtbot, dialog, 2, Column.SENTENCE, double=True)
    assert asked.args == ["old/link.md"]
    dialog.table.setFocus()
    dialog.table.selectRow(1)
    with qtbot.waitSignal(dialog.open_requested) as asked:
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert asked.args == ["old/a.md"]
    assert dialog.isVisible()


def test_a_row_has_a_menu(dialog: ProblemsDialog, qtbot: QtBot) -> None:
    place = dialog.table.visualRect(dialog.model.index(1, 0)).center()
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    dialog.table.customContextMenuRequested.emit(place)
    (menu,) = dialog.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == ["Open the Article", "Show the File in Its Folder"]
    with qtbot.waitSignal(dialog.reveal_requested) as asked:
        menu.actions()[1].trigger()
    assert asked.args == ["old/a.md"]
    menu.close()


def test_an_article_opens_beside_the_panel(window: MainWindow, viewer: FakeViewer, qtbot: QtBot) -> None:
    dialog = panel(window, qtbot)
    click_cell(qtbot, dialog, 0, Column.PATH, double=True)
    assert window.library is not None
    assert viewer.shown == [window.library.number_of(EMPTY)]
    assert dialog.isVisible()
    dialog.open_requested.emit("nowhere.md")
    assert window.toast.text == "This file holds no article that could be opened."
    with qtbot.waitSignal(window.reveal_requested) as asked:
        click_cell(qtbot, dialog, 0, Column.REVEAL)
    assert asked.args == [EMPTY]
    dialog.close()


@pytest.mark.parametrize(
    ("typed", "rows"),
    [("", 3), ("EMPTY", 1), ("old/", 2), ("gb18030", 1), ("leads out", 1), ("  ", 3), ("nothing like it", 0)],
)
def test_what_is_typed_is_found_in_path_detail_and_sentence(
    dialog: ProblemsDialog, qtbot: QtBot, typed: str, rows: int
) -> None:
    qtbot.keyClicks(dialog.filter, typed)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == rows and not dialog._filtering.isActive())
    assert f"{rows} of 3" in {label.text() for label in dialog.findChildren(QLabel)}
    assert button(dialog, "Open the Article").isEnabled() is (rows > 0)


def test_kinds_are_those_that_there_are(dialog: ProblemsDialog) -> None:
    texts = [dialog.kinds.itemText(at) for at in range(dialog.kinds.count())]
    assert texts == [
        "All kinds",
        "Shown whole",
        "Incomplete",
        "",
        "Empty",
        "Not UTF-8",
        "Link out of the folder",
    ]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("", [0, 1, 2]),
        (REPAIRED, [0, 1]),
        (INCOMPLETE, [2]),
        ("encoding", [1]),
    ],
)
def test_a_kind_shows_only_its_problems(dialog: ProblemsDialog, kind: str, found: list[int]) -> None:
    at = dialog.kinds.findData(kind)
    dialog.kinds.setCurrentIndex(at)
    dialog.kinds.activated.emit(at)
    assert paths(dialog) == [THREE[one].path for one in found]


def test_filter_and_choice_stay_when_the_folder_changes(dialog: ProblemsDialog) -> None:
    at = dialog.kinds.findData(REPAIRED)
    dialog.kinds.setCurrentIndex(at)
    dialog.apply_filter()
    dialog.table.selectRow(1)
    dialog.show_problems(Listed.of((Problem("_posts/a.md", "cut"), *THREE)))
    assert paths(dialog) == ["_posts/a.md", "_posts/b-Empty.md", "old/a.md"]
    assert dialog.table.currentIndex().row() == 2


def test_no_sentence_is_spelled_out_for_each_of_many_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    spelled = []

    def spell(problem: Problem) -> str:
        spelled.append(problem.code)
        return sentence(problem)

    monkeypatch.setattr(problem_list, "sentence", spell)
    listed = Listed.of([Problem(f"_posts/2022-05-31-{at}.md", "encoding", "GB18030") for at in range(1000)])
    assert len(listed.matching("31-77", "encoding")) == 11
    assert len(listed.matching("is not utf-8", "")) == 1000
    assert spelled == ["encoding"] * 2


@pytest.mark.usefixtures("qapp")
def test_the_model_is_a_model() -> None:
    model = ProblemModel(QIcon())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(THREE)
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None
    assert model.data(model.index(0, Column.REVEAL), Qt.ItemDataRole.AccessibleTextRole).startswith("Show")
    tester.deleteLater()


def test_figures_are_told_in_words(window: MainWindow, look: Look, qtbot: QtBot) -> None:
    table = InventoryTable(look, window)
    qtbot.addWidget(table)
    today = datetime.now().astimezone().replace(hour=14, minute=5)
    before = today - timedelta(days=400)
    table.show_inventory(
        Inventory(
            100_003,
            99_958,
            350,
            31,
            48_200_000,
            int(today.timestamp()),
            int(before.timestamp()),
            12.34,
            "looks",
            "far",
        )
    )
    said = [label.text() for label in table._values]
    assert said[:6] == ["100,003", "99,958", "350", "31", "46.0 MB", "2:05\u202fPM"]
    assert said[6] == f"{before.month}/{before.day}/{before:%y} 2:05\u202fPM · took 12.3 s"
    assert said[7] == "by looking now and then: far"
    table.show_inventory(Inventory(how="events"))
    assert [label.text() for label in table._values][5:] == ["–", "–", "at once"]


def test_the_panel_fits_the_screen(window: MainWindow, look: Look, qtbot: QtBot) -> None:
    look.measures = Measures("Noto Sans CJK SC", 1.4)
    dialog = panel(window, qtbot)
    room = dialog.screen().availableSize()
    assert dialog.width() < room.width()
    assert dialog.height() < room.height()
    dialog.close()


def test_the_panel_is_kept_up_to_date_while_it_is_open(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = panel(window, qtbot)
    monkeypatch.setattr(Library, "problems", lambda _self: list(THREE))
    window.generation_shown.emit()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    dialog.close()
    qtbot.waitUntil(lambda: not window.findChildren(ProblemsDialog))
    window.generation_shown.emit()


def test_the_panel_goes_with_its_folder(window: MainWindow, qtbot: QtBot) -> None:
    panel(window, qtbot)
    window.set_library(None)
    qtbot.waitUntil(lambda: not window.findChildren(ProblemsDialog))


def test_reading_is_paused_in_the_panel_and_goes_on_in_the_status_bar(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = panel(window, qtbot)
    with qtbot.waitSignal(window.pause_requested) as asked:
        qtbot.mouseClick(button(dialog, "Pause Reading"), Qt.MouseButton.LeftButton)
    assert asked.args == [True]
    status = window._status
    assert status._text.text() == "Changes of the folder wait until reading goes on."
    assert button(dialog, "Go On Reading").isVisible()
    assert status._pause.isVisible()
    with qtbot.waitSignal(window.pause_requested) as asked:
        qtbot.mouseClick(status._pause, Qt.MouseButton.LeftButton)
    assert asked.args == [False]
    assert status._text.text() == ""
    assert not status._pause.isVisible()
    assert button(dialog, "Pause Reading").isVisible()
    dialog.close()


def test_a_panel_that_is_opened_later_knows_that_reading_is_paused(window: MainWindow, qtbot: QtBot) -> None:
    window.set_progress(1, 10, 5.0)
    qtbot.mouseClick(window._status._pause, Qt.MouseButton.LeftButton)
    dialog = panel(window, qtbot)
    assert button(dialog, "Go On Reading").isVisible()
    # What has ended is not on hold any more.
    with qtbot.waitSignal(window.pause_requested) as asked:
        window.set_progress(0, 0, -1.0)
    assert asked.args == [False]
    assert button(dialog, "Pause Reading").isVisible()
    dialog.close()


def test_everything_is_read_anew_and_goes_on_if_it_was_paused(window: MainWindow, qtbot: QtBot) -> None:
    dialog = panel(window, qtbot)
    qtbot.mouseClick(button(dialog, "Pause Reading"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignals([window.pause_requested, window.anew_requested], order="strict"):
        qtbot.mouseClick(button(dialog, "Read Everything Anew"), Qt.MouseButton.LeftButton)
    assert button(dialog, "Pause Reading").isVisible()
    dialog.close()
