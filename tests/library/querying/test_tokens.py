from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.querying.tokens import tokens

PIECES = st.text(st.sampled_from('ab 标题:：()（）-－"“”＂\u3000OR"\n'))


def spelled(text: str) -> list[str]:
    """Return tokens as ``kind`` or ``kind:text``."""
    return [f"{token.kind}:{token.text}" if token.text else token.kind for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \u3000\n", []),
        ("a\u3000b", ["word:a", "word:b"]),
        ("a-b", ["word:a-b"]),
        ("-a －b", ["minus", "word:a", "minus", "word:b"]),
        ("a OR b or c ORacle", ["word:a", "or", "word:b", "word:or", "word:c", "word:ORacle"]),
        ("(a b)", ["open", "word:a", "word:b", "close"]),
        ("（a）", ["open", "word:a", "close"]),
        ("安信国际(香港) f(x)y", ["word:安信国际(香港)", "word:f(x)y"]),
        ("中国（上海）", ["word:中国（上海）"]),
        ("(f(x) OR g)", ["open", "word:f(x)", "or", "word:g", "close"]),
        ("新能源(汽车 OR 电池)", ["word:新能源", "open", "word:汽车", "or", "word:电池", "close"]),
        ("a)b", ["word:a", "close", "word:b"]),
        ('"a b"c', ["quoted:a b", "word:c"]),
        ("“a b”c", ["quoted:a b", "word:c"]),
        ("”a b“c", ["quoted:a b", "word:c"]),
        ('a"b', ["word:a", "quoted:b"]),
        ('"a ”b', ["quoted:a ", "word:b"]),
        ('“say "hi" now”', ['quoted:say "hi" now']),
        ('"say ""hi"" now"', ['quoted:say "hi" now']),
        ("“0＂“", ["quoted:0＂"]),
        ('"0＂＂"', ["quoted:0＂"]),
        ('"他说“好”"', ["quoted:他说“好”"]),
        ("“甲”“乙”", ["quoted:甲", "quoted:乙"]),
        ('""', ["quoted"]),
        ("title:a", ["field:title", "word:a"]),
        ("标题：甲：乙", ["field:标题", "word:甲：乙"]),
        ("ＴＩＴＬＥ:a", ["field:ＴＩＴＬＥ", "word:a"]),
        ('title:"a b"', ["field:title", "quoted:a b"]),
        ("title:(a)", ["field:title", "open", "word:a", "close"]),
        (
            "title:OR title:-a title:tag:b",
            ["field:title", "word:OR", "field:title", "word:-a", "field:title", "word:tag:b"],
        ),
        ("title: a", ["field:title", "word:a"]),
        ("titles", ["word:titles"]),
        ("http://a.b/c a:b :c", ["word:http://a.b/c", "word:a:b", "word::c"]),
        ("快讯：某公司", ["word:快讯：某公司"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert spelled(text) == expected


def test_an_unclosed_quote_reaches_to_the_end_and_says_so() -> None:
    (token,) = tokens('"a b')
    assert (token.text, token.whole, token.end) == ("a b", False, 4)


@given(st.text() | PIECES)
def test_tokens_follow_each_other_and_leave_out_nothing_but_blanks(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert not text[at : token.start].strip()
        assert token.start < token.end
        at = token.end
    assert not text[at:].strip()
