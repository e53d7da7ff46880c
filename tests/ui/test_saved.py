"""Saved searches in the real window: shown with live counts, opened, named, moved, removed and kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.domain.changes import Mark
from reader.domain.shelf import Place, Scope
from reader.indexer import index
from reader.library.library import Library
from reader.library.querytext import parse
from reader.library.searching.search import Search
from reader.paths import Places
from reader.ui.jobs import SEARCH, Jobs
from reader.ui.main_window import MainWindow
from reader.ui.models.places import SearchLine
from reader.ui.sidebar.sidebar import Sidebar
from reader.ui.theme.look import Look
from tests.privileges import no_more_files
from tests.ui.conftest import make_archive, post

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ECONOMY, NOTES, STARS = "每日经济 OR xyz", "category:notes", "is:starred"


@pytest.fixture
def searches(library: Library) -> list[int]:
    """Three saved searches, by their ids."""
    saved = [library.saved.save(*one) for one in (("经济", ECONOMY), ("", NOTES), ("stars", STARS))]
    return [one.id for one in saved if one is not None]


@pytest.fixture
def window(
    searches: list[int],
    library: Library,
    open_window: Callable[[Library | None], MainWindow],
    qtbot: QtBot,
) -> MainWindow:
    """A window over the small archive with the three searches counted."""
    assert searches
    window = open_window(library)
    qtbot.waitUntil(lambda: shown(window)[0][1] == "12")
    return window


def shown(window: MainWindow) -> list[tuple[str, str]]:
    entries = window.sidebar.model().entries()
    return [(one.text, one.count) for one in entries if one.search is not None]


def names(window: MainWindow) -> list[str]:
    return [name for name, _ in shown(window)]


def row(sidebar: Sidebar, name: str) -> int:
    texts = [one.text if one.search is not None else "" for one in sidebar.model().entries()]
    return texts.index(name)


def go_to(window: MainWindow, name: str) -> Sidebar:
    """Give the keyboard to the sidebar, and move it to a search without opening it."""
    sidebar = window.sidebar
    sidebar.setFocus(Qt.FocusReason.ShortcutFocusReason)
    sidebar.setCurrentIndex(sidebar.model().index(row(sidebar, name), 0))
    return sidebar


def search(library: Library, text: str) -> Search:
    return library.search(parse(text, library.today()), library.shelf(Scope(Place.ALL)))


def test_they_stand_between_the_places_and_the_categories(window: MainWindow) -> None:
    kinds = [one.id.partition(":")[0] for one in window.sidebar.model().entries()]
    assert kinds[3:10] == ["all", "section", "search", "search", "search", "section", "filter"]
    assert shown(window) == [("经济", "12"), (NOTES, "12"), ("stars", "")]
    model = window.sidebar.model()
    at = model.index(row(window.sidebar, "经济"), 0)
    assert model.data(at, Qt.ItemDataRole.ToolTipRole) == ECONOMY
    assert model.data(at, Qt.ItemDataRole.AccessibleTextRole) == "经济, 12"


@pytest.mark.parametrize("typed", ["经济", "jingji", "jj"])
def test_they_are_opened_by_name_from_the_field(window: MainWindow, qtbot: QtBot, typed: str) -> None:
    qtbot.waitUntil(lambda: shown(window)[0] == ("经济", "12"))
    with qtbot.waitSignal(window.hinting.prepared):
        window.search.start(f">{typed}")
    [first, *_] = window.hinting.commands(typed)
    assert (first.text, first.hint) == ("经济", "12")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.searching.under_way)
    assert window.search.text() == ECONOMY
    assert window.list_model.rowCount() == 12
    assert window.list_pane.table.hasFocus()
    assert {line.target for line in window.hinting.commands("")} > set(window.sidebar.searches.lines)


def middle(sidebar: Sidebar, text: str) -> QPoint:
    texts = [one.text for one in sidebar.model().entries()]
    return sidebar.visualRect(sidebar.model().index(texts.index(text), 0)).center()


def move(sidebar: Sidebar, at: QPoint, buttons: Qt.MouseButton) -> None:
    """Move the mouse over the sidebar, with a button held or none."""
    ground, none = sidebar.viewport(), Qt.KeyboardModifier.NoModifier
    where = at.toPointF(), ground.mapToGlobal(at).toPointF()
    moved = QMouseEvent(QEvent.Type.MouseMove, *where, Qt.MouseButton.NoButton, buttons, none)
    QApplication.sendEvent(ground, moved)


def drag(window: MainWindow, name: str, onto: str) -> Callable[[], None]:
    """Drag a search over another row; returns what lets it go there."""
    sidebar, ground = window.sidebar, window.sidebar.viewport()
    start, end = middle(sidebar, name), middle(sidebar, onto)
    QTest.mousePress(ground, Qt.MouseButton.LeftButton, pos=start)
    for point in (start + QPoint(0, 1), (start + end) / 2, end):
        move(sidebar, point, Qt.MouseButton.LeftButton)
    return partial(QTest.mouseRelease, ground, Qt.MouseButton.LeftButton, pos=end)


def test_they_are_ordered_by_hand(window: MainWindow, library: Library) -> None:
    sidebar, scope = window.sidebar, window.desk.scope
    mark = sidebar.dragging.mark
    first, second, third = names(window)
    let_go = drag(window, first, third)
    assert mark.isVisible()
    let_go()
    assert names(window) == [second, third, first]
    assert [one.name for one in library.saved.all()] == [second, third, first]
    assert mark.isHidden()
    drag(window, third, second)()
    assert names(window) == [third, second, first]
    # Beside them it goes back to where it was.
    let_go = drag(window, third, "Starred")
    assert mark.isHidden()
    let_go()
    assert names(window) == [third, second, first]
    assert window.desk.scope == scope
    assert not window.searching.active, "what is moved is not opened"


def test_the_mouse_without_a_button_drags_nothing(window: MainWindow, qtbot: QtBot) -> None:
    sidebar = window.sidebar
    first, second, third = names(window)
    click = partial(qtbot.mouseClick, sidebar.viewport(), Qt.MouseButton.LeftButton)
    click(pos=middle(sidebar, first))
    move(sidebar, middle(sidebar, third), Qt.MouseButton.NoButton)
    assert sidebar.dragging.mark.isHidden()
    click(pos=middle(sidebar, second))
    assert window.search.text() == NOTES
    # Nor after a release that never came, as when it was let go over another window.
    drag(window, first, third)
    move(sidebar, middle(sidebar, second), Qt.MouseButton.NoButton)
    assert sidebar.dragging.mark.isHidden()
    click(pos=middle(sidebar, third))
    assert window.search.text() == STARS
    assert names(window) == [first, second, third]


@pytest.mark.parametrize("way", ["escape", QEvent.Type.Leave, QEvent.Type.UngrabMouse])
def test_a_drag_that_is_broken_off_moves_nothing(
    window: MainWindow, qtbot: QtBot, way: QEvent.Type | str
) -> None:
    sidebar, scope, before = window.sidebar, window.desk.scope, names(window)
    let_go = drag(window, before[0], before[2])
    assert sidebar.hasFocus()
    if isinstance(way, str):
        qtbot.keyClick(sidebar, Qt.Key.Key_Escape)
        assert sidebar.hasFocus(), "that is all that Escape means meanwhile"
    else:
        QApplication.sendEvent(sidebar.viewport(), QEvent(way))
    move(sidebar, middle(sidebar, before[2]), Qt.MouseButton.LeftButton)
    assert sidebar.dragging.mark.isHidden()
    let_go()
    assert names(window) == before
    assert (window.desk.scope, window.searching.active) == (scope, False)
    assert sidebar.currentIndex().data() == "Unread"


@pytest.mark.parametrize("onto", ["stars", "Starred"])
def test_what_is_open_is_the_selected_line_after_a_drag(window: MainWindow, qtbot: QtBot, onto: str) -> None:
    sidebar = window.sidebar
    drag(window, "经济", onto)()
    assert sidebar.currentIndex().data() == "Unread"
    qtbot.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=middle(sidebar, NOTES))
    qtbot.waitUntil(lambda: not window.searching.under_way)
    drag(window, "经济", onto)()
    assert sidebar.currentIndex().data() == NOTES
    QTest.mouseRelease(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=middle(sidebar, "经济"))
    assert window.search.text() == NOTES, "the press of the drag is over"


def test_counts_follow_marks_and_their_undo(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    window.desk.open_scope(Scope(Place.CATEGORY, "notes"))
    window.desk.mark_all()
    qtbot.waitUntil(lambda: shown(window)[1] == (NOTES, ""))
    window.commands["undo"].trigger()
    qtbot.waitUntil(lambda: shown(window)[1] == (NOTES, "12"))
    number = library.shelf(Scope(Place.ALL)).max()
    window.desk.toggle(Mark.STARRED, number)
    qtbot.waitUntil(lambda: shown(window)[2] == ("stars", "1"))
    window.desk.toggle(Mark.READ, number)
    qtbot.waitUntil(lambda: shown(window)[2] == ("stars", ""))


def test_counts_follow_what_comes_into_the_folder(
    tmp_path: Path, home_places: Places, open_window: Callable[[Library | None], MainWindow], qtbot: QtBot
) -> None:
    folder = tmp_path / "posts"
    make_archive(folder)
    index(folder, home_places, lambda _event: None, workers=1, texts=True)
    library = Library.open(folder, home_places)
    library.saved.save("notes", "notes")
    window = open_window(library)
    qtbot.waitUntil(lambda: shown(window) == [("notes", "12")])
    path, text = post(26, 23, "notes", "Notes again")
    (folder / path).write_text(text, "utf-8")
    index(folder, home_places, lambda _event: None, workers=1, texts=True)
    with qtbot.waitSignal(window.generation_shown):
        window.apply_generation()
    qtbot.waitUntil(lambda: shown(window) == [("notes", "13")])
    path, text = post(26, 22, "notes", "Notes once more")
    (folder / path).write_text(text, "utf-8")
    index(folder, home_places, lambda _event: None, workers=1)
    with qtbot.waitSignal(window.saved.counts.counted):
        window.apply_generation()
    assert shown(window) == [("notes", "13")], "its text is not in the index yet"
    index(folder, home_places, lambda _event: None, workers=1, texts=True)
    window.take_texts(39)
    qtbot.waitUntil(lambda: shown(window) == [("notes", "14")])
    with_other = Library.open(folder, home_places)
    with_other.saved.save("", "again")
    with_other.close()
    window.apply_generation()
    qtbot.waitUntil(lambda: shown(window) == [("notes", "14"), ("again", "1")])
    window.set_library(None)
    assert shown(window) == []
    library.close()


def test_counts_stay_while_the_index_cannot_be_opened_and_are_asked_again(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    line = library.saved.save("line", "第一行")
    assert line is not None
    counts = window.saved.counts
    window.saved.recount()
    qtbot.waitUntil(lambda: counts.unread(line.id) == 36)
    counts._again.setInterval(0)
    library.texts.let_go()
    with no_more_files(), qtbot.waitSignal(counts._again.timeout):
        window.saved.recount()
    assert counts.unread(line.id) == 36
    library.mark(library.shelf(Scope(Place.CATEGORY, "notes")), Mark.READ, value=True)
    qtbot.waitUntil(lambda: counts.unread(line.id) == 24 and library.texts.searchable() is not None)


def test_relative_dates_go_by_the_day_that_it_is(
    indexed: tuple[Path, Path],
    home_of_index: Places,
    open_window: Callable[[Library | None], MainWindow],
    qtbot: QtBot,
) -> None:
    # Noon at the site on the last day of the archive.
    clock = [1_653_537_600.0]
    library = Library.open(indexed[0], home_of_index, now=lambda: clock[0])
    library.saved.save("new", "date:today")
    window = open_window(library)
    qtbot.waitUntil(lambda: shown(window) == [("new", "9")])
    clock[0] += 86_400
    window._midnight._look()
    qtbot.waitUntil(lambda: shown(window) == [("new", "")])
    window.set_library(None)
    library.close()


def test_what_the_site_hides_counts_where_it_is_listed(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    hidden = library.saved.save("hidden", "title:yet")
    assert hidden is not None
    window.saved.recount()
    qtbot.waitUntil(lambda: window.saved.counts.unread(hidden.id) == 0)
    window.commands["show-hidden"].trigger()
    qtbot.waitUntil(lambda: shown(window)[3] == ("hidden", "1"))


def test_a_click_and_enter_open_a_search_and_arrows_do_not(window: MainWindow, qtbot: QtBot) -> None:
    sidebar = window.sidebar
    place = sidebar.visualRect(sidebar.model().index(row(sidebar, "经济"), 0)).center()
    qtbot.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, place.y()))
    assert window.search.text() == ECONOMY
    qtbot.waitUntil(lambda: window.list_model.rowCount() == 12)
    assert sidebar.currentIndex().data() == "经济"
    window.open_scope(Scope(Place.UNREAD))
    assert sidebar.currentIndex().data() == "Unread"
    scope = window.desk.scope
    go_to(window, "经济")
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    assert sidebar.currentIndex().data() == NOTES
    assert window.search.text() == ""
    assert window.desk.scope == scope
    qtbot.keyClick(sidebar, Qt.Key.Key_Return)
    assert window.search.text() == NOTES


def test_a_search_that_is_opened_is_for_everything(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    window.open_scope(Scope(Place.CATEGORY, "notes"))
    asked: list[object] = []
    window.searching.asked.connect(asked.append)
    qtbot.keyClick(go_to(window, "经济"), Qt.Key.Key_Return)
    assert len(asked) == 1
    wanted = search(library, ECONOMY).all()
    qtbot.waitUntil(lambda: window.list_model.shelf == wanted)
    assert window.sidebar.currentIndex().data() == "经济"
    window.searching.leave()
    assert window.sidebar.currentIndex().data() == "Notes"


def test_what_was_typed_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    window.search.start()
    qtbot.keyClicks(window.search, "title:Notes")
    qtbot.waitUntil(lambda: window.saved._text == "title:Notes")
    qtbot.keyClick(window.search, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: shown(window)[3] == ("title:Notes", "12"))
    assert window.sidebar.currentIndex().data() == "title:Notes"


def test_the_search_at_hand_is_the_selected_line(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    sidebar = window.sidebar
    window.open_scope(Scope(Place.ALL))
    window.saved.show_searched(search(library, f"  {ECONOMY} "))
    assert sidebar.currentIndex().data() == "经济"
    window.saved.show_searched(search(library, "else"))
    assert sidebar.currentIndex().data() == "All Articles"
    window.saved.show_searched(search(library, NOTES))
    opened: list[object] = []
    sidebar.scope_selected.connect(opened.append)
    place = sidebar.visualRect(sidebar.model().index(3, 0)).center()
    qtbot.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [Scope(Place.ALL)], "the scope below the search is opened, and once"
    window.saved.show_searched(None)
    assert sidebar.currentIndex().data() == "All Articles"


def test_what_is_opened_takes_the_line_from_a_search_that_the_keyboard_is_on(
    window: MainWindow, library: Library
) -> None:
    sidebar = go_to(window, "经济")
    window.saved.show_searched(search(library, NOTES))
    assert sidebar.currentIndex().data() == NOTES
    window.open_scope(Scope(Place.ALL))
    window.saved.show_searched(None)
    assert sidebar.currentIndex().data() == "All Articles"


def test_a_search_that_goes_opens_nothing_beside_it(look: Look, qtbot: QtBot) -> None:
    sidebar = Sidebar(look)
    qtbot.addWidget(sidebar)
    sidebar.show_scope(Scope(Place.TODAY))
    sidebar.show_searches([SearchLine(1, "one", "one")], None)
    with qtbot.waitActive(sidebar):
        sidebar.show()
    sidebar.setFocus(Qt.FocusReason.ShortcutFocusReason)
    sidebar.setCurrentIndex(sidebar.model().index(row(sidebar, "one"), 0))
    opened: list[object] = []
    sidebar.scope_selected.connect(opened.append)
    sidebar.show_searches([], None)
    assert opened == []
    assert sidebar.currentIndex().data() == "Today"


def test_counts_leave_the_keyboard_where_it_is(window: MainWindow, qtbot: QtBot) -> None:
    sidebar = go_to(window, NOTES)
    window.desk.mark_all()
    qtbot.waitUntil(lambda: shown(window)[1] == (NOTES, ""))
    assert sidebar.currentIndex().data() == NOTES


def test_f2_names_a_search(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    sidebar = go_to(window, "经济")
    editor = sidebar.searches.editor
    qtbot.keyClick(sidebar, Qt.Key.Key_F2)
    assert (editor.isVisible(), editor.text(), editor.selectedText()) == (True, "经济", "经济")
    qtbot.keyClicks(editor, "mjk")
    assert library.read == library.read & library.shelf(Scope(Place.STARRED)), "letters are no commands here"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert not editor.isVisible()
    assert sidebar.hasFocus()
    assert names(window)[0] == library.saved.all()[0].name == "mjk"
    qtbot.keyClick(sidebar, Qt.Key.Key_F2)
    qtbot.keyClicks(editor, "other")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert names(window)[0] == "mjk"
    qtbot.keyClick(sidebar, Qt.Key.Key_F2)
    qtbot.keyClicks(editor, "left")
    window.list_pane.table.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not editor.isVisible()
    assert names(window)[0] == "left"
    assert library.saved.all()[0].query == ECONOMY


def test_alt_and_arrows_move_a_search(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    sidebar = go_to(window, "经济")
    qtbot.keyClick(sidebar, Qt.Key.Key_Up, ALT)
    assert names(window) == ["经济", NOTES, "stars"]
    for _ in range(3):
        qtbot.keyClick(sidebar, Qt.Key.Key_Down, ALT)
    assert names(window) == [NOTES, "stars", "经济"] == [one.name for one in library.saved.all()]
    assert sidebar.currentIndex().data() == "经济"
    qtbot.keyClick(sidebar, Qt.Key.Key_Up, ALT)
    assert names(window) == [NOTES, "经济", "stars"]
    assert shown(window)[1] == ("经济", "12"), "its count goes along"


def test_what_was_removed_is_brought_back_by_undo(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    scope = window.desk.scope
    sidebar = go_to(window, NOTES)
    qtbot.keyClick(sidebar, Qt.Key.Key_Delete)
    assert names(window) == ["经济", "stars"]
    assert window.desk.scope == scope, "nothing was opened by the rows' moving up"
    assert window.toast.text == f"“{NOTES}” is removed."
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert names(window) == ["经济", NOTES, "stars"]
    qtbot.waitUntil(lambda: shown(window)[1] == (NOTES, "12"))
    qtbot.keyClick(go_to(window, "stars"), Qt.Key.Key_Delete)
    qtbot.mouseClick(window.toast, Qt.MouseButton.LeftButton)
    assert names(window) == ["经济", NOTES, "stars"]
    assert library.read == library.shelf(Scope(Place.ALL)) - library.shelf(Scope(Place.UNREAD))


def test_undo_after_a_later_mark_means_the_mark(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    qtbot.keyClick(go_to(window, NOTES), Qt.Key.Key_Delete)
    window.desk.mark_all()
    assert library.read
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert not library.read
    assert names(window) == ["经济", "stars"]


def test_removals_are_undone_one_after_the_other(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.ALL))
    window.desk.mark_all()
    for name in (NOTES, "经济"):
        qtbot.keyClick(go_to(window, name), Qt.Key.Key_Delete)
    assert names(window) == ["stars"]
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert names(window) == ["经济", "stars"]
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert names(window) == ["经济", NOTES, "stars"]
    assert library.read
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert not library.read


@pytest.mark.parametrize("gone", [False, True])
def test_a_toast_that_is_there_still_undoes_what_it_says(
    window: MainWindow, library: Library, qtbot: QtBot, *, gone: bool
) -> None:
    window.open_scope(Scope(Place.ALL))
    qtbot.keyClick(go_to(window, NOTES), Qt.Key.Key_Delete)
    window.open_article(window.list_model.number(0))
    assert len(library.read) == 1
    if gone:
        window.toast.hide()
        qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    else:
        qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
        assert window.toast.isHidden()
    assert (NOTES in names(window)) is not gone
    assert bool(library.read) is not gone


def test_what_is_typed_is_kept_before_its_hits_are_there(
    window: MainWindow, jobs: Jobs, qtbot: QtBot
) -> None:
    window.searching.start("第1篇")
    qtbot.waitUntil(lambda: window.saved._text == "第1篇")
    busy = threading.Event()
    jobs.run(SEARCH, partial(busy.wait, 5))
    window.searching.start("第2篇")
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    busy.set()
    assert names(window)[3:] == ["第2篇"]


def test_the_search_at_hand_is_kept_once(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert window.toast.text == "There is no search to keep."
    window.saved.show_searched(search(library, "title:证券 第1篇"))
    for said in ("is kept.", "is kept already."):
        qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
        assert window.toast.text == f"“title:证券 第1篇” {said}"
    assert names(window) == ["经济", NOTES, "stars", "title:证券 第1篇"]
    assert window.sidebar.currentIndex().data() == "title:证券 第1篇"
    qtbot.waitUntil(lambda: shown(window)[3][1] != "")


def test_the_menu_offers_what_can_be_done(window: MainWindow, qtbot: QtBot) -> None:
    sidebar = window.sidebar
    line = sidebar.searches.lines[0]
    menu = sidebar.searches.menu(line)
    can = {action.text(): action.isEnabled() for action in menu.actions()}
    assert can == {"Open": True, "Rename": True, "Move Up": False, "Move Down": True, "Remove": True}
    menu.actions()[3].trigger()
    assert names(window) == [NOTES, "经济", "stars"]
    menu.actions()[4].trigger()
    assert names(window) == [NOTES, "stars"]
    menu.deleteLater()
    place = sidebar.visualRect(sidebar.model().index(row(sidebar, "stars"), 0)).center()
    sidebar.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, place))
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    assert qtbot


def test_the_section_folds_and_that_is_remembered(window: MainWindow, qtbot: QtBot) -> None:
    sidebar = window.sidebar
    title = sidebar.visualRect(sidebar.model().index(sidebar.model().row_of("section:searches"), 0)).center()
    qtbot.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=title)
    assert shown(window) == []
    assert "searches" in window.session().folded


@pytest.fixture
def protected(indexed: tuple[Path, Path], home_of_index: Places, jobs: Jobs) -> Iterator[Library]:
    """The archive with a search, in a state that nothing can be written into any more."""
    library = Library.open(indexed[0], home_of_index, later=jobs.later)
    library.saved.save("one", "one")
    jobs.later(lambda: setattr(library._archive.state._file, "refusal", "It is write-protected."))
    yield library
    jobs.drain()
    library.close()


def test_what_cannot_be_written_is_said_and_taken_back(
    protected: Library, open_window: Callable[[Library | None], MainWindow], jobs: Jobs, qtbot: QtBot
) -> None:
    window = open_window(protected)
    with qtbot.waitSignal(jobs.complained, check_params_cb=lambda said: said == "It is write-protected."):
        gate = threading.Event()
        jobs.later(partial(gate.wait, 5))
        qtbot.keyClick(go_to(window, "one"), Qt.Key.Key_Delete)
        assert names(window) == []
        gate.set()
    assert names(window) == ["one"]


def test_it_is_said_that_a_search_is_kept_once_it_is_on_the_disk(
    protected: Library, open_window: Callable[[Library | None], MainWindow], jobs: Jobs, qtbot: QtBot
) -> None:
    window = open_window(protected)
    window.searching.start("two")
    with qtbot.waitSignal(jobs.complained):
        qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert window.toast.text != "“two” is kept."
