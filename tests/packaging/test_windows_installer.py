from __future__ import annotations

from pathlib import Path

import pytest
from windows.build_installer import arguments, listing, main, written


def test_what_was_installed_is_listed_so_that_it_can_be_removed_in_order(tmp_path: Path) -> None:
    for name in ("newsfold.exe", "_internal/a/b/deep.dll", "_internal/文章.md"):
        tmp_path.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        tmp_path.joinpath(name).touch()
    tmp_path.joinpath("empty").mkdir()
    assert listing(tmp_path) == [
        "_internal\\a\\b\\deep.dll",
        "_internal\\文章.md",
        "newsfold.exe",
        "_internal\\a\\b\\",
        "_internal\\a\\",
        "_internal\\",
        "empty\\",
    ]


def test_the_list_is_written_in_letters_of_all_languages() -> None:
    assert written(["文", "a\\"]) == "文\r\na\\\r\n".encode("utf-16-le")


def test_warnings_of_the_compiler_are_errors() -> None:
    assert "-WX" in arguments({})
    assert arguments({"VERSION": "0.1.0"})[-1] == "-DVERSION=0.1.0"


def test_a_folder_without_the_program_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["build_installer.py", str(tmp_path), str(tmp_path / "out.exe")])
    assert main() == 1
    assert capsys.readouterr().err == f"There is no newsfold.exe in {tmp_path}.\n"
