from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reader.content.safeyaml import Loader
from reader.content.simple_yaml import simple_mapping

WORDS = st.sampled_from(
    ["post", "新闻", "yes", "No", "null", "~", "12", "- a", "[a]", "a: b", "a #b", "a:b", '"q"', "'q'", "\\",
     "&a", "*a", "!t", "|", "x\t", "\u2028", "\x85", "\ufeff", "\u00a0", "，", "：", " ", "", "2022-05-10",
     "?", "2022-05-10 11:29:28 +0800", "2022-13-10 11:29:28 +0800", "2022-05-10 11:29:60 -9900", "<<", "a -b",
     "%", "}", "a,b"]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=3).map("".join) | st.text(max_size=8)
VALUES = TEXTS | TEXTS.map(lambda text: f"a{text}") | TEXTS.map(lambda text: f'"{text}"')
KEYS = st.sampled_from(["title", "date", "title", "date", "on", "Null", "a-b", "_x", "布", "a b", "-"])
LINES = st.builds("{}{}{}".format, KEYS, st.sampled_from([": ", ": ", ":  ", ":"]), VALUES)
BLOCKS = st.lists(LINES | st.just(""), max_size=3).map("\n".join)


@given(BLOCKS)
def test_what_is_simple_is_what_the_parser_says(block: str) -> None:
    simple = simple_mapping(block)
    assert simple is None or simple == yaml.load(block, Loader=Loader)


def test_the_front_matter_of_a_machine_is_simple() -> None:
    block = (
        'layout: post\ntitle: "央行：降准 0.5 个百分点 #快讯"\ndate: 2022-05-10 11:29:28 +0800\ntags: 财经 \n'
    )
    east = timezone(timedelta(hours=8))
    assert simple_mapping(block) == {
        "layout": "post",
        "title": "央行：降准 0.5 个百分点 #快讯",
        "date": datetime(2022, 5, 10, 11, 29, 28, tzinfo=east),
        "tags": "财经",
    }


@pytest.mark.parametrize(
    "block",
    [
        "",
        "\n\n",
        "a: yes",
        "a: Null ",
        "on: x",
        "a: b: c",
        "a: b #c",
        'a: "b\\n"',
        'a: "b" c',
        "a:\n- b",
        "a: 1",
        "a: b\n c",
    ],
)
def test_anything_else_is_left_to_the_parser(block: str) -> None:
    assert simple_mapping(block) is None
