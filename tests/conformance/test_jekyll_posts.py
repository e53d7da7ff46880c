"""The posts of Jekyll's own tests: each is there to show one rule (formats.md, section 4)."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from reader.content.decode import decode
from reader.content.flavours.jekyll_addresses import Mode, slugify, titleize
from reader.content.frontmatter import read, split
from reader.content.parse import Parser, RawFile, Role
from reader.domain.article import Article, Hidden
from reader.domain.site import Site
from tests.conformance.reading import NOW, articles_of

COLLECTIONS = {"methods": {"output": True}, "slides": {"output": True}, "thanksgiving": {"output": True}}
SITE = Site("jekyll", config={"timezone": "UTC", "collections": COLLECTIONS})
TITLES = {
    "_posts/2008-10-18-foo-bar.markdown": "Foo Bar",
    "_posts/2009-06-22-empty-yaml.markdown": "Empty Yaml",
    "_posts/2009-06-22-no-yaml.markdown": "No Yaml",
    "_posts/2010-01-08-triple-dash.markdown": "Foo --- Bar",
    "_posts/2014-03-03-yaml-with-dots.md": "Test Post Where YAML Ends in Dots",
    "_posts/2015-12-27-extra-spaces.markdown": "Extra Spaces",
    "_posts/2017-2-5-i-dont-like-zeroes.md": "I Dont Like Zeroes",
    "win/_posts/2009-05-24-yaml-linebreak.markdown": "Test title",
    "_drafts/draft-properties.text": "Properties Draft",
    "_slides/example-slide-7.md": "Example Slide 7",
}
CATEGORIES: dict[str, tuple[str, ...]] = {
    "_posts/2009-01-27-category.markdown": ("foo",),
    "_posts/2009-01-27-categories.markdown": ("foo", "bar", "baz"),
    "_posts/2009-01-27-array-categories.markdown": ("foo", "bar", "baz"),
    "_posts/2009-01-27-empty-category.markdown": (),
    "_posts/2009-01-27-empty-categories.markdown": (),
    "_posts/2009-01-27-no-category.markdown": (),
    "_posts/2013-05-10-number-category.markdown": ("2013",),
    "_posts/2014-07-05-mixed-case-category.markdown": ("MixedCase",),
    "_posts/2014-07-05-another-mixed-case-category.markdown": ("Mixedcase",),
    "_posts/es/2008-11-21-nested.markdown": (),
    "category/_posts/2008-09-23-categories.markdown": ("category",),
    "z_category/_posts/2008-09-23-categories.markdown": ("z_category",),
    "foo/_posts/bar/2008-12-12-topical-post.markdown": ("foo",),
    "win/_posts/2009-05-24-yaml-linebreak.markdown": ("win",),
}
TAGS: dict[str, tuple[str, ...]] = {
    "_posts/2009-05-18-tag.markdown": ("code",),
    "_posts/2009-05-18-tags.markdown": ("food", "cooking", "pizza"),
    "_posts/2009-05-18-empty-tag.markdown": (),
    "_posts/2009-05-18-empty-tags.markdown": (),
    "_posts/2010-01-16-override-data.markdown": ("A", "string"),
}
DATES = {
    "_posts/2010-01-09-date-override.markdown": "2010-01-10T00:00:00+00:00",
    "_posts/2010-01-09-time-override.markdown": "2010-01-10T13:07:09+00:00",
    "_posts/2010-01-09-timezone-override.markdown": "2010-01-10T13:07:09+00:00",
    "_posts/2017-2-5-i-dont-like-zeroes.md": "2017-02-05T00:00:00+00:00",
    "_thanksgiving/2015-11-26-thanksgiving.md": "2015-11-26T00:00:00+00:00",
}
ADDRESSES = {
    "_posts/2008-12-03-permalinked-post.markdown": "/my_category/permalinked-post",
    "_posts/2015-02-20-extensionless-permalink.markdown": "/extensionless-permalink",
    "_posts/2014-01-06-permalink-traversal.md": "/baddie.html",
    "_posts/2014-03-22-escape-+ %20[].markdown": "/2014/03/22/escape-+-20.html",
    "_posts/2009-03-12-hash-#1.markdown": "/2009/03/12/hash-1.html",
    "_posts/2016-11-26-special-chars-(+).markdown": "/2016/11/26/special-chars-(+).html",
    "_posts/2018-10-12-trailing-dots...markdown": "/2018/10/12/trailing-dots.html",
    "_posts/2011-04-12-text-extension.text": "/2011/04/12/text-extension.text",
    "_posts/2013-08-01-mkdn-extension.mkdn": "/2013/08/01/mkdn-extension.html",
    "_posts/2014-11-24-Rmd-extension.Rmd": "/2014/11/24/Rmd-extension.Rmd",
    "_posts/2014-07-05-mixed-case-category.markdown": "/mixedcase/2014/07/05/mixed-case-category.html",
    "_methods/trailing-dots...md": "/methods/trailing-dots.html",
    "_methods/escape-+ #%20[].md": "/methods/escape-+ #%20[].html",
}
EXCERPTS = {
    "_posts/2013-01-02-post-excerpt.markdown": "First paragraph with link ref.",
    "_posts/2013-04-11-custom-excerpt.markdown": "I can set a custom excerpt",
    "_posts/2015-01-08-post-excerpt-separator.markdown": "First paragraph with link ref. Second paragraph",
    "_posts/2018-01-28-open-liquid-block-excerpt.markdown": 'def print_hi(name) puts "Hi, #{name}" end',
    "_posts/2016-08-16-indented-link-references.markdown": (
        "This is the first paragraph. It has lots of links."
    ),
}
HIDDEN = {
    "_posts/2008-02-02-not-published.markdown": Hidden.UNPUBLISHED,
    "_posts/2013-03-19-not-a-post/dubious.markdown": Hidden.UNDATED,
    "_posts/include_relative/params.html": Hidden.UNDATED,
    "_posts/include_relative/rel_include.html": Hidden.UNDATED,
    "_drafts/draft-properties.text": Hidden.DRAFT,
    "_slides/non-outputted-slide.html": Hidden.UNPUBLISHED,
}


@pytest.fixture(scope="module")
def source(corpora: Path) -> Path:
    return corpora / "_suites" / "jekyll" / "test" / "source"


@pytest.fixture(scope="module")
def articles(source: Path) -> dict[str, Article]:
    return articles_of(source, SITE)


@pytest.fixture(scope="module")
def facts(corpora: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((corpora / "_suites/jekyll-facts/facts.json").read_text("utf-8"))
    return loaded


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("title", TITLES),
        ("categories", CATEGORIES),
        ("tags", TAGS),
        ("url", ADDRESSES),
        ("excerpt", EXCERPTS),
        ("hidden", HIDDEN),
    ],
)
def test_each_entry_shows_its_rule(
    articles: dict[str, Article], field: str, expected: dict[str, Any]
) -> None:
    assert {path: getattr(articles[path], field) for path in expected} == expected


def test_each_date_comes_from_its_source(articles: dict[str, Article]) -> None:
    assert {path: articles[path].moment.iso() for path in DATES} == DATES


def test_nothing_else_is_hidden(articles: dict[str, Article]) -> None:
    assert {path for path, article in articles.items() if article.hidden} == set(HIDDEN)


def test_the_posts_are_the_files_with_a_dated_name(articles: dict[str, Article], source: Path) -> None:
    posts = {
        path
        for path, article in articles.items()
        if "_posts/" in path and article.hidden is not Hidden.UNDATED
    }
    files = {
        file.relative_to(source).as_posix()
        for file in source.rglob("*")
        if file.is_file() and "_posts" in file.parts and file.name[:2] == "20" and file.suffix != ".yml"
    }
    assert posts == files


def test_a_folder_named_like_a_post_and_a_data_file_are_none(articles: dict[str, Article]) -> None:
    assert "_posts/2013-03-19-not-a-post" not in articles
    assert "_posts/2008-02-03-wrong-extension.yml" not in articles


def test_documents_need_front_matter_and_an_ordinary_name(articles: dict[str, Article]) -> None:
    methods = {path.removeprefix("_methods/") for path in articles if path.startswith("_methods/")}
    assert {"configuration.md", "site/generate.md", "site/initialize.md", "sanitized_path.md"} <= methods
    assert methods.isdisjoint(
        {"_do_not_read_me.md", "site/_dont_include_me_either.md", "extensionless_static_file"}
    )


@pytest.mark.parametrize("name", ["UTF8CRLFandBOM.md", "Unicode16LECRLFandBOM.md"])
def test_byte_order_marks_and_line_ends(source: Path, name: str) -> None:
    cut = split(decode((source / "_encodings" / name).read_bytes()).text)
    assert cut.block is not None
    assert read(cut.block).values


def test_broken_front_matter_is_repaired(source: Path) -> None:
    found = sorted((source.parent / "fixtures").glob("broken_front_matter*"))
    for file in [*found, source / "_broken" / "bad_post.md"]:
        if not file.exists():
            continue
        raw = RawFile(f"_posts/2020-01-01-{file.name}", file.read_bytes(), file.stat().st_size, 0)
        article = Parser(SITE, NOW).parse(raw).article
        assert article is not None
        assert article.title


@pytest.mark.parametrize("mode", ["default", "pretty", "ascii", "latin", "raw"])
def test_slugs(facts: dict[str, Any], mode: Mode) -> None:
    pairs = facts[f"slugify_{mode}"]
    assert [slugify(text, mode) for text, _ in pairs] == [slug for _, slug in pairs]


def test_titles_of_slugs(facts: dict[str, Any]) -> None:
    assert [titleize(slug) for slug, _ in facts["titleize"]] == [title for _, title in facts["titleize"]]


def _post(path: str, front_matter: str, zone: str = "UTC") -> Article:
    data = f"---\n{front_matter}\n---\ntext\n".encode()
    parser = Parser(Site("jekyll", config={"timezone": zone}), NOW)
    assert parser.role_of(path) is Role.POST
    article = parser.parse(RawFile(path, data, len(data), 0)).article
    assert article is not None
    return article


def test_tag_facts(facts: dict[str, Any]) -> None:
    for front_matter, tags in facts["tags"]:
        assert list(_post("_posts/2020-01-01-x.md", front_matter).tags) == tags, front_matter


def test_category_facts(facts: dict[str, Any]) -> None:
    for case, categories in facts["categories"]:
        path, _, front_matter = case.rpartition(" + ") if "_posts" in case else ("", "", case)
        path, front_matter = (path, front_matter) if path or "_posts" not in case else (case, "")
        path = path.removeprefix("path ") or "_posts/x"
        if path.endswith(("/x", "_posts")):
            path = f"{path.removesuffix('/x')}/2020-01-01-x.md"
        assert list(_post(path, front_matter).categories) == categories, case


def test_date_facts(facts: dict[str, Any]) -> None:
    for case in facts["dates"]:
        if "shown" not in case:
            continue
        article = _post("_posts/2000-01-01-entry2.md", f"date: {case['fm']}", case["tz"])
        assert article.moment.local() == datetime.strptime(case["shown"], "%Y-%m-%d %H:%M:%S %z"), case
        assert article.url == case.get("url", article.url)


def test_what_stops_a_build_is_shown_with_a_problem(facts: dict[str, Any]) -> None:
    for case in facts["dates"]:
        if "error" not in case:
            continue
        name = case.get("filename", "2016-01-01-test.md")
        data = f"---\ndate: {case['fm']}\n---\n".encode() if "fm" in case else b"---\n---\n"
        parsed = Parser(SITE, NOW).parse(RawFile(f"_posts/{name}", data, len(data), 10**18))
        assert parsed.article is not None
        assert [problem.code for problem in parsed.problems] == ["date"]
        wanted = "2016-01-01" if "fm" in case else "2001-09-09"
        assert parsed.article.moment.iso().startswith(wanted)
