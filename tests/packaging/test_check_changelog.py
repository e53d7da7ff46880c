from __future__ import annotations

import pytest
from checks.check_changelog import faults, section

TEXT = """# Changelog

## [Unreleased]

- Later.

## [0.2.0] - 2026-11-28

### Added

- One thing.

## [0.1.1] - soon

- Another.

## [0.1.0] - 2026-01-01

### Added
"""


def test_a_version_with_date_and_points_may_be_released() -> None:
    assert list(faults(TEXT, "0.2.0", "0.2.0")) == []


@pytest.mark.parametrize(
    ("version", "fault"),
    [
        ("0.3.0", "CHANGELOG.md has no heading for 0.3.0"),
        ("0.2", "CHANGELOG.md has no heading for 0.2"),
        (
            "0.1.1",
            "the heading of 0.1.1 in CHANGELOG.md does not end with a date such as “ - 2026-01-31”",
        ),
        ("0.1.0", "nothing stands under the heading of 0.1.0 in CHANGELOG.md"),
    ],
)
def test_others_are_refused(version: str, fault: str) -> None:
    assert list(faults(TEXT, version, version)) == [fault]


def test_a_version_that_the_program_does_not_have_is_refused() -> None:
    assert list(faults(TEXT, "0.2.0", "0.1.0")) == ["the program says that it is 0.1.0, not 0.2.0"]


def test_the_notes_are_what_stands_under_the_heading() -> None:
    assert section(TEXT, "0.2.0") == ("## [0.2.0] - 2026-11-28", "### Added\n\n- One thing.")
