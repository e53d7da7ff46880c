from __future__ import annotations

import pytest

from reader.library.reading_time import minutes


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("", 1),
        ("字" * 450, 1),
        ("字" * 1800, 4),
        ("word " * 660, 3),
        ("字" * 900 + "word " * 440, 4),
        ("1234567890 " * 2000, 1),
    ],
)
def test_ideographs_and_words_take_their_time(text: str, time: int) -> None:
    assert minutes(text) == time
