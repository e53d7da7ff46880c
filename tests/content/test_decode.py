from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.content.decode import CONTROLS, decode

NEWS = "专访隐形冠军：三个关键词，产能利用率约百分之九十二，市场仍有分歧。公司表示影响有限。\n"


def _codes(data: bytes) -> list[str]:
    return [code for code, _, _ in decode(data).problems]


@pytest.mark.parametrize("text", ["", "plain\n", NEWS, "a\r\nb\r\n", "\u2028 \x85 emoji 😀\n"])
def test_utf8_is_taken_as_it_is(text: str) -> None:
    assert decode(text.encode()).text == text
    assert _codes(text.encode()) == []


def test_a_byte_order_mark_is_eaten() -> None:
    assert decode(codecs.BOM_UTF8 + b"---\n").text == "---\n"


def test_lone_carriage_returns_are_line_ends() -> None:
    assert decode(b"---\rtitle: a\r---\r").text == "---\ntitle: a\n---\n"


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_with_and_without_a_mark(name: str) -> None:
    text = "---\ntitle: wide\n---\nplain words of a text\n"
    assert decode(text.encode(name)).text == text
    assert _codes(text.encode(name)) == ["encoding"]


def test_gb18030_is_recognised_even_in_a_short_text() -> None:
    text = 'title: "国标编码"\n> 摘要\n'
    found = decode(text.encode("gb18030"))
    assert found.text == text
    assert found.problems == (("encoding", "GB18030", True),)


def test_gb18030_whose_sample_ends_within_a_character() -> None:
    text = "x" + NEWS * 900
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "big5hkscs",
            "這是一個測試文件，內容關於財經新聞與市場趨勢的報導。公司表示影響有限，市場仍有分歧。" * 3,
        ),
        (
            "shift_jis",
            "これはテストです。日本語の文章をここに書いています。市場の動きについての記事です。" * 3,
        ),
    ],
)
def test_other_encodings_are_guessed(name: str, text: str) -> None:
    assert decode(text.encode(name)).text == text


def test_latin_text_is_not_taken_for_chinese() -> None:
    found = decode("Voilà une déclaration très générale, à côté de la forêt.".encode("cp1252"))
    assert found.text.startswith("Voil")
    assert not any("\u4e00" <= char <= "\u9fff" for char in found.text)


def test_a_damaged_byte_in_utf8_is_replaced() -> None:
    data = (NEWS * 5).encode()
    found = decode(data[:40] + b"\xff" + data[40:])
    assert found.problems == (("undecodable", "", False),)
    assert found.text.count("\ufffd") <= 4
    assert found.text.endswith(NEWS)


def test_a_text_cut_off_within_a_character_keeps_the_rest() -> None:
    data = NEWS.encode()[:-2]
    assert decode(data).problems == (("cut", "", True),)
    assert decode(data).text == NEWS[:-2]


def test_controls_are_left_out() -> None:
    found = decode(b"title: a\x00b\x08c\n" + b"text " * 20)
    assert found.text.startswith("title: abc\n")
    assert found.problems == (("controls", "", True),)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 9, bytes(5000)]
)
def test_binary_data_is_no_text(data: bytes) -> None:
    assert decode(data).text == ""
    assert decode(data).problems == (("binary", "", False),)


@given(st.binary(max_size=400))
def test_any_bytes_give_text_without_controls(data: bytes) -> None:
    found = decode(data)
    assert {*map(chr, CONTROLS)}.isdisjoint(found.text)
    found.text.encode("utf-8", "strict")


@given(st.text(alphabet=st.characters(blacklist_categories=["Cc", "Cs"], blacklist_characters="\ufeff")))
def test_text_without_controls_survives(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("data", [b"\xff" * 2_000_000, b"\xe4\xb8" * 1_000_000, b"\x80 " * 1_000_000])
def test_megabytes_of_nonsense_are_decoded_all_the_same(data: bytes) -> None:
    assert _codes(data) != []
