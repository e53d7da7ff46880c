from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from reader.domain.errors import CatalogError
from reader.domain.shelf import Place, Scope, Show
from reader.library.querytext import parse
from reader.paths import Places
from reader.storage.lock import only_one
from reader.ui.program import Program
from tests.e2e.archive import POSTS
from tests.e2e.hands import CTRL, SHIFT, Hands

Start = Callable[[Path], Program]


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
    }


def test_a_person_reads_stars_undoes_and_comes_back(qtbot: QtBot, start: Start, archive: Path) -> None:
    before = snapshot(archive)
    program = start(archive)
    hands = Hands(program, qtbot)
    window, library = program.window, program.library
    # The site's own title comes with what the indexer committed, on its own way to the window.
    qtbot.waitUntil(lambda: window.windowTitle() == "金融消息 — Newsfold")
    assert hands.unread() == POSTS
    assert hands.rows()[0] == "每日经济新闻第0条消息"

    first = hands.read_on(Qt.Key.Key_J)
    assert "第0段，讲的是每日经济新闻。" in hands.page_text()
    assert library.is_read(first)
    second = hands.read_on(Qt.Key.Key_J)
    assert hands.unread() == POSTS - 2
    assert hands.read_on(Qt.Key.Key_K) == first
    assert hands.unread() == POSTS - 2

    hands.press(Qt.Key.Key_S)
    assert library.is_starred(first)
    window.open_scope(Scope(Place.ALL))
    window.set_show(Show.STARRED)
    assert hands.rows() == ["每日经济新闻第0条消息"]
    window.set_show(Show.UNREAD)
    assert len(hands.rows()) == POSTS - 1, "the one that is open stays"
    window.set_show(Show.ALL)
    assert len(hands.rows()) == POSTS

    hands.press(Qt.Key.Key_A, SHIFT)
    assert hands.unread() == 0
    qtbot.waitUntil(window.toast.isVisible)
    hands.press(Qt.Key.Key_Z, CTRL)
    assert hands.unread() == POSTS - 2
    hands.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert hands.unread() == 0
    hands.press(Qt.Key.Key_Z, CTRL)

    window.open_scope(Scope(Place.CATEGORY, "zhengquanshibao"))
    with qtbot.waitSignal(program.viewer.painted):
        window.open_article(second)
    again = start(archive)
    qtbot.waitUntil(lambda: again.viewer.number == second)
    with qtbot.waitSignal(again.viewer.painted):
        pass
    assert again.window.desk.scope == Scope(Place.CATEGORY, "zhengquanshibao")
    assert again.library.is_starred(first)
    assert again.library.is_read(first)
    assert again.library.is_read(second)
    assert Hands(again, qtbot).unread() == POSTS - 2
    assert snapshot(archive) == before


def test_links_of_the_archive_open_inside_the_program(qtbot: QtBot, start: Start, archive: Path) -> None:
    program = start(archive)
    hands = Hands(program, qtbot)
    hands.read_on(Qt.Key.Key_J)
    hands.click_link("返回每日经济新闻")
    qtbot.waitUntil(lambda: program.window.desk.scope == Scope(Place.CATEGORY, "meirijingjixinwen"))
    assert len(hands.rows()) == POSTS // 3
    hands.click_link("返回首页")
    qtbot.waitUntil(lambda: program.window.desk.scope == Scope(Place.ALL))
    assert "第0段" in hands.page_text()


def test_other_links_go_to_the_browser(
    qtbot: QtBot, start: Start, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("reader.ui.program.open_link", opened.append)
    hands = Hands(start(archive), qtbot)
    hands.read_on(Qt.Key.Key_J)
    hands.click_link("news.example.org")
    qtbot.waitUntil(lambda: opened == ["https://news.example.org/0"])
    assert "第0段" in hands.page_text()


def test_space_goes_through_a_long_article_and_on_to_the_next(
    qtbot: QtBot, start: Start, archive: Path
) -> None:
    program = start(archive)
    hands = Hands(program, qtbot)
    for _ in range(4):
        long = hands.read_on(Qt.Key.Key_J)
    hands.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: 0 < hands.web.position() < 1)
    assert program.viewer.number == long
    program.viewer.scroll_to(1.0)
    qtbot.waitUntil(hands.web.at_end)
    following = hands.read_on(Qt.Key.Key_Space)
    assert following == program.window.list_model.number(4)
    assert program.library.position(long) == pytest.approx(1.0)


def test_what_the_archive_gains_comes_by_itself_and_moves_nothing(
    qtbot: QtBot, start: Start, archive: Path
) -> None:
    program = start(archive)
    hands = Hands(program, qtbot)
    window, model = program.window, program.window.list_model
    reading = hands.read_on(Qt.Key.Key_J)
    rows = hands.rows()
    post = next((archive / "_posts").glob("*-NW100000.md")).read_text("utf-8")
    later = post.replace("2022-05-26 22:41:13", "2022-05-27 08:00:00")
    for number in range(3):
        name = f"2022-05-27-NW20000{number}.md"
        (archive / "_posts" / name).write_text(later.replace("第0条", f"第{number}条新的"), "utf-8")
    qtbot.waitUntil(lambda: model.waiting == 3, timeout=20_000)
    assert (hands.rows(), window.desk.article) == (rows, reading)
    assert hands.total() == POSTS + 3
    pill = window.list_pane._pill
    qtbot.waitUntil(lambda: pill.text() == "＋3 new")
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert len(hands.rows()) == POSTS + 3
    assert window.desk.article == reading
    shutil.rmtree(archive / "category")
    next((archive / "_posts").glob("*-NW200000.md")).unlink()
    qtbot.waitUntil(lambda: hands.total() == POSTS + 2, timeout=20_000)


def test_categories_are_found_by_their_sound(qtbot: QtBot, start: Start, archive: Path) -> None:
    program = start(archive)
    hands = Hands(program, qtbot)
    hands.press(Qt.Key.Key_L, CTRL | SHIFT)
    field = program.window.focusWidget()
    qtbot.keyClicks(field, "mrjj")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.desk.scope.place is Place.CATEGORY)
    assert program.window.desk.scope == Scope(Place.CATEGORY, "meirijingjixinwen")


def test_words_are_found_in_the_page(qtbot: QtBot, start: Start, archive: Path) -> None:
    program = start(archive)
    hands = Hands(program, qtbot)
    hands.read_on(Qt.Key.Key_J)
    hands.press(Qt.Key.Key_F, CTRL)
    field = program.window.focusWidget()
    with qtbot.waitSignal(hands.web.found, check_params_cb=lambda _at, total: total == 6):
        field.setText("讲的是")
    unread = hands.unread()
    qtbot.keyClicks(field, "jm")
    assert hands.unread() == unread, "letters typed into a field are no commands"


def test_a_file_opens_its_folder_and_itself(qtbot: QtBot, start: Start, archive: Path) -> None:
    file = min((archive / "_posts").iterdir())
    program = start(file)
    with qtbot.waitSignal(program.viewer.painted, timeout=20_000):
        pass
    assert program.library.folder == archive
    assert program.library.listing(program.viewer.number).article.path == f"_posts/{file.name}"


def test_marks_follow_files_that_move_while_the_program_is_closed(
    qtbot: QtBot, start: Start, archive: Path
) -> None:
    hands = Hands(start(archive), qtbot)
    hands.read_on(Qt.Key.Key_J)
    hands.press(Qt.Key.Key_S)
    hands.program.close()
    (archive / "old_post").mkdir()
    for path in list((archive / "_posts").iterdir()):
        path.rename(archive / "old_post" / path.name)
    shutil.rmtree(Path(os.environ["NEWSFOLD_HOME"]) / "cache")
    again = Hands(start(archive), qtbot)
    library = again.program.library
    qtbot.waitUntil(lambda: len(library.starred) == 1)
    assert len(library.read) == 1


def test_a_star_that_is_on_its_way_survives_the_end_of_the_cache(
    qtbot: QtBot, start: Start, archive: Path
) -> None:
    program = start(archive)
    hands = Hands(program, qtbot)
    held = threading.Event()
    program.jobs.later(lambda: held.wait(10) and None)
    hands.press(Qt.Key.Key_J)
    hands.press(Qt.Key.Key_S)
    shutil.rmtree(Path(os.environ["NEWSFOLD_HOME"]) / "cache")
    held.set()
    again = Hands(start(archive), qtbot)
    qtbot.waitUntil(lambda: len(again.program.library.starred) == 1)


@pytest.mark.logs
def test_what_cannot_be_written_at_the_very_end_is_said_in_the_terminal(
    qtbot: QtBot, start: Start, archive: Path, caplog: pytest.LogCaptureFixture
) -> None:
    program = start(archive)
    hands = Hands(program, qtbot)
    held = threading.Event()
    program.jobs.later(lambda: held.wait(10) and None)
    hands.press(Qt.Key.Key_J)
    hands.press(Qt.Key.Key_S)
    with closing(sqlite3.connect(Path(os.environ["NEWSFOLD_HOME"]) / "data" / "state.sqlite")) as state:
        state.execute("CREATE TRIGGER full BEFORE INSERT ON mark BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    threading.Timer(0.2, held.set).start()
    program.close()
    program.close()
    assert "disk full" in caplog.text


def test_what_is_marked_on_the_command_line_shows_in_the_open_window(
    qtbot: QtBot, start: Start, archive: Path
) -> None:
    hands = Hands(start(archive), qtbot)
    hands.window.open_scope(Scope(Place.UNREAD))
    for _ in range(12):
        hands.press(Qt.Key.Key_Down)
    number = hands.read_on(Qt.Key.Key_Return)
    model, table = hands.window.list_model, hands.window.list_pane.table
    before = (hands.rows(), table.currentIndex().row(), table.verticalScrollBar().value())
    assert before[2] > 0
    keys = [model.item(row).row.key for row in (before[1], before[1] + 1, 0)]
    for key, how in zip(keys, ("--star", "--read", "--read"), strict=True):
        command = [sys.executable, "-m", "reader", "mark", str(archive), key, how]
        subprocess.run(command, check=True, capture_output=True)
    qtbot.waitUntil(lambda: hands.unread() == POSTS - 3, timeout=10_000)
    assert hands.program.library.is_starred(number)
    assert not model.item(before[1] + 1).unread
    assert hands.window._top._star._name == "star"
    assert before == (hands.rows(), table.currentIndex().row(), table.verticalScrollBar().value())
    assert hands.window.desk.article == number


def test_another_folder_and_back(qtbot: QtBot, start: Start, archive: Path, tmp_path: Path) -> None:
    program = start(archive)
    hands = Hands(program, qtbot)
    hands.read_on(Qt.Key.Key_J)
    other = tmp_path / "notes"
    other.mkdir()
    (other / "note.md").write_text("# A note\n\nText.", "utf-8")
    program.open(other)
    qtbot.waitUntil(lambda: program.library.folder == other and hands.total() == 1, timeout=10_000)
    program.open(tmp_path / "nowhere")
    assert program.library.folder == other
    box = program.window.findChild(QMessageBox)
    assert "nowhere" in box.text()
    box.close()
    program.open(archive)
    qtbot.waitUntil(lambda: hands.total() == POSTS, timeout=10_000)
    assert hands.unread() == POSTS - 1


def test_a_folder_that_goes_away_leaves_its_list_and_the_marks_made_meanwhile(
    qtbot: QtBot, start: Start, archive: Path
) -> None:
    program = start(archive)
    hands = Hands(program, qtbot)
    first = hands.read_on(Qt.Key.Key_J)
    away = archive.rename(archive.with_name("away"))
    last = min(program.library.shelf(Scope(Place.ALL)))
    program.window.open_article(last)
    qtbot.waitUntil(lambda: "cannot be read" in program.viewer.sentence)
    for place_is_there in (False, True):
        if place_is_there:
            archive.mkdir()
        program.index()
        qtbot.waitUntil(lambda: not program.indexing, timeout=20_000)
        assert hands.total() == POSTS
    archive.rmdir()
    away.rename(archive)
    program.index()
    qtbot.waitUntil(lambda: not program.indexing, timeout=20_000)
    assert set(program.library.read) == {first, last}
    hands.press(Qt.Key.Key_Z, CTRL)
    assert set(program.library.read) == {first}
    again = Hands(start(archive), qtbot)
    assert set(again.program.library.read) == {first}


def test_everything_read_anew_leaves_marks_as_they_were(archive: Path, start: Start, qtbot: QtBot) -> None:
    hands = Hands(start(archive), qtbot)
    hands.press(Qt.Key.Key_J)
    hands.press(Qt.Key.Key_S)
    before = (hands.unread(), hands.total(), hands.rows())
    catalog = hands.program.library._snapshot.head.uuid
    hands.window.anew_requested.emit()
    qtbot.waitUntil(
        lambda: (
            hands.program.library._snapshot.head.uuid != catalog
            and hands.total() == POSTS
            and not hands.program.indexing
        ),
        timeout=20_000,
    )
    assert (hands.unread(), hands.total(), hands.rows()) == before
    assert len(hands.program.library.starred) == 1


def test_a_folder_that_is_just_being_read_can_be_read_anew(
    archive: Path, start: Start, home_places: Places, qtbot: QtBot
) -> None:
    lock = home_places.archive_cache(archive) / "lock"

    def at_work() -> bool:
        try:
            with only_one(lock, wait=False):
                return False
        except CatalogError:
            return True

    program = start(archive)
    qtbot.waitUntil(at_work, timeout=20_000)
    # So it stays at work, and holds the lock of the cache.
    program.window.pause_requested.emit(True)
    program.window.anew_requested.emit()
    Hands(program, qtbot)


def test_articles_like_the_open_one_are_found_for_the_window(
    qtbot: QtBot, start: Start, archive: Path
) -> None:
    hands = Hands(start(archive), qtbot)
    library = hands.program.library

    def is_searchable() -> bool:
        library.texts.reload()
        return library.search(parse("讲的是", date.min), library.shelf(Scope(Place.ALL))).count() == POSTS

    qtbot.waitUntil(is_searchable, timeout=20_000)
    number = hands.read_on(Qt.Key.Key_J)
    with qtbot.waitSignal(hands.window.similar_found) as found:
        hands.window.commands["more-like-this"].trigger()
    (query,) = found.args
    assert query.text
    assert number in library.search(query, library.shelf(Scope(Place.ALL))).all()


def test_hits_of_a_search_are_marked_in_the_real_page(qtbot: QtBot, start: Start, archive: Path) -> None:
    hands = Hands(start(archive), qtbot)
    library = hands.program.library
    search = library.search(parse("每日經濟新聞", date.min), library.shelf(Scope(Place.ALL)))
    hands.program.viewer.mark(search.sought)
    hands.read_on(Qt.Key.Key_J)
    marked = "[...document.querySelectorAll('mark[data-hit]')].map(mark => mark.textContent)[0]"
    assert hands.evaluate(marked) == "每日经济新闻"
    assert hands.evaluate("document.querySelector('.current').dataset.hit") == "0"
