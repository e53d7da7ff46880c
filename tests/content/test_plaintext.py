from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.content.plaintext import excerpt_line, first_text, plain_text, plain_texts


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>早上</p><p>公司<strong>表示</strong>影响</p>", "早上 公司表示影响"),
        ("一<br/>二<BR>三", "一 二 三"),
        ("<!-- EM_StockImg_Start -->图<!-- EM_StockImg_End -->", "图"),
        ('<p>一</p><p style="display:none;height:1px;">藏</p><p>二</p>', "一 二"),
        ("<DIV class=x style='DISPLAY : NONE'>藏 <b>也</b></DIV>见", "见"),
        ('<p>一</p><P STYLE="Display: None">藏</P><p>二</p>', "一 二"),
        ("说 display:none 的事", "说 display:none 的事"),
        ("<script>var a = '<p>';</script>正文<style>p {}</style>", "正文"),
        (
            '<span id="stock_1"><a class="keytip" href="x">中国中车</a></span><span id="quote_1"></span>涨',
            "中国中车涨",
        ),
        ("a &lt;b&gt; &amp;amp; c&nbsp;d &#20013;", "a <b> &amp; c d 中"),
        ("1 < 2 和 3 > 2", "1 < 2 和 3 > 2"),
        ("{% include toc %}前{{ page.title }}后 {% raw %}x{% endraw %}", "前 后 x"),
        ("100%} 和 {% 没完", "100%} 和 {% 没完"),
        ("# 题\n\n> 引文\n> 续\n\n- 一\n* 二\n1. 三\n- [x] 四", "题 引文 续 一 二 三 四"),
        ("题\n===\n\n***\n---\n- - -\n文", "题 文"),
        ("**粗**体 *斜* _斜_ `码` ~~删~~ a_b_c 5*3", "粗体 斜 斜 码 删 a_b_c 5*3"),
        ("[词](http://a.b/c_(d)) ![图](x.png) [参][1]\n\n[1]: http://x", "词 参"),
        ("见[某处]和[别][]，[旁注]\n\n[某处]: http://x\n[别]: http://y", "见某处和别，[旁注]"),
        ("注[^1]\n{: .class }\n\n[^1]: 脚", "注"),
        ("```python\nx = 1\n```\n末", "x = 1 末"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2"),
        ("\\*星\\*", "*星*"),
        ("<http://finance.example.com/1.html>\n<>", "<>"),
        ("", ""),
    ],
)
def test_what_a_person_would_read(markup: str, text: str) -> None:
    assert " ".join(plain_text(markup).split()) == text


def test_paragraphs_stay_apart_and_words_together() -> None:
    assert plain_text("<p>一</p><p>二<em>三</em>四</p>").split() == ["一", "二三四"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  一 \n\n二\t三 ", "一 二 三"),
        ("字" * 300, "字" * 49 + "…"),
        ("字" * 50, "字" * 50),
        ("a" * 151, "a" * 147 + "…"),
        (" " * 5000 + "远", "远"),
        ("", ""),
    ],
)
def test_an_excerpt_is_one_short_line(text: str, line: str) -> None:
    assert excerpt_line(text) == line


@pytest.mark.parametrize(
    ("markup", "rest"),
    [
        ("# 题\n\n## 又\n文\n", "文\n"),
        ("文\n# 题", "文\n# 题"),
        ("# 题", ""),
        ("#标签 文", "#标签 文"),
        ("", ""),
    ],
)
def test_headings_are_passed_over(markup: str, rest: str) -> None:
    assert first_text(markup) == rest


@given(st.text(alphabet="<>!-/pa=\"' {}%*_`[]()#|\\&;:\n中display:none", max_size=200))
def test_any_markup_has_a_text(markup: str) -> None:
    line = excerpt_line(plain_text(markup))
    assert len(line.encode()) <= 150
    assert line == " ".join(line.split())
    first_text(markup)


@given(st.text(alphabet="abc中文，。 \n", max_size=200))
def test_text_without_marks_stays(text: str) -> None:
    assert plain_text(text).split() == text.split()


REPEATED = (
    *(
        "<",
        "<a ",
        "<p style='display:none",
        "<p style='display:none'>",
        "display:none",
        "<!--",
        "<script>",
        "</",
    ),
    *(
        "{%",
        "{{",
        "{:",
        "[",
        "[a](",
        "[a]",
        "![",
        "[a](b(",
        "[^",
        "[a]: ",
        "[a]: x\n[",
        "*",
        "* ",
        "**a",
        "_a",
        "__",
        "`",
        "~",
        "- ",
    ),
    *(
        "| ",
        "\\",
        "&",
        "&a",
        "\n",
        " \n",
        "> ",
        "# a\n",
        "#",
        "<p>",
        "1. ",
        "x",
        "<div style='display:",
        "-:| ",
        "<h1 ",
    ),
)
HOSTILE = [text * (100_000 // len(text)) + end for text in REPEATED for end in ("", "x", "\n---\n")]
HOSTILE += [
    start + " " * 100_000 + "x" for start in ("", "|", "-", "<a", "<!", "{%", "[a]:", "```", "display:")
]


@pytest.mark.parametrize("markup", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_markup_costs_little(markup: str) -> None:
    # Quadratic work on any of these would run into the suite's time limit.
    plain_text(markup)
    first_text(markup)


def test_marks_inside_code_are_text() -> None:
    assert (
        plain_text("moves from `_posts` to `old_post` and *back*").strip()
        == "moves from _posts to old_post and back"
    )


PIECES = (
    "<p> </p> <b > < <!-- --> <a|href=' '> </a> <br> <script> </script> <p|style=\"display:none\"> [ ] ]( )"
    " ![ [a]: [^1] {% %} {{ }} {: } ` ``` ~~ * ** _ __ \\ &amp; & # #| "
    "-| 1.| >| --- = a 词 | \n \n\n \r \ue000 ]: :|x"
)
MARKUP = st.lists(
    st.sampled_from(["|", *(piece.replace("|", " ") for piece in PIECES.split(" "))]), max_size=14
).map("".join)


@given(MARKUP, MARKUP, st.sampled_from(["\n", "\n\n", "\r\n\r\n", ""]))
@example("<script> a", "b</script>c", "\n")
@example('<p style="display:none"> a', "b</p>c", "\n")
@example("<!-- a>", "b --><p>c", "\n")
@example("<!-->", "b --><p>c", "\n")
@example("![![<p>](u)", "](u)---\n![`-->=\u00e9", "\n\n")
def test_text_in_two_parts_is_the_text_of_each_and_of_all(head: str, tail: str, between: str) -> None:
    markup = head + between + tail
    assert plain_texts(markup, len(head)) == (plain_text(head), plain_text(markup))
