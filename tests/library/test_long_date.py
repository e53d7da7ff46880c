from __future__ import annotations

import pytest

from reader.domain.moment import Moment
from reader.library.long_date import long_date

MOMENT = Moment(1_653_576_073, 28_800)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh_CN", "2022年5月26日 22:41"),
        ("zh-TW", "2022年5月26日 22:41"),
        ("ja", "2022年5月26日 22:41"),
        ("ko", "2022년 5월 26일 22:41"),
        ("en_US", "26 May 2022, 22:41"),
        ("C", "26 May 2022, 22:41"),
        ("", "26 May 2022, 22:41"),
        ("de", "2022-05-26 22:41"),
    ],
)
def test_dates_are_written_as_in_the_language(language: str, text: str) -> None:
    assert long_date(MOMENT, language) == text
