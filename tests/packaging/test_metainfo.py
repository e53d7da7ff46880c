from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from linux.changelog import Release
from linux.metainfo import POINTS, filled, release_lines, size

from tests.conftest import ROOT

PICTURES = ROOT / "docs" / "pictures"


def test_releases_are_shown_with_their_first_points_and_without_markup_of_others() -> None:
    points = ("Less than <1> & `code`.", *("More." for _ in range(POINTS)))
    root = ET.fromstring(f"<r>{release_lines([Release('1.0', date(2026, 2, 3), points)])}</r>")
    release = root[0]
    assert release.attrib == {"version": "1.0", "date": "2026-02-03"}
    shown = release.findall("description/ul/li")
    assert len(shown) == POINTS
    assert "".join(shown[0].itertext()) == "Less than <1> & code."
    assert shown[0].findtext("code") == "code"


def test_a_release_that_says_nothing_has_no_empty_list() -> None:
    assert release_lines([Release("1.0", date(2026, 2, 3), ())]).strip() == (
        '<release version="1.0" date="2026-02-03"/>'
    )


def test_a_place_without_a_value_is_refused() -> None:
    assert filled("a@b.c @SITE@", {"SITE": "x"}) == "a@b.c x"
    with pytest.raises(KeyError):
        filled("@OTHER@", {})


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pictures_that_are_shown_are_there_and_large_enough(theme: str) -> None:
    width, height = size((PICTURES / f"window-{theme}.png").read_bytes())
    assert width >= 1000
    assert height >= 600
