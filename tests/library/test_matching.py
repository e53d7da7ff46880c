from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.shelf import Counts, Term
from reader.library.matching import folder_index, found, fuzzy_rank, term_index

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


def test_an_index_gives_what_begins_with_the_typed_and_then_the_most_frequent() -> None:
    index = term_index(TERMS[::-1])
    assert [term.slug for term in index.found("", 9)] == ["mrjjxw", "zqsb", "emnews", "notes"]
    assert [term.slug for term in index.found("XW", 9)] == ["mrjjxw", "emnews"]
    assert [term.slug for term in index.found("n", 9)] == ["notes", "mrjjxw", "zqsb", "emnews"]
    assert [term.slug for term in index.found("n", 2)] == ["notes", "mrjjxw"]
    assert [term.slug for term in index.found("mei ri", 9)] == ["mrjjxw"]


@given(st.sampled_from(["", "n", "xw", "新闻", "mei ri", "zq", "EMN", "notes on", "ngs"]))
def test_an_index_finds_what_the_filter_finds(typed: str) -> None:
    assert {term.slug for term in term_index(TERMS).found(typed, 9)} == {
        term.slug for term in found(typed, TERMS)
    }


def test_folders_are_found_by_their_path_and_their_own_name() -> None:
    index = folder_index(["news/2022", "news/old", "posts", "posts/news"])
    assert index.found("news/", 9) == ["news/2022", "news/old"]
    assert index.found("news", 9) == ["news/2022", "news/old", "posts/news"]
    assert index.found("OLD", 9) == ["news/old"]
    assert index.found("ost", 1) == ["posts"]
    assert folder_index(["oldnews", "posts/news"]).found("news", 9) == ["posts/news", "oldnews"]


def test_commands_fit_by_beginning_words_part_or_letters() -> None:
    assert fuzzy_rank("mark", ["Mark All Read"]) == 0
    assert fuzzy_rank("mar", ["Mark All Read"]) == 0
    assert fuzzy_rank("mal", ["Mark All Read"]) == 3
    assert fuzzy_rank("mar", ["全部标为已读", "Move Above Row"]) == 1
    assert fuzzy_rank("all r", ["Mark All Read"]) == 2
    assert fuzzy_rank("qbb", ["全部标为已读", "quanbubiaoweiyidu", "qbbwyd"]) == 0
    assert fuzzy_rank("daer", ["Mark All Read"]) is None
    assert fuzzy_rank("", ["Mark All Read"]) == 0
