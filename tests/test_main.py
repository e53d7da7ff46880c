"""Which way an invocation goes, and that the command line's way never meets Qt."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest

from reader import __main__ as way_in
from reader import __version__


@pytest.mark.parametrize(
    ("arguments", "root"),
    [
        ([], "app"),
        (["articles"], "app"),
        (["--trace", "t.jsonl", "articles"], "app"),
        (["screenshot", "articles", "out.png"], "app"),
        (["./list"], "app"),
        (["list", "articles"], "cli"),
        (["index", "articles", "--json"], "cli"),
        (["--help"], "cli"),
        (["--self-test"], "self_test"),
    ],
)
def test_commands_go_to_the_command_line_and_the_rest_to_the_window(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], root: str
) -> None:
    called = []

    def load(name: str) -> SimpleNamespace:
        return SimpleNamespace(main=lambda given: called.append((name, given)) or 7)

    monkeypatch.setattr("importlib.import_module", load)
    assert way_in.main(arguments) == 7
    assert called == [(f"reader.{root}", arguments)]


def test_the_version_is_said_before_anything_is_loaded() -> None:
    code = (
        "import sys; from reader.__main__ import main; main(['--version']);"
        "print(sorted(name for name in sys.modules if name.startswith(('reader.', 'PySide6', 'sqlite3'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [f"newsfold {__version__}", "['reader.__main__']"]


def test_a_library_that_the_system_lacks_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(_name: str) -> SimpleNamespace:
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr("importlib.import_module", load)
    assert way_in.main([]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "libEGL.so.1" in said


def test_any_other_failure_to_import_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_name: str) -> SimpleNamespace:
        raise ImportError("cannot import name 'x'")

    monkeypatch.setattr("importlib.import_module", load)
    with pytest.raises(ImportError):
        way_in.main([])


def test_the_command_line_loads_no_qt() -> None:
    script = (
        "import sys; from reader.__main__ import main\n"
        "try: main(['--version'])\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if 'PySide6' in name or 'shiboken' in name])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
