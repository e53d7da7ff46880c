"""What all tests share, and what fails any of them: stray logs, leaked threads and leaked windows."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from reader.paths import Places, places

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 5.0
"""Seconds that a thread which is on its way out may still take."""

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if (
    "utf"
    not in (os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG", "")).lower()
):
    # Bare machines have the locale “C”, about which Qt complains in every process.
    os.environ["LC_ALL"] = "C.UTF-8"
# The same examples each time: a red suite must mean that the change is at fault.
hypothesis.settings.register_profile(
    "newsfold",
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.load_profile("newsfold")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "logs: the test expects log lines at warning level or above")


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The real collections of articles; tests that need them are skipped where they are not."""
    named = os.environ.get("NEWSFOLD_CORPORA")
    folder = Path(named) if named else ROOT.parent / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("the collections of real archives are not on this machine")
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that cache, state and settings go to, for this process and the ones it starts."""
    folder = tmp_path / "newsfold-home"
    monkeypatch.setenv("NEWSFOLD_HOME", str(folder))
    return folder


@pytest.fixture
def home_places(home: Path) -> Places:
    """The three folders below `home`."""
    return places({"NEWSFOLD_HOME": str(home)})


class _Collector(logging.Handler):
    """Keeps the lines that nobody should have written."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_stray_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    if collector.lines and request.node.get_closest_marker("logs") is None:
        pytest.fail("stray log lines:\n" + "\n".join(collector.lines), pytrace=False)


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    leaked = []
    for thread in set(threading.enumerate()) - before:
        # Qt's own threads show up as dummies once they have run Python code; Qt ends those.
        if not isinstance(thread, threading._DummyThread):
            thread.join(PATIENCE)
            leaked += [thread.name] if thread.is_alive() else []
    if leaked:
        pytest.fail(f"leaked threads: {', '.join(leaked)}", pytrace=False)


def _windows() -> dict[int, str]:
    """Return the top-level widgets that Qt holds, by identity, without starting Qt for it."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return {}
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    # Qt keeps its tooltip window for the next tooltip.
    kept = [one for one in widgets.QApplication.topLevelWidgets() if not one.inherits("QTipLabel")]
    return {id(one): f"{type(one).__name__} {one.objectName()!r}" for one in kept}


@pytest.fixture(autouse=True)
def _no_leaked_windows() -> Iterator[None]:
    before = _windows()
    yield
    if _windows().keys() - before.keys():
        gc.collect()
    leaked = [name for key, name in _windows().items() if key not in before]
    if leaked:
        pytest.fail(f"leaked windows: {', '.join(leaked)}", pytrace=False)
