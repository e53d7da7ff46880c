from __future__ import annotations

import sys
from datetime import date
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.domain.query import (
    And,
    Category,
    Dated,
    Everything,
    FaultCode,
    Feature,
    Folder,
    Has,
    Is,
    Node,
    Not,
    Or,
    Status,
    Tag,
    Text,
    TextField,
    all_of,
    any_of,
    none_of,
)
from reader.library.querytext import DEEPEST, LONGEST, in_category, parse, quoted, value_text, written

TODAY = date(2022, 5, 31)
A, B, C = Text("a"), Text("b"), Text("c")
MAY = Dated(date(2022, 5, 1), date(2022, 5, 31))

PIECES = st.lists(
    st.sampled_from(
        [
            *'ab甲乙 \u3000\n:：()（）-－"“”＂,，&',
            *(
                "OR",
                " OR ",
                " -",
                "未读",
                "收藏 ",
                "title:",
                "标题：",
                "category:",
                "tag:(",
                "in:a/b",
                'in:"a b"',
            ),
            *(
                "date:",
                "date:2022",
                "since:7d",
                "since:(1d OR 2w)",
                "date:..2022-05",
                "2022-05..2021",
                "is:",
                "is:read",
            ),
            *("has:image", "has:x", "http://a.b", 'author:"', 'a""b'),
        ]
    ),
    max_size=40,
).map("".join)
WORDS = st.lists(
    st.text(st.characters(codec="utf-8") | st.sampled_from('"＂“”()-:a'), min_size=1, max_size=6),
    min_size=1,
    max_size=3,
).map(lambda words: " ".join(" ".join(words).split()))
FINDABLE = WORDS.filter(lambda words: any(letter.isalnum() for letter in words))
DATED = st.builds(
    lambda first, last: Dated(*sorted((first, last))) if first and last else Dated(first, last),
    st.none() | st.dates(),
    st.none() | st.dates(),
).filter(lambda days: days.first is not None or days.last is not None)
LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.builds(Text, FINDABLE, st.sampled_from(get_args(TextField)), st.just(True)),
    st.builds(
        Text,
        st.sampled_from(["a", "a-b", "甲", "f(x)", "http://a:b", "a,b"]),
        st.sampled_from(get_args(TextField)),
    ),
    st.builds(Category, WORDS.filter(bool)),
    st.builds(Tag, WORDS.filter(bool)),
    st.builds(Folder, WORDS.filter(bool)),
    st.builds(Is, st.sampled_from(get_args(Status))),
    st.builds(Has, st.sampled_from(get_args(Feature))),
    DATED,
)
TREES = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=4).map(all_of),
        st.lists(parts, min_size=1, max_size=4).map(any_of),
        parts.map(none_of),
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", Everything()),
        (" \u3000", Everything()),
        ("a", A),
        ("中国经济", Text("中国经济")),
        ("a b", And((A, B))),
        ("甲\u3000乙", And((Text("甲"), Text("乙")))),
        ('"a  b"', Text("a b", exact=True)),
        ("“a b”", Text("a b", exact=True)),
        ("-a", Not(A)),
        ("－a", Not(A)),
        ("--a", A),
        ("---a", Not(A)),
        ("a-b", Text("a-b")),
        ("a -b", And((A, Not(B)))),
        ("-(a b)", Not(And((A, B)))),
        ('-"a b"', Not(Text("a b", exact=True))),
        ("a OR b", Or((A, B))),
        ("a or b", And((A, Text("or"), B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a （b OR c）", And((A, Or((B, C))))),
        ("-a OR b", Or((Not(A), B))),
        ("((a) ((b)) c)", And((A, B, C))),
        ("title:a", Text("a", "title")),
        ("标题：甲 b", And((Text("甲", "title"), B))),
        ('TITLE:"a b"', Text("a b", "title", exact=True)),
        ("-title:a", Not(Text("a", "title"))),
        ("title:(a OR -b)", Or((Text("a", "title"), Not(Text("b", "title"))))),
        ("title:(a tag:b) c", And((Text("a", "title"), Tag("b"), C))),
        ("title:(a (b OR c))", And((Text("a", "title"), Or((Text("b", "title"), Text("c", "title")))))),
        ("title:a:b", Text("a:b", "title")),
        ("title:-a title:OR", And((Text("-a", "title"), Text("OR", "title")))),
        ("author:a 作者:乙", And((Text("a", "author"), Text("乙", "author")))),
        ("category:emnews", Category("emnews")),
        ('栏目："每日 经济"', Category("每日 经济")),
        ("category:安信国际(香港)", Category("安信国际(香港)")),
        ("category:(a OR b)", Or((Category("a"), Category("b")))),
        ("tag:a 标签:b", And((Tag("a"), Tag("b")))),
        ("in:a/b 文件夹:c", And((Folder("a/b"), Folder("c")))),
        ("date:2022-05", MAY),
        ("日期：2022年5月", MAY),
        ("date:2022-05-01..2022-05-31", MAY),
        ("date:2022-05..", Dated(date(2022, 5, 1), None)),
        ("date:today", Dated(TODAY, TODAY)),
        ("date:(2022-05 OR today)", Or((MAY, Dated(TODAY, TODAY)))),
        ("since:7d", Dated(date(2022, 5, 24), None)),
        ("自从:7d 最近：7天", And((Dated(date(2022, 5, 24), None),) * 2)),
        (
            "is:unread is:READ is:starred is:changed",
            And((Is("unread"), Is("read"), Is("starred"), Is("changed"))),
        ),
        ("是:未读 -收藏", And((Is("unread"), Not(Is("starred"))))),
        ("未读的", Text("未读的")),
        ('"未读"', Text("未读", exact=True)),
        ("title:未读", Text("未读", "title")),
        ("has:image 有：链接", And((Has("image"), Has("link")))),
        ("http://a.b/c a:b", And((Text("http://a.b/c"), Text("a:b")))),
        ("快讯：某公司", Text("快讯：某公司")),
    ],
)
def test_what_a_text_asks_for(text: str, node: Node) -> None:
    query = parse(text, TODAY)
    assert query.node == node
    assert query.faults == ()
    assert query.text == text


@pytest.mark.parametrize(
    ("text", "node", "faults"),
    [
        ("a -", A, ["lone_minus 2 3"]),
        ("a - b", And((A, B)), ["lone_minus 2 3"]),
        ("---", Everything(), ["lone_minus 0 3"]),
        ("(a -)", A, ["lone_minus 3 4"]),
        ("-OR a", A, ["lone_minus 0 1"]),
        ("OR a", A, ["lone_or 0 2"]),
        ("a OR", A, ["lone_or 2 4"]),
        ("a OR OR b", Or((A, B)), ["lone_or 2 4"]),
        ("OR", Everything(), ["lone_or 0 2"]),
        ("(OR a) OR", A, ["lone_or 1 3", "lone_or 7 9"]),
        ('a "b c', And((A, Text("b c", exact=True))), ["unclosed_quote 2 3"]),
        ("“b c", Text("b c", exact=True), ["unclosed_quote 0 1"]),
        ('a "', A, ["unclosed_quote 2 3", "no_words 2 3"]),
        ("(a b", And((A, B)), ["unclosed_parenthesis 0 1"]),
        ("a (b OR (c", And((A, Or((B, C)))), ["unclosed_parenthesis 2 3", "unclosed_parenthesis 8 9"]),
        ("a) OR b", Or((A, B)), ["stray_parenthesis 1 2"]),
        ("(a) b) c", And((A, B, C)), ["stray_parenthesis 5 6"]),
        ("a () b", And((A, B)), ["empty_parentheses 2 4"]),
        ("a OR ()", A, ["empty_parentheses 5 7"]),
        ("title: a", A, ["no_value 0 6 title"]),
        ("标题：", Everything(), ["no_value 0 3 title"]),
        ("(title:) a", A, ["no_value 1 7 title"]),
        ('category:"" a', A, ["no_value 9 11"]),
        ("a & b", And((A, B)), ["no_words 2 3 &"]),
        ('"，"', Everything(), ["no_words 0 3 ，"]),
        ("a date:2022-02-30", A, ["bad_date 7 17 2022-02-30"]),
        ("a OR date:x", A, ["bad_date 10 11 x"]),
        ("-since:x a", A, ["bad_date 7 8 x"]),
        ("date:2022..2021 a", A, ["dates_reversed 5 15 2022..2021"]),
        ("is:x a", A, ["unknown_status 3 4 x"]),
        ("has:x a", A, ["unknown_feature 4 5 x"]),
        ("is:(unread OR x)", Is("unread"), ["unknown_status 14 15 x"]),
    ],
)
def test_a_fault_is_told_and_the_rest_is_searched(text: str, node: Node, faults: list[str]) -> None:
    query = parse(text, TODAY)
    assert query.node == node
    assert [
        f"{fault.code} {fault.start} {fault.end} {fault.detail}".strip() for fault in query.faults
    ] == faults


def test_what_is_too_long_is_cut_off() -> None:
    query = parse("a " * LONGEST, TODAY)
    assert isinstance(query.node, And)
    assert len(query.node.parts) == LONGEST // 2
    assert [(fault.code, fault.start, fault.end) for fault in query.faults] == [
        ("too_long", LONGEST, 2 * LONGEST)
    ]
    assert parse("a" * LONGEST, TODAY).faults == ()


def test_what_is_too_deep_is_left_out_as_a_whole() -> None:
    deep = DEEPEST + 1
    query = parse("(" * deep + "a" + " b" * 9 + ")" * deep + " c", TODAY)
    assert query.node == C
    assert [(fault.code, fault.start) for fault in query.faults] == [("too_deep", DEEPEST)]
    assert parse("(" * DEEPEST + "a" + ")" * DEEPEST + " c", TODAY).faults == ()
    assert parse("(a) " * (DEEPEST + 1), TODAY).faults == ()


@pytest.mark.parametrize(
    "piece", ["(", ")", "-", '"', "“", "-(", "title:(", "(a OR ", "a(", "OR ", "title:", '"" “', "((a) "]
)
def test_a_hundred_thousand_signs_are_no_more_work_than_a_thousand(piece: str) -> None:
    """Counted in steps of the interpreter, which do not depend on the machine."""
    assert _steps(piece * 100_000) < 1.5 * _steps(piece * LONGEST) + 100


@pytest.mark.parametrize(
    "piece", ["(", ")", "-", '"', "“", "-(", "title:(", "(a OR ", "a(", "OR ", "title:", "a b", "((a) "]
)
def test_the_work_grows_with_the_length(piece: str) -> None:
    short, long = piece * (LONGEST // 8 // len(piece)), piece * (LONGEST // len(piece))
    assert _steps(long) < 12 * _steps(short) + 5_000


def _steps(text: str) -> int:
    steps = 0

    def count(*_: object) -> object:
        nonlocal steps
        steps += 1
        return count

    former = sys.gettrace()
    sys.settrace(count)
    try:
        parse(text, TODAY)
    finally:
        sys.settrace(former)
    return steps


@given(st.text() | PIECES, st.dates())
def test_any_text_has_an_answer_whose_faults_lie_within_it(text: str, today: date) -> None:
    query = parse(text, today)
    assert query.text == text
    assert all(0 <= fault.start < fault.end <= len(text) for fault in query.faults)
    assert all(fault.code in get_args(FaultCode) for fault in query.faults)
    assert list(query.faults) == sorted(query.faults, key=lambda fault: fault.start)
    assert len(set(query.faults)) == len(query.faults)


@given(st.text() | PIECES)
def test_what_a_text_asks_for_can_be_written_down(text: str) -> None:
    node = parse(text, TODAY).node
    again = written(node)
    assume(len(again) <= LONGEST)
    query = parse(again, TODAY)
    assert query.node == node
    assert query.faults == ()


@given(TREES)
def test_any_tree_can_be_written_down(node: Node) -> None:
    text = written(node)
    assume(len(text) <= LONGEST)
    query = parse(text, TODAY)
    assert query.node == node
    assert query.faults == ()


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (Everything(), ""),
        (And((A, Or((B, C)), Not(And((A, B))))), "a (b OR c) -(a b)"),
        (Or((And((A, B)), Not(C))), "a b OR -c"),
        (And((Text("未读", exact=True), Is("unread"))), '"未读" is:unread'),
        (Text("a b", "title"), 'title:"a b"'),
        (Text('say "hi"', exact=True), '"say ""hi"""'),
        (Text("0＂", exact=True), '"0＂＂"'),
        (And((MAY, Dated(None, TODAY))), "date:2022-05 date:..2022-05-31"),
        (And((A, Everything())), "a"),
        (Dated(None, None), ""),
    ],
)
def test_trees_are_written_as_short_as_they_can_be(node: Node, text: str) -> None:
    assert written(node) == text


def test_values_are_quoted_only_where_they_have_to_be() -> None:
    assert value_text("每日经济(港)") == "每日经济(港)"
    assert value_text("a b") == '"a b"'
    assert value_text('a"b') == '"a""b"'
    assert value_text("a)") == '"a)"'
    assert quoted("a  b") == '"a b"'


@pytest.mark.parametrize(
    ("typed", "slug", "together"),
    [
        ("a since:7d", "notes", "a since:7d category:notes"),
        ("a OR b", "notes", "(a OR b) category:notes"),
        ("a OR since:7d", "notes", "(a OR since:7d) category:notes"),
        ("a", "of (two) words", 'a category:"of (two) words"'),
        ('"a b', "notes", '"a b" category:notes'),
        ("(a OR b", "notes", "(a OR b) category:notes"),
        ("a OR", "notes", "a category:notes"),
    ],
)
def test_a_category_limits_all_that_was_typed(typed: str, slug: str, together: str) -> None:
    day = date(2022, 5, 26)
    assert in_category(typed, slug, day) == together
    assert parse(together, day).node == all_of([parse(typed, day).node, Category(slug)])
