from __future__ import annotations

import pytest

from reader.content.parse import Parser, RawFile, Role
from reader.domain.article import Article, Hidden
from reader.domain.site import Site

NOW = 1_700_000_000
DAY = "2023-11-1"


def _article(text: str, path: str = "notes/a file.md") -> Article:
    article = Parser(Site("plain"), NOW).parse(RawFile(path, text.encode(), len(text), NOW * 10**9)).article
    assert article is not None
    return article


@pytest.mark.parametrize(
    ("path", "role"),
    [
        *(
            (path, Role.PAGE)
            for path in ("a.md", "a/b c.markdown", "x.HTML", "_posts/a.md", "_drafts/a.md", "2020/i.htm")
        ),
        *(
            (path, None)
            for path in (
                "a.txt",
                "a.png",
                "md",
                ".md",
                ".a.md",
                "~a.md",
                ".obsidian/a.md",
                "node_modules/a.md",
            )
        ),
        *((path, None) for path in ("_site/a.html", "_includes/a.html", "a/.trash/b.md")),
    ],
)
def test_every_text_is_an_article(path: str, role: Role | None) -> None:
    assert Parser(Site("plain"), NOW).role_of(path) is role


@pytest.mark.parametrize(
    ("text", "path", "title"),
    [
        ("---\ntitle: 题\n---\n# Other", "a.md", "题"),
        ('---\ntitle: ""\n---\n# Other', "a.md", ""),
        ("---\ntitle: [WIP] x\n---\n", "a.md", "[WIP] x"),
        ("---\ntitle: [WIP]\n---\n", "a.md", "[WIP]"),
        ("words\n\n# The *first* [heading](x) #\n\n# Second", "a.md", "The first heading"),
        ("The heading\n===========\n\n# Other", "a.md", "The heading"),
        ("## only second level", "a.md", "a"),
        ("```sh\n# comment\n```\n", "run it.md", "run it"),
        ("#no heading", "x.y.md", "x.y"),
        ("<html><head><title> A &amp; B\n C</title></head><h1>D</h1>", "a.html", "A & B C"),
        ("<h1 class='x'>D <em>E</em></h1><p>f</p>", "a.html", "D E"),
        ("<title></title><p>x", "page.html", "page"),
        ("words", "2013-08-05-name-of-it.md", "name-of-it"),
        ("words", "20150209 How to.md", "How to"),
        ("words", "2013-08-05.md", "2013-08-05"),
        ("", "dir/Note.md", "Note"),
    ],
)
def test_the_title(text: str, path: str, title: str) -> None:
    assert _article(text, path).title == title


@pytest.mark.parametrize(
    ("text", "path", "day"),
    [
        ("---\ndate: 2020-01-02 03:04:05 +0800\n---\n", "2013-08-05-x.md", "2020-01-02T03:04:05+08:00"),
        ("---\npubDate: Jan 2, 2020\n---\n", "x.md", "2020-01-02"),
        ("---\ncreated: 2020-01-02\nupdated: 2021-01-02\n---\n", "x.md", "2020-01-02"),
        (
            '<meta property="article:published_time" content="2020-01-02T03:04:05Z">',
            "x.html",
            "2020-01-02T03:04:05+00:00",
        ),
        ("<meta content='2020-01-02' name='DATE'>", "x.html", "2020-01-02"),
        ('<p><time class="a" datetime="2020-01-02">x</time>', "x.html", "2020-01-02"),
        ("", "2013-08-05-x.md", "2013-08-05"),
        ("", "20150209 x.md", "2015-02-09"),
        ("", "2015-99-09-x.md", DAY),
        ("", "x.md", DAY),
    ],
)
def test_the_date(text: str, path: str, day: str) -> None:
    assert _article(text, path).moment.iso().startswith(day)


@pytest.mark.parametrize(
    ("head", "categories", "tags"),
    [
        ("tags: a b, c\ncategory: News\n", ("News",), ("a b", "c")),
        ("tags: [a, 2, null, a]\ncategories: [x, y]\n", ("x", "y"), ("a", "2")),
        ("keywords: 一、二；三\n", (), ("一", "二", "三")),
        ("tags: '#a #b'\n", (), ("a #b",)),
        ("tags: {a: 1}\n", (), ("{'a': 1}",)),
        ("", (), ()),
    ],
)
def test_names(head: str, categories: tuple[str, ...], tags: tuple[str, ...]) -> None:
    article = _article(f"---\n{head}---\n")
    assert (article.categories, article.tags) == (categories, tags)


def test_keywords_of_a_page_are_its_tags() -> None:
    assert _article('<meta name="keywords" content="a, b">', "x.html").tags == ("a", "b")


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("---\ndescription: said\n---\n# T\n\nwords", "said"),
        ("# T\n\nwords of it\nand more", "words of it and more"),
        ('<meta name="description" content="a &lt; b"><p>x', "a < b"),
        ("one\n<!--more-->\ntwo", "one"),
    ],
)
def test_the_excerpt(text: str, excerpt: str) -> None:
    assert _article(text).excerpt == excerpt


@pytest.mark.parametrize(
    ("head", "path", "hidden"),
    [
        ("draft: true\n", "a.md", Hidden.DRAFT),
        ("", "source/_drafts/a.md", Hidden.DRAFT),
        ("published: false\n", "a.md", Hidden.UNPUBLISHED),
        ("draft: false\ndate: 2999-01-01\n", "a.md", None),
    ],
)
def test_what_is_hidden(head: str, path: str, hidden: Hidden | None) -> None:
    assert _article(f"---\n{head}---\n", path).hidden is hidden


@pytest.mark.parametrize("head", ["layout: category", "layout: redirect", "redirect_to: /x"])
def test_pages_that_lead_elsewhere_are_none(head: str) -> None:
    text = f"---\n{head}\n---\n"
    assert Parser(Site("plain"), NOW).parse(RawFile("a.html", text.encode(), len(text), 0)).article is None
