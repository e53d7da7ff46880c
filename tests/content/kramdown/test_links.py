"""Links, images and code between backticks: as Python-Markdown has them, but never at any price."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from reader.content.kramdown.allowance import MOST_STEPS, Allowance
from reader.content.kramdown.convert import convert
from reader.content.kramdown.links import Brackets, register

TOKENS = ["[", "]", "(", ")", "![", "[^", "[a](", "[a][", "[a](b)", "`", "``", "\\\\[", "a ", "\n", '"', "<"]
UNITS = ["".join(pair) for pair in itertools.product(TOKENS, repeat=2)]


def lines_run(work: Callable[[], object]) -> int:
    """Return how many lines of Python run, whatever else the machine has to do."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_takes_no_more_than_about_twice_the_steps(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So that a short text is enough to see that addresses are not looked for without end.
    monkeypatch.setattr("reader.content.kramdown.links.LONGEST_ADDRESS", 40)
    once, twice = (lines_run(lambda size=size: convert(unit * (size // len(unit)))) for size in (400, 800))
    assert twice < 2.5 * once


PARTS = ["a", "[", "]", "(", ")", "!", "`", "``", "<", ">", '"', "'", " ", "\n", "\\", "*", "[x]", "(b)"]


@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_short_texts_have_the_links_that_python_markdown_finds(parts: list[str]) -> None:
    text = "".join(parts)
    known = {"x": ("/x", "t"), "a": ("/a", "")}
    ours, theirs = Markdown(), Markdown()
    register(ours, Allowance())
    for each in (ours, theirs):
        each.parser.blockprocessors.deregister("reference")
        each.references.update(known)
    assert ours.convert(text) == theirs.convert(text)


@given(st.text("[]a", max_size=40), st.integers(0, 39))
def test_brackets_belong_together_as_counting_them_tells(text: str, changed: int) -> None:
    brackets = Brackets()
    for opener in (place for place, sign in enumerate(text) if sign == "["):
        # What comes before may be replaced by something else meanwhile.
        seen = "x" * (changed % 3) + text[min(changed, opener) :]
        at = opener - min(changed, opener) + changed % 3
        depth = list(itertools.accumulate({"[": 1, "]": -1, "a": 0}[sign] for sign in text[opener:]))
        expected = at + depth.index(0) if 0 in depth else None
        assert brackets.closer(seen, at) == expected


def test_a_long_paragraph_of_links_has_them_all() -> None:
    lines = "\n".join(f"[Nachricht {number}](https://example.org/{number})" for number in range(3_000))
    made = convert(lines)
    assert made.html.count('<a href="https://example.org/') == 3_000
    assert not made.plain


def test_images_may_hold_their_data_in_their_address() -> None:
    data = "data:image/png;base64," + "A" * 100_000
    assert f'src="{data}"' in convert(f"![a]({data})\n![a][b]\n\n[b]: {data}").html
    assert convert(f"![a][b]\n\n[b]: {data}").html.count(data) == 1


def test_where_looking_for_ends_costs_too_much_the_signs_are_shown_and_it_is_told() -> None:
    # Each of these is a link, but for its quote the rest of the text is looked through.
    made = convert('[a](b"c) ' * 5_000)
    assert made.plain
    assert '<a href="b&quot;c">a</a>' in made.html
    assert '[a](b"c)' in made.html.replace("”", '"').replace("“", '"')


def test_steps_are_counted_for_the_whole_document() -> None:
    allowance = Allowance()
    assert allowance.has_steps(MOST_STEPS)
    assert not allowance.plain
    assert not allowance.has_steps(MOST_STEPS + 1)
    assert allowance.plain


def test_a_text_of_very_many_marks_is_shown_as_it_is_written() -> None:
    made = convert("a&b; " * 100_000 + "\n\n*b*")
    assert made.plain
    assert "<em>b</em>" in made.html
    assert not convert("a&b; " * 1_000).plain
