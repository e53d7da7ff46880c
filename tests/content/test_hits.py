from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.content.finding import Finder
from reader.content.hits import MOST, mark_hits
from reader.content.html import clean
from reader.content.searchable import run_of

MARK = re.compile(r'<mark data-hit="\d+">')


def finder(*texts: str, prefix: bool = False) -> Finder:
    return Finder((run_of(text)[0], prefix) for text in texts)


def found(html: str) -> list[str]:
    """Return what is marked: of a hit in several pieces, these with a bar between."""
    hits: dict[str, list[str]] = {}
    for number, text in re.findall(r'<mark data-hit="(\d+)">(.*?)</mark>', html):
        hits.setdefault(number, []).append(text)
    return ["|".join(pieces) for pieces in hits.values()]


@pytest.mark.parametrize(
    ("html", "sought", "marked"),
    [
        ("<p>这家公司表示</p>", "公司", ["公司"]),
        ("<p>這家公司與國際</p>", "国际", ["國際"]),
        ("<p>ＡＢＣ and abc, Abc</p>", "abc", ["ＡＢＣ", "abc", "Abc"]),
        ("<p>Zürich</p>", "zurich", ["Zürich"]),
        ("<p>公司<b>表示</b>，</p>", "公司表示", ["公司|表示"]),
        ("<p>公<ruby>司<rt>sī</rt>表</ruby>示</p>", "公司表示", ["公|司|表|示"]),
        ("<p>公司</p>\n<p>表示</p>", "公司表示", []),
        ("<td>one</td><td>two</td>", "one two", []),
        ("<p>one<br>two</p>", "one two", ["one|two"]),
        ("<p>R&amp;D &lt;b&gt;</p>", "R&D", ["R&amp;D"]),
        ("<p>amp &amp; lt</p>", "amp", ["amp"]),
        ('<p><a href="/公司" title="公司">公司</a></p>', "公司", ["公司"]),
        ("<p>Rate, rates</p>", "rate", ["Rate"]),
    ],
)
def test_words_are_marked_as_they_are_written(html: str, sought: str, marked: list[str]) -> None:
    assert found(mark_hits(html, finder(sought))[0]) == marked


def test_the_beginning_of_a_word_is_marked_where_it_may_go_on() -> None:
    assert found(mark_hits("<p>Rate, rates</p>", finder("rate", prefix=True))[0]) == ["Rate", "rate"]


def test_hits_are_numbered_in_their_order() -> None:
    html, count = mark_hits("<p>b c<i>a</i>a b</p>", finder("b", "caa"), 3)
    assert count == 3
    assert html == (
        '<p><mark data-hit="3">b</mark> <mark data-hit="4">c</mark><i><mark data-hit="4">a</mark></i>'
        '<mark data-hit="4">a</mark> <mark data-hit="5">b</mark></p>'
    )


def test_a_character_that_stands_for_several_is_marked_once() -> None:
    html, count = mark_hits("<p>㌀b</p>", finder("ア", "ト", "b"))
    assert (html, count) == ('<p><mark data-hit="0">㌀</mark><mark data-hit="1">b</mark></p>', 2)
    html, count = mark_hits("<p>&NotEqualTilde;国b</p>", finder("国"))
    assert (html, count) == ('<p>&NotEqualTilde;<mark data-hit="0">国</mark>b</p>', 1)


def test_marks_are_no_more_than_anybody_steps_through() -> None:
    html, count = mark_hits("<p>" + "的" * (MOST + 5) + "</p>", finder("的"))
    assert count == len(MARK.findall(html)) == MOST


def test_an_article_has_no_marks_of_its_own_that_could_be_taken_for_hits() -> None:
    assert clean('<mark data-hit="0">甲</mark>') == "<mark>甲</mark>"


TEXT = st.text(alphabet="公司国國aAäＡb1 &<>;\n\"'\u0301ﬁ㌀、", max_size=12)
INLINE = st.sampled_from(("b", "a", "ruby", "rt", "mark", "span"))
BLOCK = st.sampled_from(("p", "div", "li", "td", "details"))
HTML = st.recursive(
    TEXT | st.just("<br>") | st.just('<img src="公司" alt="国a">') | st.just("&nbsp;&ngE;&amp;"),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>", INLINE | BLOCK, st.lists(inner, max_size=4)
    ),
    max_leaves=12,
)


@given(HTML.map(clean), st.lists(st.tuples(TEXT, st.booleans()), max_size=3))
def test_without_the_marks_the_page_is_the_same(html: str, sought: list[tuple[str, bool]]) -> None:
    runs = [(run_of(text)[0], prefix) for text, prefix in sought]
    made, count = mark_hits(html, Finder(runs))
    assert re.sub(r'<mark data-hit="\d+">([^<]*)</mark>', r"\1", made) == html
    assert clean(made) == clean(re.sub(r' data-hit="\d+"', "", made))
    assert list(dict.fromkeys(MARK.findall(made))) == [f'<mark data-hit="{at}">' for at in range(count)]
