"""The keys of the design, typed into the real widgets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyroaring import BitMap
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.changes import Mark
from reader.domain.shelf import Place, Scope
from reader.library.library import Library
from reader.ui.main_window import MainWindow
from tests.ui.fakes import FakeViewer

Press = Callable[..., None]
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def press(window: MainWindow, qtbot: QtBot) -> Press:
    """Return what types a key into whatever has the focus."""

    def type_key(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(window.focusWidget() or window, key, modifiers)

    return type_key


def number(window: MainWindow, row: int) -> int:
    found = window.list_model.number(row)
    assert found is not None
    return found


def test_j_and_k_open_and_arrows_only_select(
    window: MainWindow, viewer: FakeViewer, library: Library, press: Press
) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert window.list_pane.table.current_number() == number(window, 1)
    assert viewer.shown == []
    assert not library.read
    press(Qt.Key.Key_Return)
    assert viewer.shown == [number(window, 1)]
    press(Qt.Key.Key_J)
    press(Qt.Key.Key_K)
    assert viewer.shown[-2:] == [number(window, 2), number(window, 1)]
    assert set(library.read) == {number(window, 1), number(window, 2)}
    # What comes next is made only when nobody waits for this one any more.
    assert viewer.ahead == []
    viewer.painted.emit(number(window, 1))
    assert viewer.ahead == [number(window, 2)]


def test_tab_goes_through_the_bar_from_left_to_right(window: MainWindow, qtbot: QtBot) -> None:
    window.search.setFocus()
    names = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().accessibleName())
    assert names == ["Mark All in View Read", "Star", "Reading Appearance…", "Menu"]


def test_tab_goes_from_the_list_to_its_switch_and_on_to_the_page(window: MainWindow, qtbot: QtBot) -> None:
    visited: list[QWidget] = []
    while len(visited) < 2:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())
    assert visited == [window.list_pane.header.switch._segments[0], window._viewer]


def test_the_page_shows_that_the_keyboard_is_in_it(window: MainWindow, press: Press) -> None:
    edge = window._page.edge
    assert not edge.isVisible()
    press(Qt.Key.Key_3, CONTROL)
    assert edge.isVisible()
    press(Qt.Key.Key_2, CONTROL)
    assert not edge.isVisible()


def test_home_and_end_go_to_the_ends_of_the_list(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_End)
    assert window.list_pane.table.currentIndex().row() == window.list_model.rowCount() - 1
    press(Qt.Key.Key_Home)
    assert window.list_pane.table.currentIndex().row() == 0


def test_n_passes_over_read_articles_and_goes_on_into_the_next_category(
    window: MainWindow, viewer: FakeViewer, library: Library, press: Press
) -> None:
    first, second = (term.slug for term in window.sidebar.figures().categories[:2])
    window.open_scope(Scope(Place.CATEGORY, first))
    library.mark([number(window, 1)], Mark.READ, True)
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_N)
    assert viewer.shown == [number(window, 0), number(window, 2)]
    for _rest in range(window.list_model.rowCount() - 3):
        press(Qt.Key.Key_N)
    press(Qt.Key.Key_N)
    assert window.desk.scope == Scope(Place.CATEGORY, second)
    assert viewer.shown[-1] == number(window, 0)
    press(Qt.Key.Key_P)
    assert window.desk.scope.name not in {first, second}, "round the end, to one that has unread articles"


def test_n_says_when_nothing_is_left(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_A, SHIFT)
    press(Qt.Key.Key_N)
    assert window.toast.text == "Nothing unread is left in this direction."


def test_shift_n_and_p_walk_through_the_categories(window: MainWindow, press: Press) -> None:
    slugs = [term.slug for term in window.sidebar.figures().categories]
    press(Qt.Key.Key_N, SHIFT)
    press(Qt.Key.Key_N, SHIFT)
    assert window.desk.scope == Scope(Place.CATEGORY, slugs[1])
    press(Qt.Key.Key_P, SHIFT)
    assert window.desk.scope == Scope(Place.CATEGORY, slugs[0])
    assert window.sidebar.currentIndex().data() == window.sidebar.figures().categories[0].name


def test_space_pages_down_and_then_goes_to_the_next_unread(
    window: MainWindow, viewer: FakeViewer, press: Press
) -> None:
    press(Qt.Key.Key_Space)
    viewer.pages_left = 1
    press(Qt.Key.Key_Space)
    assert viewer.shown == [number(window, 0)]
    press(Qt.Key.Key_Space)
    assert viewer.shown == [number(window, 0), number(window, 1)]


def test_space_presses_the_button_that_has_the_focus(
    window: MainWindow, viewer: FakeViewer, qtbot: QtBot
) -> None:
    switch = window.list_pane.header.switch
    segment = switch.findChildren(QWidget)[1]
    segment.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(segment, Qt.Key.Key_Space)
    assert switch.place() == 1
    assert viewer.shown == []


def test_m_and_s_are_about_the_selected_article(window: MainWindow, library: Library, press: Press) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_M)
    press(Qt.Key.Key_S)
    assert (set(library.read), set(library.starred)) == ({number(window, 0)}, {number(window, 0)})
    press(Qt.Key.Key_U, CONTROL)
    press(Qt.Key.Key_D, CONTROL)
    assert not library.read
    assert not library.starred


def test_shift_a_marks_all_and_undo_and_redo_go_back_and_forth(
    window: MainWindow, library: Library, press: Press
) -> None:
    press(Qt.Key.Key_A, SHIFT)
    assert len(library.read) == 37
    assert window.toast.isVisible()
    assert window.toast.text == "37 article(s) marked read"
    press(Qt.Key.Key_Z, CONTROL)
    assert not library.read
    assert window.toast.text == "37 article(s) marked unread"
    press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert len(library.read) == 37


def test_what_waits_is_not_marked(window: MainWindow, library: Library, press: Press) -> None:
    window.list_model.apply(window.list_model.shelf - BitMap([number(window, 0)]), at_rest=True)
    press(Qt.Key.Key_A, SHIFT)
    assert len(library.read) == 36


def test_above_and_older(window: MainWindow, library: Library, press: Press) -> None:
    for _times in range(3):
        press(Qt.Key.Key_Down)
    window.commands["mark-above"].trigger()
    assert set(library.read) == {number(window, 0), number(window, 1)}
    window.commands["mark-older"].trigger()
    assert not library.is_read(number(window, 2))
    assert len(library.read) == 36


def test_clean_up_lets_read_articles_go_but_not_the_open_one(window: MainWindow, press: Press) -> None:
    for _times in range(3):
        press(Qt.Key.Key_J)
    opened = number(window, 2)
    press(Qt.Key.Key_U, SHIFT)
    assert window.list_model.rowCount() == 35
    assert number(window, 0) == opened


def test_letters_in_a_text_field_are_text(
    window: MainWindow, viewer: FakeViewer, press: Press, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_L, CONTROL | SHIFT)
    assert window.sidebar.filter.hasFocus()
    qtbot.keyClicks(window.sidebar.filter, "jnms?/ A")
    assert window.sidebar.filter.text() == "jnms?/ A"
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_K, CONTROL)
    assert window.search.hasFocus()
    qtbot.keyClicks(window.search, "jk")
    assert window.search.text() == "jk"
    assert viewer.shown == []


def test_an_input_method_has_no_say_in_the_panes(window: MainWindow) -> None:
    for pane in (window.list_pane.table, window.sidebar):
        assert not pane.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        assert not pane.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
        QApplication.sendEvent(pane, QInputMethodEvent("中", []))
    assert window.search.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_slash_goes_to_the_field_also_as_chinese_input_methods_write_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(window.list_pane.table, "/")
    assert window.search.hasFocus()
    keys = [sequence[0].toCombined() for sequence in window.commands["search"].shortcuts()]
    assert ord("、") in keys
    assert ord("？") in [sequence[0].toCombined() for sequence in window.commands["keys"].shortcuts()]


def test_panes_are_reached_by_number(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_1, CONTROL)
    assert window.sidebar.hasFocus()
    press(Qt.Key.Key_3, CONTROL)
    assert window.focusWidget() is not window.sidebar
    press(Qt.Key.Key_2, CONTROL)
    assert window.list_pane.table.hasFocus()


def test_the_page_is_enlarged_and_searched(viewer: FakeViewer, press: Press) -> None:
    press(Qt.Key.Key_Plus, CONTROL)
    press(Qt.Key.Key_Minus, CONTROL)
    press(Qt.Key.Key_0, CONTROL)
    assert viewer.zooms == [1, -1, 0]
    press(Qt.Key.Key_F, CONTROL)
    assert viewer.finding
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert viewer.hits == [1, -1]


def test_v_asks_for_the_original_and_reveal_for_the_file(
    window: MainWindow, qtbot: QtBot, press: Press
) -> None:
    window.open_scope(Scope(Place.CATEGORY, "notes"))
    press(Qt.Key.Key_J)
    with qtbot.waitSignal(window.link_requested) as asked:
        press(Qt.Key.Key_V)
    assert asked.args[0].startswith("https://example.org/")
    with qtbot.waitSignal(window.reveal_requested) as asked:
        press(Qt.Key.Key_R, CONTROL | SHIFT)
    assert asked.args[0].startswith("_posts/2022-05-")


def test_articles_like_the_one_at_hand_are_asked_for(window: MainWindow, qtbot: QtBot, press: Press) -> None:
    window.open_scope(Scope(Place.CATEGORY, "notes"))
    press(Qt.Key.Key_J)
    with qtbot.waitSignal(window.similar_requested) as asked:
        window.commands["more-like-this"].trigger()
    assert asked.args == [window.desk.article]


def test_an_article_without_an_original_says_so(window: MainWindow, press: Press) -> None:
    window.open_scope(Scope(Place.CATEGORY, "zhengquanshibao"))
    press(Qt.Key.Key_J)
    press(Qt.Key.Key_V)
    assert window.toast.text == "This article names no original."


def test_all_panes_are_reached_by_tab(window: MainWindow, qtbot: QtBot) -> None:
    seen: list[QWidget] = []
    for _times in range(40):
        focused = window.focusWidget()
        if focused is None or focused in seen:
            break
        seen.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert {window.search, window.sidebar, window.sidebar.filter, window.list_pane.table} <= set(seen)
