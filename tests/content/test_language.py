from __future__ import annotations

import pytest

from reader.content.language import language_of


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("早上7点刚过，这家店铺便开始有顾客光顾。", "", "zh-Hans"),
        ("早上7點剛過，這家店鋪便開始有顧客光顧。", "", "zh-Hant"),
        ("早上7点 NASDAQ:LX 乐信 API SDK", "en", "zh-Hans"),
        ("日文", "zh-TW", "zh-Hant"),
        ("日文", "", "zh-Hans"),
        ("今日は良い天気ですね。東京の天気", "", "ja"),
        ("오늘은 날씨가 좋습니다", "", "ko"),
        ("A plain English text with one 字 in it.", "", "en"),
        ("Ein deutscher Text", "de", "de"),
        ("An English text of a Chinese site", "zh-CN", "en"),
        ("Обычный русский текст", "", "ru"),
        ("123", "", ""),
        ("", "fr", "fr"),
    ],
)
def test_the_script_tells_the_language(text: str, declared: str, language: str) -> None:
    assert language_of(text, declared) == language
