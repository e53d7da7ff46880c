from __future__ import annotations

from reader.domain.article import Article
from reader.domain.moment import Moment
from reader.domain.site import Site
from reader.library.bodies import Source, Surroundings, body_html, text_of


def test_the_text_after_a_line_break_stays() -> None:
    assert text_of("<p>one<br>\ntwo<br />three</p><p>four</p>") == "one\ntwo\nthree\n\nfour"


def test_only_a_picture_that_stands_alone_is_set_apart() -> None:
    article = Article("_posts/2022-01-01-a.md", "a", "A", Moment(0))
    text = "![one](data:image/png;base64,AA==)\n\nwords ![two](data:image/png;base64,AA==) words\n"
    html = body_html(Source(article, {}, text), Site("jekyll"), Surroundings())
    assert html.count('<p class="picture">') == 1
    assert html.index('class="picture"') < html.index("one")


def test_code_keeps_its_indentation() -> None:
    text = text_of("<p>so:</p><pre><code>if a:\n    b()\n</code></pre>")
    assert text.splitlines()[-2:] == ["if a:", "    b()"]
