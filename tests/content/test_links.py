from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.content.links import Kind, Lookup, Origin, Target, find_image, own_hosts, resolve

ARTICLES = {"/2022/05/26/a.html": 7, "/notes/b/": 8, "_posts/c.md": 9}
CATEGORIES = {"meirijingjixinwen": "meirijingjixinwen", "emnews": "emnews", "wind": "Wind", "中文": "中文"}
FILES = {"images/x.png", "_posts/y.png", "docs/z.png", "images/a b.png", "papers/p.pdf"}
LOOKUP = Lookup(
    article=ARTICLES.get,
    category=lambda slug: CATEGORIES.get(slug.lower()),
    tag={"汽车": "汽车"}.get,
    file=FILES.__contains__,
)
ORIGIN = Origin(
    path="_posts/2022-05-26-x.md",
    url="/emnews/2022/05/26/x.html",
    hosts=frozenset({"finews.example"}),
    categories=("emnews",),
)


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("//finews.example/category/meirijingjixinwen.html", "newsfold:category/meirijingjixinwen"),
        ("https://finews.example/category/Wind.html", "newsfold:category/Wind"),
        ("//finews.example/", "newsfold:home"),
        ("//finews.example", "newsfold:home"),
        ("//finews.example/emnews/", "newsfold:category/emnews"),
        ("../emnews/", "newsfold:category/emnews"),
        ("../", "newsfold:home"),
        ("/", "newsfold:home"),
        ("/categories/#wind", "newsfold:category/Wind"),
        ("/category/%E4%B8%AD%E6%96%87/", "newsfold:category/%E4%B8%AD%E6%96%87"),
        ("/tags/%E6%B1%BD%E8%BD%A6/", "newsfold:tag/%E6%B1%BD%E8%BD%A6"),
        ("/2022/05/26/a.html", "newsfold:article/7"),
        ("/2022/05/26/a", "newsfold:article/7"),
        ("/2022/05/26/a.html?x=1#part", "newsfold:article/7"),
        ("/notes/b", "newsfold:article/8"),
        ("/notes/b/index.html", "newsfold:article/8"),
        ("c.md", "newsfold:article/9"),
        ("./c.md", "newsfold:article/9"),
        ("/papers/p.pdf", "newsfold:file/papers/p.pdf"),
        ("#脚注", "#a-脚注"),
        ("#%E8%84%9A%E6%B3%A8", "#a-脚注"),
        ("#", "#"),
        ("//news.example/a?b=1&c=2", "https://news.example/a?b=1&c=2"),
        ("http://news.example/a", "http://news.example/a"),
        ("https://finews.example/nowhere/known.html", "https://finews.example/nowhere/known.html"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("newsfold:article/1", None),
        ("article://file/x", None),
        ("tel:123", None),
        ("//", None),
        ("http://[", None),
        ("nowhere.html", None),
        ("../../../../etc/passwd", None),
        ("", None),
    ],
)
def test_where_links_lead(href: str, address: str | None) -> None:
    assert resolve(href, ORIGIN, LOOKUP).address() == address


def test_the_base_url_stands_before_every_path() -> None:
    origin = Origin(path="_posts/x.md", url="/x.html", baseurl="/blog", hosts=frozenset({"me.example"}))
    for href in ("/blog/2022/05/26/a.html", "https://me.example/blog/2022/05/26/a.html"):
        assert resolve(href, origin, LOOKUP) == Target(Kind.ARTICLE, "7")
    assert resolve("/blog/", origin, LOOKUP) == Target(Kind.HOME)


def test_what_the_folder_lacks_opens_on_the_web_where_that_is_known() -> None:
    origin = Origin(path="_posts/x.md", url="/a/x.html", baseurl="/blog", site="https://me.example")
    assert resolve("/about/", origin, LOOKUP).address() == "https://me.example/blog/about/"
    assert resolve("y.html", origin, LOOKUP).address() == "https://me.example/blog/a/y.html"


def test_files_of_a_site_in_a_subfolder() -> None:
    origin = Origin(path="docs/_posts/x.md", source="docs")
    assert resolve("/z.png", origin, LOOKUP) == Target(Kind.FILE, "docs/z.png")


@pytest.mark.parametrize(
    ("html", "hosts"),
    [
        ('<a href="//h.example/category/emnews.html">x</a>', {"h.example"}),
        ('<a href="https://H.example/category/EMNews.html">x</a>', {"h.example"}),
        ('<a class="x" href="//h.example/emnews/">x</a>', {"h.example"}),
        ('<a href="https://github.example/emnews/">x</a>', set()),
        ('<a href="//h.example/category/other.html">x</a>', set()),
        ('<img src="//h.example/category/emnews.html">', set()),
    ],
)
def test_a_host_is_the_sites_own_when_the_article_links_to_its_category_there(
    html: str, hosts: set[str]
) -> None:
    assert own_hosts(html, ("emnews",)) == hosts


@pytest.mark.parametrize(
    ("src", "kind", "value"),
    [
        ("/images/x.png", Kind.FILE, "images/x.png"),
        ("/images/x.png?v=3", Kind.FILE, "images/x.png"),
        ("y.png", Kind.FILE, "_posts/y.png"),
        ("../images/x.png", Kind.FILE, "images/x.png"),
        ("images/x.png", Kind.FILE, "images/x.png"),
        ("/images/a%20b.png", Kind.FILE, "images/a b.png"),
        ("https://finews.example/images/x.png", Kind.FILE, "images/x.png"),
        ("//cdn.example/a.png", Kind.EXTERNAL, "https://cdn.example/a.png"),
        ("http://cdn.example/a.png", Kind.EXTERNAL, "http://cdn.example/a.png"),
        ("https://finews.example/gone.png", Kind.EXTERNAL, "https://finews.example/gone.png"),
        ("data:image/png;base64,AA", Kind.FRAGMENT, "data:image/png;base64,AA"),
        ("../../../secret.png", Kind.NOWHERE, ""),
        ("/gone.png", Kind.NOWHERE, ""),
        ("file:///etc/passwd", Kind.NOWHERE, ""),
        ("article://file/images/x.png", Kind.NOWHERE, ""),
        ("", Kind.NOWHERE, ""),
    ],
)
def test_where_images_lie(src: str, kind: Kind, value: str) -> None:
    picture = find_image(src, ORIGIN, LOOKUP)
    assert (picture.kind, picture.value) == (kind, value)


@given(st.text(alphabet="/.#?:%[]@a科\\&;= \t", max_size=30))
def test_any_address_leads_somewhere_or_nowhere(href: str) -> None:
    address = resolve(href, ORIGIN, LOOKUP).address()
    assert address is None or address.startswith(("#", "newsfold:", "https:", "http:", "mailto:"))
    assert not find_image(href, ORIGIN, LOOKUP).value.startswith(("..", "/"))
