from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.ui.single_instance import SingleInstance
from tests.privileges import ordinary_user

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from reader.ui.single_instance import SingleInstance
app = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
assert not instance.claim()
sys.exit(0 if instance.hand_over([Path(name) for name in sys.argv[2:]]) else 3)
"""


def test_second_start_hands_its_paths_to_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    with qtbot.waitSignal(first.paths_received) as received:
        second = subprocess.Popen([sys.executable, "-c", SECOND, str(tmp_path), "/news/a b", "新闻"])
    qtbot.waitUntil(lambda: second.poll() is not None)
    first.release()
    assert second.returncode == 0
    assert received.args[0] == ["/news/a b", str(Path("新闻").absolute())]


def test_place_is_free_again_after_release(qapp: object, tmp_path: Path) -> None:  # noqa: ARG001 - Qt must run
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    assert not second.claim()
    first.release()
    assert second.claim()
    second.release()


def test_other_folders_of_state_know_nothing_of_each_other(qapp: object, tmp_path: Path) -> None:  # noqa: ARG001
    first, second = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert first.claim()
    assert second.claim()
    first.release()
    second.release()


@pytest.mark.parametrize("place", [".", "data"])
def test_where_nothing_may_be_written_a_window_opens_all_the_same(
    qapp: object,  # noqa: ARG001 - Qt must run
    tmp_path: Path,
    place: str,
) -> None:
    tmp_path.chmod(0o555)
    try:
        with ordinary_user():
            first = SingleInstance(tmp_path / place)
            assert first.claim()
            first.release()
    finally:
        tmp_path.chmod(0o755)
