from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from pytestqt.qtbot import QtBot

from reader.domain.shelf import Place, Scope
from reader.library.library import Library
from reader.paths import resources
from reader.ui.hinting import NOTHING
from reader.ui.jobs import LOAD, Jobs
from reader.ui.main_window import MainWindow
from reader.ui.widgets.palette import ChoiceRole


def targets(window: MainWindow) -> list[object]:
    model = window.search.palette_list.model
    return [model.index(row, 0).data(ChoiceRole.CHOICE).target for row in range(model.rowCount())]


def test_initials_lead_to_a_category(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start()
    qtbot.keyClicks(window.search, "zqsb")
    assert targets(window)[0] == Scope(Place.CATEGORY, "zhengquanshibao")
    assert window.search.palette_list.isVisible()
    qtbot.keyClick(window.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.desk.scope == Scope(Place.CATEGORY, "zhengquanshibao")
    assert not window.search.palette_list.isVisible()
    assert window.search.text() == ""
    assert window.list_pane.table.hasFocus()


def test_names_of_places_tags_and_months_are_found(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start()
    qtbot.keyClicks(window.search, "star")
    assert targets(window) == [Scope(Place.STARRED)]
    window.search.start("证券")
    assert Scope(Place.TAG, "证券时报") in targets(window)
    window.search.start("may 2022")
    assert targets(window) == [Scope(Place.MONTH, "2022-05")]


def test_commands_come_after_the_mark_and_run(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start(">")
    qtbot.keyClicks(window.search, "all in view")
    assert targets(window) == ["mark-all"]
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.library is not None
    assert len(window.library.read) == 37


def test_arrows_choose_and_a_click_takes(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start()
    qtbot.keyClick(window.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.search, Qt.Key.Key_Up)
    view = window.search.palette_list.view
    assert view.currentIndex().row() == 1
    third = view.visualRect(view.model().index(2, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert window.desk.scope == Scope(Place.STARRED)


def test_escape_leaves_without_a_trace(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start()
    qtbot.keyClicks(window.search, "zq")
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.search.text() == ""
    assert not window.search.palette_list.isVisible()
    assert window.desk.scope == Scope(Place.UNREAD)


def test_what_fits_nothing_shows_no_palette(window: MainWindow, qtbot: QtBot) -> None:
    # Elsewhere it would be offered to search everywhere.
    window.open_scope(Scope(Place.ALL))
    window.search.start()
    qtbot.keyClicks(window.search, "qqqqq")
    assert not window.search.palette_list.isVisible()
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.desk.scope == Scope(Place.ALL)


def chips(window: MainWindow) -> list[str]:
    return [chip.text for chip in window.search.palette_list.strip.chips]


def test_hints_tell_what_a_query_may_ask_for(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start()
    assert chips(window)[:3] == ["title:", "category:", "tag:"]
    qtbot.waitUntil(lambda: window.hinting._known is not NOTHING)
    qtbot.keyClicks(window.search, "is:u")
    assert chips(window) == ["unread", "Search everywhere"]
    qtbot.keyClick(window.search, Qt.Key.Key_Tab)
    assert window.search.text() == "is:unread "
    assert window.search.hasFocus()
    qtbot.keyClicks(window.search, "in:_po")
    qtbot.keyClick(window.search, Qt.Key.Key_Tab)
    assert window.search.text() == "is:unread in:_posts "


def test_a_clicked_hint_is_put_in_and_searched_for(window: MainWindow, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.ALL))
    window.search.start()
    qtbot.waitUntil(lambda: window.hinting._known is not NOTHING)
    qtbot.keyClicks(window.search, "zqsb")
    strip = window.search.palette_list.strip
    [(chip, place)] = [(chip, place) for chip, place in strip.places() if chip.target.kind == "category"]
    assert (chip.text, chip.detail) == ("category:证券时报", "12")
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place.center())
    assert window.search.text() == "category:证券时报 "
    qtbot.waitUntil(lambda: len(window.list_model.shelf) == 12)


def test_the_chip_searches_everywhere(window: MainWindow, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.CATEGORY, "notes"))
    window.search.start()
    qtbot.keyClicks(window.search, "12")
    strip = window.search.palette_list.strip
    [place] = [place for chip, place in strip.places() if chip.target == "search-everywhere"]
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place.center())
    qtbot.waitUntil(lambda: window.desk.scope == Scope(Place.ALL))
    assert window.search.text() == "12"


def test_commands_are_found_by_letters_in_their_order(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start(">")
    qtbot.keyClicks(window.search, "mair")
    assert targets(window)[0] == "mark-all"
    window.search.start(">shwunrd")
    assert targets(window)[0] == "show-unread"
    window.search.start(">qqq")
    assert targets(window) == []


def test_commands_are_found_by_pinyin_and_its_initials(
    library: Library, open_window: Callable[[Library], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    compiled = tmp_path / "zh.qm"
    source = resources() / "i18n" / "newsfold_zh_CN.ts"
    release = Path(sys.executable).parent / "pyside6-lrelease"
    subprocess.run([release, "-silent", source, "-qm", compiled], check=True, capture_output=True)
    translator = QTranslator()
    assert translator.load(str(compiled))
    QCoreApplication.installTranslator(translator)
    try:
        window = open_window(library)
        window.search.start(">")
        qtbot.waitUntil(lambda: bool(window.hinting._sounds))
        for typed in (">dkwjj", ">dakaiwenjianjia", ">打开文件夹", ">open f"):
            window.search.start(typed)
            assert targets(window)[0] == "open-folder"
    finally:
        QCoreApplication.removeTranslator(translator)


def test_what_is_known_late_is_offered_all_the_same(window: MainWindow, jobs: Jobs, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.ALL))
    known = threading.Event()
    jobs.run(LOAD, known.wait)
    window.search.start("")
    qtbot.keyClicks(window.search, "xx zqsb")
    assert chips(window) == []
    known.set()
    qtbot.waitUntil(lambda: chips(window)[:1] == ["category:证券时报"])
    assert window.search.palette_list.isVisible()
