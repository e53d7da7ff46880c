"""The articles of an archive as they are shown, with what lies round them in the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.domain.changes import Mark
from reader.domain.errors import ReaderError, UnknownArticleError
from reader.indexer import index
from reader.library.library import Library
from reader.library.pages import Pages
from reader.library.rendering import Showing
from reader.paths import Places, resources
from tests.archive import make, post, read_in, stem

HEAD = "---\ntitle: 标题\ndate: 2022-05-26 10:00:00 +0800\ncategories: It之家\n---\n"
PNG = b"\x89PNG\r\n\x1a\n"

LONG = "A text has to be of some length before anybody can tell it from others.\n"

Shown = Callable[[str], str]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    for name in ("_posts", "_includes", "img"):
        (folder / name).mkdir(parents=True)
    (folder / "_config.yml").write_text("title: 新闻\ntimezone: Asia/Shanghai\n")
    (folder / "CNAME").write_text("News.Example.org\n")
    (folder / "_includes" / "note.html").write_text("<p>included: {{ include.what }}</p>")
    (folder / "img" / "here.png").write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(PNG)
    (tmp_path / "secret.md").write_text("secret")
    (folder / "_posts" / "2022-05-25-older.md").write_text("---\ntitle: older\ntags: Rot\n---\nOld.\n")
    return folder


@pytest.fixture
def opened(archive: Path, home_places: Places) -> Iterator[Library]:
    (archive / "_posts" / "2022-05-26-this.md").write_text(f"{HEAD}Body.\n")
    index(archive, home_places, lambda _event: None)
    library = Library.open(archive, home_places)
    yield library
    library.close()


@pytest.fixture
def pages(opened: Library) -> Pages:
    return Pages(opened, resources())


@pytest.fixture
def shown(opened: Library, pages: Pages, archive: Path) -> Shown:
    """Give the article another body, and return the HTML it is shown as."""
    number = opened.number_of("2022-05-26-this")
    assert number is not None

    def show(body: str) -> str:
        (archive / "_posts" / "2022-05-26-this.md").write_text(HEAD + body)
        return pages.html(number)

    return show


def older(library: Library) -> int:
    number = library.number_of("2022-05-25-older")
    assert number is not None
    return number


def test_an_article_is_shown_as_its_file_now_is(shown: Shown) -> None:
    assert "<b>now</b>" in shown("Text, <b>now</b>.")


@pytest.mark.parametrize(
    "href",
    [
        "/2022/05/25/older.html",
        "//news.example.org/2022/05/25/older",
        "2022-05-25-older.md",
        "{% post_url 2022-05-25-older %}",
        "{% link _posts/2022-05-25-older.md %}",
    ],
)
def test_links_to_posts_of_the_site_lead_to_the_article(shown: Shown, opened: Library, href: str) -> None:
    assert f'href="newsfold:article/{older(opened)}"' in shown(f"[x]({href})")


@pytest.mark.parametrize("slug", ["It之家", "it之家"])
def test_links_to_categories_find_them_however_they_are_spelled(shown: Shown, slug: str) -> None:
    assert 'href="newsfold:category/It%E4%B9%8B%E5%AE%B6"' in shown(
        f"[x](//news.example.org/category/{slug}.html)"
    )


def test_links_to_tags_find_them(shown: Shown) -> None:
    assert 'href="newsfold:tag/Rot"' in shown("[x](/tags/rot/)")


def test_a_link_to_another_host_stays_there(shown: Shown) -> None:
    assert 'href="https://other.example/category/b.html"' in shown(
        "[x](https://other.example/category/b.html)"
    )


def test_an_image_of_the_folder_is_found(shown: Shown) -> None:
    assert "article://file/img/here.png" in shown("![x](/img/here.png)")


def test_a_link_tag_finds_files_and_pages_that_are_no_articles(shown: Shown, archive: Path) -> None:
    (archive / "about.md").write_text("---\ntitle: about\n---\n")
    assert 'src="article://file/img/here.png"' in shown("![x]({% link img/here.png %})")
    assert "/about.html" in shown("`{% link about.md %}`")
    assert "xy" in shown("x{% link ../secret.md %}y")


@pytest.mark.parametrize(
    "src", ["../../secret.png", "/../secret.png", "/img/../../secret.png", "/img/none.png", "/img"]
)
def test_nothing_but_files_of_the_folder_is_found(shown: Shown, pages: Pages, src: str) -> None:
    assert "article://file" not in shown(f"![x]({src})")
    assert pages.file(src.lstrip("/")) is None


def test_a_link_out_of_the_folder_is_not_followed(pages: Pages, archive: Path) -> None:
    (archive / "img" / "link.png").symlink_to(archive.parent / "secret.png")
    assert pages.file("img/link.png") is None
    assert pages.file("img/here.png") == (archive / "img" / "here.png").resolve()


def test_includes_are_read_from_the_site(shown: Shown) -> None:
    assert "included: this" in shown('{% include note.html what="this" %}')


def test_the_data_of_the_site_can_be_quoted(archive: Path, shown: Shown) -> None:
    (archive / "_data").mkdir()
    (archive / "_data" / "people.yml").write_text("- name: 张三\n")
    assert "hello 张三" in shown("{% for one in site.data.people %}hello {{ one.name }}{% endfor %}")


@pytest.mark.parametrize("name", ["../../secret.md", "/../../secret.md", "none.html"])
def test_includes_never_leave_the_folder(shown: Shown, name: str) -> None:
    assert "secret</p>" not in shown(f"before {{% include {name} %}} after")


def test_a_page_is_a_whole_document(pages: Pages, opened: Library) -> None:
    page = pages.page(older(opened), Showing())
    assert page.html.startswith("<!DOCTYPE html>") or page.html.startswith("<!doctype html>")
    assert "Old." in page.html


def test_text_is_without_markup(pages: Pages, opened: Library) -> None:
    assert pages.text(older(opened)) == "Old."


def test_a_copy_stands_in_for_a_file_that_has_gone(
    archive: Path, opened: Library, home_places: Places
) -> None:
    (archive / "old_post").mkdir()
    post = archive / "_posts" / "2022-05-25-older.md"
    (archive / "old_post" / post.name).write_bytes(post.read_bytes())
    index(archive, home_places, lambda _event: None)
    opened.reload()
    post.unlink()
    assert Pages(opened, resources()).text(older(opened)) == "Old."


def test_a_file_that_has_gone_is_said(pages: Pages, opened: Library, archive: Path) -> None:
    number = older(opened)
    (archive / "_posts" / "2022-05-25-older.md").unlink()
    with pytest.raises(ReaderError, match=r"“_posts/2022-05-25-older.md” cannot be read \(No such file"):
        pages.document(number)


def test_an_unknown_number_is_said(pages: Pages) -> None:
    with pytest.raises(UnknownArticleError):
        pages.document(1)


def test_links_find_articles_categories_and_includes(tmp_path: Path, home_places: Places) -> None:
    root = make(tmp_path / "archive", 10)
    body = "[one](/harbour/2022/05/31/000004.html) [two](/category/HARBOUR.html) [three](/tag/港口财经新闻/)"
    (root / "_posts" / f"{stem(0)}.md").write_text(post(0, body=body), "utf-8")
    (root / "_includes").mkdir()
    (root / "_includes" / "note.md").write_text("kept in a file", "utf-8")
    read_in(root, home_places)
    library = Library.open(root, home_places)
    pages = Pages(library, resources())
    html = pages.html(library.number_of(stem(0)))
    assert f'href="newsfold:article/{library.number_of(stem(4))}"' in html
    assert 'href="newsfold:category/harbour"' in html
    assert 'href="newsfold:tag/%E6%B8%AF%E5%8F%A3%E8%B4%A2%E7%BB%8F%E6%96%B0%E9%97%BB"' in html
    around = pages._surroundings
    assert around.include("note.md") == "kept in a file"
    assert around.include("../_config.yml") is None
    assert around.beside("../../elsewhere") is None
    assert around.beside("_config.yml") is not None
    assert around.post_url(stem(6)) == "/harbour/2022/05/31/000006.html"
    assert around.post_url(f"_posts/{stem(1)}.md") == "/riverside/2022/05/31/000001.html"
    assert around.post_url("2001-01-01-none") is None
    library.close()


def this(library: Library) -> int:
    number = library.number_of("2022-05-26-this")
    assert number is not None
    return number


def rewrite(library: Library, places: Places, text: str) -> None:
    (library.folder / "_posts" / "2022-05-26-this.md").write_text(HEAD + text)
    index(library.folder, places, lambda _event: None)
    library.reload()


def test_a_page_shows_what_changed_since_it_was_read(
    opened: Library, pages: Pages, home_places: Places
) -> None:
    rewrite(opened, home_places, f"This body.\n\n{LONG}")
    first = pages.page(this(opened), Showing())
    opened.mark([this(opened)], Mark.READ, value=True)
    opened.keep_text(this(opened), first.text)
    rewrite(opened, home_places, f"This corpse.\n\n{LONG}")
    number = this(opened)
    assert opened.is_changed(number)
    page = pages.page(number, Showing(changed=True))
    assert "This <del>body</del><ins>corpse</ins>." in page.html
    assert page.fingerprint != first.fingerprint
    assert "<details" not in pages.page(number, Showing()).html
    opened.keep_text(number, page.text, replace=True)
    assert opened.text_read(number) == first.text, "it is not read yet"
    opened.mark([number], Mark.READ, value=True)
    opened.keep_text(number, page.text)
    assert opened.text_read(number) == first.text, "it is still before somebody"
    opened.keep_text(number, page.text, replace=True)
    assert opened.text_read(number) == page.text


def test_the_text_of_an_unread_article_is_not_kept(opened: Library, pages: Pages) -> None:
    opened.keep_text(this(opened), pages.page(this(opened), Showing()).text)
    assert opened.text_read(this(opened)) == ""


def test_a_page_that_was_shown_can_be_shown_again_when_its_file_is_gone(
    opened: Library, pages: Pages, home_places: Places
) -> None:
    number = this(opened)
    first = pages.page(number, Showing())
    (opened.folder / "_posts" / "2022-05-26-this.md").unlink()
    unreadable = pages.page(number, Showing())
    index(opened.folder, home_places, lambda _event: None)
    opened.reload()
    for page in (unreadable, pages.page(number, Showing())):
        assert "<p>Body.</p>" in page.html
        assert "cannot be read any more. This is what it said." in page.html
        assert page.fingerprint == first.fingerprint
        assert page.text == first.text
