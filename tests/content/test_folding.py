from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.content.folding import folding


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("Café", "cafe"), ("CAFE\u0301", "cafe"), ("ＡＢＣ１２３", "abc123"), ("Straße", "strasse"),
        ("Å", "a"),
        ("经济", "经济"), ("經濟發展", "经济发展"), ("萬科", "万科"), ("乾隆", "干隆"), ("著作", "著作"),
        ("，：；！？（）％。", ",:;!?()%。"), ("ｶﾞ", "ガ"), ("℡", "tel"), ("①", "1"),
        ("｜", "|"), ("한국", "한국"), ("𝐀", "a"), ("薴", "苎"),
        ("o\u0323\u0301", "o"), ("ọ\u0301", "o"), ("a\u0344", "a"),
    ],
)  # fmt: skip
def test_what_is_the_same_in_a_search(written: str, searched: str) -> None:
    assert folding().folded(written) == searched


LETTERS_WITH_MARKS = st.text(
    st.characters(codec="utf-8")
    | st.characters(categories=["Mn"])
    | st.sampled_from("aeoAÉọ\u0323\u0301\u0344𝐀"),
    max_size=12,
)


@given(LETTERS_WITH_MARKS)
def test_folding_again_changes_nothing(text: str) -> None:
    once = folding().folded(text)
    assert folding().folded(once) == once


def test_each_character_folded_again_is_the_same() -> None:
    characters = [chr(code) for code in range(0x110000)]
    once = [folding().folded(one) for one in characters]
    assert [one for one in once if folding().folded(one) != one] == []


def test_marks_without_end_and_stray_bytes_are_borne() -> None:
    assert len(folding().folded("a" + "\u0301\u0316" * 100_000)) < 40
    assert folding().folded("a\udcff") == "a\ufffd"
