from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from reader.domain.errors import FolderError
from reader.library.looks import Appearance
from reader.paths import resources
from reader.ui.jobs import Jobs
from reader.ui.trace import Trace
from reader.ui.viewer.article_view import ArticleView
from reader.ui.viewer.browser import PIECES, load
from reader.ui.viewer.progress_line import ProgressLine
from reader.ui.viewer.web_pane import WebPane

from .conftest import Folder

TALL = "<p>line</p>" * 100
"""4,000 pixels."""


def show(qtbot: QtBot, view: ArticleView, number: int) -> None:
    with qtbot.waitSignal(view.painted, check_params_cb=lambda shown: shown == number):
        view.show_article(number)


def web(view: ArticleView) -> WebPane:
    return view.findChild(WebPane)


def evaluate(qtbot: QtBot, view: ArticleView, script: str) -> object:
    answers: list[object] = []
    web(view)._page.runJavaScript(script, 1, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def click(view: ArticleView, y: int, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    target: QWidget = web(view)._view.focusProxy()
    QTest.mouseClick(target, button, Qt.KeyboardModifier.NoModifier, QPoint(20, y))


def test_engine_is_not_even_loaded_with_the_module() -> None:
    code = "import sys, reader.ui.viewer.article_view; sys.exit('PySide6.QtWebEngineCore' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_article_asked_for_before_the_engine_exists_is_shown(
    qtbot: QtBot, view: ArticleView, folder: Folder
) -> None:
    folder.bodies[7] = "<h1>每日新闻</h1>"
    assert web(view) is None
    show(qtbot, view, 7)
    assert evaluate(qtbot, view, "document.body.innerText") == "每日新闻"
    events = [json.loads(line) for line in (folder.root / "trace.jsonl").read_text().splitlines()]
    assert [event["event"] for event in events] == ["article-asked", "engine-ready", "article-painted"]


def test_picture_of_the_pane_holds_the_page(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies[7] = "<div style='background:#336699;height:2000px'></div>"
    show(qtbot, view, 7)

    def colour() -> QColor:
        image: QImage = view.grab().toImage()
        return image.pixelColor(100, 250)

    # On a busy machine the engine hands its frame over a little later than it says.
    qtbot.waitUntil(lambda: colour() == QColor("#336699"))


def test_every_page_is_seen_to_come_on_screen_without_a_time_limit(
    qtbot: QtBot, view: ArticleView, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.bodies.update({number: f"<h1>{number}</h1>{TALL}" for number in range(1, 31)})
    show(qtbot, view, 1)
    for patience in ("FRAME_PATIENCE", "HANDOVER"):
        monkeypatch.setattr(f"reader.ui.viewer.web_pane.{patience}", 1_000_000)
    # The frame comes before or after the engine says that it is drawn, as it happens.
    for number in range(2, 31):
        show(qtbot, view, number)


def test_article_of_huge_number_and_huge_size(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    number = 2**32 - 1
    folder.bodies[number] = "<p>" + "长" * 1_000_000
    show(qtbot, view, number)
    assert evaluate(qtbot, view, "document.body.innerText.length") == 1_000_000


def test_no_script_of_an_article_runs(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies[7] = (
        "<p id=a>still</p><script>document.getElementById('a').textContent='ran'</script>"
        "<img src=x onerror=\"document.getElementById('a').textContent='ran'\">"
        "<a href=\"javascript:document.getElementById('a').textContent='ran'\">x</a>"
        '<a href="newsfold:article/12">y</a>'
    )
    show(qtbot, view, 7)
    clicked: list[str] = []
    view.link_activated.connect(clicked.append)
    click(view, 60)
    with qtbot.waitSignal(view.link_activated):  # clicks are answered in their order
        click(view, 105)
    assert evaluate(qtbot, view, "document.getElementById('a').textContent") == "still"
    assert clicked == ["newsfold:article/12"]


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
@pytest.mark.parametrize(
    "address",
    [
        "newsfold:category/%E8%B4%A2%E7%BB%8F",
        "newsfold:article/12",
        "https://a.example/b?c=%20d",
        "mailto:a@b.example",
    ],
)
def test_click_on_a_link_is_reported_and_changes_nothing(
    qtbot: QtBot, view: ArticleView, folder: Folder, address: str, button: Qt.MouseButton
) -> None:
    folder.bodies[7] = f'<a href="{address}" target="_blank">link</a>'
    show(qtbot, view, 7)
    with qtbot.waitSignal(view.link_activated) as signal:
        click(view, 20, button)
    assert signal.args == [address]
    assert evaluate(qtbot, view, "document.body.innerText") == "link"


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "article://page/8", "data:text/html,x", "ftp://a.example/"]
)
def test_click_on_anything_else_does_nothing(
    qtbot: QtBot, view: ArticleView, folder: Folder, address: str
) -> None:
    good = "newsfold:article/12"
    folder.bodies.update({7: f'<a href="{address}">link</a><a href="{good}">good</a>', 8: "other"})
    clicked: list[str] = []
    view.link_activated.connect(clicked.append)
    show(qtbot, view, 7)
    click(view, 20)
    with qtbot.waitSignal(view.link_activated):  # clicks are answered in their order
        click(view, 60)
    assert evaluate(qtbot, view, "document.body.innerText") == "link\ngood"
    assert clicked == [good]


def test_link_within_the_page_scrolls(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies[7] = f'<a href="#note">to the note</a>{TALL}<p id=note>note</p>{TALL}'
    show(qtbot, view, 7)
    click(view, 20)
    qtbot.waitUntil(lambda: web(view).position() > 0.4)


def test_position_is_remembered_and_restored(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies.update({7: TALL, 8: TALL})
    show(qtbot, view, 7)
    view.scroll_to(0.5)
    qtbot.waitUntil(lambda: abs(folder.positions.get(7, 0) - 0.5) < 0.01)
    assert abs(view.findChild(ProgressLine).position - 0.5) < 0.01
    show(qtbot, view, 8)
    assert abs(folder.positions[7] - 0.5) < 0.01
    assert evaluate(qtbot, view, "scrollY") == 0
    show(qtbot, view, 7)
    assert evaluate(qtbot, view, "scrollY") == pytest.approx(0.5 * (4000 - 500), abs=2)


def test_article_read_to_its_end_opens_at_its_top(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies[7] = TALL
    folder.positions[7] = 1.0
    show(qtbot, view, 7)
    assert evaluate(qtbot, view, "scrollY") == 0


def test_an_article_that_gets_another_number_stays_on_the_page_where_it_is(
    qtbot: QtBot, view: ArticleView, folder: Folder
) -> None:
    folder.bodies[7] = TALL
    show(qtbot, view, 7)
    view.scroll_to(0.5)
    qtbot.waitUntil(lambda: view._position() == pytest.approx(0.5, abs=0.01))
    before = len(folder.rendered)
    view.follow({7: 8, 9: 10})
    assert view.number == 8
    assert len(folder.rendered) == before, "it is not asked for anew"
    folder.bodies[10] = "<p>next</p>"
    show(qtbot, view, 10)
    assert folder.positions == {8: pytest.approx(0.5, abs=0.01)}


def test_an_article_that_gets_another_number_on_its_way_arrives(
    qtbot: QtBot, view: ArticleView, folder: Folder
) -> None:
    folder.bodies[8] = "<p>line</p>"
    with qtbot.waitSignal(view.painted, check_params_cb=lambda shown: shown == 8):
        view.show_article(7)
        view.follow({7: 8})


def test_paging_says_when_the_end_is_reached(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies.update({7: TALL, 8: "short"})
    assert not view.page_down()
    show(qtbot, view, 7)
    assert not view.page_up()
    assert view.page_down()
    qtbot.waitUntil(lambda: 0.1 < web(view).position() < 0.2)
    view.scroll_to(1.0)
    qtbot.waitUntil(web(view).at_end)
    assert not view.page_down()
    assert view.page_up()
    show(qtbot, view, 8)
    assert not view.page_down()


def test_page_key_that_hits_an_article_on_its_way_does_not_skip_it(
    view: ArticleView, qtbot: QtBot, folder: Folder
) -> None:
    folder.bodies.update({7: "short", 8: "short"})
    show(qtbot, view, 7)
    view.show_article(8)
    assert view.page_down()


def test_page_is_begun_before_the_engine_asks_for_it(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    begun = Event()

    class Noting(dict[int, str]):
        def __getitem__(self, number: int) -> str:
            begun.set() if number == 2 else None
            return super().__getitem__(number)

    folder.bodies = Noting({1: "a", 2: "b"})
    with qtbot.waitSignal(view.painted):
        view.show_article(1)
    view.show_article(2)
    # The window's thread does not turn, so the engine cannot have asked.
    assert begun.wait(30)
    with qtbot.waitSignal(view.painted):
        pass
    assert folder.rendered == [1, 2]


def test_next_page_is_made_ahead_once(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies.update({7: "seven", 8: "eight"})
    show(qtbot, view, 7)
    view.prefetch(8)
    qtbot.waitUntil(lambda: folder.rendered == [7, 8])
    show(qtbot, view, 8)
    show(qtbot, view, 7)
    assert folder.rendered == [7, 8]


def test_other_looks_show_the_page_anew_where_it_is(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies[7] = TALL
    show(qtbot, view, 7)
    view.scroll_to(0.5)
    qtbot.waitUntil(lambda: web(view).position() > 0.49)
    with qtbot.waitSignal(view.painted):
        view.set_appearance(Appearance(font_size=22))
    assert folder.rendered == [7, 7]
    assert evaluate(qtbot, view, "scrollY") == pytest.approx(0.5 * (4000 - 500), abs=2)


def test_keys_belong_to_the_window_while_the_page_has_the_focus(
    qtbot: QtBot, jobs: Jobs, folder: Folder
) -> None:
    folder.bodies[7] = TALL
    window = QMainWindow()
    qtbot.addWidget(window)
    view = ArticleView(jobs, resources(), Trace())
    window.setCentralWidget(view)
    heard: list[str] = []
    for key in ("j", "Space", "Shift+Space", "Ctrl+A", "Ctrl+F", "Down"):
        action = QAction(key, window)
        action.setShortcut(key)
        action.triggered.connect(lambda _on=False, key=key: heard.append(key))
        window.addAction(action)
    view.use(folder.supply())
    window.show()
    show(qtbot, view, 7)
    view.setFocus()
    target: QWidget = web(view)._view.focusProxy()
    qtbot.waitUntil(target.hasFocus)
    for key, modifier in (
        (Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(target, key, modifier)
    view.shut_down()
    assert heard == ["j", "Space", "Shift+Space", "Ctrl+A", "Ctrl+F", "Down"]


def test_words_are_found_and_counted(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies[7] = "<p>央行 降准</p><p>降息</p><p>降准</p>"
    show(qtbot, view, 7)
    view.open_find()
    field: QLineEdit = view.findChild(QLineEdit)
    with qtbot.waitSignal(web(view).found, check_params_cb=lambda at, total: (at, total) == (1, 2)):
        field.setText("降准")
    with qtbot.waitSignal(web(view).found, check_params_cb=lambda at, total: (at, total) == (2, 2)):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(web(view).found, check_params_cb=lambda at, total: (at, total) == (1, 2)):
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()


def test_file_that_cannot_be_read_is_a_sentence(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    class Gone(dict[int, str]):
        def __missing__(self, key: int) -> str:
            raise FolderError(f"The file of {key} is gone.")

    folder.bodies = Gone({7: "seven"})
    view.show_article(6)
    qtbot.waitUntil(lambda: view.sentence == "The file of 6 is gone.")
    show(qtbot, view, 7)
    assert view.sentence == ""


def test_unknown_failure_is_reported_and_the_next_page_comes(
    qtbot: QtBot, view: ArticleView, folder: Folder, jobs: Jobs
) -> None:
    folder.bodies[7] = "seven"
    with qtbot.waitSignal(jobs.crashed) as crash:
        view.show_article(6)
    assert isinstance(crash.args[0], KeyError)
    assert "could not be shown" in view.sentence
    show(qtbot, view, 7)


def test_fast_hand_gets_the_last_article(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies.update({number: f"article {number}" for number in range(100)})
    show(qtbot, view, 0)
    for number in range(1, 99):
        view.show_article(number)
    show(qtbot, view, 99)
    assert evaluate(qtbot, view, "document.body.innerText") == "article 99"
    assert len(folder.rendered) < 60


@pytest.mark.logs
def test_as_root_a_sentence_takes_the_place_of_the_engine(
    qtbot: QtBot, jobs: Jobs, folder: Folder, caplog: pytest.LogCaptureFixture
) -> None:
    view = ArticleView(jobs, resources(), Trace(), engine_allowed=False)
    qtbot.addWidget(view)
    view.use(folder.supply())
    with caplog.at_level("ERROR"):
        view.show()
        view.show_article(7)
        qtbot.waitUntil(lambda: "as root" in view.sentence)
    assert web(view) is None
    view.shut_down()


@pytest.mark.logs
def test_an_engine_that_cannot_be_loaded_is_a_sentence(
    qtbot: QtBot, jobs: Jobs, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What Python does for a module that is not to be found, or whose libraries are not.
    monkeypatch.setitem(sys.modules, "reader.ui.viewer.web_pane", None)
    view = ArticleView(jobs, resources(), Trace())
    qtbot.addWidget(view)
    view.use(folder.supply())
    view.show()
    view.show_article(7)
    qtbot.waitUntil(lambda: "lacks a part of the system" in view.sentence)
    assert "reader.ui.viewer.web_pane" in view.sentence
    assert not view.can_show
    view.show_article(8)
    assert not view.page_down()
    assert "lacks a part of the system" in view.sentence
    view.shut_down()


def test_the_window_gets_its_turn_between_the_pieces_of_the_engine(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def noting() -> Iterator[str]:
        for name in load():
            QTimer.singleShot(0, lambda: seen.append("turn"))
            seen.append(name)
            yield name

    monkeypatch.setattr("reader.ui.viewer.starting.load", noting)
    view = ArticleView(jobs, resources(), Trace())
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.engine_ready):
        view.show()
    assert seen == [each for name in PIECES for each in (name, "turn")]
    view.shut_down()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing can be killed so there")
def test_page_that_kills_the_engine_is_a_sentence(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies[7] = "seven"
    show(qtbot, view, 7)
    os.kill(web(view)._page.renderProcessPid(), signal.SIGKILL)
    qtbot.waitUntil(lambda: "ended unexpectedly" in view.sentence)
    show(qtbot, view, 7)
    assert view.sentence == ""
    # The engine's new process may answer once before it has the page.
    qtbot.waitUntil(lambda: evaluate(qtbot, view, "document.body.innerText") == "seven")


def test_images_of_the_folder_are_shown_and_nothing_outside_it(
    qtbot: QtBot, view: ArticleView, folder: Folder
) -> None:
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    (folder.root / "图 片").mkdir()
    picture.save(str(folder.root / "图 片" / "a b.png"))
    outside = Path(str(folder.root) + "-outside.png")
    picture.save(str(outside))
    folder.bodies[7] = (
        '<img id=in src="article://file/%E5%9B%BE%20%E7%89%87/a%20b.png">'
        f'<img id=out src="article://file/../{outside.name}">'
        f'<img id=file src="file://{outside}">'
        '<img id=secret src="article://file/trace.jsonl">'
    )
    show(qtbot, view, 7)
    sizes = "['in','out','file','secret'].map(id => document.getElementById(id).naturalWidth).join()"
    qtbot.waitUntil(lambda: evaluate(qtbot, view, sizes) == "30,0,0,0")


def test_what_an_article_said_is_kept_when_it_is_on_screen_and_when_one_leaves_it(
    qtbot: QtBot, view: ArticleView, folder: Folder
) -> None:
    folder.bodies |= {7: "<p>seven</p>", 8: "<p>eight</p>"}
    show(qtbot, view, 7)
    assert view.fingerprint == 70
    assert folder.kept == [(7, "text of 7", False)]
    view.follow({7: 9})
    assert view.fingerprint == 70
    show(qtbot, view, 8)
    assert folder.kept[1:] == [(9, "text of 7", True), (8, "text of 8", False)]
    view.clear()
    assert folder.kept[3:] == [(8, "text of 8", True)]
    assert view.fingerprint == 0


def test_a_changed_article_is_ordered_as_such(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies |= {7: "<p>seven</p>", 8: "<p>eight</p>"}
    folder.changed.add(8)
    show(qtbot, view, 7)
    show(qtbot, view, 8)
    assert folder.told == [8]
