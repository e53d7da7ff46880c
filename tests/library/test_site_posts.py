"""The other posts of a site, as an article's templates see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyroaring import BitMap

from reader.domain.article import Article, Listing
from reader.domain.moment import Moment
from reader.domain.shelf import Place
from reader.library.bodies import Source
from reader.library.library import Library
from reader.library.pages import Pages
from reader.library.site_posts import LISTED, READ, Archive, others_of
from reader.paths import Places, resources
from tests.archive import make, post, read_in, stem

Shown = Callable[..., str]
HIDDEN = "published: false\n"


@pytest.fixture
def opened(tmp_path: Path, home_places: Places) -> Iterator[Library]:
    """Six posts of which the newest but one is hidden, and four that were moved elsewhere."""
    root = make(tmp_path / "archive", 10, in_posts=6)
    (root / "_posts" / f"{stem(1)}.md").write_text(post(1, more=HIDDEN), "utf-8")
    body = "[一]({{ site.baseurl }}/a) **重**[参][1]。\n\n其余。\n\n[1]: http://ref.example/\n"
    (root / "_posts" / f"{stem(2)}.md").write_text(post(2, body=body, more="author: 甲\n"), "utf-8")
    read_in(root, home_places)
    library = Library.open(root, home_places)
    yield library
    library.close()


@pytest.fixture
def shown(opened: Library) -> Shown:
    """Give a post another body, and return the text or the HTML it is shown as."""
    pages = Pages(opened, resources())

    def show(body: str, number: int = 3, *, html: bool = False) -> str:
        (opened.folder / "_posts" / f"{stem(number)}.md").write_text(post(number, body=body), "utf-8")
        found = opened.number_of(stem(number))
        assert found is not None
        return pages.html(found) if html else pages.text(found)

    return show


def test_a_post_can_list_the_newest_posts_and_link_to_them(shown: Shown, opened: Library) -> None:
    made = shown(
        "{% for post in site.posts limit:2 %}[{{ post.title }}]({{ post.url }})\n{% endfor %}", html=True
    )
    newest = [opened.number_of(stem(number)) for number in (0, 2)]
    assert [f'<a href="newsfold:article/{number}">' in made for number in newest] == [True, True]
    assert "标题0</a>" in made
    assert "标题1" not in made


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{{ site.posts.size }} {{ site.posts | size }}", "5 5"),
        ("{% for post in site.posts %}{{ post.title }} {% endfor %}", "标题0 标题2 标题3 标题4 标题5"),
        ("{{ site.posts.first.title }} {{ site.posts.last.title }}", "标题0 标题5"),
        ("{{ page.previous.title }} {{ page.previous.next.title }}", "标题4 标题3"),
        ("{{ page.previous.url }}", "/harbour/2022/05/31/000004.html"),
        ("{{ page.next.id }}", "/harbour/2022/05/31/000002"),
        ("{{ site.posts[1].date | date: '%Y-%m-%d %H:%M' }}", "2022-05-31 17:00"),
        ("{{ site.posts[1].author }}{{ site.posts[0].author }}/{{ site.posts[1].nothing }}/", "甲//"),
        ("{% for c in site.categories %}{{ c[0] }} {{ c[1].size }} {% endfor %}", "riverside 2 harbour 3"),
        ("{% for p in site.categories.riverside %}{{ p.title }} {% endfor %}", "标题3 标题5"),
        ("{{ site.categories.none.size }}/{{ site.tags['港口财经新闻'].first.title }}", "/标题0"),
        ("{{ site.tags.size }} {{ site.tags.河边日报新闻 | size }}", "2 2"),
        ("{% for p in site.related_posts %}{{ p.title }} {% endfor %}", "标题0 标题2 标题4 标题5"),
        ("{% assign p = site.posts | where: 'author', '甲' %}{{ p[0].title }}{{ p.size }}", "标题21"),
        ("{% assign g = site.posts | group_by_exp: 'p', \"p.date | date: '%Y'\" %}{{ g[0].size }}", "5"),
        ("{% if page.next %}y{% endif %}{{ page.next.next.next }}/{{ site.posts }}/", "y//"),
        ("{% assign p = site.posts | last %}{{ p | jsonify | slice: 0, 15 }}", "{“title”: “标题5”"),
    ],
)  # fmt: skip
def test_templates_find_the_posts_of_the_site(shown: Shown, body: str, text: str) -> None:
    assert shown(body) == text.strip()


def test_an_excerpt_is_rendered_with_the_links_it_uses(shown: Shown) -> None:
    made = shown("{{ site.posts[1].excerpt }}", html=True)
    assert "<strong>重</strong>" in made
    assert '<a href="http://ref.example/">参</a>' in made
    assert "其余" not in made
    assert "其余" in shown("{{ site.posts[1].content }}", html=True)


def test_the_own_excerpt_is_rendered_and_does_not_quote_itself(shown: Shown) -> None:
    assert "<em>甲</em>" in shown("*甲*\n\n乙{{ page.excerpt }}", html=True)[10:]
    assert shown("甲{{ page.excerpt }}\n\n乙").startswith("甲")
    assert "甲" in shown("甲{{ site.posts[2].content }}\n\n乙")


def test_an_article_that_was_moved_has_no_neighbours_but_sees_the_posts(
    opened: Library,
) -> None:
    file = opened.folder / "old_post" / f"{stem(7)}.md"
    file.write_text(post(7, body="{{ page.next }}/{{ site.posts.size }}"), "utf-8")
    number = opened.number_of(stem(7))
    assert number is not None
    assert Pages(opened, resources()).text(number) == "/5"


def test_the_time_of_the_site_is_now(shown: Shown, opened: Library) -> None:
    number = opened.number_of(stem(3))
    assert number is not None
    shown("{{ site.time | date: '%Y-%m-%d' }}")
    assert Pages(opened, resources(), lambda: 1_700_000_000).text(number) == "2023-11-14"


class Counting:
    """An archive of a million posts that counts what it is asked for."""

    def __init__(self) -> None:
        self.listed = self.read = 0

    def listing(self, number: int) -> Listing:
        self.listed += 1
        return Listing(
            number, Article(f"_posts/{number}.md", str(number), str(number), Moment(number * 2, 0)), ()
        )

    def source(self, number: int) -> Source:
        self.read += 1
        return Source(self.listing(number).article, {"x": 1}, "b" * 1000, "e")

    def archive(self) -> Archive:
        return Archive(
            BitMap(range(1_000_000)),
            self.listing,
            self.source,
            lambda _place, _name: BitMap(),
            lambda _place, _numbers: [],
            lambda source, whole: source.body if whole else source.excerpt,
        )


def test_an_archive_of_a_million_posts_is_never_gone_through() -> None:
    counting = Counting()
    archive = counting.archive()
    posts = others_of(500, archive).site["posts"]
    assert counting.listed == 0
    titles = [each["title"] for each in posts]  # type: ignore[attr-defined] # a list of posts
    assert (titles[0], len(titles), counting.listed) == ("999999", 2_000, 2_000)
    for number in range(20_000):
        archive.listed(number)
    assert counting.listed == LISTED
    made = [archive.html(number, whole=True) for number in range(1_000)]
    assert (counting.read, bool(made[0]), made[-1]) == (READ, True, "")
    assert archive.markup <= READ * 1_000


def test_names_come_by_their_oldest_post() -> None:
    asked: list[tuple[Place, int]] = []
    archive = Counting().archive()
    archive.names = lambda place, numbers: asked.append((place, len(numbers))) or ["b", "a"]  # type: ignore[func-returns-value]
    tags = others_of(None, archive).site["tags"]
    assert list(tags) == ["b", "a"]  # type: ignore[call-overload] # a mapping
    assert asked == [(Place.TAG, 1_000_000)]
