from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAD = """
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFileOpenEvent
from reader.ui.application import Application, EndSignals
application = Application([])
"""


def run(code: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HEAD + code]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_files_that_the_system_hands_over_are_passed_on_together() -> None:
    process = run(
        "application.files_opened.connect(print)\n"
        "application.files_opened.connect(application.quit)\n"
        "for name in ('/news/新闻.md', '/news/b'):\n"
        "    application.sendEvent(application, QFileOpenEvent(name))\n"
        "application.exec()"
    )
    said, _ = process.communicate(timeout=20)
    assert said == "['/news/新闻.md', '/news/b']\n"


@pytest.mark.skipif(os.name == "nt", reason="a process cannot be asked to end there")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_wish_of_the_system_ends_the_application_in_good_order(number: signal.Signals) -> None:
    process = run(
        "signals = EndSignals(application)\n"
        "QTimer.singleShot(0, lambda: print('ready', flush=True))\n"
        "status = application.exec()\nsignals.close()\nprint('ended', status)"
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    said, _ = process.communicate(timeout=20)
    assert said == "ended 0\n"
    assert process.returncode == 0
