from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.content.html import DEEPEST, clean, flattened

SCRIPTS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=http://evil.example/x.js></SCRIPT>",
    '<img src=x onerror="alert(1)">',
    "<img src='javascript:alert(1)'>",
    "<img src=`javascript:alert(1)`>",
    '<img """><script>alert("x")</script>">',
    '<a href="java\tscript:alert(1)">x</a>',
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
    "<body onload=alert(1)>x",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)></style></table></mtext></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=data:text/html;base64,PHNjcmlwdD4=>",
    "<form action=http://evil.example><input name=q><button>go</button></form>",
    "<input type=image src=x onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video poster=javascript:alert(1) src=http://evil.example/a.mp4 onplay=x></video>",
    "<video><source onerror=alert(1)></video>",
    "<link rel=stylesheet href=http://evil.example/x.css>",
    "<style>@import 'http://evil.example/x.css';</style>",
    "<base href=http://evil.example/>",
    "<meta http-equiv=refresh content='0;url=http://evil.example'>",
    "<p style='background:url(http://evil.example/x.png)'>x</p>",
    "<p style='background-image:url(http://evil.example/x.png);color:red'>x</p>",
    '<p style="color:expression(alert(1))">x</p>',
    "<p style='position:fixed;top:0;left:0;width:100%;height:100%'>x</p>",
    "<table background=http://evil.example/x.png><tr><td background=//evil.example>x</table>",
    "<img srcset='http://evil.example/x.png 2x' src=ok.png>",
    "<picture><source srcset=//evil.example/x.png><img src=ok.png></picture>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<textarea><script>alert(1)</script></textarea>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<p/onclick=alert(1)>x",
    "<a ping=http://evil.example href=http://ok.example>x</a>",
    "<bgsound src=http://evil.example/x.wav>",
    "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<x-embed src=javascript:alert(1)></x-embed>",
    "<iframe src='https://ok.example/'/><script>alert(1)</script>",
]
ALLOWED = re.compile(r"<(/?)([a-z0-9]+)((?: [a-z-]+=\"[^\"<>]*\")*)>")


def dangers(html: str) -> list[str]:
    """What a browser could run or fetch in a piece of HTML that is otherwise well formed."""
    found: list[str] = []
    for match in re.finditer(r"<[^>]*>", html):
        tag = ALLOWED.fullmatch(match[0])
        if tag is None:
            found.append(match[0])
            continue
        if tag[2] in {"script", "style", "iframe", "object", "embed", "form", "link", "meta", "base", "svg"}:
            found.append(match[0])
        for name, value in re.findall(r" ([a-z-]+)=\"([^\"]*)\"", tag[3]):
            if name.startswith("on") or name in {
                "srcset",
                "poster",
                "background",
                "srcdoc",
                "action",
                "ping",
            }:
                found.append(f"{name}={value}")
            if name == "style" and re.search(r"url|expression|position|import|[@\\]", value):
                found.append(f"{name}={value}")
            if name in {"src", "href"} and re.match(r"(?!data:image/)(?!https?:|mailto:)[a-z]+:", value):
                found.append(f"{name}={value}")
    return found


@pytest.mark.parametrize("vector", SCRIPTS)
def test_nothing_of_a_hostile_article_can_run_or_fetch(vector: str) -> None:
    assert dangers(clean(f"<p>before</p>{vector}<p>after</p>")) == []


@given(
    st.lists(st.sampled_from([*SCRIPTS, "<", ">", '"', "'", "<p>", "</p>", "<!--", "-->", "<table>", "文"]))
)
def test_no_mixture_of_them_can_either(parts: list[str]) -> None:
    assert dangers(clean("".join(parts))) == []


@given(st.text(max_size=200))
def test_any_text_can_be_cleaned(text: str) -> None:
    assert dangers(clean(text)) == []


def test_hidden_spacers_and_comments_go() -> None:
    html = (
        '<p style="display:none;height:1px;overflow:hidden;">x<b>y</b></p><!-- EM_StockImg_Start --><p>z</p>'
    )
    assert clean(html) == "<p>z</p>"
    assert clean("<p hidden>x</p><p>y</p>") == "<p>y</p>"


def test_a_hidden_element_inside_others_takes_only_itself() -> None:
    assert clean('<div>a<span style="display: none">b<span>c</span></span>d</div>') == "<div>ad</div>"


def test_a_frame_leaves_a_box_that_names_its_host() -> None:
    html = clean('<iframe src="//www.youtube.com/embed/x" title="A film"></iframe>')
    assert (
        html
        == '<a class="embed" href="https://www.youtube.com/embed/x">A film <small>youtube.com</small></a>'
    )


def test_a_film_leaves_a_box_and_not_its_words_for_old_browsers() -> None:
    html = clean('<video controls><source src="https://a.example/b.mp4">Get a browser.</video><p>after</p>')
    assert html == '<a class="embed" href="https://a.example/b.mp4">a.example</a><p>after</p>'


def test_an_object_of_flash_leaves_one_box() -> None:
    film = "http://v.example/player.swf"
    html = clean(f'<object><param name="movie" value="{film}"><embed src="{film}"></embed></object>x')
    assert html == f'<a class="embed" href="{film}">v.example</a>x'


def test_a_self_closed_frame_does_not_swallow_the_rest() -> None:
    assert clean('<iframe src="https://a.example/" /><p>rest</p>').endswith("<p>rest</p>")


def test_ids_get_a_prefix_and_so_do_old_anchors() -> None:
    assert clean('<p id="top">x</p><a name="here">y</a>') == '<p id="a-top">x</p><a name="a-here">y</a>'


def test_a_bare_span_with_an_address_is_a_span() -> None:
    assert (
        clean('<span web="1" href="http://a.example" class="em">云杉</span>')
        == '<span class="em">云杉</span>'
    )


def test_safe_styles_stay_and_others_go() -> None:
    html = clean('<p style="color:#c00;position:absolute;text-align:center;font-size:40px">x</p>')
    assert html == '<p style="color:#c00;text-align:center">x</p>'


def test_widths_stay_on_tables_only() -> None:
    assert clean('<p style="width:900px">x</p>') == "<p>x</p>"
    assert 'style="width:20%"' in clean('<table><tr><td style="width:20%">x</table>')


def test_a_table_scrolls_in_its_own_box() -> None:
    html = clean("<table><tr><td><table><tr><td>x</table></table>y")
    assert html.startswith('<div class="wide"><table>')
    assert html.endswith("</table></div>y")
    assert html.count("wide") == 1


def test_old_and_rare_elements_stay() -> None:
    html = '<center><font color="red">x</font></center><ruby>漢<rt>kan</rt></ruby><kbd>K</kbd><mark>m</mark>'
    assert clean(html) == html
    assert clean("<details><summary>s</summary>d</details>") == "<details><summary>s</summary>d</details>"


def test_only_ticks_of_task_lists_stay_of_forms() -> None:
    assert clean('<input type="checkbox" checked name=x>') == '<input type="checkbox" disabled="" checked="">'
    assert clean('<input type="password"><button>b</button>') == "b"


@pytest.mark.parametrize("element", ["div", "b", "blockquote", "span", "table", "ul", "x-embed"])
def test_bottomless_nesting_becomes_text(element: str) -> None:
    html = clean(f"<{element}>" * 50_000)
    assert html.startswith(f"<p>&lt;{element}&gt;")


def test_nesting_up_to_the_limit_stays() -> None:
    assert clean("<div>" * DEEPEST).count("<div>") == DEEPEST


@pytest.mark.parametrize(
    "text",
    ["<" * 100_000, "<!--" * 50_000, "<iframe " * 390 + "x" * 200_000, "<p " + "a " * 100_000, "&" * 10**5],
)
def test_pathological_text_is_done_with_quickly(text: str) -> None:
    assert dangers(clean(text)) == []


def test_flattened_text_keeps_lines_and_paragraphs() -> None:
    assert flattened("a <b>\nc\n\n\nd") == "<p>a &lt;b&gt;<br>c</p>\n<p>d</p>"
