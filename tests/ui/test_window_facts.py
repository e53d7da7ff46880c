"""What reaches the window from outside: generations, progress, settings, sessions, drops."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton
from pytestqt.qtbot import QtBot

from reader.domain.shelf import Place, Scope, Show
from reader.indexer import index
from reader.library.library import Library
from reader.paths import places, sample_archive
from reader.settings import SettingsStore
from reader.ui.main_window import MainWindow
from reader.ui.session import Session, Window
from tests.ui.conftest import post
from tests.ui.fakes import FakeViewer

Opener = Callable[[Library | None], MainWindow]


@pytest.fixture
def growing(indexed: tuple[Path, Path], tmp_path: Path, open_window: Opener):  # noqa: ANN201 - a tuple
    """A window over a copy of the archive, and what puts posts into it and reads it anew."""
    folder = tmp_path / "growing"
    shutil.copytree(indexed[0], folder)
    there = places({"NEWSFOLD_HOME": str(tmp_path / "other-home")})
    library = Library.open(folder, there)

    def grow(*posts: tuple[int, int, str]) -> None:
        for day, hour, slug in posts:
            path, text = post(day, hour, slug, f"new {day} {hour}")
            (folder / path).write_text(text, "utf-8")
        index(folder, there, lambda _event: None, workers=1)

    yield open_window(library), grow
    library.close()


def test_the_first_generation_fills_the_list_at_once(growing, qtbot: QtBot) -> None:  # noqa: ANN001
    window, grow = growing
    window.set_progress(0, 37, -1)
    assert window.list_pane._empty.text() == "Reading the folder…"
    grow()
    window.apply_generation()
    qtbot.waitUntil(lambda: window.list_model.rowCount() == 37)
    assert not window.list_pane._empty.isVisible()
    assert window._top._count.text() == "37 article(s)"


def test_new_articles_wait_while_somebody_reads(growing, qtbot: QtBot) -> None:  # noqa: ANN001
    window, grow = growing
    grow()
    window.apply_generation()
    qtbot.waitUntil(lambda: window.list_model.rowCount() == 37)
    qtbot.keyClick(window.list_pane.table, Qt.Key.Key_J)
    opened = window.desk.article
    grow((27, 9, "meirijingji"), (27, 10, "zhengquanshibao"), (20, 9, "meirijingji"))
    window.apply_generation()
    window.apply_generation()
    qtbot.waitUntil(lambda: window.list_model.waiting == 2)
    assert window.list_model.rowCount() == 38, "the older one is appended"
    assert window.list_pane.table.current_number() == opened
    window.list_pane.let_in_requested.emit()
    assert window.list_model.rowCount() == 40


def test_a_generation_of_a_folder_that_was_left_is_let_go(growing, library: Library, qtbot: QtBot) -> None:  # noqa: ANN001
    window, grow = growing
    grow()
    window.apply_generation()
    with qtbot.waitSignal(window._loading.arrived):
        window.set_library(library)
    assert window.library is library
    assert window.windowTitle() == "小档案 — Newsfold"
    assert window.list_model.rowCount() == 37


def test_progress_is_shown_with_numbers_time_and_pause(window: MainWindow, qtbot: QtBot) -> None:
    status = window._status
    window.set_progress(42318, 100000, 12)
    assert status._text.text() == "Reading the folder 42,318 / 100,000"
    assert status._left.text() == "about 12 second(s) left"
    assert status._bar.value() / status._bar.maximum() == pytest.approx(0.42, abs=0.01)
    window.set_progress(42318, 100000, 200)
    assert status._left.text() == "about 3 minute(s) left"
    asked: list[bool] = []
    window.pause_requested.connect(asked.append)
    qtbot.mouseClick(status._pause, Qt.MouseButton.LeftButton)
    assert status._left.text() == "paused"
    qtbot.mouseClick(status._pause, Qt.MouseButton.LeftButton)
    assert asked == [True, False]
    window.set_progress(100000, 100000, 0)
    assert not status._bar.isVisible()
    assert not status._pause.isVisible()


def test_requests_and_updates_are_shown(window: MainWindow, viewer: FakeViewer) -> None:
    assert window._status._network.text() == "Network requests: 0"
    viewer.requests_made.emit(1234)
    assert window._status._network.text() == "Network requests: 1,234"
    window.set_updated(datetime(2022, 5, 26, 22, 45))  # noqa: DTZ001 - the wall clock of this machine
    assert "10:45" in window._status._updated.text()


def test_an_article_counts_as_read_as_the_setting_says(
    open_window: Opener, library: Library, settings: SettingsStore, qtbot: QtBot
) -> None:
    settings.value = dataclasses.replace(settings.value, mark_read="leave")
    window = open_window(library)
    table = window.list_pane.table
    qtbot.keyClick(table, Qt.Key.Key_J)
    assert not library.read
    first = window.desk.article
    qtbot.keyClick(table, Qt.Key.Key_J)
    assert set(library.read) == {first}
    window.close()
    assert len(library.read) == 2
    window.desk.mark_read = "never"
    qtbot.keyClick(table, Qt.Key.Key_J)
    assert len(library.read) == 2


def test_a_session_leads_back(
    open_window: Opener, library: Library, viewer: FakeViewer, qtbot: QtBot
) -> None:
    window = open_window(library)
    window.sidebar.fold(("tags", "2022"))
    window.open_scope(Scope(Place.CATEGORY, "meirijingji"))
    window.set_show(Show.UNREAD)
    for _times in range(9):
        qtbot.keyClick(window.list_pane.table, Qt.Key.Key_J)
    kept, article = window.session(), window.desk.article
    window.set_library(library)
    assert window.session() != kept
    window.restore(kept)
    assert window.desk.scope == Scope(Place.CATEGORY, "meirijingji")
    assert window.desk.show is Show.UNREAD
    assert viewer.shown == [article]
    assert window.list_pane.table.current_number() == article
    assert set(window.sidebar.folds()) == {"tags", "2022"}
    assert len(library.read) == 9


def test_a_session_tells_the_scope_that_a_search_was_begun_in(
    open_window: Opener, library: Library, qtbot: QtBot
) -> None:
    window = open_window(library)
    window.open_scope(Scope(Place.CATEGORY, "notes"))
    window.set_show(Show.UNREAD)
    window.searching.start("第2篇")
    window.searching.widen()
    qtbot.waitUntil(lambda: not window.searching.under_way)
    window.desk.turn(Show.ALL)
    assert window.desk.scope == Scope(Place.ALL)
    session = window.session()
    assert (session.scope, session.show) == ("category:notes", "unread")


def test_a_session_waits_for_the_articles(growing, qtbot: QtBot) -> None:  # noqa: ANN001
    window, grow = growing
    session = Session("category:meirijingji", "all", "2022-05-23-meirijingji-8", 0, ())
    window.restore(session)
    assert window.session() == session
    grow()
    window.apply_generation()
    qtbot.waitUntil(lambda: window.desk.article is not None)
    assert window.desk.scope == Scope(Place.CATEGORY, "meirijingji")


def test_a_session_that_means_nothing_does_no_harm(window: MainWindow) -> None:
    window.restore(Session("nowhere:x", "?", "no such key", 10**9, ("?",)))
    assert window.desk.scope == Scope(Place.UNREAD)
    window.restore_window(Window("zz", "zz"))
    assert window.width() == 1440


def test_the_window_itself_is_remembered(window: MainWindow) -> None:
    window.panes.setSizes([300, 500, 638])
    splitters = window.window_session().splitters
    window.panes.setSizes([200, 300, 938])
    window.restore_window(Window("", splitters))
    assert window.panes.sizes()[:2] == [300, 500]
    window.resize(620, 480)
    geometry = window.window_session().geometry
    window.resize(700, 500)
    window.restore_window(Window(geometry, ""))
    assert (window.width(), window.height()) == (620, 480)


def test_neighbours_are_those_of_the_list(window: MainWindow) -> None:
    model = window.list_model
    there = window.neighbours(model.number(1))
    assert there.older == (model.number(2), model.item(2).row.title)
    assert there.newer == (model.number(0), model.item(0).row.title)
    assert window.neighbours(model.number(0)).newer is None
    assert window.neighbours(1).older is None


def test_a_dropped_folder_is_asked_for(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/"), QUrl.fromLocalFile(str(tmp_path))])
    left = Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none)
    with qtbot.waitSignal(window.folder_requested) as asked:
        QApplication.sendEvent(window, drop)
    assert Path(asked.args[0]) == tmp_path


def test_folders_opened_before_are_offered(
    open_window: Opener, settings: SettingsStore, qtbot: QtBot
) -> None:
    settings.value = dataclasses.replace(settings.value, recent=("/posts/one", "/posts/two"))
    window = open_window(None)
    assert [action.text() for action in window.popups._recent.actions()] == ["one", "two"]
    button = next(one for one in window._welcome.findChildren(QPushButton) if one.text() == "two")
    with qtbot.waitSignal(window.folder_requested) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["/posts/two"]
    with qtbot.waitSignal(window.folder_requested) as asked:
        window.popups._recent.actions()[0].trigger()
    assert asked.args == ["/posts/one"]


def test_a_narrow_window_folds_and_takes_turns(window: MainWindow, qtbot: QtBot) -> None:
    sidebar, table, page = window.sidebar, window.list_pane, window._page
    window.resize(900, 700)
    assert not sidebar.isVisible()
    assert table.isVisible()
    assert page.isVisible()
    window.commands["toggle-sidebar"].trigger()
    assert sidebar.isVisible()
    window.list_pane.table.setFocus()
    window.resize(640, 700)
    window.open_scope(Scope(Place.ALL))
    assert table.isVisible()
    assert not page.isVisible()
    qtbot.keyClick(window.list_pane.table, Qt.Key.Key_J)
    assert page.isVisible()
    assert not table.isVisible()
    assert page.isAncestorOf(QApplication.focusWidget())
    assert not isinstance(QApplication.focusWidget(), QAbstractButton), "a key would press it"
    assert window._top.back.isVisible()
    qtbot.mouseClick(window._top.back, Qt.MouseButton.LeftButton)
    assert table.isVisible()
    assert not page.isVisible()
    window.resize(1440, 900)
    assert sidebar.isVisible()
    assert table.isVisible()
    assert page.isVisible()
    window.commands["toggle-sidebar"].trigger()
    assert not sidebar.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert sidebar.isVisible()


def test_a_toast_offers_undo_and_goes(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    window.commands["mark-all"].trigger()
    toast = window.toast
    assert toast.isVisible()
    assert not toast.hasFocus()
    assert abs(toast.geometry().center().x() - window._page.width() // 2) <= 1
    qtbot.mouseClick(toast, Qt.MouseButton.LeftButton)
    assert not library.read
    toast._timer.timeout.emit()
    assert not toast.isVisible()


def test_closing_is_told(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closed):
        window.commands["close-window"].trigger()


def test_categories_that_are_read_can_be_hidden(window: MainWindow, settings: SettingsStore) -> None:
    window.open_scope(Scope(Place.CATEGORY, "meirijingji"))
    window.commands["mark-all"].trigger()
    window.open_scope(Scope(Place.ALL))
    window.showing.count()
    window.commands["hide-read-categories"].trigger()
    assert settings.value.hide_read_categories
    names = [entry.id for entry in window.sidebar.model().entries()]
    assert "category:meirijingji" not in names
    assert "category:zhengquanshibao" in names


def test_alt_alone_shows_the_menu_bar(window: MainWindow, qtbot: QtBot) -> None:
    table, bar = window.list_pane.table, window.menuBar()
    assert not bar.isVisible()
    qtbot.keyPress(table, Qt.Key.Key_Alt)
    qtbot.keyRelease(table, Qt.Key.Key_Alt)
    assert bar.isVisible()
    qtbot.keyPress(table, Qt.Key.Key_Alt)
    qtbot.keyPress(table, Qt.Key.Key_Tab, Qt.KeyboardModifier.AltModifier)
    qtbot.keyRelease(table, Qt.Key.Key_Alt)
    assert bar.isVisible(), "Alt with another key is that key's business"


def test_what_the_site_hides_can_be_shown(window: MainWindow) -> None:
    window.open_scope(Scope(Place.ALL))
    assert window.list_model.rowCount() == 37
    window.commands["show-hidden"].trigger()
    assert window.list_model.rowCount() == 38
    assert window._top._count.text() == "38 article(s)"
    window.commands["show-hidden"].trigger()
    assert window.list_model.rowCount() == 37


def test_the_handbook_is_a_key_away(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.folder_requested) as asked:
        qtbot.keyPress(window.list_pane.table, Qt.Key.Key_F1)
    assert asked.args == [str(sample_archive())]
    assert window.commands["handbook"] in window.popups.menu.actions()


def test_an_open_article_that_is_edited_is_not_shown_anew_but_says_so(
    growing,  # noqa: ANN001
    viewer: FakeViewer,
    qtbot: QtBot,
) -> None:
    window, grow = growing
    path = window.library.folder / "_posts" / "2022-05-26-notes-16.md"
    path.write_text(path.read_text("utf-8") + "很长的一段话。" * 10, "utf-8")
    grow()
    window.apply_generation()
    qtbot.waitUntil(lambda: window.list_model.rowCount() == 37)
    qtbot.keyClick(window.list_pane.table, Qt.Key.Key_J)
    viewer.fingerprint = window.showing.target_listing().article.fingerprint
    assert path == window.library.folder / window.showing.target_listing().article.path
    bar = window._page.change_bar
    grow((27, 9, "meirijingji"))
    window.apply_generation()
    qtbot.waitUntil(lambda: window.list_model.waiting == 1)
    assert not bar.isVisible()
    path.write_text(path.read_text("utf-8") + "\n更多的消息。", "utf-8")
    grow()
    window.apply_generation()
    qtbot.waitUntil(bar.isVisible)
    assert bar.text() == "Changed meanwhile · Show  R"
    assert not bar.hasFocus()
    assert abs(bar.geometry().center().x() - window._page.width() // 2) <= 1
    assert viewer.refreshed == 0
    number = window.desk.article
    assert window.list_model.item(window.list_model.row(number)).changed
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton)
    assert viewer.refreshed == 1
    assert window.desk.is_changed(number), "the page tells what is new"
    assert not window.library.is_changed(number), "and it counts as read"
    viewer.fingerprint = window.library.listing(number).article.fingerprint
    viewer.painted.emit(number)
    assert not bar.isVisible()
    qtbot.keyClick(window.list_pane.table, Qt.Key.Key_J)
    assert not window.desk.is_changed(number)


def test_an_article_whose_file_is_gone_stays_before_one_and_says_so(
    growing,  # noqa: ANN001
    viewer: FakeViewer,
    qtbot: QtBot,
) -> None:
    window, grow = growing
    grow()
    window.apply_generation()
    qtbot.waitUntil(lambda: window.list_model.rowCount() == 37)
    qtbot.keyClick(window.list_pane.table, Qt.Key.Key_J)
    number, title = window.desk.article, window.list_model.item(0).row.title
    (window.library.folder / window.showing.target_listing().article.path).unlink()
    grow()
    window.apply_generation()
    qtbot.waitUntil(lambda: window.list_model.item(0).gone)
    item = window.list_model.item(0)
    assert (item.row.title, item.gone, item.unread) == (title, True, False)
    assert window.list_pane.table.current_number() == number
    assert viewer.shown == [number]
    said = window.list_model.data(window.list_model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith(", removed")
    for command in ("toggle-star", "toggle-read", "reveal", "open-original"):
        window.toast.hide()
        window.commands[command].trigger()
        assert window.toast.isVisible()
        assert window.toast.text == "The file of this article is gone."
    assert not window.library.starred
    shutil.rmtree(window.library._archive.catalog.parent)
    grow((27, 9, "meirijingji"))
    window.apply_generation()
    qtbot.waitUntil(lambda: window.list_model.waiting == 1)
    assert window.list_model.item(0).gone, "a new cache makes no difference"
    window.commands["mark-all"].trigger()
    assert window.library.counts(window.desk.scope).unread == 1, "all but the one that waits"
    qtbot.keyClick(window.list_pane.table, Qt.Key.Key_J)
    grow()
    window.apply_generation()
    qtbot.waitUntil(lambda: window.list_model.row(number) < 0)
