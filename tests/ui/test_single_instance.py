from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from reader.paths import places
from reader.ui.single_instance import SingleInstance
from tests.privileges import ordinary_user

SECOND = """
import sys
from pathlib import Path
from reader.ui.single_instance import SingleInstance
instance = SingleInstance(Path(sys.argv[1]))
assert not instance.claim()
sys.exit(0 if instance.hand_over([Path(name) for name in sys.argv[2:]]) else 3)
"""


@pytest.mark.parametrize("soon", [True, False])
def test_second_start_hands_its_paths_to_the_first(qtbot: QtBot, tmp_path: Path, *, soon: bool) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    if soon:
        first.listen()
    else:
        # It has just been started, and there is no application yet.
        QTimer.singleShot(600, first.listen)
    with qtbot.waitSignal(first.paths_received) as received:
        second = subprocess.Popen([sys.executable, "-c", SECOND, str(tmp_path), "/news/a b", "新闻"])
    qtbot.waitUntil(lambda: second.poll() is not None)
    first.release()
    assert second.returncode == 0
    assert received.args[0] == ["/news/a b", str(Path("新闻").absolute())]


WHOLE = """
import sys
from reader.__main__ import main
status = main(sys.argv[1:])
heavy = "PySide6.QtGui", "reader.window", "reader.library.library"
print(status, [name for name in heavy if name in sys.modules])
"""


def test_second_start_loads_nothing_of_the_window(qtbot: QtBot, home: Path) -> None:
    first = SingleInstance(places(os.environ).data)
    assert home
    assert first.claim()
    first.listen()
    paths = [str(home / "a"), str(home / "b.md"), str(home)]
    with qtbot.waitSignal(first.paths_received) as received:
        second = subprocess.Popen([sys.executable, "-c", WHOLE, *paths], stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: second.poll() is not None)
    first.release()
    assert second.communicate()[0] == "0 []\n"
    assert received.args[0] == paths


HEIR = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from reader.ui.single_instance import SingleInstance
instance = SingleInstance(Path(sys.argv[1]))
assert not instance.claim()
print("waits", flush=True)
assert not instance.hand_over([Path("a")])
instance = SingleInstance(Path(sys.argv[1]))
assert instance.claim()
application = QGuiApplication([])
instance.listen()
print("took over")
"""


def test_a_start_takes_the_place_of_a_window_that_goes_before_it_has_answered(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    command = [sys.executable, "-c", HEIR, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as second:
        assert second.stdout is not None
        assert second.stdout.readline() == "waits\n"
        qtbot.wait(200)
        first.release()
        assert second.communicate(timeout=20)[0] == "took over\n"
    assert second.returncode == 0


def test_without_a_runtime_folder_nobody_else_can_take_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    short, long = tmp_path / "a", tmp_path / ("b" * 100)
    if os.name != "nt" and len(str(short)) < 80:
        assert Path(SingleInstance(short)._name).parent == short
    assert len(SingleInstance(long)._name) <= 104


def test_bytes_in_a_name_that_are_no_text_arrive_as_they_are(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    first.listen()
    name = "/news/bad\udcff"
    with qtbot.waitSignal(first.paths_received) as received:
        second = subprocess.Popen([sys.executable, "-c", SECOND, str(tmp_path), os.fsencode(name)])
    qtbot.waitUntil(lambda: second.poll() is not None)
    first.release()
    assert received.args[0] == [name]


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
            first.listen()
            first.release()
    finally:
        tmp_path.chmod(0o755)
