from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.query import Dated
from reader.library.querying.dates import dated, since, written_dates

TODAY = date(2022, 5, 31)
DAYS = st.dates()


def days(first: str, last: str = "") -> Dated:
    """Return days written in full; "-" leaves a side open."""
    one, other = (date.fromisoformat(day) if day != "-" else None for day in (first, last or first))
    return Dated(one, other)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022", days("2022-01-01", "2022-12-31")),
        ("2022-02", days("2022-02-01", "2022-02-28")),
        ("2024-2", days("2024-02-01", "2024-02-29")),
        ("2022-05-26", days("2022-05-26")),
        ("2022/5/26", days("2022-05-26")),
        ("2022年", days("2022-01-01", "2022-12-31")),
        ("2022年5月", days("2022-05-01", "2022-05-31")),
        ("2022年5月26日", days("2022-05-26")),
        ("２０２２－０５", days("2022-05-01", "2022-05-31")),
        ("today", days("2022-05-31")),
        ("昨天", days("2022-05-30")),
        ("2022-05-01..2022-05-26", days("2022-05-01", "2022-05-26")),
        ("2021..2022-02", days("2021-01-01", "2022-02-28")),
        ("2022-05..", days("2022-05-01", "-")),
        ("..2022-05", days("-", "2022-05-31")),
        ("yesterday..today", days("2022-05-30", "2022-05-31")),
        ("0001..9999-12-31", days("0001-01-01", "9999-12-31")),
    ],
)
def test_days_months_years_and_ranges(value: str, expected: Dated) -> None:
    assert dated(value, TODAY) == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        "..",
        "2022-13",
        "2022-02-30",
        "0000",
        "22",
        "2022-",
        "2022-05-26-1",
        "20220526",
        "7d",
        "2022..x",
        "x..2022",
    ],
)
def test_what_is_no_date(value: str) -> None:
    assert dated(value, TODAY) is None


@pytest.mark.parametrize(
    ("value", "first"),
    [
        ("7d", "2022-05-24"),
        ("0d", "2022-05-31"),
        ("2w", "2022-05-17"),
        ("3m", "2022-02-28"),
        ("1y", "2021-05-31"),
        ("5M", "2021-12-31"),
        ("7天", "2022-05-24"),
        ("2周", "2022-05-17"),
        ("3个月", "2022-02-28"),
        ("1年", "2021-05-31"),
        ("2022-05", "2022-05-01"),
        ("yesterday", "2022-05-30"),
        ("999999999d", "0001-01-01"),
        ("999999999y", "0001-01-01"),
        ("2022y", "0001-01-01"),
    ],
)
def test_since_counts_back_from_today(value: str, first: str) -> None:
    assert since(value, TODAY) == days(first, "-")


@pytest.mark.parametrize("value", ["", "d", "7", "7x", "7d 2w", "-7d", "2022-05..", "9999999999d"])
def test_what_is_no_span(value: str) -> None:
    assert since(value, TODAY) is None


def test_there_is_no_day_before_the_first() -> None:
    assert dated("yesterday", date.min) == days("0001-01-01")


@given(DAYS, DAYS)
def test_written_dates_read_back(one: date, other: date) -> None:
    for span in (
        Dated(min(one, other), max(one, other)),
        Dated(one, one),
        Dated(one, None),
        Dated(None, one),
    ):
        assert dated(written_dates(span), TODAY) == span


@given(st.integers(1, 9999), st.integers(1, 12))
def test_whole_months_and_years_are_written_short(year: int, month: int) -> None:
    for text in (f"{year:04}", f"{year:04}-{month:02}"):
        span = dated(text, TODAY)
        assert span is not None
        assert written_dates(span) == text


@given(st.text(), DAYS)
def test_any_value_has_an_answer(value: str, today: date) -> None:
    assert isinstance(dated(value, today), Dated | None)
    assert isinstance(since(value, today), Dated | None)


@given(st.from_regex(r"[0-9]{1,9}(d|w|m|y)", fullmatch=True), DAYS)
def test_a_span_never_leads_into_the_future(value: str, today: date) -> None:
    span = since(value, today)
    assert span is not None
    assert span.first is not None
    assert span.first <= today
