"""What a site's configuration says, as text."""

from __future__ import annotations

import pickle

import pytest

from reader.domain.site import Site, limit_of


@pytest.mark.parametrize(
    ("config", "text"),
    [
        ({}, "-"),
        ({"title": None}, "-"),
        ({"title": "新闻"}, "新闻"),
        ({"title": 404}, "404"),
        ({"title": ""}, ""),
    ],
)
def test_a_value_is_text_and_null_counts_as_absent(config: dict[str, object], text: str) -> None:
    assert Site("jekyll", config=config).text("title", "-") == text


def test_a_site_travels_to_another_process() -> None:
    site = Site("jekyll", "新闻", "docs", {"defaults": [{"scope": {"path": ""}}]})
    assert pickle.loads(pickle.dumps(site)) == site


@pytest.mark.parametrize(("value", "limit"), [(3, 3), (0, 0), (None, 0), (-1, 0), ("3", 0), (True, 0)])
def test_only_a_whole_number_limits_the_posts(value: object, limit: int) -> None:
    assert limit_of(Site("jekyll", config={"limit_posts": value})) == limit
    assert limit_of(Site("plain", config={"limit_posts": value})) == 0
