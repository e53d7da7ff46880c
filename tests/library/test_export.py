"""The JSON of an article: its keys are a promise to scripts."""

from __future__ import annotations

import json

import pytest

from reader.domain.article import Article, Hidden, Listing
from reader.domain.moment import Moment
from reader.library.export import plain

ARTICLE = Article(
    path="_posts/a.md",
    key="a",
    title="题",
    moment=Moment(1_653_576_073, 28_800),
    categories=("x", "y"),
    tags=("t",),
    excerpt="E.",
    link="https://a.example/",
)


def test_all_is_there_in_its_order() -> None:
    assert json.dumps(
        plain(Listing(1, ARTICLE, ("X", "Y")), read=False, starred=True), ensure_ascii=False
    ) == (
        '{"key": "a", "path": "_posts/a.md", "title": "题", "date": "2022-05-26T22:41:13+08:00", '
        '"categories": ["x", "y"], "category_names": ["X", "Y"], "tags": ["t"], "excerpt": "E.", '
        '"link": "https://a.example/", "unread": true, "starred": true, "hidden": null}'
    )


@pytest.mark.parametrize("reason", Hidden)
def test_the_reason_for_hiding_is_a_plain_word(reason: Hidden) -> None:
    article = Article("a", "a", "a", Moment(0), hidden=reason)
    found = plain(Listing(1, article, ()), read=True, starred=False)["hidden"]
    assert type(found) is str
    assert found == reason.value
