from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.content.finding import ROOM, Finder
from reader.content.folding import folding
from reader.content.searchable import LONGEST_TERM, is_word, run_of, terms_of


def _finder(*texts: str, exact: bool = False) -> Finder:
    runs = [run_of(text)[0] for text in texts]
    return Finder((terms, not exact and bool(terms) and is_word(terms[-1])) for terms in runs)


def _found(text: str, *wanted: str, exact: bool = False) -> list[str]:
    return [text[start:end] for start, end in _finder(*wanted, exact=exact).spans(text)]


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("央行降准，央行", "央行", ["央行", "央行"]),
        ("萬科後面", "万科", ["萬科"]),
        ("万科", "萬科", ["万科"]),
        ("Ｃａｆé Cafés", "cafe", ["Ｃａｆé", "Café"]),
        ("AI 芯片与AI芯片", "ai芯片", ["AI 芯片", "AI芯片"]),
        ("banking mybank", "bank", ["bank"]),
        ("央行。降准", "央行降准", []),
        ("a.b axb", "a.b", ["a.b"]),
        ("Cafe\u0301, cafe\u0301s", "café", ["Cafe\u0301", "cafe\u0301"]),
        ("x\u030cy", "x", ["x\u030c"]),
        ("ｶﾞス", "ガス", ["ｶﾞス"]),
        ("\u1112\u1161\u11ab국", "한국", ["\u1112\u1161\u11ab국"]),
        ("𝐁𝐚𝐧𝐤", "bank", ["𝐁𝐚𝐧𝐤"]),
        ("a" * 70 + "b", "a" * 70, ["a" * 70]),
        ("a" * 60 + "bank", "bank", ["bank"]),
        ("㌀b国", "ア", ["㌀"]),
        ("", "a", []),
        ("a", " ", []),
    ],
)
def test_where_it_stands_as_it_is_written(text: str, wanted: str, found: list[str]) -> None:
    assert _found(text, wanted) == found


def test_a_quoted_word_is_a_whole_word() -> None:
    assert _found("bank banking", "bank", exact=True) == ["bank"]


def test_of_two_that_begin_together_the_longer_is_meant() -> None:
    assert _found("央行降准", "央行", "央行降准") == ["央行降准"]


def test_the_sentence_around_the_first_hit() -> None:
    text = "第一句。\n第二句里央行 决定\n降准，市场反应平淡。第三句央行"
    found = _finder("央行").snippet(text)
    assert found is not None
    assert found.text.startswith("第二句里央行 决定 降准，市场反应平淡。")
    assert [found.text[start:end] for start, end in found.spans] == ["央行", "央行"]
    assert _finder("没有").snippet(text) is None


def test_a_long_sentence_is_cut_on_both_sides() -> None:
    found = _finder("央行").snippet("长" * 300 + "央行" + "句" * 300)
    assert found is not None
    assert found.text.startswith("…长")
    assert found.text.endswith("句…")
    assert len(found.text) <= ROOM + 2
    assert [found.text[start:end] for start, end in found.spans] == ["央行"]


TEXTS = st.text("央行萬aB é\n。，\u00c9\ufb01", max_size=20)


@given(TEXTS, TEXTS)
def test_places_lie_in_the_text_and_hold_the_run(text: str, wanted: str) -> None:
    finder = _finder(wanted, exact=True)
    end = 0
    for start, stop in finder.spans(text):
        assert end <= start < stop <= len(text)
        end = stop
    snippet = finder.snippet(text)
    if snippet is not None:
        assert all(0 <= a < b <= len(snippet.text) for a, b in snippet.spans)
        assert "\n" not in snippet.text


@given(st.text("央行萬骊。，", max_size=12), st.text("央行萬骊", min_size=1, max_size=3))
def test_of_ideographs_it_finds_what_the_index_finds(text: str, wanted: str) -> None:
    held = f" {terms_of(text)} "
    assert bool(_finder(wanted).spans(text)) == (f" {terms_of(wanted)} " in held)


LETTERS = st.sampled_from([*"abÉか萬𝐀", "e\u0301", "o\u0323\u0301", "x\u030c", "ｶﾞ", "\u1112\u1161"])
MARKS = st.sampled_from([*"\u0301\u0323\u3099\u11ab\u0344。, \n"])
WORDS = st.sampled_from(["a" * (LONGEST_TERM - 1), "ab" * 40, "e\u0301" * 130])
WITH_MARKS = st.lists(LETTERS | WORDS | MARKS, max_size=14)


def _letters(text: str) -> str:
    """Return a text as it is searched, without blanks, and without marks that stay by themselves."""
    kept = (one for one in folding().folded(text) if not one.isspace() and one != "\u11ab")
    return "".join(one for one in kept if not unicodedata.category(one).startswith("M"))


@given(WITH_MARKS, st.data())
def test_of_letters_with_marks_and_of_long_words_it_finds_what_the_index_finds(
    parts: list[str], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(parts)))
    wanted = "".join(data.draw(st.just(parts[start : start + 3]) | WITH_MARKS)).strip()
    exact = data.draw(st.booleans())
    text, terms = "".join(parts), run_of(wanted)[0]
    held = f" {terms_of(text)} "
    in_index = bool(terms) and f" {' '.join(terms)}{' ' if exact or not is_word(terms[-1]) else ''}" in held
    found = _found(text, wanted, exact=exact)
    if in_index:
        assert found
        assert _finder(wanted, exact=exact).snippet(text) is not None
    for one in found:
        if _letters(wanted[:1]):
            assert _letters(one) == _letters(wanted) or not exact
            assert _letters(one).startswith(_letters(wanted))


@given(st.integers(0, 3), st.integers(19_700, 20_300), st.sampled_from(["a", "e\u0301", "𝐀b"]))
@example(0, 19_990, "a")
def test_words_that_lie_across_two_pieces_of_a_text_are_found(blanks: int, before: int, letter: str) -> None:
    text = "长 " * (before // 2) + " " * blanks + letter * 150 + "。"
    terms = terms_of(letter * 150).split()
    for wanted in terms:
        assert Finder([((wanted,), False)]).snippet(text) is not None


def test_breaks_and_blanks_and_long_texts_take_linear_time() -> None:
    assert _finder("中 国").spans("中" + " " * 20_000 + "国") == [(0, 20_002)]
    assert _finder("中 ¶ ¶ 国").spans("中" + " " * 20_000) == []
    found = _finder("央行").snippet("长" * 45_000 + "央行")
    assert found is not None
    assert found.text.endswith("央行")
