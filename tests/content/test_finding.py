from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.content.finding import ROOM, Finder
from reader.content.searchable import is_word, run_of, terms_of


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


def test_breaks_and_blanks_and_long_texts_take_linear_time() -> None:
    assert _finder("中 国").spans("中" + " " * 20_000 + "国") == [(0, 20_002)]
    assert _finder("中 ¶ ¶ 国").spans("中" + " " * 20_000) == []
    found = _finder("央行").snippet("长" * 45_000 + "央行")
    assert found is not None
    assert found.text.endswith("央行")
