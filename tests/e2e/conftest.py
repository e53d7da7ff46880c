from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reader.paths import Places, resources
from reader.settings import FILE_NAME, SettingsStore
from reader.ui.program import Program
from reader.ui.theme.look import Look
from reader.ui.trace import Trace
from tests.e2e.archive import make_archive


@pytest.fixture(autouse=True)
def _no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    # Tests may run as root, where the engine's sandbox cannot be.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        monkeypatch.setenv("QTWEBENGINE_DISABLE_SANDBOX", "1")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "金融 消息"
    make_archive(folder)
    return folder


@pytest.fixture
def start(qapp: QApplication, home_places: Places) -> Iterator[Callable[[Path], Program]]:
    """Return what starts the program on a folder as the command would; one at a time."""
    running: list[Program] = []

    def started(path: Path) -> Program:
        for former in running:
            former.close()
        settings = SettingsStore(home_places.settings / FILE_NAME)
        look = Look.of_system(resources(), "light")
        program = Program(home_places, settings, look, Trace(), "en")
        running[:] = [program]
        program.open(path)
        program.show()
        return program

    yield started
    for program in running:
        program.close()
    qapp.processEvents()
