from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.content.liquid import render_liquid
from reader.content.templating.moments import SiteTime

MOMENT = SiteTime.of(datetime(2022, 5, 6, 22, 41, 13, tzinfo=timezone(timedelta(hours=8))))
CONTEXT: dict[str, object] = {
    "page": {"title": "题目", "date": MOMENT, "tags": ["a", "b"], "list": [3, 1, 2]},
    "site": {
        "url": "https://me.example",
        "baseurl": "/blog",
        "time": datetime(2023, 1, 2, tzinfo=UTC),
        "data": {
            "people": [{"name": "Ann", "age": 30, "tags": ["x"]}, {"name": "Bo", "age": 20}, {"name": "Cy"}]
        },
    },
}
INCLUDES = {
    "note.html": '<div class="{{ include.kind }}">{{ include.text }}</div>',
    "sub/deep.html": "deep {{ page.title }}",
    "loop.html": "{% include loop.html %}{% include loop.html %}",
    "set.html": "{% assign x = 5 %}",
    "broken.html": "a{% if %}b{{ c",
}


def run(body: str) -> str:
    return render_liquid(body, CONTEXT, INCLUDES.get, {"2020-01-01-x": "/2020/01/01/x.html"}.get)


@pytest.mark.parametrize(
    ("body", "result"),
    [
        ("no templates at all", "no templates at all"),
        ("{{ page.title }}", "题目"),
        ("{{ page.nothing.at.all }}|{{ nothing }}|", "||"),
        ("{{ page.title | no_such_filter }}", "题目"),
        ("{{ page.tags }}{{ page.tags[1] }}{{ page.tags.first }}{{ page.tags.size }}", "abba2"),
        ("{{ page.date }}", "2022-05-06 22:41:13 +0800"),
        ("{% assign x = page.title | append: '！' %}{{ x }}", "题目！"),
        ("{% capture x %}a{{ page.title }}{% endcapture %}[{{ x }}]", "[a题目]"),
        ("{% raw %}{{ page.title }}{% if %}{% endraw %}", "{{ page.title }}{% if %}"),
        ("a{% comment %}x {{ y }} {% foo %}{% endcomment %}b", "ab"),
        ("{% for t in page.tags %}{{ t }}{{ forloop.index }}{% endfor %}", "a1b2"),
        ("{% for i in (1..9) %}{% if i == 3 %}{% break %}{% endif %}{{ i }}{% endfor %}", "12"),
        ("{% if page.title == '题目' and page.tags contains 'a' %}y{% else %}n{% endif %}", "y"),
        ("{% unless page.gone %}y{% endunless %}", "y"),
        ("{% case page.title %}{% when '题目' %}y{% else %}n{% endcase %}", "y"),
        ("a {%- if true -%} b {%- endif -%} c", "abc"),
        ("{% seo %}{% feed_meta %}x", "x"),
        ("{% post_url 2020-01-01-x %}", "/2020/01/01/x.html"),
        ("[x]({% link gone.md %})", "[x]()"),
        ("{{ '/a' | relative_url }} {{ 'a' | absolute_url }}", "/blog/a https://me.example/blog/a"),
        ("{{ '//cdn.example/a' | relative_url }}", "//cdn.example/a"),
        ("{% include note.html kind='warn' text=page.title %}", '<div class="warn">题目</div>'),
        ('{% include note.html text="say \\"x\\"" %}', '<div class="">say "x"</div>'),
        ("{% include sub/deep.html %}", "deep 题目"),
        ("{% assign f = 'deep' %}{% include sub/{{ f }}.html %}", "deep 题目"),
        ("{% assign f = 'sub' %}{% include {{ f }}/deep.html %}", "deep 题目"),
        ("{% assign f = 'note' %}{% include {{ f }}.html text='y' %}", '<div class="">y</div>'),
        ("{% include set.html %}{{ x }}", "5"),
        ("{% gist user/123 %}", '<a href="https://gist.github.com/user/123">gist.github.com/user/123</a>'),
        ("{{ }}|{{}}", "{{ }}|{{}}"),
    ],
)
def test_templates_do_what_they_do_in_jekyll(body: str, result: str) -> None:
    assert run(body) == result


@pytest.mark.parametrize(
    "body",
    [
        "a {% 坏标签 %} b",
        "a {% mermaid %}x{% endmermaid %} b",
        "{% if x %}",
        "{% if x %}{% else %}y",
        "{% endif %}",
        "{% else %}",
        "{% for %}x{% endfor %}",
        "{% raw %} never ends",
        "{% comment %} never ends",
        "{{ never ends",
        "{% never ends",
        "{%%}",
        "{{ 'unclosed }}",
        "{{< figure src='x' >}}",
        "{% include gone.html a=1 %}",
        "{% include ../../etc/passwd %}",
        "{% include /etc/passwd %}",
        "{% include_relative ../../secret.md %}",
        "{% render 'x' %}",
    ],
)
def test_what_liquid_cannot_make_sense_of_is_shown_as_it_stands(body: str) -> None:
    assert run(body) == body
    assert run(f"{body}\n{{{{ page.title }}}}".replace("never ends\n{{ page.title }}", "never ends\n")) in {
        f"{body}\n题目",
        f"{body}\n",
    }


def test_a_broken_part_leaves_the_others_alone() -> None:
    assert run("{{ page.title }} {% nope %} {{ 'x }} {% if a %} {{ page.tags.first }}") == (
        "题目 {% nope %} {{ 'x }} {% if a %} a"
    )


def test_broken_blocks_inside_whole_ones() -> None:
    assert run("{% if true %}{% for t in page.tags %}x{% endif %}y") == "{% for t in page.tags %}xy"


def test_a_broken_include_prints_what_it_can() -> None:
    assert run("{% include broken.html %}") == "a{% if %}b{{ c"


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("page.date | date: '%Y年%-m月%-d日 %H:%M'", "2022年5月6日 22:41"),
        ("page.date | date: '%e %^b %P %l %j %:z %s'", " 6 MAY pm 10 126 +08:00 1651848073"),
        ("'2020-03-04 05:06' | date: '%d.%m.%Y'", "04.03.2020"),
        ("'2020/3/4' | date: '%F'", "2020-03-04"),
        ("'now' | date: '%Y'", "2023"),
        ("'never' | date: '%Y'", "never"),
        ("page.date | date_to_string", "06 May 2022"),
        ("page.date | date_to_string: 'ordinal', 'US'", "May 6th, 2022"),
        ("page.date | date_to_long_string: 'ordinal'", "6th May 2022"),
        ("page.date | date_to_xmlschema", "2022-05-06T22:41:13+08:00"),
        ("page.date | date_to_rfc822", "Fri, 06 May 2022 22:41:13 +0800"),
        ("'*a*' | markdownify | strip", "<p><em>a</em></p>"),
        ("'The _config.yml 文件' | slugify", "the-config-yml-文件"),
        ("'The _config.yml' | slugify: 'pretty'", "the-_config.yml"),
        ("'a<b>&' | xml_escape", "a&lt;b&gt;&amp;"),
        ("'a b/ç' | cgi_escape", "a+b%2F%C3%A7"),
        ("'http://a/b c?d=é' | uri_escape", "http://a/b%20c?d=%C3%A9"),
        ("page.tags | jsonify", '["a", "b"]'),
        ("page.tags | array_to_sentence_string", "a and b"),
        ("site.data.people | where: 'name', 'Bo' | map: 'age'", "20"),
        ("site.data.people | where: 'tags', 'x' | map: 'name'", "Ann"),
        ("site.data.people | where_exp: 'p', 'p.age > 25' | map: 'name'", "Ann"),
        ("site.data.people | find: 'name', 'Cy' | jsonify", '{"name": "Cy"}'),
        ("site.data.people | sort: 'age' | map: 'name' | join: ','", "Cy,Bo,Ann"),
        ("site.data.people | group_by_exp: 'p', 'p.age' | map: 'name' | join: ','", "30,20,"),
        ("page.list | sort | join: ','", "1,2,3"),
        ("page.list | push: 9 | shift | join: ','", "1,2,9"),
        ("'<p>a<script>b</script><b>c' | strip_html", "ac"),
        ("'a  b\n c' | normalize_whitespace", "a b c"),
        ("'两 words' | number_of_words: 'cjk'", "2"),
        ("'12px' | to_integer | plus: 1", "13"),
        ("'/a/index.html' | strip_index", "/a/"),
        ("'a,b' | split: ',' | last", "b"),
        ("page.gone | default: 'x'", "x"),
    ],
)
def test_filters(expression: str, result: str) -> None:
    assert run(f"{{{{ {expression} }}}}") == result


def test_highlighted_code_stands_in_a_figure() -> None:
    made = run("{% highlight python linenos %}\nx = 1\n\ny = '<'\n{% endhighlight %}")
    assert '<figure class="highlight"><pre><code class="language-python">' in made
    assert '<span class="n">x</span>' in made
    assert "&lt;" in made
    assert "{%" not in run("{% highlight %}x{% endhighlight %}")


def test_a_file_beside_the_article_can_be_included() -> None:
    made = render_liquid(
        "{% include_relative part.md %}", CONTEXT, INCLUDES.get, INCLUDES.get, {"part.md": "p"}.get
    )
    assert made == "p"


@pytest.mark.parametrize(
    "body",
    [
        "{% include loop.html %}",
        "{% for i in (1..100000000) %}x{% endfor %}",
        "{% for i in (1..9999) %}{% for j in (1..9999) %}x{% endfor %}{% endfor %}",
        "{% for i in (1..90000) %}{% endfor %}" * 100,
        "{% assign x = 'aaaaaaaa' %}" + "{% assign x = x | append: x %}" * 60 + "{{ x }}",
        "{% assign x = 'aaaaaaaa' %}" + "{% assign x = x | replace: 'a', x %}" * 9 + "{{ x }}",
        "{% assign x = 9 %}" + "{% assign x = x | times: x %}" * 60 + "{{ x }}",
        "{% assign r = (1..100000000) %}{{ r | join: 'x' }}",
        "{{" * 50_000,
        "{%" * 50_000,
        "{% raw %}" * 20_000,
        "{% comment %}" * 20_000,
        "{% if x %}" * 5_000,
        "{{ " + " " * 3_000 + "}}",
        ("{{ " + " " * 3_000 + "}}") * 30,
        "{{ a" + "[a" * 1_900 + " }}",
        "{{ a" + " | upcase" * 400 + " }}",
        "{{ x }}" * 19_000,
        "{% if " + "a and " * 600 + "a %}{% endif %}",
    ],
)
def test_work_without_end_comes_to_an_end(body: str) -> None:
    assert isinstance(run(body), str)


PARTS = [
    "{{", "}}", "{%", "%}", "{%-", "-%}", " if ", " else ", " endif ", " for x in y ", " endfor ", " raw ",
    " endraw ", " comment ", " endcomment ", "page.title", " | ", "append: ", "'", '"', "文", " ", "\n",
    " include a.html ", "\ufdd0",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=25))
def test_no_template_raises(parts: list[str]) -> None:
    assert isinstance(run("".join(parts)), str)


@given(st.text(max_size=300).filter(lambda text: "{" not in text and "\ufdd0" not in text))
def test_text_without_templates_stays_as_it_is(text: str) -> None:
    assert run(f"{text}{{{{ page.gone }}}}{text}") == text * 2


def test_lists_that_hold_themselves_again_and_again_come_to_an_end() -> None:
    body = "{% for i in (1..60) %}{% assign a = a | push: a %}{% endfor %}{{ a | jsonify }}{{ a }}"
    assert render_liquid("{% assign a = 'x' | split: ',' %}" + body, {}, {}.get, {}.get).startswith("{%")


def test_many_tags_in_many_rounds_come_to_an_end() -> None:
    body = "{% for i in (1..290000) %}" + "{% assign a = 1 %}" * 2_000 + "{% endfor %}"
    assert render_liquid(body, {}, {}.get, {}.get) == body


def test_scripts_that_never_close_are_passed_in_one_go() -> None:
    text = "<script>" * 100_000
    assert render_liquid("{{ text | strip_html }}", {"text": text}, {}.get, {}.get) == ""
