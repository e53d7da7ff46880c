from __future__ import annotations

from pathlib import Path

import pytest

from reader.desktop import opener
from reader.desktop.opener import (
    DesktopError,
    allowed,
    for_others,
    link_command,
    open_link,
    reveal,
    reveal_commands,
)


@pytest.mark.parametrize("address", ["http://a.example/x", "HTTPS://a.example", "mailto:a@b.example"])
def test_links_of_the_web_and_mail_are_allowed(address: str) -> None:
    assert allowed(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "/etc/passwd",
        "http:",
        "-version",
        "smb://x/y",
        "http://[",
        "http://a\n.b",
    ],
)
def test_everything_else_is_refused(address: str) -> None:
    assert not allowed(address)
    with pytest.raises(DesktopError):
        open_link(address)


def test_link_goes_to_the_systems_own_opener(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opener.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert link_command("https://a.example", "linux") == ["xdg-open", "https://a.example"]
    assert link_command("https://a.example", "darwin") == ["open", "https://a.example"]
    assert link_command("https://a.example", "win32") == []


def test_file_is_named_so_that_the_file_manager_finds_it() -> None:
    show, fallback = reveal_commands(Path("/新闻/a, b.md"), "linux")
    assert show[-2] == "array:string:file:///%E6%96%B0%E9%97%BB/a%2C%20b.md"
    assert fallback == ["xdg-open", "/新闻"]
    assert reveal_commands(Path("/a b"), "darwin") == [["open", "-R", "/a b"]]
    assert reveal_commands(Path("/a"), "win32")[0][0] == "explorer"


def test_command_is_tried_until_one_works(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(opener, "reveal_commands", lambda *_: [["false"], ["/nowhere/at/all"], ["true"]])
    reveal(tmp_path)
    monkeypatch.setattr(opener, "reveal_commands", lambda *_: [["false"]])
    with pytest.raises(DesktopError, match="file manager"):
        reveal(tmp_path)
    with pytest.raises(DesktopError, match="no longer there"):
        reveal(tmp_path / "gone.md")


def test_other_programs_get_nothing_that_leads_to_parts_of_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = {"_PYI_ARCHIVE_FILE": "x", "PYTHONSAFEPATH": "1", "QTWEBENGINE_CHROMIUM_FLAGS": "x"}
    theirs = {"PATH": "/bin", "QT_QPA_PLATFORM": "xcb", "LANG": "zh_CN.UTF-8"}
    libraries = {"LD_LIBRARY_PATH": "/bundle", "QT_PLUGIN_PATH": "/bundle", "QML2_IMPORT_PATH": "/bundle"}
    assert for_others(ours | theirs | libraries) == theirs | libraries
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert for_others(ours | theirs | libraries) == theirs
    former = {"LD_LIBRARY_PATH_ORIG": "/opt/lib"}
    assert for_others(theirs | libraries | former) == theirs | {"LD_LIBRARY_PATH": "/opt/lib"}
