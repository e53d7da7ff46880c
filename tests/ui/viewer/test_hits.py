from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.library.looks import Appearance, Page, Showing, Sought
from reader.paths import resources
from reader.ui.theme.icons import Icons
from reader.ui.theme.look import Look
from reader.ui.theme.measures import Measures
from reader.ui.theme.theme import load_all
from reader.ui.viewer.article_view import ArticleView
from reader.ui.viewer.find_bar import FindBar
from reader.ui.viewer.hit_bar import HitBar
from reader.ui.widgets.toast import Toast

from .conftest import Folder
from .test_article_view import TALL, click, evaluate, show, web

CURRENT = "[...document.querySelectorAll('.current')].map(mark => mark.textContent).join('|')"
SOUGHT = Sought(((("公", "司"), False),))


def hit(number: int, text: str) -> str:
    return f'<mark data-hit="{number}">{text}</mark>'


def current(qtbot: QtBot, view: ArticleView) -> object:
    return evaluate(qtbot, view, CURRENT)


def in_sight(qtbot: QtBot, view: ArticleView) -> object:
    return evaluate(
        qtbot,
        view,
        "(() => { const box = document.querySelector('.current').getBoundingClientRect();"
        "return box.top >= 0 && box.bottom <= innerHeight; })()",
    )


def test_keys_go_from_hit_to_hit_and_round(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies[7] = f"{hit(0, 'a')}{TALL}<p>{hit(1, 'b')}<b>{hit(1, 'c')}</b></p>{TALL}{hit(2, 'd')}"
    show(qtbot, view, 7)
    seen = [current(qtbot, view)]
    for step in (1, 1, 1, -1, -1):
        view.next_hit(step)
        seen.append(current(qtbot, view))
        assert in_sight(qtbot, view)
    assert seen == ["a", "b|c", "d", "a", "d", "b|c"]


def test_a_page_without_hits_does_not_mind_the_keys(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies[7] = TALL
    show(qtbot, view, 7)
    view.next_hit(1)
    assert current(qtbot, view) == ""
    assert evaluate(qtbot, view, "scrollY") == 0


def test_first_hit_is_gone_to_where_nothing_was_read_yet(
    qtbot: QtBot, view: ArticleView, folder: Folder
) -> None:
    folder.bodies[7] = folder.bodies[8] = f"{TALL}<p>{hit(0, 'a')}</p>{TALL}"
    folder.positions[8] = 0.1
    show(qtbot, view, 7)
    assert current(qtbot, view) == "a"
    assert in_sight(qtbot, view)
    show(qtbot, view, 8)
    assert current(qtbot, view) == ""
    assert round(web(view).position(), 2) == 0.1
    view.next_hit(1)
    assert current(qtbot, view) == "a"


def test_next_hit_is_that_below_the_eye(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies[7] = f"<p>{hit(0, 'a')}</p>{TALL}<p>{hit(1, 'b')}</p>{TALL}<p>{hit(2, 'c')}</p>"
    folder.positions[7] = 0.6
    show(qtbot, view, 7)
    view.next_hit(1)
    assert current(qtbot, view) == "c"


def test_a_fold_opens_for_the_hit_in_it(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies[7] = f"{TALL}<details><summary>x</summary>{TALL}<p>{hit(0, 'a')}</p></details>"
    show(qtbot, view, 7)
    assert in_sight(qtbot, view)
    assert evaluate(qtbot, view, "document.querySelector('details').open") is True


def test_keys_belong_to_the_bar_that_finds_words_while_it_is_there(
    qtbot: QtBot, view: ArticleView, folder: Folder
) -> None:
    folder.bodies[7] = f"<p>{hit(0, 'a')} word word word</p>"
    show(qtbot, view, 7)
    view.open_find()
    bar = view.findChild(FindBar)
    with qtbot.waitSignal(web(view).found, check_params_cb=lambda _at, total: total == 3):
        bar.open("word")
    with qtbot.waitSignal(bar.find_requested) as asked:
        view.next_hit(-1)
    assert asked.args == ["word", True]


def test_which_of_how_many_hits_one_is_at_is_told(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies[7] = folder.bodies[8] = f"{hit(0, 'a')}{TALL}<b>{hit(1, 'b')}</b>{hit(1, 'c')}{TALL}"
    folder.positions[8] = 0.1
    folder.bodies[9] = TALL
    bar = view.findChild(HitBar)
    show(qtbot, view, 7)
    assert (bar.isVisible(), bar.text) == (True, "1 of 2")
    view.next_hit(1)
    qtbot.waitUntil(lambda: bar.text == "2 of 2")
    bar.step_requested.emit(-1)
    qtbot.waitUntil(lambda: bar.text == "1 of 2")
    show(qtbot, view, 8)
    assert (bar.isVisible(), bar.text) == (True, "2 hit(s)")
    show(qtbot, view, 9)
    assert not bar.isVisible()


def test_the_count_of_hits_gives_way_to_the_bar_that_finds_words(
    qtbot: QtBot, view: ArticleView, folder: Folder
) -> None:
    folder.bodies[7] = folder.bodies[8] = f"{hit(0, 'a')}{TALL}{hit(1, 'b')}"
    bar = view.findChild(HitBar)
    show(qtbot, view, 7)
    view.open_find()
    assert not bar.isVisible()
    show(qtbot, view, 8)
    assert not bar.isVisible()
    view.findChild(FindBar).dismiss()
    assert (bar.isVisible(), bar.text) == (True, "1 of 2")
    view.clear()
    assert not bar.isVisible()


def test_hits_are_marked_on_the_scroll_bar(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    style = (
        "<style>:root{--hit:#ff0000}::-webkit-scrollbar{width:12px}"
        "body::-webkit-scrollbar-track{background:var(--hits,transparent)}</style>"
    )
    folder.bodies[7] = f"{style}{TALL}<p>{hit(0, 'a')}</p>{TALL}"
    folder.positions[7] = 0.1
    show(qtbot, view, 7)

    def marked() -> list[int]:
        image: QImage = view.grab().toImage()
        red = QColor("#ff0000")
        return [y for y in range(image.height()) if image.pixelColor(image.width() - 6, y) == red]

    qtbot.waitUntil(lambda: bool(marked()))
    assert 240 < sum(marked()) / len(marked()) < 260


def test_an_open_page_follows_what_is_searched_for(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    asked: list[tuple[int, object]] = []
    made = folder.page

    def page(number: int, showing: Showing) -> Page:
        asked.append((number, showing.sought))
        return made(number, showing)

    folder.page = page  # type: ignore[method-assign]
    view.use(folder.supply())
    folder.bodies.update({7: TALL, 8: TALL})
    show(qtbot, view, 7)
    view.prefetch(8)
    qtbot.waitUntil(lambda: len(asked) == 2)
    with qtbot.waitSignal(view.painted):
        view.mark(SOUGHT)
    # What was made ahead without marks is not shown.
    show(qtbot, view, 8)
    with qtbot.waitSignal(view.painted):
        view.mark(Sought())
    assert asked == [(7, Sought()), (8, Sought()), (7, SOUGHT), (8, SOUGHT)]


def test_a_click_on_the_count_of_hits_leaves_the_keyboard_where_it_is(
    qtbot: QtBot, view: ArticleView, folder: Folder
) -> None:
    folder.bodies[7] = f"{hit(0, 'a')}{TALL}{hit(1, 'b')}"
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 540)
    view.setParent(window)
    other = QLineEdit(window)
    other.move(0, 505)
    window.show()
    view.show()
    show(qtbot, view, 7)
    window.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    bar = view.findChild(HitBar)
    for place, said in zip(bar.findChildren(QPushButton), ("2 of 2", "1 of 2"), strict=True):
        qtbot.mouseClick(place, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda said=said: bar.text == said)
        assert other.hasFocus()
    # Through the window, as the system does it: the label lets clicks through to what is below.
    QTest.mouseClick(
        window.windowHandle(), Qt.MouseButton.LeftButton, pos=bar.mapTo(window, QPoint(6, bar.height() // 2))
    )
    assert other.hasFocus()
    click(view, 200)
    assert not other.hasFocus()
    view.setParent(None)


def test_the_wheel_over_the_count_of_hits_turns_the_page(
    qtbot: QtBot, view: ArticleView, folder: Folder
) -> None:
    folder.bodies[7] = f"{hit(0, 'a')}{TALL}"
    show(qtbot, view, 7)
    bar = view.findChild(HitBar)
    middle = QPointF(bar.rect().center())

    def turn(eighths: int) -> None:
        event = QWheelEvent(
            middle,
            bar.mapToGlobal(middle),
            QPoint(),
            QPoint(0, eighths),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(bar, event)

    turn(-240)
    assert evaluate(qtbot, view, "scrollY") == 200
    turn(120)
    assert evaluate(qtbot, view, "scrollY") == 100


def test_a_page_that_is_made_anew_keeps_the_current_hit(
    qtbot: QtBot, view: ArticleView, folder: Folder
) -> None:
    folder.bodies[7] = f"{hit(0, 'a')}{hit(1, 'b')}{TALL}{hit(2, 'c')}"
    bar = view.findChild(HitBar)
    show(qtbot, view, 7)
    view.next_hit(1)
    qtbot.waitUntil(lambda: bar.text == "2 of 3")
    for _ in range(2):
        with qtbot.waitSignal(view.painted):
            view.refresh()
        assert (current(qtbot, view), bar.text) == ("b", "2 of 3")
    view.next_hit(1)
    assert current(qtbot, view) == "c"
    # The place among other hits, or those of other words, would be a wrong one.
    folder.bodies[7] += hit(3, "d")
    with qtbot.waitSignal(view.painted):
        view.set_appearance(Appearance(font_size=20))
    assert (current(qtbot, view), bar.text) == ("", "4 hit(s)")
    view.next_hit(-1)
    qtbot.waitUntil(lambda: bar.text.endswith("of 4"))
    with qtbot.waitSignal(view.painted):
        view.mark(SOUGHT)
    assert (current(qtbot, view), bar.text) == ("", "4 hit(s)")


def test_the_count_of_hits_goes_with_the_article(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies[7] = folder.bodies[8] = f"{hit(0, 'a')}{TALL}"
    bar = view.findChild(HitBar)
    show(qtbot, view, 7)
    assert bar.isVisible()
    with qtbot.waitSignal(view.painted):
        view.show_article(8)
        assert not bar.isVisible()
    assert (bar.isVisible(), bar.text) == (True, "1 of 1")


@pytest.mark.parametrize(("scale", "text"), [(1.0, 9), (1.0, 13), (1.5, 13), (3.0, 13)])
def test_the_toast_does_not_cover_the_count_of_hits(qtbot: QtBot, scale: float, text: int) -> None:
    measures = Measures(QApplication.font().family(), scale)
    look = Look(load_all(resources() / "themes"), measures, Icons(resources() / "icons"), "light")
    page = QWidget()
    qtbot.addWidget(page)
    page.setFont(measures.font(text))
    page.resize(500, 700)
    bar, toast = HitBar(page), Toast(look, page)
    bar.show_count(31, 122)
    toast.say("A long sentence that takes all of the room at the bottom of a page. " * 3, "Undo")
    assert page.rect().contains(bar.geometry())
    assert not bar.geometry().intersects(toast.geometry())
