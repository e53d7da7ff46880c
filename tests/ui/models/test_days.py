from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import QLocale

from reader.domain.moment import Moment
from reader.ui.models.days import day_text, period_text, span_text, time_text

ENGLISH = QLocale("en_GB")
TODAY = date(2022, 5, 26)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2022, 5, 26), "Today · Thursday, May 26"),
        (date(2022, 5, 25), "Yesterday · Wednesday, May 25"),
        (date(2022, 1, 1), "Saturday, January 1"),
        (date(2021, 12, 31), "Friday, December 31, 2021"),
    ],
)
def test_a_day_has_its_name_near_and_its_year_far(day: date, text: str) -> None:
    assert day_text(day, TODAY, ENGLISH) == text


def test_yesterday_is_named_across_the_turn_of_the_year() -> None:
    assert day_text(date(2021, 12, 31), date(2022, 1, 1), ENGLISH) == "Yesterday · Friday, December 31, 2021"


def test_the_time_is_the_sites_own() -> None:
    assert time_text(Moment(1653576073, 8 * 3600), ENGLISH) == "22:41"


def test_periods() -> None:
    assert period_text(2022, 0, ENGLISH) == "2022"
    assert period_text(2022, 5, ENGLISH) == "May 2022"
    assert period_text(2022, 5, ENGLISH, alone=True) == "May"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2022-05-26T00:00", "2022-05-28T12:00", "May 26, 2022 – May 28, 2022"),
        ("2022-05-26T14:20", "2022-05-26T14:40", "May 26, 2022, 14:20 – 14:40"),
        ("2022-05-26T14:20:05", "2022-05-26T14:20:55", "May 26, 2022, 14:20"),
    ],
)
def test_a_span_is_told_as_short_as_it_can_be(first: str, last: str, text: str) -> None:
    assert span_text(datetime.fromisoformat(first), datetime.fromisoformat(last), ENGLISH) == text
