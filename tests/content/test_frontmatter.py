from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.content.frontmatter import FrontMatter, Split, read, split, unquoted, written

# jekyll/document.rb, word for word; too slow for hostile texts, and so the measure here only.
RULE = re.compile(r"\A(---\s*\n.*?\n?)^((?:---|\.\.\.)\s*$\n?)", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("text", "block", "body"),
    [
        ("---\ntitle: a\n---\nbody\n", "title: a\n", "body\n"),
        ("---\ntitle: a\n...\nbody\n", "title: a\n", "body\n"),
        ("---  \ntitle: a\n--- \t\nbody", "title: a\n", "body"),
        ("---\r\ntitle: a\r\n---\r\nbody\r\n", "title: a\r\n", "body\r\n"),
        ("---\n---\nbody", "", "body"),
        ("---\na: 1\n---", "a: 1\n", ""),
        ("---\na: 1\n---\n\n \n  body", "a: 1\n", "  body"),
        ("---\na: |\n  x\n  ---\n---\nbody\n---\nmore", "a: |\n  x\n  ---\n", "body\n---\nmore"),
    ],
)
def test_the_block_and_the_body(text: str, block: str, body: str) -> None:
    assert split(text) == Split(block, body)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "body",
        "\n---\na: 1\n---\n",
        " ---\na: 1\n---\n",
        "----\na: 1\n----\n",
        "---yaml\na: 1\n---\n",
        "---\n# rule",
    ],
)
def test_what_is_no_front_matter(text: str) -> None:
    assert split(text) == Split(None, text)


def test_an_unfinished_block_is_kept_as_far_as_it_goes() -> None:
    assert split("---\ntitle: 写到\ndate: 2022-05-2") == Split("title: 写到\n", "", closed=False)
    assert split("---\ntitle: 写") == Split("title: 写", "", closed=False)
    assert split("---") == Split("", "", closed=False)
    cut = split("---\ntitle: a\ntags:\n- b\n  - c\n\nFirst words.\n")
    assert cut == Split("title: a\ntags:\n- b\n  - c\n", "First words.\n", closed=False)


@given(st.text(alphabet="-. \t\r\nab:", max_size=60))
def test_the_cut_is_jekylls(text: str) -> None:
    # Ruby's $ stands before a line feed or at the end, as Python's does; its \s has no separators.
    match = RULE.match(text)
    cut = split(text)
    if match is None:
        assert cut.block is None or not cut.closed
    else:
        assert cut.block is not None
        assert cut.block.strip() == match[1][3:].strip()
        assert cut.body == text[match.end() :]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ('title: "专访"隐形冠军"：三个关键词"', '专访"隐形冠军"：三个关键词'),
        ('title: "路径C:\\Users\\新建与\\d新规"', "路径C:\\Users\\新建与\\d新规"),
        ('title: "结尾反斜杠\\"', "结尾反斜杠\\"),
        ('title: ""双引号"开头的标题"', '"双引号"开头的标题'),
        ('title: "half', "half"),
        ("title: 'it's'", "it's"),
        ('title: "a" and "b"', 'a" and "b'),
        ('title: "a" and b', '"a" and b'),
        ('title: "say \\"no\\" to "that""', 'say "no" to "that"'),
        ("title: Foo: bar", "Foo: bar"),
        ("title: [WIP] x", "[WIP] x"),
        ("title: *x", "*x"),
        ("title: @x", "@x"),
        ("title: %x", "%x"),
        ("title: `x`", "`x`"),
        ("title: {{ x }}", "{{ x }}"),
        ("title: - a", "- a"),
        ("title:\ttab", "tab"),
    ],
)
def test_a_broken_title_is_repaired_and_the_rest_is_kept(line: str, title: str) -> None:
    found = read(f"layout: post\n{line}\ntags: [a, 'b']\ncount: 010\n")
    assert found.values == {"layout": "post", "title": title, "tags": ["a", "b"], "count": 8}
    assert [code for code, _, _ in found.problems] in (["front-matter"], [])


def test_the_reason_says_where() -> None:
    ((_, detail, repaired),) = read('layout: post\ntitle: "a "b" c"\n').problems
    assert detail.endswith("line 3")
    assert repaired


def test_a_bad_line_between_good_ones_costs_itself_only() -> None:
    block = "title: a\n\tbroken: [\nnested:\n  x: 1\nlist:\n- 1\n- 2\nno colon here\ndate: 2020-01-01 +0800\n"
    found = read(block).values
    assert found["nested"] == {"x": 1}
    assert found["list"] == [1, 2]
    assert found["date"] == "2020-01-01 +0800"


@pytest.mark.parametrize("block", ["", "\n", "# only a comment\n", "~"])
def test_an_empty_block_says_nothing(block: str) -> None:
    assert read(block) == FrontMatter()


@pytest.mark.parametrize("block", ["just words", "- a\n- b", "title:x"])
def test_what_is_no_mapping_is_a_problem(block: str) -> None:
    assert [code for code, _, _ in read(block).problems] == ["front-matter-no-mapping"]


def test_keys_are_text() -> None:
    assert read("on: 1\n2: x\n~: y").values == {"true": 1, "2": "x", "": "y"}


def test_aliases_may_not_swell() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{one}: &{one} [{','.join([f'*{before}'] * 9)}]\n"
        for before, one in zip("abcdefg", "bcdefgh", strict=True)
    )
    found = read(bomb)
    assert [code for code, _, _ in found.problems] == ["front-matter"]
    assert read("a: &a [*a]\ntitle: t\n").values["title"] == "t"
    assert read("a: &a [x]\nb: *a\n").values == {"a": ["x"], "b": ["x"]}


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "\n" * 200_000,
        "---\n" * 100_000,
        "---\n" + "--- x\n" * 100_000,
        "---\n" + "---" + " " * 1_000_000 + "x\n",
        "---\ntitle: " + "x" * 1_000_000 + "\n---\n",
        '---\ntitle: "' + '"a' * 100_000 + "\n---\n",
        "---\n" + "a: [\n" * 50_000 + "---\n",
        "---\n" + "[" * 100_000 + "\n---\n",
        "---\ntitle: " + "- " * 100_000 + "\n---\n",
        "---\n" + ":" * 100_000 + "\n---\n",
        "---\n" + "a" * 100_000 + "\n---\n",
    ],
    ids=range(11),
)
def test_hostile_blocks_cost_little(text: str) -> None:
    # Quadratic work on these would take minutes, and the suite's timeout would end it.
    cut = split(text)
    if cut.block is not None:
        read(cut.block)


@given(st.text(max_size=80))
def test_any_block_is_read(block: str) -> None:
    found = read(block)
    assert all(isinstance(key, str) for key in found.values)
    assert all("\n" not in detail for _, detail, _ in found.problems)


@given(
    st.text(
        alphabet=st.characters(
            blacklist_categories=["Cc", "Cs", "Zl", "Zp"], blacklist_characters='\ufeff\\"\x85'
        )
    )
)
def test_a_title_in_quotes_is_that_title(title: str) -> None:
    assert read(f'layout: post\ntitle: "{title}"\n').values["title"] == title


@given(st.text(alphabet=st.characters(blacklist_categories=["C", "Z"]), min_size=1))
def test_unquoted_takes_off_no_more_than_quotes(text: str) -> None:
    assert unquoted(f'"{text}"').replace('"', "").replace("\\", "") == text.replace('"', "").replace("\\", "")


def test_a_value_as_it_is_written() -> None:
    assert written("a: 1\ntitle: [WIP]  \r\nb: 2\n", "title") == "[WIP]"
    assert written("a: 1\n", "title") == ""
