"""Searching in the real window: what is typed, what the list shows of it, and the way back."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.domain.errors import StateError
from reader.domain.shelf import Place, Scope
from reader.indexer import index
from reader.library.library import Library
from reader.library.pages import Pages
from reader.library.searching.search import Search
from reader.paths import Places, resources
from reader.storage.search.folder import is_usable
from reader.ui.jobs import SEARCH, Jobs
from reader.ui.main_window import MainWindow
from tests.privileges import no_more_files
from tests.ui.conftest import post

OpenWindow = Callable[[Library], MainWindow]
NOTES = Scope(Place.CATEGORY, "notes")


def titles(window: MainWindow) -> list[str]:
    model = window.list_model
    return [model.item(row).row.title for row in range(model.rowCount())]


def type_query(window: MainWindow, qtbot: QtBot, text: str) -> None:
    """Type a query into the field, and wait until all of it has been looked for."""
    window.search.start("")
    if text.isascii():
        qtbot.keyClicks(window.search, text)
    else:
        write(window, text)
    qtbot.waitUntil(lambda: not window.searching.under_way)


@pytest.mark.parametrize("typed", ["notes", "第2篇"])
def test_what_is_typed_is_searched_for_in_the_scope_at_hand(
    window: MainWindow, qtbot: QtBot, typed: str
) -> None:
    window.open_scope(NOTES)
    type_query(window, qtbot, typed)
    expected = [f"Notes 第{at}篇" for at in range(35, 0, -3)] if typed == "notes" else ["Notes 第2篇"]
    assert titles(window) == expected
    assert window.list_pane.header.accessibleName().startswith("Search in Notes")


def test_escape_brings_scope_selection_and_scroll_back(window: MainWindow, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.ALL))
    table = window.list_pane.table
    table.select(window.list_model.number(20))
    before = table.sight()
    told: list[object] = []
    window.searching.searched.connect(told.append)
    type_query(window, qtbot, "证券")
    assert len(titles(window)) == 12
    assert table.current_number() is None
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert table.sight() == before
    assert window.search.text() == ""
    assert table.hasFocus()
    assert told[-1] is None
    assert told[0] is not None


def test_rows_show_the_sentence_of_the_hit(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    window.sentences.use(Pages(library, resources()).snippet)
    window.open_scope(NOTES)
    type_query(window, qtbot, "第二")
    assert titles(window) == []
    type_query(window, qtbot, "一行")
    assert len(titles(window)) == 12
    qtbot.waitUntil(lambda: window.list_model.item(0).sentence is not None)
    sentence = window.list_model.item(0).sentence
    assert [sentence.text[start:end] for start, end in sentence.spans] == ["一行"]
    assert sentence.text in window.list_model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.list_model.item(0).sentence is None


def test_hits_are_marked_in_titles_and_those_of_a_title_nowhere_else(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    window.sentences.use(Pages(library, resources()).snippet)
    window.open_scope(NOTES)
    type_query(window, qtbot, "第2篇")
    item = window.list_model.item(0)
    assert [item.row.title[start:end] for start, end in item.found] == ["第2篇"]
    type_query(window, qtbot, "title:notes 一行")
    qtbot.waitUntil(lambda: window.list_model.item(0).sentence is not None)
    item = window.list_model.item(0)
    assert [item.row.title[start:end] for start, end in item.found] == ["Notes"]
    assert [item.sentence.text[start:end] for start, end in item.sentence.spans] == ["一行"]
    type_query(window, qtbot, "title:notes")
    assert window.list_model.item(0).found
    assert window.list_model.item(0).sentence is None
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert window.list_model.item(0).found == ()


def test_best_first_has_an_order_of_its_own_and_tells_the_day(window: MainWindow, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.ALL))
    type_query(window, qtbot, "第2篇 OR 第30篇 OR notes")
    newest = titles(window)
    window.searching.turn_order()
    qtbot.waitUntil(lambda: not window.searching.under_way)
    model = window.list_model
    assert not model.by_time
    assert titles(window) != newest
    assert sorted(titles(window)) == sorted(newest)
    assert all(model.item(row).dated and not model.item(row).opens_day for row in range(model.rowCount()))
    window.commands["mark-all"].trigger()
    assert [model.item(row).unread for row in range(model.rowCount())] == [False] * len(newest)
    window.commands["undo"].trigger()
    assert titles(window) != newest
    assert window.list_pane.table.in_view() is None
    window.searching.turn_order()
    qtbot.waitUntil(lambda: not window.searching.under_way)
    assert titles(window) == newest


def test_marking_round_an_article_that_is_not_among_the_best_hits_does_nothing(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    window.open_scope(Scope(Place.ALL))
    other = window.list_model.number(0)
    type_query(window, qtbot, "第2篇 OR 第30篇")
    window.searching.turn_order()
    qtbot.waitUntil(lambda: not window.searching.under_way)
    assert other not in window.list_model.shelf
    window.desk.mark_older(other)
    window.desk.mark_above(other)
    assert not library.read
    window.desk.mark_older(window.list_model.number(0))
    assert len(library.read) == window.list_model.rowCount() - 1


def test_one_key_widens_the_search_and_escape_in_the_list_leaves_it(window: MainWindow, qtbot: QtBot) -> None:
    window.open_scope(NOTES)
    header = window.list_pane.header
    assert header.order.isHidden()
    type_query(window, qtbot, "证券")
    assert titles(window) == []
    assert "everywhere" in window.list_pane._empty.text()
    assert header.everywhere.isVisible()
    qtbot.keyClick(window.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.searching.under_way)
    assert len(titles(window)) == 12
    assert header.accessibleName() == "Search in All Articles, 12 hit(s) · 12 unread"
    assert header.everywhere.isHidden()
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    table = window.list_pane.table
    assert table.hasFocus()
    assert window.search.text() == "证券"
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert window.desk.scope == NOTES
    assert window.search.text() == ""
    assert header.order.isHidden()


def test_the_hits_can_be_read_starred_marked_and_filtered_like_a_scope(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    window.open_scope(Scope(Place.UNREAD))
    type_query(window, qtbot, "notes")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    table = window.list_pane.table
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_S):
        qtbot.keyClick(table, key)
    assert table.current_number() == window.list_model.number(1)
    assert len(titles(window)) == 12
    assert (len(library.read), len(library.starred)) == (2, 1)
    window.list_pane.header.switch.chosen.emit(1)
    assert len(titles(window)) == 11
    window.commands["mark-all"].trigger()
    assert len(library.read) == 12
    for _times in range(4):
        window.commands["undo"].trigger()
    assert not library.read
    assert not library.starred


def test_choosing_a_place_leaves_the_search(window: MainWindow, qtbot: QtBot) -> None:
    type_query(window, qtbot, "notes")
    window.sidebar.scope_selected.emit(Scope(Place.ALL))
    assert not window.searching.active
    assert window.search.text() == ""
    assert len(titles(window)) == 37


def test_a_command_is_given_among_the_hits(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.ALL))
    type_query(window, qtbot, "notes")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    qtbot.keyClick(window.list_pane.table, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.search, ">all in view")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert len(library.read) == 12
    assert window.search.text() == "notes"


def test_a_fault_is_told_and_the_rest_is_searched_for(window: MainWindow, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.ALL))
    type_query(window, qtbot, "notes is:nonsense")
    assert len(titles(window)) == 12
    notice = window.list_pane._notice
    qtbot.waitUntil(notice.isVisible)
    assert "nonsense" in notice.text()
    type_query(window, qtbot, "notes is:unread")
    assert notice.isHidden()


def write(window: MainWindow, text: str) -> None:
    """Write into the field without letting the window take any result."""
    written = QInputMethodEvent()
    written.setCommitString(text)
    QApplication.sendEvent(window.search, written)


def test_what_was_typed_before_is_never_shown(window: MainWindow, jobs: Jobs, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.ALL))
    shown: list[str] = []
    window.searching.searched.connect(lambda search: shown.append(search.query.text if search else ""))
    window.search.start("")
    write(window, "notes")
    # Its hits are on their way when the next letters come.
    found = threading.Event()
    jobs.run(SEARCH, found.set)
    assert found.wait(10)
    write(window, " 第2篇")
    qtbot.waitUntil(lambda: not window.searching.under_way)
    assert shown == ["notes 第2篇"]
    assert titles(window) == ["Notes 第2篇"]


def test_queries_that_newer_ones_replaced_are_not_asked(
    window: MainWindow, library: Library, jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    search = library.search
    monkeypatch.setattr(
        library, "search", lambda query, among: (asked.append(query.text), search(query, among))[1]
    )
    busy = threading.Event()
    jobs.run(SEARCH, busy.wait)
    window.search.start("")
    for letter in "notes":
        write(window, letter)
    busy.set()
    qtbot.waitUntil(lambda: not window.searching.under_way)
    assert asked == ["notes"]


def test_nothing_is_marked_before_the_first_hits_are_there(
    window: MainWindow, library: Library, jobs: Jobs, qtbot: QtBot
) -> None:
    window.open_scope(Scope(Place.ALL))
    window.list_pane.table.select(window.list_model.number(3))
    busy = threading.Event()
    jobs.run(SEARCH, partial(busy.wait, 5))
    window.search.start("")
    write(window, "第2篇")
    keys = ("mark-all", "mark-above", "mark-older", "toggle-read", "toggle-star")
    for name in (*keys, "next-article", "next-unread"):
        window.commands[name].trigger()
    assert not library.read
    assert not library.is_starred(window.list_model.number(3))
    assert window.desk.article is None
    # What is looked for anew meanwhile is no more what is shown.
    window.searching.again()
    window.commands["mark-all"].trigger()
    assert not library.read
    busy.set()
    qtbot.waitUntil(lambda: not window.searching.under_way)
    window.commands["mark-all"].trigger()
    assert len(library.read) == 1
    window.searching.leave()
    window.commands["mark-all"].trigger()
    assert library.read == library.shelf(Scope(Place.ALL))


def test_a_newer_query_that_is_asked_again_leaves_no_former_hits(
    window: MainWindow, jobs: Jobs, qtbot: QtBot
) -> None:
    window.open_scope(Scope(Place.ALL))
    type_query(window, qtbot, "notes")
    busy = threading.Event()
    jobs.run(SEARCH, partial(busy.wait, 5))
    window.searching.start("第2篇")
    window.searching.again()
    busy.set()
    qtbot.waitUntil(lambda: not window.searching.under_way)
    assert titles(window) == ["Notes 第2篇"]


def test_a_search_that_was_left_or_failed_keeps_nothing_from_being_marked(
    window: MainWindow, library: Library, jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_scope(NOTES)
    window.searching.start("第2篇")
    window.searching.leave()
    window.commands["mark-all"].trigger()
    assert len(library.read) == 12

    def fail(*_: object) -> None:
        raise StateError("It cannot be searched.")

    window.open_scope(Scope(Place.ALL))
    monkeypatch.setattr(library, "search", fail)
    with qtbot.waitSignal(jobs.complained):
        window.searching.start("第2篇")
    window.commands["mark-all"].trigger()
    assert library.read == library.shelf(Scope(Place.ALL))


def test_a_damaged_index_gives_way_to_titles_and_is_asked_for_anew(
    window: MainWindow, home_of_index: Places, qtbot: QtBot
) -> None:
    [index] = (path for path in home_of_index.cache.rglob("search/*") if path.is_dir())
    for file in index.iterdir():
        file.write_bytes(b"\0" * 64)
    window.open_scope(Scope(Place.ALL))
    with qtbot.waitSignal(window.rebuild_requested):
        type_query(window, qtbot, "notes")
    assert len(titles(window)) == 12
    assert not is_usable(index)


def test_an_index_that_cannot_be_opened_for_a_moment_is_said_and_used_again(
    window: MainWindow, home_of_index: Places, qtbot: QtBot
) -> None:
    [index] = (path for path in home_of_index.cache.rglob("search/*") if path.is_dir())
    said: list[str] = []
    window.searching.said.connect(said.append)
    rebuilt: list[object] = []
    window.rebuild_requested.connect(partial(rebuilt.append, None))
    window.open_scope(Scope(Place.ALL))
    type_query(window, qtbot, "第一行")
    assert len(titles(window)) == 36
    window.library.texts.let_go()
    with no_more_files():
        type_query(window, qtbot, "note")
        type_query(window, qtbot, "notes")
    assert said == ["The search index cannot be opened now. Only titles are searched."]
    assert len(titles(window)) == 12
    type_query(window, qtbot, "第一行")
    assert len(titles(window)) == 36
    assert is_usable(index)
    assert rebuilt == []


def test_another_query_shows_its_hits_from_the_top(window: MainWindow, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.ALL))
    table = window.list_pane.table
    type_query(window, qtbot, "一行")
    table.verticalScrollBar().setValue(500)
    assert table.sight().rows[0][0] != window.list_model.number(0)
    type_query(window, qtbot, "第一行")
    assert table.verticalScrollBar().value() == 0


def test_hits_that_come_later_wait_and_nothing_moves(
    indexed: tuple[Path, Path], tmp_path: Path, home_of_index: Places, open_window: OpenWindow, qtbot: QtBot
) -> None:
    root = tmp_path / "posts"
    shutil.copytree(indexed[0], root)
    read = partial(index, root, home_of_index, lambda _event: None, workers=1)
    read()
    library = Library.open(root, home_of_index)
    window = open_window(library)
    window.open_scope(Scope(Place.ALL))
    type_query(window, qtbot, "notes")
    table = window.list_pane.table
    table.select(window.list_model.number(5))
    before = table.sight()
    path, text = post(26, 20, "notes", "Notes later")
    (root / path).write_text(text, "utf-8")
    read()
    with qtbot.waitSignal(window.generation_shown):
        window.apply_generation()
    window.take_texts(38)
    qtbot.waitUntil(lambda: window.list_model.waiting == 1)
    assert table.sight() == before
    window.list_pane.let_in_requested.emit()
    assert titles(window)[0] == "Notes later"
    assert table.current_number() == before.selected
    library.close()


def test_one_comes_back_to_articles_that_got_other_numbers_during_the_search(
    indexed: tuple[Path, Path], home_of_index: Places, tmp_path: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    folder = tmp_path / "posts"
    shutil.copytree(indexed[0], folder)
    index(folder, home_of_index, lambda _event: None, workers=1, texts=True)
    library = Library.open(folder, home_of_index)
    window = open_window(library)
    window.open_scope(NOTES)
    table, before = window.list_pane.table, titles(window)
    table.select(window.list_model.number(5))
    tops = [top for _, top in table.sight().rows]
    type_query(window, qtbot, "第34篇")
    # One of the list is redated, and an article from elsewhere gets its former number.
    path, text = post(25, 10, "notes", "Notes 第20篇")
    assert before[5] == "Notes 第20篇"
    (folder / path).write_text(text.replace("10:41:13", "10:42:13"), "utf-8")
    _, text = post(25, 10, "zhengquanshibao", "证券时报 第19篇")
    (folder / post(25, 9, "zhengquanshibao", "")[0]).write_text(text, "utf-8")
    index(folder, home_of_index, lambda _event: None, workers=1, texts=True)
    with qtbot.waitSignal(window.generation_shown):
        window.apply_generation()
    assert titles(window) == []
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert titles(window) == before
    assert titles(window)[window.list_model.row(table.current_number())] == "Notes 第20篇"
    assert [top for _, top in table.sight().rows] == tops
    library.close()


def test_a_session_remembers_the_list_behind_the_search(
    window: MainWindow, open_window: OpenWindow, library: Library, qtbot: QtBot
) -> None:
    window.open_scope(Scope(Place.ALL))
    window.list_pane.table.scroll_to(500)
    before = window.session()
    type_query(window, qtbot, "notes")
    window.list_pane.table.scroll_to(100)
    assert window.session() == before
    other = open_window(library)
    other.restore(window.session())
    assert other.list_pane.table.verticalScrollBar().value() == 500


@pytest.mark.parametrize(("gather", "further"), [(0.0, [15, 25, 35, 36]), (9.0, [36])])
def test_the_first_hits_come_at_once_and_more_below_them(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, gather: float, further: list[int]
) -> None:
    monkeypatch.setattr("reader.ui.searching.GATHER", gather)
    monkeypatch.setattr(Search.parts, "__defaults__", (5,))
    monkeypatch.setattr("reader.storage.search.index.SLICE", 10)
    window.open_scope(Scope(Place.ALL))
    table, desk = window.list_pane.table, window.desk
    sizes: list[tuple[int, int]] = []
    sights: list[object] = []

    def look() -> None:
        sizes.append((window.list_model.rowCount(), desk.counts().total))
        if len(sizes) == 1:
            table.select(window.list_model.number(3))
        sights.append(table.sight().rows[:5])

    desk.hits_opened.connect(look)
    desk.hits_changed.connect(look)
    type_query(window, qtbot, "一行")
    last = sizes.index((5, 5), len(sizes) - sizes[::-1].index((5, 5)) - 1)
    assert sizes[last:] == [(5, 5), *((size, size) for size in further), (36, 36)]
    assert len(set(sights[last:])) == 1


def test_further_hits_are_looked_for_when_the_first_are_painted(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Search.parts, "__defaults__", (5,))
    window.open_scope(Scope(Place.ALL))
    searching, further = window.searching, window.searching._further
    further.setInterval(60_000)
    window.search.start("")
    write(window, "一行")
    qtbot.waitUntil(lambda: searching._run is not None and searching._run.shown)
    assert further.isActive()
    assert searching.under_way
    assert window.list_model.rowCount() == 5
    # Another search does not go on with what waits for the former one.
    write(window, "文")
    assert not further.isActive()
    qtbot.waitUntil(lambda: searching._run is not None and searching._run.shown)
    searching.leave()
    assert not further.isActive()
    assert not searching.under_way


def test_texts_are_read_and_outlets_counted_only_when_one_pauses(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    window.sentences.use(Pages(library, resources()).snippet)
    window.open_scope(Scope(Place.ALL))
    pauses = window.sentences._pause, window.findings._pause
    for pause in pauses:
        pause.setInterval(60_000)
    type_query(window, qtbot, "一行")
    qtbot.wait(50)
    bars = window.list_pane.outlets
    assert window.list_model.item(0).sentence is None
    assert not bars.isVisible()
    assert all(pause.isActive() for pause in pauses)
    for pause in pauses:
        pause.start(0)
    qtbot.waitUntil(lambda: window.list_model.item(0).sentence is not None and bars.isVisible())


def test_while_texts_are_read_in_it_is_said_that_titles_are_searched(
    window: MainWindow, home_of_index: Places, qtbot: QtBot
) -> None:
    [index] = (path for path in home_of_index.cache.rglob("search/*") if path.is_dir())
    shutil.rmtree(index)
    window.open_scope(Scope(Place.ALL))
    status = window._status
    window.set_texts(10, 37)
    assert status._text.text() == "Texts are being read in for the search: 10 of 37"
    type_query(window, qtbot, "一行")
    assert titles(window) == []
    window.set_texts(20, 37)
    assert status._text.text() == "Texts are being read in: 20 of 37; titles are searched meanwhile"
    assert status._bar.isVisible()
    status._texts.setInterval(10)
    window.take_texts(37)
    qtbot.waitUntil(lambda: not status._bar.isVisible())
    assert status._text.text() == ""


def test_a_sentence_outlives_the_reading_of_texts(window: MainWindow, qtbot: QtBot) -> None:
    status = window._status
    window.set_texts(3, 100)
    assert "3" in status._text.text()
    window.say("The state is write-protected.")
    window.take_texts(100)
    qtbot.waitUntil(lambda: not status._bar.isVisible())
    assert status._text.text() == "The state is write-protected."
    window.set_texts(4, 100)
    assert status._text.text() == "The state is write-protected."
    status._held.setRemainingTime(0)
    window.set_texts(5, 100)
    window.take_texts(100)
    qtbot.waitUntil(lambda: not status._bar.isVisible())
    assert status._text.text() == ""
