"""A search is kept, counted while the folder changes, and there at the next start: in the whole program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.ui.program import Program
from tests.e2e.hands import Hands

Start = Callable[[Path], Program]


def shown(program: Program) -> list[tuple[str, str]]:
    entries = program.window.sidebar.model().entries()
    return [(one.text, one.count) for one in entries if one.search is not None]


def test_a_kept_search_counts_what_comes_and_is_there_at_the_next_start(
    qtbot: QtBot, start: Start, archive: Path
) -> None:
    program = start(archive)
    hands = Hands(program, qtbot)
    title = hands.rows()[0]
    program.window.search.start()
    qtbot.keyClicks(program.window.search, "zzqqxx")
    qtbot.waitUntil(lambda: program.window.list_model.rowCount() == 0, timeout=10_000)
    program.window.commands["keep-search"].trigger()
    assert shown(program) == [("zzqqxx", "")]
    path = next(path for path in (archive / "_posts").glob("*.md") if f'"{title}"' in path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace("第2段", "zzqqxx"), "utf-8")
    program.index()
    qtbot.waitUntil(lambda: shown(program) == [("zzqqxx", "1")], timeout=20_000)

    again = start(archive)
    qtbot.waitUntil(lambda: shown(again) == [("zzqqxx", "1")], timeout=20_000)
    sidebar = again.window.sidebar
    sidebar.setFocus(Qt.FocusReason.ShortcutFocusReason)
    sidebar.setCurrentIndex(sidebar.model().index(sidebar.model().row_of("section:searches") + 1, 0))
    qtbot.keyClick(sidebar, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: again.window.list_model.rowCount() == 1, timeout=10_000)
    assert again.window.list_model.item(0).row.title == title
