"""The rules of conftest.py bite: each of these tests would pass without them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent

SINNERS = """
import logging, threading
import pytest
kept = []

def test_log(): logging.getLogger("x").warning("stray")

@pytest.mark.logs
def test_expected_log(): logging.getLogger("x").warning("wanted")

def test_info(): logging.getLogger("x").info("fine")

def test_thread():
    stop = threading.Event()
    kept.append(stop)
    threading.Thread(target=stop.wait, daemon=True, name="stuck").start()

def test_window(qapp):
    from PySide6.QtWidgets import QWidget
    kept.append(QWidget())

def test_deleted_window(qtbot):
    from PySide6.QtWidgets import QWidget
    qtbot.addWidget(QWidget())

def test_qt_warning(qapp):
    from PySide6.QtCore import qWarning
    qWarning(b"stray")

def test_warning():
    import warnings
    warnings.warn("stray")
"""


def test_each_sin_is_seen(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    shutil.copy(TESTS / "conftest.py", tmp_path / "tests")
    shutil.copy(TESTS.parent / "pyproject.toml", tmp_path)
    # The patience is for threads on their way out; this one is not.
    copy = tmp_path / "tests" / "conftest.py"
    copy.write_text(copy.read_text(encoding="utf-8").replace("PATIENCE = 5.0", "PATIENCE = 0.05"))
    (tmp_path / "tests" / "test_sinners.py").write_text(SINNERS)
    shutil.copytree(
        TESTS.parent / "reader", tmp_path / "reader", ignore=shutil.ignore_patterns("__pycache__")
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:xdist", "-rA"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    seen = {
        line.partition(" - ")[0]
        for line in done.stdout.splitlines()
        if line.startswith(("ERROR ", "FAILED "))
    }
    place = "tests/test_sinners.py::"
    assert seen == {
        f"ERROR {place}test_log",
        f"ERROR {place}test_thread",
        f"ERROR {place}test_window",
        f"FAILED {place}test_qt_warning",
        f"FAILED {place}test_warning",
    }, done.stdout
