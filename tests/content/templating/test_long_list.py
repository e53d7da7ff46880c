"""Lists that are never made whole."""

from __future__ import annotations

import pytest

from reader.content.liquid import render_liquid
from reader.content.templating.long_list import LOOPED, LongList

SIZE = 10_000_000


def run(body: str, steps: int = 300_000) -> str:
    numbers = LongList(SIZE, lambda index: index)
    return render_liquid(body, {"numbers": numbers}, lambda _: None, lambda _: None, steps=steps)


@pytest.mark.parametrize(
    ("body", "result"),
    [
        ("{{ numbers.size }} {{ numbers | size }}", f"{SIZE} {SIZE}"),
        ("{{ numbers.first }} {{ numbers.last }} {{ numbers[-2] }}", f"0 {SIZE - 1} {SIZE - 2}"),
        ("{% for n in numbers limit: 3 offset: 1 %}{{ n }}{% endfor %}", "123"),
        ("{% for n in numbers limit: 3 reversed %}{{ n }}{% endfor %}", "210"),
        ("{% for n in numbers %}{% if forloop.last %}{{ n }}{% endif %}{% endfor %}", f"{LOOPED - 1}"),
        ("{{ numbers | first }}{{ numbers | where_exp: 'n', 'n < 3' | join: ',' }}", "00,1,2"),
        ("{{ numbers[10000000] }}|{{ numbers }}|{% if numbers %}y{% endif %}", "||y"),
        ("{{ '四个字呀' | size }}{{ nothing | size }}", "40"),
    ],
)
def test_a_template_sees_its_size_and_goes_through_its_beginning(body: str, result: str) -> None:
    assert run(body) == result


def test_slices_are_made_of_the_beginning() -> None:
    assert LongList(SIZE, lambda index: index)[1:4] == [1, 2, 3]


def test_a_template_that_may_do_little_is_left_as_it_was() -> None:
    body = "{% for n in numbers limit: 50 %}{{ n }}{% endfor %}"
    assert run(body, steps=60).startswith("0123")
    assert run(body, steps=40) == body
