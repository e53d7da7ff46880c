from __future__ import annotations

import plistlib
from pathlib import Path
from zipfile import ZipFile

import pytest
from checks.check_macos import of_image, of_info, of_list, of_rights, of_system, tags_of_wheels
from macos.info_plist import info_plist

INFO = info_plist("0.1.0")
SEIZED = {"CFBundleTypeRole": "Viewer", "LSHandlerRank": "Owner"}
RIGHTS = {
    f"com.apple.security.cs.{name}": True
    for name in ("allow-jit", "allow-unsigned-executable-memory", "disable-executable-page-protection")
}


def test_ours_have_no_faults() -> None:
    assert list(of_info(INFO)) == []
    assert list(of_rights(RIGHTS)) == []
    assert list(of_image()) == []


@pytest.mark.parametrize(
    ("entry", "value", "fault"),
    [
        ("CFBundleIdentifier", "other", "another identifier"),
        ("CFBundleShortVersionString", "0.1.0rc1", "the version is not three numbers"),
        ("CFBundleLocalizations", ["en"], "Chinese is not listed"),
        ("NSHighResolutionCapable", False, "no high resolution"),
        ("NSDocumentsFolderUsageDescription", "", "no reason to read Documents"),
    ],
)
def test_a_wrong_entry_is_told(entry: str, value: object, fault: str) -> None:
    assert list(of_info(INFO | {entry: value})) == [fault]


def test_a_type_that_is_seized_or_missing_is_told() -> None:
    types = [SEIZED | {"LSItemContentTypes": ["public.folder"]}]
    assert list(of_info(INFO | {"CFBundleDocumentTypes": types})) == [
        "other types of documents",
        "a type of documents is seized",
    ]


def test_a_missing_and_a_dangerous_right_are_told() -> None:
    rights = {name: True for name in RIGHTS if "jit" not in name} | {
        "com.apple.security.get-task-allow": True
    }
    assert list(of_rights(rights)) == [
        "com.apple.security.cs.allow-jit is missing",
        "com.apple.security.get-task-allow is not to be there",
    ]


def test_a_comment_among_the_rights_is_told() -> None:
    written = plistlib.dumps(RIGHTS)
    assert list(of_list(written)) == []
    commented = written.replace(b"<dict>", b"<!-- why --><dict>")
    assert [fault[:18] for fault in of_list(commented)] == ["it holds a comment"]


def test_the_least_system_is_the_highest_that_a_wheel_or_its_program_demands(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "pyside6_addons-6-cp310-abi3-macosx_13_0_universal2.whl", "w") as wheel:
        wheel.writestr("Q.app/Contents/Info.plist", plistlib.dumps({"LSMinimumSystemVersion": "14.4"}))
    with ZipFile(tmp_path / "nh3-1-cp39-abi3-macosx_99_0_universal2.whl", "w"):
        pass
    tags = tags_of_wheels(tmp_path)
    assert sorted(tags.values()) == [(13, 0), (14, 4)]
    assert list(of_system(tags)) == ["the wheels of Qt need macOS 14.4, Info.plist says 13.0"]


def test_the_least_system_of_the_wheels_is_accepted() -> None:
    assert list(of_system({"one": (13, 0), "other": (11, 0)})) == []
