from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.ui.dialogs.failure import FailureDialog
from reader.ui.failures import Failures

pytestmark = pytest.mark.logs


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def failures(window: QWidget) -> Iterator[Failures]:
    made = Failures()
    made.set_window(window)
    yield made
    made.close()


def fault() -> Exception:
    missing: dict[str, int] = {}
    try:
        missing["missing"]
    except KeyError as error:
        return error
    pytest.fail("there was nothing to miss")


def test_fault_is_shown_once_with_a_report_to_copy(failures: Failures, window: QWidget) -> None:
    logging.getLogger("reader.something").info("what went before")
    failures.show_failure(fault())
    failures.show_failure(fault())
    (dialog,) = window.findChildren(FailureDialog)
    report = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "KeyError: 'missing'" in report
    assert "test_failures.py" in report
    assert "what went before" in report
    assert "Newsfold" in report.splitlines()[0]
    dialog.findChildren(QPushButton)[0].click()
    assert QApplication.clipboard().text() == report
    dialog.close()
    failures.show_failure(fault())
    assert len([one for one in window.findChildren(FailureDialog) if one.isVisible()]) == 1


def test_after_an_upgrade_it_is_said_what_to_do(
    window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "program"
    program.write_text("one", "utf-8")
    monkeypatch.setattr("sys.executable", str(program))
    failures = Failures()
    failures.set_window(window)
    program.unlink()
    failures.show_failure(fault())
    failures.close()
    (box,) = window.findChildren(QMessageBox)
    assert "upgraded" in box.text()
    assert window.findChildren(FailureDialog) == []


@pytest.mark.usefixtures("failures")
def test_faults_of_any_thread_are_caught(window: QWidget, qtbot: QtBot) -> None:
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(window.findChildren(FailureDialog)))


def test_hooks_are_given_back(window: QWidget) -> None:
    before = (sys.excepthook, threading.excepthook)
    failures = Failures()
    failures.set_window(window)
    assert sys.excepthook != before[0]
    failures.close()
    assert (sys.excepthook, threading.excepthook) == before
