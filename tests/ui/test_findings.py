"""What a search has found, beside the list, in the real window."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QColor, QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from reader.domain.query import Everything, Query
from reader.domain.shelf import Place, Scope
from reader.library.library import Library
from reader.library.looks import Sought
from reader.library.pages import Pages
from reader.library.querytext import parse, written
from reader.paths import resources
from reader.ui.main_window import MainWindow
from reader.ui.widgets.search_field import SearchField
from tests.ui.fakes import FakeViewer


@pytest.fixture
def searched(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.open_scope(Scope(Place.ALL))
    window.searching.start("一行")
    qtbot.waitUntil(lambda: not window.searching.under_way)
    return window


def _bars(window: MainWindow) -> list[QAbstractButton]:
    outlets = window.list_pane.outlets
    bars = outlets.findChildren(QAbstractButton)
    return [] if outlets.isHidden() else [bar for bar in bars if not bar.isHidden()]


def test_outlets_of_what_was_found_stand_over_the_list_and_limit_the_search(
    searched: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(_bars(searched)) > 1)
    everywhere = searched.list_model.rowCount()
    qtbot.mouseClick(_bars(searched)[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not searched.searching.under_way)
    assert searched.search.text().startswith("一行 category:")
    assert 0 < searched.list_model.rowCount() < everywhere
    searched.searching.leave()
    assert _bars(searched) == []


def test_an_outlet_limits_all_parts_of_a_search(window: MainWindow, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.ALL))
    window.searching.start("第2篇 OR 第30篇")
    window.findings.limit("notes")
    qtbot.waitUntil(lambda: not window.searching.under_way)
    assert window.search.text() == "(第2篇 OR 第30篇) category:notes"
    assert window.list_model.rowCount() == 1


def test_a_search_that_ended_meanwhile_shows_no_outlets(window: MainWindow, qtbot: QtBot) -> None:
    window.open_scope(Scope(Place.ALL))
    window.searching.start("一行")
    window.searching.leave()
    qtbot.wait(50)
    assert _bars(window) == []


def test_hits_are_marked_in_pages_while_a_search_is_on(searched: MainWindow, viewer: FakeViewer) -> None:
    assert viewer.sought == Sought(((("一", "行"), False),))
    searched.searching.leave()
    assert viewer.sought == Sought()


@pytest.fixture
def like(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window that shows what is like an article, by words that nobody would type."""
    window.open_scope(Scope(Place.CATEGORY, "notes"))
    node = parse('"第2篇" OR "第30篇"', date.min).node
    window.similar_found.emit(Query(written(node), node, name="Notes 第2篇"))
    qtbot.waitUntil(lambda: not window.searching.under_way)
    assert window.list_model.rowCount() == 2
    return window


@pytest.mark.usefixtures("like")
def test_the_words_by_which_articles_are_alike_are_not_marked_in_pages(viewer: FakeViewer) -> None:
    assert viewer.sought == Sought()


def test_it_is_said_where_nothing_makes_articles_alike(searched: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(searched.findings.said) as said:
        searched.similar_found.emit(Query("", Everything()))
    assert said.args == ["There is nothing yet by which articles like this one could be found."]
    assert searched.searching.text == "一行"


def test_what_is_like_an_article_is_called_by_its_title(like: MainWindow, qtbot: QtBot) -> None:
    field = like.search
    assert (field.text(), field.accessibleName()) == ("", "Like: Notes 第2篇")
    qtbot.waitUntil(lambda: len(_bars(like)) > 1)
    qtbot.mouseClick(_bars(like)[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not like.searching.under_way)
    assert field.accessibleName().startswith("Like: Notes 第2篇 category:")
    assert like.list_model.rowCount() == 1
    # A command is given among them.
    field.start("")
    qtbot.keyClicks(field, ">undo")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), like.list_model.rowCount()) == ("", 1)
    assert field.accessibleName().startswith("Like: Notes 第2篇")


def click(qtbot: QtBot, field: SearchField, x: int) -> None:
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(x, field.height() // 2))


@pytest.mark.parametrize("way", ["escape", "backspace", "cross", "place"])
def test_what_is_like_an_article_is_left_as_any_search(like: MainWindow, qtbot: QtBot, way: str) -> None:
    field = like.search
    field.start()
    # What lies below the field is not taken by a mere Enter.
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert like.searching.active
    if way == "cross":
        # Whoever clicks on the name itself wants to type.
        click(qtbot, field, field._name_box().left() + 8)
        assert (field.hasFocus(), like.searching.active) == (True, True)
        click(qtbot, field, field._name_box().right() - 10)
    elif way == "place":
        like.open_scope(Scope(Place.CATEGORY, "notes"))
    else:
        qtbot.keyClick(field, Qt.Key.Key_Escape if way == "escape" else Qt.Key.Key_Backspace)
    assert not like.searching.active
    assert like.desk.scope == Scope(Place.CATEGORY, "notes")
    assert field.accessibleName().startswith("Search")


def test_a_long_name_leaves_room_to_type(like: MainWindow) -> None:
    field = like.search
    field.show_query("", "Like: " + "一个很长的标题" * 30)
    assert field.cursorRect().left() < 0.8 * field.width()


def test_what_an_input_method_composes_takes_the_place_of_the_name(like: MainWindow) -> None:
    field = like.search
    field.start()

    def ground() -> QColor:
        return field.grab().toImage().pixelColor(field._name_box().right() - 3, field.height() // 2)

    def compose(letters: str, text: str = "") -> None:
        event = QInputMethodEvent(letters, [])
        event.setCommitString(text)
        QCoreApplication.sendEvent(field, event)

    named, behind = ground(), field.textMargins().left()
    compose("gongsi")
    assert field.textMargins().left() == 0
    assert ground() != named
    assert field.accessibleName().startswith("Like: ")
    compose("")
    assert (field.textMargins().left(), ground()) == (behind, named)
    compose("gongsi")
    compose("", "公司")
    assert (field.text(), field.textMargins().left()) == ("公司", 0)
    assert field.accessibleName().startswith("Search")


def test_typing_takes_the_place_of_the_name(like: MainWindow, qtbot: QtBot) -> None:
    like.search.start()
    qtbot.keyClicks(like.search, "notes")
    qtbot.waitUntil(lambda: not like.searching.under_way)
    assert like.search.text() == "notes"
    assert like.search.accessibleName().startswith("Search")
    assert like.list_model.rowCount() == 12


@pytest.mark.parametrize("way", ["leave", "type", "place"])
def test_the_best_come_first_only_while_it_is_asked_what_is_alike(like: MainWindow, way: str) -> None:
    assert like.searching.best
    if way == "leave":
        like.searching.leave()
    elif way == "place":
        like.open_scope(Scope(Place.ALL))
    else:
        like.searching.ask("notes")
    assert not like.searching.best


def test_an_order_that_somebody_chose_stays(like: MainWindow) -> None:
    searching = like.searching
    searching.turn_order()
    searching.turn_order()
    searching.ask("notes")
    assert searching.best
    searching.start_widely("notes", "Notes")
    searching.leave()
    assert searching.best


def test_what_is_like_an_article_is_kept_under_its_name(like: MainWindow, library: Library) -> None:
    like.commands["keep-search"].trigger()
    [kept] = library.saved.all()
    assert (kept.name, kept.query) == ("Like: Notes 第2篇", like.searching.text)


ALIKE = " OR ".join(f'"{word}"' for word in ("notes", *(f"w{at}" for at in range(20))))
OWN = '"notes" OR "w1"'


@pytest.mark.parametrize("way", ["sidebar", "palette"])
@pytest.mark.parametrize(
    ("name", "query", "alike"), [("船", ALIKE, True), ("", ALIKE, False), ("船", OWN, False)]
)
def test_what_is_alike_comes_back_as_it_was_kept(
    window: MainWindow,
    library: Library,
    viewer: FakeViewer,
    qtbot: QtBot,
    name: str,
    query: str,
    way: str,
    *,
    alike: bool,
) -> None:
    library.saved.save(name, query)
    window.saved.recount()
    window.open_scope(Scope(Place.CATEGORY, "notes"))
    [line] = window.sidebar.searches.lines
    if way == "palette":
        window.search.chosen.emit(line)
    else:
        window.sidebar.searches.menu(line).actions()[0].trigger()
    qtbot.waitUntil(lambda: not window.searching.under_way)
    assert window.search.text() == ("" if alike else query)
    assert window.search.accessibleName().startswith("船" if alike else "Search")
    assert window.searching.best is alike
    assert (viewer.sought == Sought()) is alike
    assert not window.searching.limited
    assert window.list_model.rowCount() == 12
    assert window.sidebar.currentIndex().data() == line.name


def test_more_like_this_shows_the_best_first_everywhere(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    window.open_scope(Scope(Place.CATEGORY, "notes"))
    number = window.list_model.number(0)
    query = Pages(library, resources()).like(number)
    window.similar_found.emit(query)
    if query.text:
        qtbot.waitUntil(lambda: not window.searching.under_way)
        assert window.list_model.rowCount() > 0
        assert window.searching.best
        assert not window.searching.limited
