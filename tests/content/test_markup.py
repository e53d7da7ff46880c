from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.content.html import clean
from reader.content.markup import MARKUP_LIMIT, TEXT_LIMIT, is_cut, to_html

TICKED = '<input checked="checked" disabled="disabled" type="checkbox" />'


def md(text: str) -> str:
    return to_html(text, ".md").html.replace("<!---->", "").strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\nb", "<p>a\nb</p>"),
        ("中文\n中文", "<p>中文中文</p>"),
        ("a  \nb", "<p>a<br />\nb</p>"),
        ("a\\\\\nb", "<p>a<br />\nb</p>"),
        ("*a* **b** `c` ~~d~~", "<p><em>a</em> <strong>b</strong> <code>c</code> <del>d</del></p>"),
        ("snake_case_word", "<p>snake_case_word</p>"),
        ("<http://a.b/?c=1&d=2>", '<p><a href="http://a.b/?c=1&amp;d=2">http://a.b/?c=1&amp;d=2</a></p>'),
        ("# 中文 Title!", '<h1 id="中文-title">中文 Title!</h1>'),
        ("#no heading", "<p>#no heading</p>"),
        ("## a {#b}", '<h2 id="b">a</h2>'),
        ("# a\n# a", '<h1 id="a">a</h1>\n<h1 id="a-1">a</h1>'),
        ("a\n===", '<h1 id="a">a</h1>'),
        ("***", "<hr />"),
        ("text\n- a\n- b", "<p>text</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("- a\n  - b\n- c", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>"),
        ("- a\n\n- b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>"),
        ("> a\nb\n\nc", "<blockquote>\n<p>a\nb</p>\n</blockquote>\n<p>c</p>"),
        ("a | b", "<table>\n<tbody>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n</tbody>\n</table>"),
        ("a\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
        ("a\n{: .b #c}", '<p class="b" id="c">a</p>'),
        ("*a*{: .b}", '<p><em class="b">a</em></p>'),
        ("$$a_b*c*$$ d", '<p><span class="math">a_b*c*</span> d</p>'),
        ("$$\na_b\n$$", '<div class="math block">a_b</div>'),
        ("a {::comment}b{:/comment} c", "<p>a  c</p>"),
        ("{::comment}\nb\n{:/comment}\n\nc", "<p>c</p>"),
        ("*[HTML]: Language\nHTML", '<p><abbr title="Language">HTML</abbr></p>'),
        ("[a][b]\n\n[b]: /c 'd'", '<p><a href="/c" title="d">a</a></p>'),
        ("<div>*a*\n\n*b*</div>\n\n*c*", "<div>*a*\n\n*b*</div>\n<p><em>c</em></p>"),
        ('<div markdown="1">\n*a*\n</div>', "<div>\n<p><em>a</em></p>\n</div>"),
        ("<b>*a*</b>", "<p><b><em>a</em></b></p>"),
        ("<kbd>--x *y*</kbd>", "<p><kbd>--x *y*</kbd></p>"),
        ("<p>a</p><p>b</p>c", "<p>a</p><p>b</p>\n<p>c</p>"),
        ("    code\n", "<pre><code>code\n</code></pre>"),
        ("- [x] done", f'<ul>\n<li class="task-list-item">{TICKED}done</li>\n</ul>'),
    ],
)  # fmt: skip
def test_markdown_reads_as_on_the_site(text: str, html: str) -> None:
    assert md(text) == html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\"a\" -- 'b' --- c...", "“a” – ‘b’ — c…"),
        ("it's the '80s, isn't it", "it’s the ’80s, isn’t it"),
        ('("a")', "(“a”)"),
        ('他说"你好"，又说"再见"。', "他说“你好”，又说“再见”。"),
        ('"*a*" b', "“a” b"),
        ('a "`b`" c', "a “b” c"),
        ('\\"a\\"', '"a"'),
    ],
)
def test_punctuation_is_set_well(text: str, shown: str) -> None:
    assert re.sub(r"<[^>]+>", "", md(text)) == shown


def test_code_keeps_its_signs() -> None:
    assert md('`"a" -- b...`') == '<p><code>"a" -- b...</code></p>'


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_fenced_code_is_coloured(fence: str) -> None:
    html = md(f"{fence}python\nx = '<'\n\n# no heading\n{fence}")
    assert html.startswith('<pre><code class="language-python"><span class="n">x</span>')
    assert "&lt;" in html
    assert "<h1" not in html


def test_code_inside_a_list() -> None:
    html = md("1. a\n\n   ```\n   x\n     y\n   ```\n\n2. b")
    assert "<pre><code>x\n  y\n</code></pre>" in html
    assert html.count("<li>") == 2


def test_a_language_given_behind_the_code() -> None:
    assert '<span class="k">def</span>' in md("    def x\n{: .language-ruby}")


def test_code_in_a_language_nobody_knows() -> None:
    assert md("```nope\n<x>\n```") == '<pre><code class="language-nope">&lt;x&gt;\n</code></pre>'


def test_footnotes_are_numbered_in_order_of_use() -> None:
    html = md("a[^two] b[^one] c[^two] d[^none]\n\n[^one]: eins\n\n[^two]: zwei\n\n    mehr")
    assert html.index("zwei") < html.index("eins")
    assert re.findall(r'href="(#fn:\w+)"', html) == ["#fn:two", "#fn:one", "#fn:two"]
    assert '<a class="reversefootnote" href="#fnref:two:1">' in html
    assert "d[^none]" in html


def test_footnotes_in_tables_are_numbered_where_they_stand() -> None:
    html = md("| a[^t] | b |\n\nc[^p]\n\n[^p]: P\n[^t]: T[^n]\n[^n]: N")
    assert re.findall(r'href="#fn:(\w)" rel="footnote">(\d)<', html) == [("t", "1"), ("p", "2"), ("n", "3")]


def test_the_table_of_contents() -> None:
    html = md("* x\n{:toc}\n\n# a\n\n## b\n\n# c\n{:.no_toc}\n\n# d")
    contents = html[: html.index("<h1")]
    assert re.findall(r'href="#(\w+)"', contents) == ["a", "b", "d"]
    assert contents.startswith('<ul id="markdown-toc">')


def test_tables_have_heads_feet_and_alignment() -> None:
    html = md("| a | b |\n|:--|--:|\n| `|` | \\| |\n|===\n| c |")
    assert '<th style="text-align: right">b</th>' in html
    assert "<code>|</code>" in html
    assert html.count("<tr>") == 3
    assert "<tfoot>" in html
    assert html.count("<td") == 4


def test_html_passes_and_other_kinds_become_text() -> None:
    assert to_html("<p>*a*", "html").html == "<p>*a*"
    assert to_html("h1. <a>\n\nb", ".textile").html == "<p>h1. &lt;a&gt;</p>\n<p>b</p>"
    assert to_html("a\nb", "txt").html == "<p>a<br>b</p>"


def test_what_is_too_long_for_markup_is_text() -> None:
    html = to_html("*a*\n\n" + "b" * MARKUP_LIMIT, "md").html
    assert html.startswith("<p>*a*</p>")
    assert not is_cut("b" * (TEXT_LIMIT - 10))
    assert is_cut("文" * (TEXT_LIMIT // 3 + 1))
    assert len(to_html("文" * (TEXT_LIMIT // 3 + 100), "md").html) < TEXT_LIMIT // 3 + 20


HOSTILE = {
    "divs": "<div>" * 50_000,
    "divs on lines": "<div>\n" * 50_000,
    "brackets": "[" * 1_000_000,
    "angles": "<" * 100_000,
    "quotes": ">" * 100_000,
    "stairs of quotes": "\n".join(">" * i for i in range(400)),
    "stairs of lists": "\n".join(" " * (2 * i) + "- a" for i in range(400)),
    "bullets": "- " * 20_000,
    "stars": "*a " * 50_000,
    "backticks": "` a " * 50_000,
    "dollars": "$$ " * 50_000,
    "images": "![" * 50_000,
    "links": "[a](b) " * 10_000,
    "references": "".join(f"[a{i}]: b\n" for i in range(20_000)),
    "comments": "<!--" * 50_000,
    "comments on lines": "<!--\n" * 20_000,
    "paragraphs": "<p>x</p>" * 10_000,
    "open tags": "<p a\n" * 20_000,
    "attributes": "<p " + "a=b " * 100_000,
    "fences": "".join("`" * (i % 50 + 3) + "\n" for i in range(5_000)),
    "notes": "".join(f"[^{i}] " for i in range(1_000)) + "".join(f"\n\n[^{i}]: x" for i in range(1_000)),
    "notes in a ring": "[^a]\n\n[^a]: x [^b]\n[^b]: y [^a]",
    "asking for Markdown": '<div markdown="1">\n' * 2_000,
    "backslashes": "\\" * 100_000,
    "blanks": " " * 300_000 + "a",
    "brackets in paragraphs": ("\\\\[a " * 1_600 + "\n\n") * 50,
    "brackets and text": "[a " * 35_000,
    "links without end": "[a](" * 20_000,
    "links with a quote": '[a](b"c) ' * 12_000,
    "nested brackets": "[" * 30_000 + "]" * 30_000,
    "unclosed fences": "~~~a\n" * 40_000,
    "numbers that are no items": "1234567890. a\n" * 20_000,
    "a row that is none": "|" + "-" * 200_000 + "x",
    "a row of backticks": "|" + "`" * 5_000 + "a",
    "a heading with a gap": "# a" + " " * 100_000 + "#" * 100_000 + "b",
    "a fence that is none": "```" + " " * 50_000 + "`",
    "attributes without end": "{:" + " " * 200_000,
    "titles without end": "[a]: b" + ' "b' * 50_000,
    "abbreviations": "".join(f"*[a{i}]: b\n" for i in range(5_000)) + "c a1 " * 20_000,
    "tables of contents": "* a\n{:toc}\n\n" * 2_000 + "# b\n" * 2_000,
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_done_with(name: str) -> None:
    assert isinstance(clean(to_html(HOSTILE[name], "md").html), str)


PARTS = [
    "a", "文", " ", "\n", "\n\n", "    ", "* ", "1. ", "> ", "# ", "```", "~~~", "`", "*", "_", "[", "]",
    "(b)", "[^a]", "[^a]: ", "[a]: b", "<div>", "</div>", '<p markdown="1">', "</p>", "<!--", "-->", "|",
    "|---|", ": ", "{:.a}", "{:toc}", "{::comment}", "{:/}", "$$", "---", "\\", "^", '"', "'", "&amp;",
    "<a@b.c>", "- [ ] ", "\t", "\x02", "\x00",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_no_markdown_raises_or_loses_its_words(parts: list[str]) -> None:
    text = "".join(parts)
    html = to_html(text, "md").html
    assert "\x02" not in html
    assert "wzxhzdk" not in html
    assert "klzzwxh" not in html


@pytest.mark.parametrize(
    ("body", "made"),
    [
        (r"a $$ a_1 b_1 *c* d* \alpha $$ b", r'<p>a <span class="math">a_1 b_1 *c* d* \alpha</span> b</p>'),
        ("$$\na_1 *b*\n\n\\\\ c < d\n$$", '<div class="math block">a_1 *b*\n\n\\\\ c &lt; d</div>'),
        ("$$ a $$ and $$ b $$", '<p><span class="math">a</span> and <span class="math">b</span></p>'),
        (r"x \\( a_1 *b* \{c\} \\) y", '<p>x <span class="math">a_1 *b* {c}</span> y</p>'),
        (r"\\[ a_1 \\\\ *b*_c \\]", r'<p><span class="math">a_1 \\ *b*_c</span></p>'),
        (
            "\\begin{align}\na *b* \\\\\n*c*\n\\end{align}",
            '<p><span class="math">\\begin{align}\na *b* \\\\\n*c*\n\\end{align}</span></p>',
        ),
        (
            r"$\mathbf{x}_i*y*$을 $x_{i}_a$",
            r'<p><span class="math">$\mathbf{x}_i*y*$</span>을 <span class="math">$x_{i}_a$</span></p>',
        ),
        ("costs $5 and *not* $6, $5_000-$6_000", "<p>costs $5 and <em>not</em> $6, $5_000-$6_000</p>"),
        ("$HOME_DIR and $PATH_X, $x$", "<p>$HOME_DIR and $PATH_X, $x$</p>"),
        ("$(A_DIR)/$(B) $a_b$C ${x_y}${z}", "<p>$(A_DIR)/$(B) $a_b$C ${x_y}${z}</p>"),
        (r"\$$5 and $$6", "<p>$$5 and $$6</p>"),
        ("`$$ a_1 $$` `$a_1$`", "<p><code>$$ a_1 $$</code> <code>$a_1$</code></p>"),
        ("$$ never *closed*\n\nb", "<p>$$ never <em>closed</em></p>\n<p>b</p>"),
    ],
)
def test_formulas_stay_as_they_are_written_and_prices_are_none(body: str, made: str) -> None:
    assert to_html(body, ".md").html.strip() == made
