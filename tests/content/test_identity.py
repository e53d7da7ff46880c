from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.content.identity import declared_key, fingerprint

TEXT = "早上7点刚过，95后河南小伙儿张世闻在郑州双桥花卉市场的店铺便开始有顾客光顾。这家店铺他经营了快4年。"


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"id": 12, "permalink": "/x"}, "id:12"),
        ({"guid": " urn:a "}, "id:urn:a"),
        ({"permalink": "/a/b.html"}, "id:/a/b.html"),
        ({"permalink": "/:categories/:title/"}, ""),
        ({"permalink": "pretty"}, ""),
        ({"id": True, "guid": None, "permalink": ["x"]}, ""),
        ({"id": ""}, ""),
        ({}, ""),
    ],
)
def test_a_declared_identity(values: dict[str, object], key: str) -> None:
    assert declared_key(values) == key


def test_the_fingerprint_is_63_bits_and_not_zero() -> None:
    assert 0 < fingerprint("题", TEXT) < 2**63


def test_blanks_case_width_and_punctuation_do_not_count() -> None:
    other = TEXT.replace("，", " , ").replace("。", ".\n").replace("7", "７")
    assert fingerprint("Title", TEXT) == fingerprint("ＴＩＴＬＥ", other)


def test_another_word_counts() -> None:
    assert fingerprint("题", TEXT) != fingerprint("题", TEXT.replace("4年", "5年"))


def test_a_short_text_says_nothing() -> None:
    assert fingerprint("短", "太短") == 0
    assert fingerprint("", "，。" * 500) == 0


@given(st.text(), st.text())
def test_any_text_has_one(title: str, text: str) -> None:
    assert 0 <= fingerprint(title, text) < 2**63
    assert fingerprint(title, text) == fingerprint(title, text)
