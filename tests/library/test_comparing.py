from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from reader.library.comparing import BUDGET, MOST_PARAGRAPHS, Piece, compare

LINES = st.lists(st.text(st.sampled_from("ab 中文，。1.\n"), max_size=30), max_size=8).map("\n".join)


def lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := " ".join(raw.split()))]


def side(former: str, later: str, kind: str) -> list[str]:
    """Return the changed paragraphs as they were ("removed"), or are ("added")."""
    passages = [passage for passage in compare(former, later) or [] if passage is not None]
    shown = ["".join(piece.text for piece in passage if piece.kind in ("same", kind)) for passage in passages]
    return [text for text in shown if text]


@given(LINES, LINES)
def test_both_texts_can_be_read_in_what_is_shown(former: str, later: str) -> None:
    assert (compare(former, later) == []) is (lines(former) == lines(later))
    passages = [passage for passage in compare(former, later) or [] if passage is not None]
    assert all(piece.text for passage in passages for piece in passage)
    for text, kind in ((former, "removed"), (later, "added")):
        there = iter(lines(text))
        assert all(paragraph in there for paragraph in side(former, later, kind)), "in their order"


def test_words_are_marked_and_equal_paragraphs_left_out() -> None:
    former = "Title\n\nThe bridge opens on Monday at noon.\nNothing else."
    later = "Title\n\nThe bridge opens on Friday at noon.\nNothing else."
    assert compare(former, later) == [
        None,
        (
            Piece("same", "The bridge opens on "),
            Piece("removed", "Monday"),
            Piece("added", "Friday"),
            Piece("same", " at noon."),
        ),
        None,
    ]


def test_chinese_is_compared_by_characters_and_near_changes_are_one() -> None:
    former, later = "公司去年营收三亿元，净利润五千万元。", "公司去年营收四亿二千万元，净利润五千万元。"
    assert compare(former, later) == [
        (
            Piece("same", "公司去年营收"),
            Piece("removed", "三亿"),
            Piece("added", "四亿二千万"),
            Piece("same", "元，净利润五千万元。"),
        )
    ]


def test_paragraphs_with_little_in_common_are_one_that_went_and_one_that_came() -> None:
    passages = compare("一二三四五六七八", "甲乙丙丁戊己庚辛\n新的一段")
    assert passages == [
        (Piece("removed", "一二三四五六七八"),),
        (Piece("added", "甲乙丙丁戊己庚辛"),),
        (Piece("added", "新的一段"),),
    ]


def test_too_much_is_not_compared() -> None:
    former = "\n".join(f"a{at}" for at in range(MOST_PARAGRAPHS + 1))
    assert compare(former, former.replace("a", "b")) is None
    assert compare(f"{former}\nx", f"{former}\ny") is not None, "what both begin with does not count"


def test_what_goes_beyond_the_budget_is_shown_whole() -> None:
    dice = random.Random(1)
    paragraphs = ["".join(dice.choices("天地玄黄宇宙洪荒", k=3_000)) for _ in range(12)]
    passages = compare("\n".join(paragraphs), "\n".join(f"{one[:-2]}日{one[-1]}" for one in paragraphs))
    kinds = ["".join(piece.kind[0] for piece in passage) for passage in passages or [] if passage]
    assert kinds == ["sras"] * (BUDGET // 6_000) + ["r", "a"] * (12 - BUDGET // 6_000)


def test_endless_paragraphs_are_shown_whole() -> None:
    dice = random.Random(1)
    former = "".join(dice.choices("天地玄黄宇宙洪荒", k=50_000))
    assert compare(former, former[:-1]) == [(Piece("removed", former),), (Piece("added", former[:-1]),)]
