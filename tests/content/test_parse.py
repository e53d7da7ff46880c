from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.content.parse import Parser, RawFile, Role, document, parse, role_of
from reader.domain.article import Article, Hidden, Parsed
from reader.domain.problem import SENTENCES
from reader.domain.site import Site

NOW = 1_700_000_000
CONFIG = {"timezone": "Asia/Shanghai", "collections": {"notes": {"output": True}}}
JEKYLL = Site("jekyll", config=CONFIG)
PLAIN = Site("plain")
NAME = "_posts/2022-05-26-one.md"
HEAD = '---\nlayout: post\ntitle: "一"\ndate: 2022-05-26 22:41:13 +0800\n---\n'


def _raw(text: str | bytes, path: str = NAME, size: int = 0) -> RawFile:
    data = text.encode() if isinstance(text, str) else text
    return RawFile(path, data, size or len(data), NOW * 10**9)


def _article(text: str | bytes, path: str = NAME, site: Site = JEKYLL) -> Article:
    article = parse(_raw(text, path), site, NOW).article
    assert article is not None
    return article


def _codes(text: str | bytes, path: str = NAME, size: int = 0) -> list[str]:
    return [problem.code for problem in parse(_raw(text, path, size), JEKYLL, NOW).problems]


@pytest.mark.parametrize(
    ("body", "excerpt"),
    [
        ("> 摘要\n\n<p>正文</p>", "摘要"),
        ("<p>第一段。</p><p>第二段。</p>\n\n末", "第一段。 第二段。"),
        ("# 题\n\n文", "文"),
        ("一\n\n一句真话。", "一句真话。"),
        ("一。后面还有。", "一。后面还有。"),
        ("{% include toc.html %}\n\n文", "文"),
        ("![](a.png)\n\n文", "文"),
        ("[报告][1]说，[原文]在此。\n\n后文\n\n[1]: http://x\n[原文]: http://y", "报告说，原文在此。"),
        ('<p style="display:none">藏</p>\n\n文', "文"),
        ("", ""),
        ("字" * 5000, "字" * 49 + "…"),
    ],
)
def test_the_line_under_the_title(body: str, excerpt: str) -> None:
    assert _article(HEAD + body).excerpt == excerpt


@pytest.mark.parametrize(
    ("head", "body", "link"),
    [
        ("", "文\n\n<http://a.b/1,2.html>\n\n[返回](//x)", "http://a.b/1,2.html"),
        ("", "<http://a.b/1>\n文\n<https://a.b/2>\r\n", "https://a.b/2"),
        ("", "见 <http://a.b/1> 。", ""),
        ("", "<>", ""),
        ("", "<http://a b>\n<https://>\n", ""),
        ("link: https://c.d/x\n", "<http://a.b/1>", "https://c.d/x"),
        ("link: /only/here\n", "<http://a.b/1>", "http://a.b/1"),
        ("source_url: http://c.d\n", "", "http://c.d"),
        ("", "<http://a.b/1>\n" + "字" * 50_000, ""),
    ],
)
def test_the_address_of_the_original(head: str, body: str, link: str) -> None:
    assert _article(f"---\ntitle: t\n{head}---\n{body}").link == link


def test_the_same_text_has_the_same_fingerprint_wherever_it_lies() -> None:
    body = "公司表示，海棠汽车一季度营收九十亿元，影响有限，市场仍有分歧，产能利用率约为百分之九十二。"
    one = _article(HEAD + body)
    moved = _article(
        HEAD.replace("layout: post\n", "tags: x\n") + f"<p>{body}</p>\n", "old_post/2022-05-26-two.md"
    )
    assert one.fingerprint == moved.fingerprint != 0
    assert (one.key, moved.key) == ("2022-05-26-one", "2022-05-26-two")
    assert _article(HEAD + body.replace("海棠", "远山")).fingerprint != one.fingerprint


def test_a_declared_identity_is_the_key() -> None:
    assert _article("---\nid: 7\n---\n").key == "id:7"
    assert _article("---\npermalink: /a/\n---\n").key == "id:/a/"


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (HEAD, []),
        ("", ["empty"]),
        ("  \n", ["empty"]),
        ('---\ntitle: "a "b" c"\n---\n', ["front-matter"]),
        ("---\ntitle: a\nda", ["front-matter-unclosed"]),
        ("---\n- a\n---\n", ["front-matter-no-mapping"]),
        ("---\ndate: tuesday\n---\n", ["date"]),
        ("---\ncategories: 5\n---\n", ["value"]),
        ((HEAD + "公司表示，影响有限。").encode("gb18030"), ["encoding"]),
        (HEAD.encode("utf-16"), ["encoding"]),
        (HEAD.encode() + b"\xe4\xb8", ["cut"]),
        (HEAD.encode() + b"a\x00" + b"b" * 99, ["controls"]),
        (bytes(range(256)) * 4, ["binary"]),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(data: str | bytes, codes: list[str]) -> None:
    parsed = parse(_raw(data), JEKYLL, NOW)
    assert [problem.code for problem in parsed.problems] == codes
    assert set(codes) <= set(SENTENCES)
    assert parsed.article is not None
    assert parsed.article.moment.iso().startswith("2022-05-26")
    assert parsed.article.title


def test_a_file_without_a_date_in_its_name_is_listed_as_hidden() -> None:
    path = "_posts/-202205262391921712.md"
    assert _codes('---\ntitle: ""\ndate:  +0800\n---\n', path) == ["date", "name-without-date"]
    article = _article('---\ntitle: ""\ndate:  +0800\n---\n', path)
    assert article.hidden is Hidden.UNDATED
    assert article.moment.iso() == "2022-05-26T00:00:00+08:00"
    assert article.title == ""


def test_the_detail_of_a_bad_date_is_what_is_written() -> None:
    (problem,) = parse(_raw("---\ndate:  +0800\n---\n"), JEKYLL, NOW).problems
    assert problem.detail == "+0800"


def test_of_a_large_file_the_size_is_said() -> None:
    parsed = parse(_raw(HEAD.encode() + b"\xe4\xb8", size=52_428_800), JEKYLL, NOW)
    assert [(problem.code, problem.detail) for problem in parsed.problems] == [("too-large", "52 MB")]


def test_a_category_page_is_no_article() -> None:
    page = '---\nlayout: category\ntitle: 每日经济新闻\ncategory: "a  b"\n---'
    parsed = parse(_raw(page, "category/a  b.html"), JEKYLL, NOW)
    assert parsed.article is None
    assert parsed.category_page is not None
    assert (parsed.category_page.category, parsed.category_page.title) == ("a  b", "每日经济新闻")
    tagged = parse(
        _raw("---\nlayout: category\ncategory: x\ntags: 乙\n---", "c/x.html"), JEKYLL, NOW
    ).category_page
    assert tagged is not None
    assert tagged.title == "乙"


def test_what_is_no_article_gives_nothing() -> None:
    assert parse(_raw("# readme\n", "README.md"), JEKYLL, NOW) == Parsed("README.md")
    assert parse(_raw("x", "picture.png"), JEKYLL, NOW) == Parsed("picture.png")


def test_what_travels_to_other_processes_can() -> None:
    parsed = parse(_raw(HEAD), JEKYLL, NOW)
    assert pickle.loads(pickle.dumps(parsed)) == parsed


def test_a_document_has_what_rendering_needs() -> None:
    found = document(_raw(HEAD + "文 {{ page.title }}\n"), JEKYLL, NOW)
    assert found.article == _article(HEAD + "文 {{ page.title }}\n")
    assert found.body == "文 {{ page.title }}\n"
    assert (found.layout, found.extension) == ("post", ".md")
    assert found.values["title"] == "一"


def test_defaults_are_among_a_documents_values() -> None:
    defaults = [{"scope": {"path": ""}, "values": {"layout": "d", "lang": "zh"}}]
    found = document(_raw(HEAD), Site("jekyll", config={"defaults": defaults}), NOW)
    assert (found.layout, found.values["lang"]) == ("post", "zh")


@pytest.mark.parametrize(
    "path", ["README.md", "category/x.html", "notes.txt", "_data/x.yml", "deep/.hidden/a.md"]
)
def test_any_file_can_be_opened_by_itself(path: str) -> None:
    found = document(_raw("---\nlayout: category\ncategory: x\n---\nwords\n", path), JEKYLL, NOW)
    assert found.body == "words\n"
    assert found.article.path == path


def test_roles_of_single_files() -> None:
    assert role_of(NAME, JEKYLL) is Role.POST
    assert role_of("a/b.md", PLAIN) is Role.PAGE
    assert role_of("a/b.png", PLAIN) is None


PATHS = st.sampled_from(
    [
        NAME,
        "_posts/x.md",
        "_drafts/a.md",
        "old_post/2020-01-01-a.md",
        "_notes/a.html",
        "category/a.html",
        "a.html",
        "b.md",
    ]
)
MARKUP = st.text(alphabet="-: \n\t\"'[]{}<>#!*&|>%@`~_()=tidaecgory0123456789+/.题", max_size=120)


@given(
    st.one_of(
        st.binary(max_size=200), MARKUP.map(str.encode), MARKUP.map(lambda text: f"---\n{text}".encode())
    ),
    PATHS,
)
def test_any_bytes_are_parsed(data: bytes, path: str) -> None:
    for site in (JEKYLL, PLAIN):
        parsed = parse(_raw(data, path), site, NOW)
        assert [problem for problem in parsed.problems if problem.code in ("parser", "crash")] == []
        assert all("\n" not in problem.sentence() for problem in parsed.problems)
        found = document(_raw(data, path), site, NOW)
        if parsed.article is not None:
            assert found.article == parsed.article
            assert "\n" not in parsed.article.excerpt
            assert "\n" not in parsed.article.title


VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.dates(), st.datetimes()
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        "title",
        "date",
        "categories",
        "category",
        "tags",
        "tag",
        "slug",
        "permalink",
        "excerpt",
        "excerpt_separator",
        "link",
        "published",
        "layout",
        "id",
        "draft",
        "redirect_to",
        "defaults",
        "keywords",
        "created",
    ]
)


@given(st.dictionaries(KEYS, VALUES, max_size=5), PATHS)
def test_any_defaults_are_borne(values: dict[str, object], path: str) -> None:
    config = {**CONFIG, "defaults": [{"scope": {"path": ""}, "values": values}], **values}
    parsed = parse(
        _raw("---\nlayout: post\ndate: 2020-01-01\n---\n一二三\n\n四", path),
        Site("jekyll", config=config),
        NOW,
    )
    assert [problem.detail for problem in parsed.problems if problem.code == "parser"] == []


@pytest.mark.parametrize(
    "body",
    [
        "<" * 50000,
        "x" * 1000000,
        "---\n" * 100000,
        "<http://a\n" * 50000,
        "<p>" * 300000,
        "<h1 " * 50000,
        "# " * 50000,
        "<meta " * 30000,
        "<title" * 30000,
        "\n" * 500000,
        "<time " * 30000,
        '<meta name="' * 20000,
    ],
    ids=range(12),
)
@pytest.mark.parametrize("path", [NAME, "page.html"])
def test_hostile_bodies_cost_little(body: str, path: str) -> None:
    # Quadratic work on any of these would run into the suite's time limit.
    for site in (JEKYLL, PLAIN):
        for head in ("", HEAD):
            parse(_raw(head + body, path), site, NOW)


def test_a_failing_rule_costs_its_own_article_only() -> None:
    parser = Parser(JEKYLL, NOW)
    parser._flavour = None  # type: ignore[assignment]
    with pytest.raises(AttributeError):
        parser.role_of(NAME)
    parser = Parser(JEKYLL, NOW)
    parser._flavour.facts = None  # type: ignore[assignment, method-assign, union-attr]
    parsed = parser.parse(_raw(HEAD))
    assert [problem.code for problem in parsed.problems] == ["parser"]
    assert parsed.article is not None
    assert parsed.article.title == "2022-05-26-one"


def test_a_document_brings_its_excerpt_as_markup() -> None:
    text = f"{HEAD}[报告][1]说。\n\n后文\n\n[1]: http://x\n"
    assert document(_raw(text), JEKYLL, NOW).excerpt == "[报告][1]说。\n\n[1]: http://x"
