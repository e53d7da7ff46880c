from __future__ import annotations

import pytest

from reader.content.searchable import BETWEEN, COMMON, run_of, searchable, terms_of, with_title


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("央行降准", "央 行 降 准"),
        ("AI芯片", "ai 芯 片"),
        ("AI 芯片", "ai 芯 片"),
        ("涨36.87%。跌", "涨 36 . 87 % 。 跌"),
        ("中 国", "中 ¶ 国"),
        ("报告\n央行", "报 告 ¶ 央 行"),
        ("to be\nor not", "to be or not"),
        ("snake_case", "snake _ case"),
        ("한국 は", "한 국 ¶ は"),
        ("x" * 70, f"{'x' * 60} {'x' * 10}"),
        ("", ""),
    ],
)
def test_terms_of_a_text(text: str, terms: str) -> None:
    assert terms_of(text).split() == terms.split()


def test_pairs_are_of_common_ideographs_side_by_side() -> None:
    assert len(set(COMMON)) == len(COMMON)
    assert {len(one.encode()) for one in COMMON} == {3}
    assert len(BETWEEN.encode()) == 4
    assert run_of("中国公司") == (("中", "国", "公", "司"), ("中国", "公司", "国公"))
    assert run_of("中 国")[1] == ()
    assert run_of("骊歌")[1] == ()


def test_title_and_text_are_kept_apart_and_what_is_in_it_is_marked() -> None:
    found = with_title("中国", searchable("公司", {"author": "Li Ming"}, '<img src="a"> <http://x.y>'))
    assert found.text.split() == ["中", "国", "¶", "公", "司"]
    assert found.common.split(BETWEEN) == ["中国", "公司"]
    assert (found.author.split(), found.marks) == (["li", "ming"], "image link")
    assert searchable("b", {"authors": ["甲", "乙"]}, "b").author.split() == ["甲", ",", "乙"]
    assert searchable("b", {}, "b").marks == ""
