from __future__ import annotations

import plistlib

import pytest
from macos.info_plist import ID, info_plist


def test_the_entries_can_be_written() -> None:
    assert plistlib.loads(plistlib.dumps(info_plist("0.1.0"))) == info_plist("0.1.0")


@pytest.mark.parametrize(
    ("version", "number"), [("0.1.0", "0.1.0"), ("12.0.3rc1", "12.0.3"), ("1.0.0.dev2", "1.0.0")]
)
def test_apple_is_told_the_numbers_of_the_version(version: str, number: str) -> None:
    assert info_plist(version)["CFBundleShortVersionString"] == number
    assert info_plist(version)["CFBundleVersion"] == number


def test_the_program_is_the_one_of_the_desktop_file() -> None:
    assert ID == "io.github.newsfold.newsfold"
    assert info_plist("0.1.0")["CFBundleIdentifier"] == ID
