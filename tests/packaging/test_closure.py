from __future__ import annotations

from collections.abc import Mapping

import pytest
from windows.closure import (
    ALLOWED,
    Outcome,
    allowed,
    closure,
    is_program_or_library,
    unused_patterns,
)


def outcome(linked: Mapping[str, list[str]], *patterns: str) -> Outcome:
    return closure(linked, linked.__getitem__, patterns)


def test_what_is_linked_with_goes_along_and_nothing_else() -> None:
    found = outcome(
        {
            "PySide6/QtCore.pyd": ["qt6core.dll", "kernel32.dll"],
            "PySide6/Qt6Core.dll": ["kernel32.dll"],
            "PySide6/Qt6Quick3D.dll": ["nowhere.dll"],
            "PySide6/designer.exe": ["nowhere.dll"],
        },
        "kernel32.dll",
    )
    assert found.kept == {"PySide6/QtCore.pyd", "PySide6/Qt6Core.dll"}
    assert found.missing == ()
    assert found.outside == {"kernel32.dll"}


def test_what_is_in_no_place_is_missing() -> None:
    found = outcome({"nh3/nh3.pyd": ["kernel32.dll", "nowhere.dll"]}, "kernel32.dll")
    assert found.missing == (("nh3/nh3.pyd", "nowhere.dll"),)


def test_a_library_among_those_of_another_package_is_not_found() -> None:
    linked = {
        "shiboken6/Shiboken.pyd": ["helper.dll"],
        "shiboken6/helper.dll": [],
        "roaring.pyd": ["helper.dll"],
    }
    assert outcome(linked).missing == (("roaring.pyd", "helper.dll"),)


@pytest.mark.parametrize(
    ("importer", "lying"),
    [
        ("PySide6/QtCore.pyd", "shiboken6/helper.dll"),
        ("opencc/clib/opencc_clib.pyd", "opencc.libs/helper.dll"),
        ("yaml/_yaml.pyd", "helper.dll"),
    ],
)
def test_a_library_is_found_where_the_program_lets_windows_look(importer: str, lying: str) -> None:
    assert outcome({importer: ["helper.dll"], lying: []}).missing == ()


def test_a_plugin_finds_the_libraries_of_qt() -> None:
    linked = {"PySide6/plugins/platforms/qwindows.dll": ["qt6gui.dll"], "PySide6/Qt6Gui.dll": []}
    assert outcome(linked).missing == ()


def test_what_the_specification_puts_at_the_top_is_found_by_all() -> None:
    assert outcome({"roaring.pyd": ["msvcp140.dll"]}).missing == ()


def test_only_libraries_and_the_engines_program_are_looked_at() -> None:
    assert is_program_or_library("PySide6/QtWebEngineProcess.exe")
    assert is_program_or_library("nh3/nh3.pyd")
    assert not is_program_or_library("PySide6/lupdate.exe")
    assert not is_program_or_library("PySide6/__init__.py")


def test_the_allow_list_has_comments_patterns_and_small_letters() -> None:
    assert allowed("# Windows\n\nKERNEL32.dll # always\napi-ms-*.dll\n") == ["kernel32.dll", "api-ms-*.dll"]


def test_what_is_allowed_without_need_is_told() -> None:
    assert unused_patterns("kernel32.dll\nold.dll\napi-*.dll", ["kernel32.dll", "api-ms-1.dll"]) == [
        "old.dll"
    ]


def test_the_list_that_ships_allows_neither_qt_nor_all() -> None:
    patterns = allowed(ALLOWED.read_text("utf-8"))
    assert len(patterns) == len(set(patterns))
    assert not [one for one in patterns if one.startswith(("*", "qt", "msvcp"))]
