"""The archive changes under somebody who reads: in the whole program, with the page's engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.settings import Settings
from reader.ui.program import Program
from tests.e2e.archive import POSTS
from tests.e2e.hands import Hands

Start = Callable[[Path], Program]


def rewritten(hands: Hands, title: str, before: str, after: str) -> None:
    """Change words in the file of an article, and read the folder again."""
    folder = hands.program.library.folder
    path = next(path for path in (folder / "_posts").glob("*.md") if f'"{title}"' in path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")
    hands.program.index()
    hands.qtbot.waitUntil(lambda: not hands.program.indexing, timeout=20_000)


def test_what_changed_is_shown_when_one_asks_for_it_and_when_one_comes_back(
    qtbot: QtBot, start: Start, archive: Path
) -> None:
    hands = Hands(start(archive), qtbot)
    bar = hands.window._page.change_bar
    number = hands.read_on(Qt.Key.Key_J)
    title = hands.rows()[0]
    assert not bar.isVisible()
    rewritten(hands, title, "第2段", "第二段")
    qtbot.waitUntil(bar.isVisible)
    assert "第二段" not in hands.page_text()
    assert hands.read_on(Qt.Key.Key_R) == number
    assert not bar.isVisible()
    assert "第二段" in hands.page_text()
    assert hands.evaluate("document.querySelector('details.changed summary').innerText") == (
        "Changed since you read it · Show what changed"
    )
    parts = "[...document.querySelectorAll('.difference :is(ins, del)')]"
    marked = f"{parts}.map(one => one.tagName + one.textContent)"
    assert hands.evaluate(f"{marked}.join()") == "DEL2,INS二"
    unfolded = "document.querySelector('.difference').checkVisibility()"
    assert hands.evaluate(unfolded) is False
    hands.evaluate("document.querySelector('details.changed summary').click()")
    assert hands.evaluate(unfolded) is True

    hands.read_on(Qt.Key.Key_J)
    rewritten(hands, title, "第3段", "第三段")
    row = hands.window.list_model.row(number)
    qtbot.waitUntil(lambda: hands.window.list_model.item(row).changed)
    assert hands.unread() == POSTS - 2, "it stays read"
    hands.read_on(Qt.Key.Key_K)
    # Since it was read last; the page may still be on its way when the one before it is.
    qtbot.waitUntil(lambda: hands.evaluate(f"{marked}.join()") == "DEL3,INS三")
    assert not hands.window.list_model.item(row).changed
    hands.read_on(Qt.Key.Key_J)
    hands.read_on(Qt.Key.Key_K)
    assert "Changed" not in hands.page_text()


def test_an_article_whose_file_is_gone_can_be_read_on_in_other_looks(
    qtbot: QtBot, start: Start, archive: Path
) -> None:
    hands = Hands(start(archive), qtbot)
    number = hands.read_on(Qt.Key.Key_J)
    listing = hands.program.library.listing(number)
    assert listing is not None
    (archive / listing.article.path).unlink()
    hands.program.index()
    qtbot.waitUntil(lambda: hands.window.list_model.item(0).gone, timeout=20_000)
    assert "第0段" in hands.page_text()
    with qtbot.waitSignal(hands.program.viewer.painted):
        hands.window.dressing.change("font_size", Settings().font_size + 2)
    assert "第0段" in hands.page_text()
    assert "cannot be read any more" in hands.page_text()
