from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.query import Category, Everything
from reader.domain.shelf import Counts, Period, Term
from reader.library.hints import MOST, complete, lookups
from reader.library.naming import sound
from reader.library.querytext import LONGEST, parse


def term(slug: str, name: str, total: int) -> Term:
    return Term(slug, name, Counts(total, 0), *sound(name))


KNOWN = lookups(
    [
        term("notes", "Notes on Reading", 2),
        term("emnews", "东财滚动新闻", 8),
        term("meirijingjixinwen", "每日经济新闻", 9),
        term("zqsb", "证券时报", 7),
        term("quote", 'The "Post" (NY', 1),
    ],
    [term("经济", "经济", 20), term("novel", "novel", 3)],
    ["news/2022", "news/old", "a b"],
    [
        Period(2022, 0, Counts(5, 0)),
        Period(2022, 5, Counts(3, 0)),
        Period(2022, 4, Counts(2, 0)),
        Period(2021, 0, Counts(1, 0)),
    ],
)


def offered(marked: str) -> list[str]:
    """Return the text after each completion, with the caret of the query written as ``|``."""
    text, caret = marked.replace("|", ""), marked.index("|")
    return [text[: one.start] + one.insert + text[one.end :] for one in complete(text, caret, KNOWN)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("ti|", ["title:"]),
        (
            "T|",
            ["title:", "tag:", 'category:"The ""Post"" (NY"', 'category:"Notes on Reading"'],
        ),
        ("标|", ["标题:", "标签:"]),
        ("a -aut|", ["a -author:"]),
        ("(sin|", ["(since:"]),
        ("aut|:x", ["author:x"]),
        ("aut|：x y", ["author:x y"]),
        ("t|ag:x", ["title:x"]),
        ("未|", ["未读"]),
        ("收|", ["收藏"]),
        ("is:|", ["is:unread", "is:read", "is:starred", "is:changed"]),
        ("是：|", ["是：未读", "是：已读", "是：收藏", "是：已改动"]),
        ("is:un| a", ["is:unread a"]),
        ("is:未|", ["is:未读"]),
        ("is:(read OR st|)", ["is:(read OR starred)"]),
        ("has:|", ["has:image", "has:link"]),
        ("有:图|", ["有:图片"]),
        ("is:unread|", []),
        (
            "category:|",
            [
                "category:每日经济新闻",
                "category:东财滚动新闻",
                "category:证券时报",
                'category:"Notes on Reading"',
                'category:"The ""Post"" (NY"',
            ],
        ),
        ("category:每|", ["category:每日经济新闻"]),
        ("category:mrjj|", ["category:每日经济新闻"]),
        ("category:meirij|", ["category:每日经济新闻"]),
        ("category:emn|", ["category:东财滚动新闻"]),
        ("栏目：xw|", ["栏目：每日经济新闻", "栏目：东财滚动新闻"]),
        ('category:"not| x', ['category:"Notes on Reading" x']),
        ('category:"not|es" x', ['category:"Notes on Reading" x']),
        ("category:mr|jj x", ["category:每日经济新闻 x"]),
        (
            "category:|mrjj x",
            [
                "category:每日经济新闻 x",
                "category:东财滚动新闻 x",
                "category:证券时报 x",
                'category:"Notes on Reading" x',
                'category:"The ""Post"" (NY" x',
            ],
        ),
        ("category:(zqsb OR emn|", ["category:(zqsb OR 东财滚动新闻"]),
        ("category:(zqsb (a) xw|", ["category:(zqsb (a) 每日经济新闻", "category:(zqsb (a) 东财滚动新闻"]),
        (
            "category:(zqsb) xw|",
            ["category:(zqsb) category:每日经济新闻", "category:(zqsb) category:东财滚动新闻"],
        ),
        ("tag:j|", ["tag:经济"]),
        ("mrjj|", ["category:每日经济新闻"]),
        ("经济|", ["标签:经济", "栏目:每日经济新闻"]),
        ("no|", ["tag:novel", 'category:"Notes on Reading"']),
        ("in:news|", ["in:news/2022", "in:news/old"]),
        ("in:a|", ['in:"a b"']),
        ("date:|", ["date:today", "date:yesterday", "date:2022", "date:2021"]),
        ("日期:|", ["日期:今天", "日期:昨天", "日期:2022", "日期:2021"]),
        ("date:202|", ["date:2022", "date:2021", "date:2022-05", "date:2022-04"]),
        ("date:2022|", ["date:2022-05", "date:2022-04"]),
        ("date:2021..2022-|", ["date:2021..2022-05", "date:2021..2022-04"]),
        ("date:t|", ["date:today"]),
        ("2022-|", ["date:2022-05", "date:2022-04"]),
        (
            "since:|",
            [
                "since:7d",
                "since:2w",
                "since:3m",
                "since:1y",
                "since:today",
                "since:yesterday",
                "since:2022",
                "since:2021",
            ],
        ),
        ("最近：5|", ["最近：5天", "最近：5周", "最近：5个月", "最近：5年"]),
        ("since:7d|", []),
        ("title:t|", []),
        ('"ti|', []),
        ('"ti"|', []),
        ("a |", []),
        ("a -|", []),
        ("(a)|", []),
        ("(|", []),
        ("http://t|", []),
    ],
)
def test_what_may_stand_at_the_caret(marked: str, expected: list[str]) -> None:
    assert offered(marked) == expected


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_text_may_begin_with_any_field(text: str) -> None:
    found = complete(text, len(text), KNOWN)
    assert len(found) == MOST
    assert {one.kind for one in found} == {"field"}


def test_kinds_and_details_are_codes_and_numbers() -> None:
    asked = (
        "栏|",
        "是:未|",
        "有:图|",
        "category:mrjj|",
        "tag:j|",
        "in:news/o|",
        "date:昨|",
        "date:2021|..",
        "since:7|",
    )
    seen = [complete(text.replace("|", ""), text.index("|"), KNOWN)[0] for text in asked]
    assert [(one.kind, one.label, one.detail) for one in seen] == [
        ("field", "栏目:", "category"),
        ("status", "未读", "unread"),
        ("feature", "图片", "image"),
        ("category", "每日经济新闻", 9),
        ("tag", "经济", 20),
        ("folder", "news/old", ""),
        ("date", "昨天", "yesterday"),
        ("date", "2021", 1),
        ("span", "7d", ""),
    ]


def test_beyond_what_is_searched_there_is_nothing_to_complete() -> None:
    assert complete("a " * LONGEST + "ti", 2 * LONGEST + 2, KNOWN) == ()


PIECES = st.lists(
    st.sampled_from(
        [
            "a",
            "n",
            "2",
            "每",
            " ",
            ":",
            "(",
            ")",
            "-",
            '"',
            "“",
            "OR",
            "category:",
            "标签：",
            "date:",
            "is:",
            "in:",
            "..",
        ]
    ),
    max_size=12,
).map("".join)


@given(PIECES | st.text(), st.integers(-1, 20))
def test_any_text_has_completions_that_replace_what_is_round_the_caret(text: str, caret: int) -> None:
    found = complete(text, caret, KNOWN)
    assert len(found) <= MOST
    for one in found:
        assert 0 <= one.start <= min(max(caret, 0), len(text)) <= one.end <= len(text)
        assert one.insert != text[one.start : one.end]


@given(st.text(min_size=1))
def test_a_completed_category_is_the_category(name: str) -> None:
    known = lookups([Term("slug", name, Counts(1, 1))], [], [], [])
    for one in complete("category:", 9, known):
        node = parse(f"category:{one.insert}", date.min).node
        assert node == (Category(" ".join(name.split())) if name.strip() else Everything())
