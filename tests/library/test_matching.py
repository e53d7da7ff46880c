from __future__ import annotations

import pytest

from reader.domain.shelf import Counts, Term
from reader.library.matching import found

TERMS = [
    Term("mrjjxw", "每日经济新闻", Counts(9, 1), "meirijingjixinwen", "mrjjxw"),
    Term("zqsb", "证券时报", Counts(8, 1), "zhengquanshibao", "zqsb"),
    Term("emnews", "东财滚动新闻", Counts(7, 1), "dongcaigundongxinwen", "dcgdxw"),
    Term("notes", "Notes on Reading", Counts(6, 1), "notesonreading", "nor"),
]


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("每日", ["mrjjxw"]),
        ("mrjj", ["mrjjxw"]),
        ("MRJJ", ["mrjjxw"]),
        ("mei ri", ["mrjjxw"]),
        ("xw", ["mrjjxw", "emnews"]),
        ("新闻", ["mrjjxw", "emnews"]),
        ("zhengquan", ["zqsb"]),
        ("notes on", ["notes"]),
        ("emn", ["emnews"]),
        ("nothing", []),
        ("  ", ["mrjjxw", "zqsb", "emnews", "notes"]),
    ],
)
def test_characters_pinyin_and_initials_find(typed: str, slugs: list[str]) -> None:
    assert [term.slug for term in found(typed, TERMS)] == slugs


def test_what_begins_with_the_typed_comes_first() -> None:
    inside = Term("a", "长江日报", Counts(1, 0), "changjiangribao", "cjrb")
    first = Term("b", "日报", Counts(1, 0), "ribao", "rb")
    assert found("日报", [inside, first]) == [first, inside]
    assert found("rb", [inside, first]) == [first, inside]
