from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.content.moments import Zones, moment_at, moment_of
from reader.domain.moment import Moment

SHANGHAI = Zones(ZoneInfo("Asia/Shanghai"))
NONE = Zones()
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@pytest.fixture(autouse=True)
def _machine_in_tokyo(monkeypatch: pytest.MonkeyPatch) -> None:
    # Where a site names no zone, the machine's own counts; it must be a known one here.
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    if hasattr(time, "tzset"):
        time.tzset()


def _iso(value: object, zones: Zones) -> str | None:
    moment = moment_of(value, zones)
    return moment.iso() if moment else None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        # No zone is written: UTC for an unquoted timestamp with seconds, else the site's zone.
        (datetime(2021, 12, 8, 10, 46, 18), "2021-12-08T18:46:18+08:00"),  # noqa: DTZ001
        ("2021-12-08 10:46:18", "2021-12-08T10:46:18+08:00"),
        ("2021-12-08 10:46", "2021-12-08T10:46:00+08:00"),
        (date(2021, 12, 8), "2021-12-08T00:00:00+08:00"),
        ("2021-12-08", "2021-12-08T00:00:00+08:00"),
        # A zone is written: the moment is shown in the site's.
        ("2022-05-26 22:41:13 +0800", "2022-05-26T22:41:13+08:00"),
        ("2022-05-26 22:41:13 +08:00", "2022-05-26T22:41:13+08:00"),
        ("2022-05-26T14:41:13Z", "2022-05-26T22:41:13+08:00"),
        ("2022-05-26 14:41:13.5 UTC", "2022-05-26T22:41:13+08:00"),
        ("2022-05-26 9:01 -5", "2022-05-26T22:01:00+08:00"),
        ("Thu, 26 May 2022 07:41:13 PDT", "2022-05-26T22:41:13+08:00"),
        ("Thu May 26 22:41:13 2022 +0800", "2022-05-26T22:41:13+08:00"),
        # What Ruby's Time.parse reads as well.
        ("2023-01-29 18:30:22 2023 -0800", "2023-01-30T10:30:22+08:00"),
        ("2013/07/13 10:00", "2013-07-13T10:00:00+08:00"),
        ("2013/7/3", "2013-07-03T00:00:00+08:00"),
        ("13-07-2013", "2013-07-13T00:00:00+08:00"),
        ("13.07.2013 8:05", "2013-07-13T08:05:00+08:00"),
        ("13-1-2", "2013-01-02T00:00:00+08:00"),
        ("98-1-2", "1998-01-02T00:00:00+08:00"),
        ("3rd Feb 2015", "2015-02-03T00:00:00+08:00"),
        ("February 3, 2015, 8:30 p.m.", "2015-02-03T20:30:00+08:00"),
        ("2014-01-09 12 AM", "2014-01-09T00:00:00+08:00"),
        ("March 2019", "2019-03-01T00:00:00+08:00"),
        ("2019-03", "2019-03-01T00:00:00+08:00"),
        ("20150203", "2015-02-03T00:00:00+08:00"),
        (20150203, "2015-02-03T00:00:00+08:00"),
        ("20150203T101112Z", "2015-02-03T18:11:12+08:00"),
        ("2018年3月5日 10:11", "2018-03-05T10:11:00+08:00"),
        ("2014-01-09 24:00", "2014-01-10T00:00:00+08:00"),
        ("2016-12-31 23:59:60", "2016-12-31T23:59:59+08:00"),
        # Nothing that is a day.
        ("tuesday", None), ("", None), (" +0800", None), ("+0800", None), ("12:30", None), ("10pm", None),
        ("2016-02-30", None), ("2016-22-01", None), ("2021-12-08 25:00:00", None), ("0000-00-00", None),
        ("{{ page.date }}", None), (True, None), (5, None), (1.5, None), (["2016-01-01"], None), (None, None),
        ("9" * 5000, None),
    ],
)  # fmt: skip
def test_a_value_in_a_site_with_a_zone(value: object, shown: str | None) -> None:
    assert _iso(value, SHANGHAI) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2022-05-26 22:41:13 +0800", "2022-05-26T22:41:13+08:00"),
        ("2022-05-26 22:41:13 -0330", "2022-05-26T22:41:13-03:30"),
        (datetime(2022, 5, 26, 22, 41, tzinfo=timezone(timedelta(hours=2))), "2022-05-26T22:41:00+02:00"),
        (datetime(2021, 12, 8, 10, 46, 18), "2021-12-08T10:46:18+00:00"),  # noqa: DTZ001
    ],
)
def test_without_a_zone_of_the_site_the_written_offset_is_shown(value: object, shown: str) -> None:
    assert _iso(value, NONE) == shown


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system cannot change its zone")
def test_without_any_zone_the_machines_counts() -> None:
    assert _iso("2022-05-26 22:41", NONE) == "2022-05-26T22:41:00+09:00"
    assert _iso(date(2022, 5, 26), NONE) == "2022-05-26T00:00:00+09:00"
    assert moment_at(0, NONE).iso() == "1970-01-01T09:00:00+09:00"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system cannot change its zone")
def test_a_plain_folders_timestamps_are_local() -> None:
    stamp = datetime(2021, 12, 8, 10, 46, 18)  # noqa: DTZ001
    assert _iso(stamp, Zones(None, stamps_in_utc=False)) == "2021-12-08T10:46:18+09:00"


def test_daylight_saving_is_the_zones_own() -> None:
    zones = Zones(ZoneInfo("America/Los_Angeles"))
    assert _iso("2017-03-09 12:00", zones) == "2017-03-09T12:00:00-08:00"
    assert _iso("2017-07-09 12:00", zones) == "2017-07-09T12:00:00-07:00"


@pytest.mark.parametrize("unix", [-(10**18), 10**18, -62_135_596_800, 253_402_300_799])
def test_a_files_time_may_be_anything(unix: int) -> None:
    assert isinstance(moment_at(unix, SHANGHAI), Moment)
    assert isinstance(moment_at(unix, NONE), Moment)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=OFFSETS))  # noqa: DTZ001
def test_every_way_to_write_a_moment_means_it(when: datetime) -> None:
    when = when.replace(microsecond=0)
    texts = [
        when.isoformat(),
        when.strftime("%Y-%m-%d %H:%M:%S %z"),
        when.strftime("%Y/%m/%d %H:%M:%S%z"),
        when.strftime("%d %b %Y %H:%M:%S %z"),
        when.strftime("%B %d, %Y %I:%M:%S %p %z"),
        when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"),
    ]
    assert {moment.unix for text in texts if (moment := moment_of(text, SHANGHAI))} == {int(when.timestamp())}
    assert moment_of(texts[0], NONE) == Moment.of(when)


@given(st.text(alphabet="0123456789-/:. +TZapmJanFebUTC'年月日", max_size=40))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    assert isinstance(moment_of(text, SHANGHAI), Moment | None)
    assert isinstance(moment_of(text, NONE), Moment | None)


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "1:" * 50_000, "jan " * 50_000, " " * 100_000, "- 1" * 50_000]
)
def test_long_texts_cost_little(text: str) -> None:
    assert moment_of(text, SHANGHAI) is None
