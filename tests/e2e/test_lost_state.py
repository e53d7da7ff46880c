"""Read marks and stars that are damaged, gone or write-protected, as a person meets them in the window."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from reader.storage.backup import back_up
from reader.storage.rescue import newest_good
from reader.ui.jobs import STATE
from reader.ui.program import Program
from tests.e2e.archive import POSTS
from tests.e2e.hands import SHIFT, Hands
from tests.privileges import ordinary_user

Start = Callable[[Path], Program]
TODAY = date(2022, 5, 26)


def damaged_star(qtbot: QtBot, start: Start, archive: Path) -> tuple[Path, bytes]:
    """Star an article, have it backed up, and destroy the state; returns its file and what is in it now."""
    hands = Hands(start(archive), qtbot)
    hands.press(Qt.Key.Key_J)
    hands.press(Qt.Key.Key_S)
    with qtbot.waitSignal(hands.program.window.closed):
        hands.program.jobs.run(STATE, hands.program.library.upkeep.back_up)
        hands.program.close()
    state = Path(os.environ["NEWSFOLD_HOME"]) / "data" / "state.sqlite"
    for backup in (state.parent / "backups").iterdir():
        backup.unlink()
    back_up(state, TODAY)
    state.write_bytes(b"no database at all" * 99)
    return state, state.read_bytes()


def the_box(program: Program, qtbot: QtBot) -> QMessageBox:
    qtbot.waitUntil(lambda: program.window.findChild(QMessageBox) is not None)
    return program.window.findChild(QMessageBox)


def choose(box: QMessageBox, text: str) -> None:
    QTest.mouseClick(next(one for one in box.buttons() if text in one.text()), Qt.MouseButton.LeftButton)


def test_a_damaged_state_is_said_and_the_backup_brought_back(
    qtbot: QtBot, start: Start, archive: Path
) -> None:
    state, damaged = damaged_star(qtbot, start, archive)
    program = start(archive)
    assert program.library is None
    box = the_box(program, qtbot)
    assert "damaged" in box.text()
    assert str(state) in box.informativeText()
    assert state.read_bytes() == damaged
    choose(box, "Restore the Backup of")
    qtbot.waitUntil(lambda: program.library is not None)
    hands = Hands(program, qtbot)
    assert len(hands.program.library.starred) == 1
    assert [file.read_bytes() for file in state.parent.glob("state-damaged-*.sqlite")] == [damaged]


def test_with_a_state_that_is_gone_one_may_start_with_nothing(
    qtbot: QtBot, start: Start, archive: Path
) -> None:
    state, _ = damaged_star(qtbot, start, archive)
    state.unlink()
    program = start(archive)
    box = the_box(program, qtbot)
    assert "gone" in box.text()
    choose(box, "Start with Nothing")
    qtbot.waitUntil(lambda: program.library is not None)
    hands = Hands(program, qtbot)
    assert not hands.program.library.starred
    assert len(list(state.parent.glob("backups-until-*/*"))) == 1


def test_who_quits_over_a_damaged_state_leaves_everything_as_it_is(
    qtbot: QtBot, start: Start, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, damaged = damaged_star(qtbot, start, archive)
    left: list[str] = []
    monkeypatch.setattr("reader.ui.rescuing.QCoreApplication.quit", lambda: left.append("quit"))
    program = start(archive)
    the_box(program, qtbot).reject()
    assert left == ["quit"]
    assert state.read_bytes() == damaged
    assert [entry.name for entry in sorted(state.parent.iterdir())] == ["backups", "state.sqlite"]


def test_a_write_protected_state_is_shown_and_marks_are_refused_with_a_sentence(
    qtbot: QtBot, start: Start, archive: Path
) -> None:
    hands = Hands(start(archive), qtbot)
    hands.read_on(Qt.Key.Key_J)
    hands.program.close()
    state = Path(os.environ["NEWSFOLD_HOME"]) / "data" / "state.sqlite"
    state.chmod(0o444)
    state.parent.chmod(0o555)
    try:
        with ordinary_user():
            program = start(archive)
            hands = Hands(program, qtbot)
            assert hands.unread() == POSTS - 1
            hands.press(Qt.Key.Key_Home)
            hands.read_on(Qt.Key.Key_J)
            box = the_box(program, qtbot)
            assert "write-protected" in box.text()
            box.close()
            qtbot.waitUntil(lambda: hands.unread() == POSTS - 1)
            with qtbot.waitActive(hands.window):
                hands.window.activateWindow()
            held = threading.Event()
            program.jobs.later(lambda: held.wait(10) and None)
            hands.press(Qt.Key.Key_A, SHIFT)
            qtbot.waitUntil(lambda: hands.window.showing.figures.everything.unread == 0)
            held.set()
            qtbot.waitUntil(lambda: hands.window.showing.figures.everything.unread == POSTS - 1)
            qtbot.waitUntil(lambda: "write-protected" in program.window._status._text.text())
            assert hands.unread() == POSTS - 1
            assert program.window.findChild(QMessageBox) is None
            program.close()
    finally:
        state.parent.chmod(0o755)


def test_damage_that_does_not_keep_the_state_from_opening_is_found_while_one_reads(
    qtbot: QtBot, start: Start, archive: Path
) -> None:
    damaged_star(qtbot, start, archive)
    state = Path(os.environ["NEWSFOLD_HOME"]) / "data" / "state.sqlite"
    backup = state.parent / "backups" / f"state-{TODAY}.sqlite"
    state.write_bytes(backup.read_bytes())
    with closing(sqlite3.connect(state)) as connection, connection:
        connection.execute("UPDATE mark SET starred = 0")
    # The copy beside the catalog still has the marks as they were.
    for copy in Path(os.environ["NEWSFOLD_HOME"]).rglob("marks.bin"):
        copy.unlink()
    program = start(archive)
    hands = Hands(program, qtbot)
    assert not hands.program.library.starred
    program._soundness._check()
    box = the_box(program, qtbot)
    assert "damaged" in box.text()
    choose(box, "Restore the Backup of")
    qtbot.waitUntil(lambda: len(program.library.starred) == 1)
    [kept] = state.parent.glob("state-damaged-*.sqlite")
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT sum(starred) FROM mark").fetchone() == (0,)
    assert newest_good(state) == backup
    hands = Hands(program, qtbot)
    with qtbot.waitActive(hands.window):
        hands.window.activateWindow()
    hands.press(Qt.Key.Key_A, SHIFT)
    qtbot.waitUntil(lambda: hands.unread() == 0)
    program.close()
    with closing(sqlite3.connect(state)) as connection:
        assert connection.execute("SELECT sum(read), sum(starred) FROM mark").fetchone() == (POSTS, 1)
