"""The values that pass between processes and threads."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

from reader.domain.article import Article, CategoryPage, Hidden, Listing, Parsed, Row
from reader.domain.changes import Changes, Mark
from reader.domain.moment import Moment
from reader.domain.problem import Problem

ARTICLE = Article("_posts/a.md", "a", "标题", Moment(0, 28_800), ("x",), hidden=Hidden.DRAFT)
VALUES = [
    ARTICLE,
    Parsed("a.md", ARTICLE, problems=(Problem("a.md", "empty"),)),
    CategoryPage("category/x.html", "x", "X"),
    Row(1, "a", "标题", "", "x", Moment(0)),
    Listing(1, ARTICLE, ("X",)),
    Changes(Mark.READ, value=True, numbers=frozenset({1, 2})),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_travel_between_processes(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_cannot_be_changed(value: object) -> None:
    name = dataclasses.fields(value)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, None)


def test_reasons_for_hiding_are_what_the_command_line_prints() -> None:
    assert f"{Hidden.UNPUBLISHED}" == "unpublished"
