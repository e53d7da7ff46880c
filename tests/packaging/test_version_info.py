from __future__ import annotations

import ast

import pytest
from windows.version_info import numbers, version_info


@pytest.mark.parametrize(
    ("version", "compared"),
    [("0.1.0", (0, 1, 0, 0)), ("12.0.345", (12, 0, 345, 0)), ("0.2.0rc1", (0, 2, 0, 0))],
)
def test_windows_compares_versions_by_four_numbers(version: str, compared: tuple[int, ...]) -> None:
    assert numbers(version) == compared


@pytest.mark.parametrize("version", ["", "1.2", "1.2.3.4", "v1.2.3", "1.2.65536"])
def test_what_windows_cannot_compare_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match="no version"):
        numbers(version)


def test_the_details_hold_name_and_version() -> None:
    told = version_info("0.2.0rc1")
    assert isinstance(ast.parse(told, mode="eval").body, ast.Call)
    assert "filevers=(0, 2, 0, 0)" in told
    assert "StringStruct('ProductVersion', '0.2.0rc1')" in told
    assert "StringStruct('FileDescription', 'Newsfold')" in told
