from __future__ import annotations

from typing import Any

import pytest

from reader.content.parse import Parser, RawFile, Role
from reader.domain.article import Article, Hidden
from reader.domain.site import Site

NOW = 1_700_000_000
POST = "_posts/2022-05-26-one-twoThree.md"


def _parser(**config: object) -> Parser:
    return Parser(Site("jekyll", config={"timezone": "UTC", **config}), NOW)


def _parse(text: str, path: str = POST, **config: object) -> Article | None:
    data = text.encode()
    return _parser(**config).parse(RawFile(path, data, len(data), 10**18)).article


def _article(head: str = "", path: str = POST, body: str = "text\n", **config: object) -> Article:
    article = _parse(f"---\n{head}---\n{body}", path, **config)
    assert article is not None
    return article


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("_posts/2020-01-01-a.md", Role.POST),
        ("_posts/2020-01-01-a.weird", Role.POST),
        ("_posts/en/deep/2020-1-1-a.html", Role.POST),
        ("movies/_posts/2020-01-01-a.md", Role.POST),
        ("_posts/undated.md", Role.POST),
        ("_drafts/idea.md", Role.DRAFT),
        ("movies/_drafts/idea.txt", Role.DRAFT),
        ("_notes/a.md", Role.DOCUMENT),
        ("_notes/deep/a", Role.DOCUMENT),
        ("old_post/2020-01-01-a.md", Role.LOOSE),
        ("category/x.html", Role.LOOSE),
        ("README.md", Role.LOOSE),
        ("_posts/2020-01-01-picture.png", None),
        ("_posts/2020-01-01-data.yml", None),
        ("_posts/2020-01-01-noextension", None),
        ("_posts/.2020-01-01-a.md", None),
        ("_posts/_2020-01-01-a.md", None),
        ("_posts/2020-01-01-a.md~", None),
        ("_posts/#2020-01-01-a.md#", None),
        ("_posts/_hidden/2020-01-01-a.md", None),
        ("_hushed/a.md", None),
        ("_includes/2020-01-01-a.md", None),
        ("_layouts/post.html", None),
        ("_site/2020-01-01-a.html", None),
        ("built/2020-01-01-a.html", None),
        ("node_modules/x/2020-01-01-a.md", None),
        ("vendor/bundle/x/2020-01-01-a.md", None),
        (".github/2020-01-01-a.md", None),
        (".well-known/2020-01-01-a.md", Role.LOOSE),
        ("old_post/a.txt", None),
        ("md", None),
        ("", None),
    ],
)
def test_what_a_path_means(path: str, role: Role | None) -> None:
    collections = {"notes": {"output": True}, "hushed": {"output": False}}
    parser = _parser(collections=collections, destination="./built", include=[".well-known", 5])
    assert parser.role_of(path) is role


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("docs/_posts/2020-01-01-a.md", Role.POST),
        ("docs/_notes/a.md", Role.DOCUMENT),
        ("_notes/a.md", None),
        ("test/_posts/2020-01-01-a.md", Role.POST),
        ("docs/b/2020-01-01-a.md", Role.LOOSE),
        ("docsx/a.md", Role.LOOSE),
    ],
)
def test_a_site_below_the_top(path: str, role: Role | None) -> None:
    site = Site("jekyll", source="docs", config={"collections": {"notes": {"output": True}}})
    assert Parser(site, NOW).role_of(path) is role


def test_folders_are_categories_within_the_site_only() -> None:
    site = Site("jekyll", source="docs", config={"timezone": "UTC"})
    raw = [RawFile(f"{folder}/_posts/2020-01-01-a.md", b"x", 1, 0) for folder in ("docs", "docs/a/b", "test")]
    found = [Parser(site, NOW).parse(one).article for one in raw]
    assert [article.categories for article in found if article] == [(), ("a", "b"), ()]


@pytest.mark.parametrize(
    ("text", "path", "listed"),
    [
        ("---\ntitle: t\n---\n", "old_post/2020-01-01-a.md", True),
        ("---\nlayout: post\n---\n", "deep/er/2020-01-01-a.html", True),
        ("", "old_post/2020-01-01-a.md", True),
        ("---\ntitle: t\nda", "old_post/2020-01-01-a.md", True),
        ('---\ntitle: "a "b" c"\n---\n', "old_post/2020-01-01-a.md", True),
        ("---\nlayout: post\ntitle: t\ndate: 2020-01-01\n---\n", "old_post/-2020.md", True),
        ("plain words", "minutes/2020-01-01-meeting.md", False),
        ("---\nsidebar: x\n---\n", "minutes/2020-01-01-meeting.md", False),
        ("---\ntitle: About\nlayout: page\n---\n", "about.md", False),
        ("---\nlayout: category\ncategory: a\n---\n", "category/a.html", False),
        ("---\ntitle: t\nredirect_to: /x\n---\n", "old/2020-01-01-a.md", False),
        ("# readme", "README.md", False),
    ],
)
def test_which_loose_files_are_articles(text: str, path: str, listed: bool) -> None:  # noqa: FBT001 - a table
    assert (_parse(text, path) is not None) == listed


def test_documents_need_front_matter() -> None:
    collections = {"notes": {"output": True}}
    assert _parse("words", "_notes/a.md", collections=collections) is None
    assert _parse("---\n---\nwords", "_notes/a.md", collections=collections) is not None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("title: 题\n", "题"),
        ('title: ""\n', ""),
        ("title:\n", "One Twothree"),
        ("", "One Twothree"),
        ("title: false\n", "One Twothree"),
        ("title: 2016\n", "2016"),
        ("title: 1.50\n", "1.5"),
        ("title: yes\n", "true"),
        ("title: 2016-01-02\n", "2016-01-02"),
        ("title: 12:30\n", "12:30"),
        ("title: [WIP]\n", "[WIP]"),
        ("title: {a: b}\n", "{a: b}"),
        ("title: |\n  two\n  lines\n", "two lines"),
        ('title: "两行\n  标题"\n', "两行 标题"),
        ("title: '<br /> C&oacute;digo'\n", "<br /> C&oacute;digo"),
    ],
)
def test_the_title(head: str, title: str) -> None:
    assert _article(head).title == title


@pytest.mark.parametrize(
    ("head", "path", "shown"),
    [
        ("date: 2020-01-02 03:04:05 +0000\n", POST, "2020-01-02T03:04:05+00:00"),
        ("", POST, "2022-05-26T00:00:00+00:00"),
        ("date:\n", POST, "2022-05-26T00:00:00+00:00"),
        ("date: someday\n", POST, "2022-05-26T00:00:00+00:00"),
        ("date: 2016-02-30\n", POST, "2022-05-26T00:00:00+00:00"),
        ("", "_posts/2016-22-01-x.md", "2001-09-09T01:46:40+00:00"),
        ("", "_posts/98-1-2-x.md", "1998-01-02T00:00:00+00:00"),
        ("", "_drafts/x.md", "2001-09-09T01:46:40+00:00"),
        ("", "_drafts/2020-01-01-x.md", "2020-01-01T00:00:00+00:00"),
    ],
)
def test_the_date(head: str, path: str, shown: str) -> None:
    assert _article(head, path).moment.iso() == shown


def test_a_default_date_yields_to_the_posts_own() -> None:
    defaults = [{"scope": {"path": ""}, "values": {"date": "2010-01-01"}}]
    assert _article("", defaults=defaults).moment.iso().startswith("2010-01-01")
    assert _article("date: 2011-01-01\n", defaults=defaults).moment.iso().startswith("2011-01-01")


@pytest.mark.parametrize(
    ("head", "path", "categories"),
    [
        ("categories: a b  a\n", POST, ("a", "b")),
        ("categories: [a b, c]\n", POST, ("a b", "c")),
        ("categories: a,b\n", POST, ("a,b",)),
        ("category: a b\n", POST, ("a b",)),
        ("category: [a, 2013]\n", POST, ("a", "2013")),
        ("category: c\ncategories: a b\n", POST, ("a", "b", "c")),
        ("categories: [a, null, [b]]\n", POST, ("a", "b")),
        ("categories: 5\n", POST, ()),
        ("categories: {a: b}\n", POST, ()),
        ("category: false\n", POST, ()),
        ('category: ""\n', POST, ()),
        ("categories: x\n", "Sci Fi/b/_posts/2020-01-01-a.md", ("Sci Fi", "b", "x")),
        ("", "a/_posts/b/2020-01-01-a.md", ("a",)),
        ("", "a/_drafts/x.md", ("a",)),
    ],
)
def test_categories(head: str, path: str, categories: tuple[str, ...]) -> None:
    assert _article(head, path).categories == categories


def test_categories_of_defaults_are_joined() -> None:
    defaults = [{"scope": {"path": ""}, "values": {"categories": "d"}}]
    assert _article("categories: a\n", defaults=defaults).categories == ("d", "a")
    assert _article("", defaults=defaults).categories == ("d",)


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        ("tags: a  a b\n", ("a", "a", "b")),
        ("tags: [a b, 3, null]\n", ("a b", "3")),
        ("tag: a b\n", ("a b",)),
        ("tag: a\ntags: b\n", ("a",)),
        ("tag:\ntags: b\n", ("b",)),
        ("tags: 5\n", ()),
    ],
)
def test_tags(head: str, tags: tuple[str, ...]) -> None:
    assert _article(head).tags == tags


@pytest.mark.parametrize(
    ("head", "path", "config", "hidden"),
    [
        ("", POST, {}, None),
        ("published: false\n", POST, {}, Hidden.UNPUBLISHED),
        ("published:\n", POST, {}, Hidden.UNPUBLISHED),
        ("published: 'false'\n", POST, {}, None),
        ("published: false\n", POST, {"unpublished": True}, None),
        ("date: 2999-01-01\n", POST, {}, Hidden.FUTURE),
        ("date: 2999-01-01\n", POST, {"future": True}, None),
        ("date: 2999-01-01\n", POST, {"collections": {"posts": {"future": True}}}, None),
        ("", POST, {"time": "2022-05-25"}, Hidden.FUTURE),
        ("", "_drafts/a.md", {}, Hidden.DRAFT),
        ("", "_drafts/a.md", {"show_drafts": True}, None),
        ("", "_posts/a.md", {}, Hidden.UNDATED),
        ("", POST, {"exclude": ["_posts"]}, Hidden.EXCLUDED),
        ("", POST, {"exclude": ["/_posts/*.md"]}, Hidden.EXCLUDED),
        ("", POST, {"exclude": ["_post", "posts"]}, None),
        ("", POST, {"exclude": ["_posts/"], "include": [POST]}, None),
        ("", "a/_posts/2020-01-01-x.md", {"exclude": "a"}, Hidden.EXCLUDED),
        ("title: t\n", "old_post/2020-01-01-x.md", {"exclude": ["old_post"]}, Hidden.EXCLUDED),
        ("", POST, {"collections_dir": "gathering"}, Hidden.EXCLUDED),
        ("", f"gathering/{POST}", {"collections_dir": "gathering"}, None),
    ],
)
def test_what_is_hidden(head: str, path: str, config: dict[str, Any], hidden: Hidden | None) -> None:
    assert _article(head, path, **config).hidden is hidden


@pytest.mark.parametrize(
    ("head", "config", "excerpt"),
    [
        ("", {}, "one"),
        ("excerpt: said\n", {}, "said"),
        ("excerpt_separator: <!--more-->\n", {}, "one two"),
        ("", {"excerpt_separator": "<!--more-->"}, "one two"),
        ("excerpt_separator: ''\n", {"excerpt_separator": "<!--more-->"}, "one two three"),
    ],
)
def test_the_excerpt(head: str, config: dict[str, Any], excerpt: str) -> None:
    assert _article(head, body="one\n\ntwo\n<!--more-->\nthree\n", **config).excerpt == excerpt
    crlf = _article(head, body="one\r\n\r\ntwo\r\n<!--more-->\r\nthree\r\n", **config)
    assert crlf.excerpt == excerpt


def test_an_unknown_zone_is_utc() -> None:
    assert (
        _article("date: 2020-01-01 10:00\n", timezone="Mars/Olympus").moment.iso()
        == "2020-01-01T10:00:00+00:00"
    )


def test_a_file_of_an_extension_that_the_configuration_adds_becomes_html() -> None:
    path = "_posts/2022-05-26-a.txt"
    assert _article(path=path, markdown_ext="md,txt").url == "/2022/05/26/a.html"
    assert _article(path=path).url == "/2022/05/26/a.txt"
