from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from reader.domain.shelf import Counts, Place, Scope, Term
from reader.ui.main_window import MainWindow
from reader.ui.models.places import Figures, Kind
from reader.ui.sidebar.sidebar import Sidebar
from reader.ui.theme.look import Look


def click(qtbot: QtBot, sidebar: Sidebar, identity: str, *, left: int = 100) -> None:
    model = sidebar.model()
    rect = sidebar.visualRect(model.index(model.row_of(identity), 0))
    place = QPoint(left, rect.center().y())
    qtbot.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=place)


def ids(sidebar: Sidebar) -> list[str]:
    return [entry.id for entry in sidebar.model().entries()]


def counted(calls: list[object]) -> Callable[[object], None]:
    return partial(calls.append)


def test_a_click_opens_a_place_once(window: MainWindow, qtbot: QtBot) -> None:
    opened: list[object] = []
    window.sidebar.scope_selected.connect(counted(opened))
    click(qtbot, window.sidebar, "category:meirijingji")
    assert opened == [Scope(Place.CATEGORY, "meirijingji")]
    assert window.list_model.rowCount() == 12
    click(qtbot, window.sidebar, "category:meirijingji")
    assert opened == [Scope(Place.CATEGORY, "meirijingji")] * 2, "a second click clears the read ones away"


def test_sections_and_years_fold_at_a_click(window: MainWindow, qtbot: QtBot) -> None:
    sidebar = window.sidebar
    click(qtbot, sidebar, "section:categories")
    assert "category:meirijingji" not in ids(sidebar)
    assert not sidebar.filter.isVisible()
    click(qtbot, sidebar, "section:categories")
    assert "category:meirijingji" in ids(sidebar)
    scope = window.desk.scope
    click(qtbot, sidebar, "year:2022", left=20)
    assert "month:2022-05" in ids(sidebar)
    assert window.desk.scope == scope, "the triangle folds and opens nothing"
    click(qtbot, sidebar, "month:2022-05")
    assert window.desk.scope == Scope(Place.MONTH, "2022-05")


def test_the_keyboard_reaches_and_folds_everything(window: MainWindow, qtbot: QtBot) -> None:
    sidebar = window.sidebar
    sidebar.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert sidebar.currentIndex().data() == "Unread"
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    assert window.desk.scope == Scope(Place.ALL)
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    assert sidebar.currentIndex().data() == "Categories"
    qtbot.keyClick(sidebar, Qt.Key.Key_Left)
    assert "filter" not in ids(sidebar)
    qtbot.keyClick(sidebar, Qt.Key.Key_Right)
    assert "filter" in ids(sidebar)
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    assert window.desk.scope.place is Place.CATEGORY, "the filter's row is passed over"


def test_the_filter_takes_initials_and_enter_opens_the_first(window: MainWindow, qtbot: QtBot) -> None:
    sidebar = window.sidebar
    sidebar.start_filter()
    qtbot.keyClicks(sidebar.filter, "zqsb")
    assert [one for one in ids(sidebar) if one.startswith("category:")] == ["category:zhengquanshibao"]
    qtbot.keyClick(sidebar.filter, Qt.Key.Key_Return)
    assert window.desk.scope == Scope(Place.CATEGORY, "zhengquanshibao")
    assert sidebar.hasFocus()


def test_the_filter_field_scrolls_with_its_row(window: MainWindow, qtbot: QtBot) -> None:
    sidebar = window.sidebar
    window.resize(1440, 340)
    before = sidebar.filter.y()
    sidebar.verticalScrollBar().setValue(40)
    assert sidebar.filter.y() == before - 40
    assert qtbot


def many(count: int) -> list[Term]:
    return [Term(f"c{at}", f"栏目{at}", Counts(count - at, 3), "", f"lm{at}") for at in range(count)]


def test_two_thousand_categories_are_ordinary(qtbot: QtBot, look: Look) -> None:
    sidebar = Sidebar(look)
    qtbot.addWidget(sidebar)
    sidebar.resize(248, 800)
    sidebar.show_figures(Figures(categories=many(2000)))
    sidebar.fold(("+categories",))
    assert sidebar.model().rowCount() == 4 + 2 + 2000
    qtbot.keyClicks(sidebar.filter, "lm1999")
    assert sidebar.model().rowCount() == 4 + 2 + 1
    sidebar.filter.clear()
    assert sidebar.model().rowCount() == 4 + 2 + 2000


def test_categories_keep_their_places_while_somebody_is_at_work_here(window: MainWindow) -> None:
    sidebar = window.sidebar
    there = list(sidebar.figures().categories)
    turned = Figures(categories=[Term("new", "新", Counts(99, 9)), *reversed(there)])
    sidebar.setFocus(Qt.FocusReason.ShortcutFocusReason)
    sidebar.show_figures(turned)
    assert [term.slug for term in sidebar.figures().categories] == [*(term.slug for term in there), "new"]
    window.list_pane.table.setFocus(Qt.FocusReason.OtherFocusReason)
    sidebar.show_figures(turned)
    assert sidebar.figures().categories[0].slug == "new"


def test_folds_are_remembered(look: Look, qtbot: QtBot) -> None:
    sidebar = Sidebar(look)
    qtbot.addWidget(sidebar)
    sidebar.fold(("tags", "+categories", "2022"))
    assert set(sidebar.folds()) == {"tags", "+categories", "2022"}


def test_a_screen_reader_hears_name_and_count(window: MainWindow) -> None:
    model = window.sidebar.model()
    entries = {entry.id: row for row, entry in enumerate(model.entries())}
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(entries["category:meirijingji"], 0), role) == "每日经济, 12"
    assert model.data(model.index(entries["section:time"], 0), role) == "Time, open"
    assert model.entry(entries["filter"]).kind is Kind.FILTER


def test_a_window_begins_with_its_first_place_in_sight(window: MainWindow, qtbot: QtBot) -> None:
    sidebar = window.sidebar
    window.hide()
    sidebar.resize(sidebar.width(), 60)
    sidebar.updateGeometries()
    sidebar.show_scope(Scope(Place.CATEGORY, "meirijingji"))
    assert sidebar.verticalScrollBar().value() == 0
    window.resize(window.width(), 900)
    with qtbot.waitExposed(window):
        window.show()
    assert sidebar.verticalScrollBar().value() == 0
