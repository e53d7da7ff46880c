from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.content.flavours.jekyll_addresses import Addresses, Named, slugify, titleize

POST = Named(
    "posts",
    "2013-07-03-Foo_bar",
    "2013-07-03-Foo_bar",
    ".md",
    "Foo_bar",
    ("Sci Fi", "b"),
    datetime(2013, 7, 3, 4, 5, 6, tzinfo=UTC),
)
NOTE = Named("notes", "deep/one", "one", ".txt", "one", (), datetime(2013, 7, 3, tzinfo=UTC))


@pytest.mark.parametrize(
    ("style", "address"),
    [
        (None, "/sci fi/b/2013/07/03/Foo_bar.html"),
        ("date", "/sci fi/b/2013/07/03/Foo_bar.html"),
        ("pretty", "/sci fi/b/2013/07/03/Foo_bar/"),
        ("ordinal", "/sci fi/b/2013/184/Foo_bar.html"),
        ("weekdate", "/sci fi/b/2013/W27/Wed/Foo_bar.html"),
        ("none", "/sci fi/b/Foo_bar.html"),
        ("/:slugified_categories/:slug", "/sci-fi/b/foo-bar"),
        ("/:short_year/:i_month/:i_day/:name/", "/13/7/3/2013-07-03-foo-bar/"),
        ("/:short_month-:long_month/:long_day", "/Jul-July/Wednesday"),
        ("/:hour:minute:second/:w_year-:w_day/:path/:collection", "/040506/2013-3/2013-07-03-Foo_bar/posts"),
        ("/:title_:year/x", "/Foo_bar_2013/x"),
        ("/:nonsense/:title", "/:nonsense/Foo_bar"),
        ("/a/../:title", "/a/Foo_bar"),
    ],
)  # fmt: skip
def test_patterns(style: str | None, address: str) -> None:
    assert Addresses({"permalink": style}).address(POST, None) == address


@pytest.mark.parametrize(
    ("permalink", "address"),
    [
        ("/x/y.html", "/x/y.html"),
        ("x", "/x"),
        ("/%E4%B8%AD/", "/中/"),
        ("/../../x", "/x"),
        ("/:year/x/", "/2013/x/"),
        ("https://a.b/c", ""),
        ("", "/sci fi/b/2013/07/03/Foo_bar.html"),
        (5, "/sci fi/b/2013/07/03/Foo_bar.html"),
    ],
)
def test_a_posts_own_permalink(permalink: object, address: str) -> None:
    assert Addresses({}).address(POST, permalink) == address


@pytest.mark.parametrize(
    ("config", "address"),
    [
        ({}, "/notes/deep/one.txt"),
        ({"permalink": "pretty"}, "/notes/deep/one/"),
        ({"permalink": "/:title/"}, "/notes/deep/one/"),
        ({"permalink": "/:title:output_ext"}, "/notes/deep/one.txt"),
        ({"permalink": "/:title"}, "/notes/deep/one"),
        ({"collections": {"notes": {"permalink": "/n/:path/"}}}, "/n/deep/one/"),
        ({"collections": ["notes"]}, "/notes/deep/one.txt"),
    ],
)
def test_documents_of_collections(config: dict[str, object], address: str) -> None:
    assert Addresses(config).address(NOTE, None) == address


def test_the_pattern_of_the_posts_collection_wins() -> None:
    config = {"permalink": "none", "collections": {"posts": {"permalink": "/news/:title/"}}}
    assert Addresses(config).address(POST, None) == "/news/Foo_bar/"


@given(st.text(max_size=40))
def test_a_slug_is_its_own_slug(text: str) -> None:
    slug = slugify(text)
    assert slugify(slug) == slug
    assert "--" not in slug


@pytest.mark.parametrize(("slug", "title"), [("", ""), ("a--b-", "A  B"), ("ÉCOLE-iOS", "École Ios")])
def test_titles_of_slugs(slug: str, title: str) -> None:
    assert titleize(slug) == title
