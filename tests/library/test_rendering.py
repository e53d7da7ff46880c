from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader.content.links import Lookup
from reader.domain.article import Article, Listing
from reader.domain.moment import Moment
from reader.domain.site import Site
from reader.library.bodies import Source, Surroundings, body_html, body_text
from reader.library.looks import Sought
from reader.library.rendering import Appearance, Frame, Neighbours, Page, Showing, Words, page
from reader.paths import resources

CATEGORY = "meirijingjixinwen"
LIGHT = "--page:#FFFEFB;--ink:#23211D"
DARK = ":root{--page:#252421;--ink:#E9E6DF}"
SITE = Site("jekyll")
ARTICLE = Article(
    path="_posts/2022-05-26-x.md",
    key="x",
    title="题目",
    moment=Moment(1_653_576_073, 28_800),
    categories=(CATEGORY,),
    excerpt="第一句。第二句。",
)
KNOWN = Lookup(category=lambda slug: slug if slug == CATEGORY else None)


def source(body: str, values: dict[str, Any] | None = None, **changes: object) -> Source:
    return Source(replace(ARTICLE, **changes), values or {}, body)


def html(body: str, **changes: object) -> str:
    return body_html(source(body, **changes), SITE, Surroundings(KNOWN))


@pytest.fixture(scope="module")
def frame() -> Frame:
    return Frame.load(resources())


def show(frame: Frame, made: Source, showing: Showing = Showing(), number: int = 9) -> Page:  # noqa: B008 - frozen
    listing = Listing(number, made.article, ("每日经济新闻",))
    return page(made, listing, SITE, Surroundings(KNOWN), frame, showing)


def test_the_seed_shows_its_seventeen_paragraphs_and_two_lines_of_links(corpora: Path) -> None:
    (file,) = (corpora / "seed" / "_posts").glob("*.md")
    body = file.read_text("utf-8").split("\n---\n", 1)[1]
    made = html(body)
    paragraphs = re.findall(r"<p\b[^>]*>(.*?)</p>", made)
    assert len(paragraphs) == 19
    assert all("<a " not in each for each in paragraphs[:17])
    assert re.findall(r'href="([^"]*)"', paragraphs[17]) == [
        "http://finews.zning.xyz/html_News/NewsShare.html?infoCode=NW202205262393434244"
    ]
    assert re.findall(r'href="([^"]*)"', paragraphs[18]) == [f"newsfold:category/{CATEGORY}", "newsfold:home"]
    text = body_text(source(body), SITE, Surroundings(KNOWN))
    assert len([line for line in text.splitlines() if line.strip()]) == 19
    assert text.startswith("早上7点刚过，95后河南小伙儿张世闻")


def test_a_post_of_the_fifth_template() -> None:
    made = html(
        "> 摘要一句。\n\n"
        '<p>甲<span id="stock_1.600160"><a class="keytip" data-code="1,600160" href="http://q.example/1">乙</a></span>'
        '<span id="quote_1.600160"></span></p><p style="display:none;height:1px;overflow:hidden;"> </p>'
        '<!-- EM_StockImg_Start --><center><img src="http://i.example/a.png" width=578></center>'
        '<p class="em_media">（文章来源：某报）</p>\n\n<http://f.example/news/1,2.html>\n\n'
        f"[返回某报](//h.example/category/{CATEGORY}.html)｜[返回首页](//h.example/)"
    )
    assert made.startswith("<blockquote>\n<p>摘要一句。</p>\n</blockquote>")
    assert (
        '<p>甲<span id="a-stock_1.600160"><a class="keytip" href="http://q.example/1">乙</a></span>' in made
    )
    assert "display:none" not in made
    assert 'class="remote-image" href="newsfold:image/0"' in made
    assert '<p class="em_media">（文章来源：某报）</p>' in made
    assert '<a href="http://f.example/news/1,2.html">http://f.example/news/1,2.html</a>' in made
    assert (
        f'<a href="newsfold:category/{CATEGORY}">返回某报</a>｜<a href="newsfold:home">返回首页</a>' in made
    )


def test_html_files_pass_as_they_are_and_others_as_text() -> None:
    assert html("# x\n<b>y</b>", path="a.html") == "# x\n<b>y</b>"
    assert html("h1. x\n<b>y</b>\n\nz", path="a.textile") == "<p>h1. x<br>&lt;b&gt;y&lt;/b&gt;</p>\n<p>z</p>"


def test_liquid_is_left_alone_where_the_post_says_so() -> None:
    assert "{{ page.title }}" in body_html(
        source("{{ page.title }}", {"render_with_liquid": False}), SITE, Surroundings()
    )


def test_text_has_a_line_for_each_paragraph() -> None:
    assert body_text(source("a\nb\n\n- c\n- d &amp; e\n"), SITE, Surroundings()) == "a b\n\nc\n\nd & e"


def test_the_page_says_category_date_and_time(frame: Frame) -> None:
    made = show(
        frame,
        source("字" * 1800),
        Showing(Appearance(LIGHT, "zh_CN"), Words(reading_time="约 {minutes} 分钟")),
    )
    assert f'<a href="newsfold:category/{CATEGORY}">每日经济新闻</a>' in made.html
    assert "2022年5月26日 22:41" in made.html
    assert 'datetime="2022-05-26T22:41:13+08:00"' in made.html
    assert "约 4 分钟" in made.html
    assert '<h1 class="title">题目</h1>' in made.html


def test_the_page_is_a_document_that_forbids_everything_else(frame: Frame) -> None:
    made = show(frame, source("x")).html
    assert made.startswith("<!doctype html>")
    assert "default-src 'none'; img-src article: data:" in made
    assert "$" not in made.partition("<body>")[2]
    assert "<script" not in made


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("这是中文的文章，说的是经济。", "zh-Hans"),
        ("這是中文的文章，說的是經濟。", "zh-Hant"),
        ("Plain words.", "en"),
    ],
)
def test_the_page_has_the_language_of_the_article(frame: Frame, body: str, language: str) -> None:
    assert f'<html lang="{language}"' in show(frame, source(body, title=body)).html


def test_a_first_heading_that_repeats_the_title_is_not_shown_twice(frame: Frame) -> None:
    assert show(frame, source("# 题目\n\n正文")).html.count("题目</h1>") == 1
    assert "别的</h1>" in show(frame, source("# 别的\n\n正文")).html


def test_an_empty_title_is_made_of_the_first_sentence(frame: Frame) -> None:
    made = show(frame, source("![图](https://i.example/a.png)", title="", excerpt="摘要一句。还。")).html
    assert '<h1 class="title untitled">摘要一句。</h1>' in made
    assert '<h1 class="title untitled">Untitled</h1>' in show(frame, source("", title=" ", excerpt="")).html


def test_titles_are_text(frame: Frame) -> None:
    made = show(frame, source("x", title='<script>alert("1")</script> C&oacute;digo<br />a<b $body')).html
    assert "&lt;script&gt;" in made
    assert "Códigoa&lt;b $body" in made


def test_headings_and_addresses_of_news_agencies_are_set_apart(frame: Frame) -> None:
    made = show(frame, source("<p><strong>小标题</strong></p>\n\n<http://a.example/b>\n\n**粗**体")).html
    assert '<p class="heading"><strong>小标题</strong></p>' in made
    assert '<p class="address"><a href="http://a.example/b">http://a.example/b</a></p>' in made
    assert "<p><strong>粗</strong>体</p>" in made


def test_neighbours_stand_at_the_end(frame: Frame) -> None:
    showing = Showing(neighbours=Neighbours((3, "旧<"), (4, "新")))
    made = show(frame, source("x"), showing).html
    assert '<a class="older" href="newsfold:article/3"><span>Older</span><b>旧&lt;</b></a>' in made
    assert '<a class="newer" href="newsfold:article/4"><span>Newer</span><b>新</b></a>' in made
    assert "<nav" not in show(frame, source("x")).html


def test_colours_that_cannot_be_read_go_unless_the_original_is_asked_for(frame: Frame) -> None:
    made = source('<p style="color:#222">x</p>')
    assert "color:#222" in show(frame, made, Showing(Appearance(LIGHT))).html
    assert "color:#222" not in show(frame, made, Showing(Appearance(DARK))).html
    assert "color:#" in show(frame, made, Showing(Appearance(DARK))).html
    assert "color:#222" in show(frame, made, Showing(Appearance(DARK, original_colours=True))).html


def test_remote_images_can_be_asked_for(frame: Frame) -> None:
    made = source('<img src="https://i.example/a.png">')
    asked = show(frame, made)
    assert asked.remote_images == ("https://i.example/a.png",)
    assert "newsfold:images/category" in asked.html
    assert "1 image on the web is not loaded." in asked.html
    two = source('<img src="https://i.example/a.png"><img src="https://i.example/b.png">')
    assert "2 images on the web are not loaded." in show(frame, two).html
    assert "article://image/9/0" in show(frame, made, Showing(allowed=frozenset(asked.remote_images))).html
    one_of_two = show(frame, two, Showing(allowed=frozenset(show(frame, two).remote_images[:1]))).html
    assert "1 image on the web is not loaded." in one_of_two
    assert "not loaded" not in show(frame, made, Showing(allowed=frozenset(asked.remote_images))).html
    every = show(frame, made, Showing(all_images=True)).html
    assert "article://image/9/0" in every
    assert "newsfold:image" not in every


@pytest.mark.parametrize(
    "body",
    [
        "![x](https://evil.example/a.png)",
        "![x](//evil.example/a.png)",
        "![x][r]\n\n[r]: https://evil.example/a.png",
        '<img src="https://evil.example/a.png" srcset="https://evil.example/b.png 2x">',
        '<img data-src="javascript:alert(1)" src="data:image/svg+xml,<svg onload=alert(1)>">',
        '<img src="article://file/../../etc/passwd">',
        '<a href="newsfold:article/1">x</a><a href="javascript:alert(1)">y</a>',
        "[x](javascript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x]: javascript:alert(1)\n\n[x]",
        "<javascript:alert(1)>",
        '*x*{: onclick="alert(1)" style="background:url(https://evil.example)"}',
        '{: onload="alert(1)"}\n# x',
        "```\n<script>alert(1)</script>\n```",
        "`<script>alert(1)</script>`",
        "{{ '<script>alert(1)</script>' }}{{ '<img src=https://evil.example/a.png>' }}",
        "{% raw %}<script>alert(1)</script>{% endraw %}",
        '{% highlight html %}"><script>alert(1)</script>{% endhighlight %}',
        "{::nomarkdown}<script>alert(1)</script>{:/}",
        '<div markdown="1" onclick="alert(1)" style="background:url(//evil.example)">x</div>',
        '<iframe src="https://evil.example/"></iframe><video poster="https://evil.example/p.png"></video>',
        "$$<img src=x onerror=alert(1)>$$",
        "[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
        '*[x]: "><script>alert(1)</script>\nx',
    ],
)
def test_nothing_in_a_page_runs_or_fetches(frame: Frame, body: str) -> None:
    made = show(frame, source(body)).html.partition("<body>")[2]
    for tag in re.findall(r"<[a-z][^>]*>", made):
        assert not re.match(
            r"<(?:script|style|iframe|object|embed|link|meta|base|form|svg|video|audio)\b", tag
        )
        assert not re.search(
            r"\s(?:on\w+|srcset|poster|background|action)=|url\(|\ssrc=\"(?!article://|data:)", tag
        )
        assert not re.search(r'\shref="(?!https?:|mailto:|newsfold:(?:category|home|image)|#)', tag)


def test_local_images_are_shown() -> None:
    around = Surroundings(Lookup(file=lambda path: path == "images/a.png"))
    assert '<img src="article://file/images/a.png" alt="图">' in body_html(
        source("![图](/images/a.png)"), SITE, around
    )


def test_an_endless_article_says_that_it_was_cut(frame: Frame) -> None:
    made = show(frame, source(("字" * 200 + "\n") * 15_000)).html
    assert "shown only in part" in made
    assert len(made) < 10_000_000


def test_a_page_says_what_was_too_tangled_to_be_laid_out(frame: Frame) -> None:
    assert "not laid out" in show(frame, source("a&b; " * 100_000)).html
    assert "not laid out" not in show(frame, source("a&b; " * 100)).html


def test_the_configuration_says_what_markdown_is_and_whether_its_lines_stay() -> None:
    site = Site("jekyll", config={"markdown_ext": "md, Txt", "kramdown": {"hard_wrap": True}})
    poem = source("*床前*明月光\n疑是地上霜", path="_posts/2022-05-26-x.txt")
    assert body_html(poem, site, Surroundings()) == "<p><em>床前</em>明月光<br>\n疑是地上霜</p>"
    assert "<em>" not in body_html(poem, SITE, Surroundings())
    assert "<br>" not in html("床前明月光\n疑是地上霜")


def test_a_page_shows_its_pictures_large_on_a_click_and_the_bare_body_has_no_links_for_it(
    frame: Frame,
) -> None:
    body = '<img src="https://i.example/a.png">'
    made = show(frame, source(body), Showing(all_images=True)).html
    assert '<a class="enlarge" href="newsfold:picture/image/9/0"><img src="article://image/9/0"' in made
    assert "newsfold:picture" not in html(body)


def test_what_is_searched_for_is_marked_in_title_and_text(frame: Frame) -> None:
    made = source("<p>此題目是公<b>司</b>的。</p>")
    plain = show(frame, made)
    marked = show(frame, made, Showing(sought=Sought(((("题", "目"), False), (("公", "司"), False))))).html
    assert '<h1 class="title"><mark data-hit="0">题目</mark></h1>' in marked
    assert '<mark data-hit="1">題目</mark>是<mark data-hit="2">公</mark><b><mark data-hit="2">司' in marked
    assert re.sub(r'<mark data-hit="\d">(.*?)</mark>', r"\1", marked) == plain.html


def test_what_is_searched_for_in_titles_is_marked_there_only(frame: Frame) -> None:
    made = source("<p>此題目是公司的。</p>")
    sought = Sought(((("公", "司"), False),), ((("题", "目"), False),))
    marked = show(frame, made, Showing(sought=sought)).html
    assert '<h1 class="title"><mark data-hit="0">题目</mark></h1>' in marked
    assert '此題目是<mark data-hit="1">公司</mark>' in marked
