"""Excerpts: where they end, and what they take with them."""

from __future__ import annotations

import pytest

from reader.content.flavours.jekyll_excerpt import excerpt_of


@pytest.mark.parametrize(
    ("body", "excerpt"),
    [
        ("a\n\nb", "a"),
        ("a\r\n\r\nb", "a"),
        ("a\nb", "a\nb"),
        ("a\n\n", "a"),
        (
            "[a][x] [y]\n\nb\n\n[x]: http://x.example\n [z]: /z\n   [y]: /y 'Y'",
            "[a][x] [y]\n\n[x]: http://x.example\n[y]: /y 'Y'",
        ),
        ("[a][x]\r\n\r\nb\r\n[x]: /x\r\n", "[a][x]\n\n[x]: /x"),
        ("[a][x]\n\n    [x]: code\n", "[a][x]"),
        (
            "{% if x %}a{% for y in z %}\n\nb{% endfor %}{% endif %}",
            "{% if x %}a{% for y in z %}\n{% endfor %}\n{% endif %}",
        ),
        (
            "{% if x %}a{% endif %}{%- highlight ruby -%}\n\nb",
            "{% if x %}a{% endif %}{%- highlight ruby -%}\n{% endhighlight %}",
        ),
        ("{% include x %}\n\nb", "{% include x %}"),
    ],
)
def test_an_excerpt_can_stand_alone(body: str, excerpt: str) -> None:
    assert excerpt_of(body, "\n\n") == excerpt


def test_the_separator_decides() -> None:
    assert excerpt_of("a\n\nb<!--more-->c", "<!--more-->") == "a\n\nb"
    assert excerpt_of("a\n\nb", "") == "a\n\nb"
