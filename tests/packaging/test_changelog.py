from __future__ import annotations

from datetime import date

import pytest
from linux.changelog import debian, releases

TEXT = """# Changelog

## [Unreleased]

### Added

- Keys such as <kbd>F3</kbd>,
  and `more` of them.

## [1.0.0] – 2026-02-03

- The first.
"""
TODAY = date(2026, 4, 5)


def test_what_is_unreleased_belongs_to_the_version_that_is_built() -> None:
    first, second = releases(TEXT, "1.1.0", TODAY)
    assert (first.version, first.date, first.points) == (
        "1.1.0",
        TODAY,
        ("Keys such as F3, and `more` of them.",),
    )
    assert (second.version, second.date, second.points) == ("1.0.0", date(2026, 2, 3), ("The first.",))


def test_what_is_unreleased_is_left_out_once_the_version_has_a_heading() -> None:
    assert [one.version for one in releases(TEXT, "1.0.0", TODAY)] == ["1.0.0"]


def test_a_release_without_a_date_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no date for 1\.0\.0"):
        releases("## [1.0.0]\n\n- The first.\n", "1.0.0", TODAY)


def test_debian_gets_an_entry_for_each_release_with_no_line_too_long() -> None:
    long = "- " + "word " * 40
    lines = debian(
        releases(f"{TEXT}{long}\n", "1.1.0", TODAY), "Somebody <somebody@example.org>"
    ).splitlines()
    assert lines[0] == "newsfold (1.1.0) stable; urgency=medium"
    assert [line for line in lines if line.startswith(" --")] == [
        " -- Somebody <somebody@example.org>  Sun, 05 Apr 2026 00:00:00 +0000",
        " -- Somebody <somebody@example.org>  Tue, 03 Feb 2026 00:00:00 +0000",
    ]
    assert max(map(len, lines)) <= 80
