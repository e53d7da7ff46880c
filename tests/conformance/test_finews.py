"""The archive this reader is for: invented posts in its exact shapes with traps, and one real post."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from reader.domain.article import Hidden, Parsed
from reader.library.naming import category_name
from tests.conformance.reading import read_folder


@pytest.fixture(scope="module")
def archive(corpora: Path) -> Path:
    return corpora / "_synthetic" / "finews-like"


@pytest.fixture(scope="module")
def parsed(archive: Path) -> dict[str, Parsed]:
    return read_folder(archive)


@pytest.fixture(scope="module")
def expected(archive: Path) -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = json.loads((archive / "EXPECT.json").read_text("utf-8"))
    return loaded


def test_every_post_is_listed_and_nothing_else(archive: Path, parsed: dict[str, Parsed]) -> None:
    files = {
        f"{folder}/{file.name}" for folder in ("_posts", "old_post") for file in (archive / folder).iterdir()
    }
    assert {path for path, one in parsed.items() if one.article is not None} == files


def test_titles_dates_and_lists_are_as_wanted(
    parsed: dict[str, Parsed], expected: dict[str, dict[str, Any]]
) -> None:
    for path, wanted in expected.items():
        article = parsed[path].article
        assert article is not None
        if "want_title" in wanted:
            assert article.title == wanted["want_title"], path
        date = wanted.get("want_date") or wanted.get("want_shown")
        if date:
            assert article.moment.local() == datetime.strptime(date, "%Y-%m-%d %H:%M:%S %z"), path
        if "categories" in wanted:
            assert list(article.categories) == wanted["categories"], path
        if "tags" in wanted:
            assert list(article.tags) == wanted["tags"], path


def test_ordinary_posts_say_what_their_lines_say(parsed: dict[str, Parsed], archive: Path) -> None:
    checked = 0
    for path, one in parsed.items():
        if one.article is None or one.problems:
            continue
        head = (archive / path).read_text("utf-8-sig").split("\n---", 1)[0]
        title = re.search(r'^title: "(.*)"$', head, re.MULTILINE)
        date = re.search(r"^date: (\S+ \S+ \+0800)$", head, re.MULTILINE)
        tags = re.search(r"^tags: (.*)$", head, re.MULTILINE)
        if title and date and tags:
            checked += 1
            assert one.article.title == title[1]
            assert one.article.moment.local() == datetime.strptime(date[1], "%Y-%m-%d %H:%M:%S %z")
            assert list(one.article.tags) == tags[1].split()
    assert checked > 150


def test_what_the_site_hides_is_listed_as_hidden(parsed: dict[str, Parsed]) -> None:
    hidden = {path: one.article.hidden for path, one in parsed.items() if one.article and one.article.hidden}
    assert hidden == {
        "_posts/-202205262391921712.md": Hidden.UNDATED,
        "_posts/2022-05-26-202205262390000007.md": Hidden.FUTURE,
    }


def test_the_traps_are_listed_as_problems(
    parsed: dict[str, Parsed], expected: dict[str, dict[str, Any]]
) -> None:
    codes = {path: [problem.code for problem in one.problems] for path, one in parsed.items() if one.problems}
    for path, wanted in expected.items():
        if str(wanted.get("yaml")).startswith("error"):
            assert codes[path] == ["front-matter"], path
    prefix = "_posts/2022-05-26-20220526239000"
    assert codes[f"{prefix}0006.md"] == ["date"]
    assert codes[f"{prefix}0009.md"] == ["front-matter-unclosed"]
    assert codes[f"{prefix}0010.md"] == ["empty"]
    assert codes[f"{prefix}0016.md"] == ["encoding"]
    assert all("\n" not in problem.sentence() for one in parsed.values() for problem in one.problems)


def test_two_copies_are_known_as_one_article(parsed: dict[str, Parsed]) -> None:
    name = "2022-05-25-202205250136556077.md"
    new, old = parsed[f"_posts/{name}"].article, parsed[f"old_post/{name}"].article
    assert new is not None
    assert old is not None
    assert new.key == old.key == name.removesuffix(".md")
    assert (new.title, old.title) == ("同一篇在两处", "同一篇在两处（旧）")


def test_category_pages_name_their_categories(parsed: dict[str, Parsed], archive: Path) -> None:
    pages = {one.category_page.category for one in parsed.values() if one.category_page is not None}
    assert "cailianshe" in pages
    assert len(pages) == len(list((archive / "category").iterdir()))


def test_the_seed(corpora: Path) -> None:
    ((path, one),) = read_folder(corpora / "seed").items()
    article = one.article
    assert article is not None
    assert one.problems == ()
    assert article.path == path
    assert article.title == "乐信推“小店烟火计划”多措并举服务小小微企业主"
    assert article.moment.iso() == "2022-05-26T22:41:13+08:00"
    assert article.categories == ("meirijingjixinwen",)
    assert category_name(article.categories[0], "", Counter(article.tags), True) == "每日经济新闻"
    assert article.link == "http://finews.zning.xyz/html_News/NewsShare.html?infoCode=NW202205262393434244"
    assert article.key == "2022-05-26-NW202205262393434244"
    assert article.excerpt.startswith("早上7点刚过")
    assert "<" not in article.excerpt
