from __future__ import annotations

from reader.content.links import Kind, Picture, Target
from reader.content.rewriting import Pictures, Rewritten, rewrite


def link(href: str) -> Target:
    return Target(Kind.EXTERNAL, f"https://ok.example/{href}") if href else Target(Kind.NOWHERE)


def image(src: str) -> Picture:
    if src.startswith("http"):
        return Picture(Kind.EXTERNAL, src)
    return Picture(Kind.FILE, src) if src.endswith(".png") else Picture(Kind.NOWHERE)


def run(html: str, pictures: Pictures = Pictures(article=5)) -> Rewritten:  # noqa: B008 - it is frozen
    return rewrite(html, link, image, pictures)


def test_links_get_their_addresses_and_lose_dead_ones() -> None:
    assert run('<a class="k" href="a">x</a>').html == '<a class="k" href="https://ok.example/a">x</a>'
    assert run('<a href="">x</a>').html == "<a>x</a>"


def test_images_of_the_folder_are_shown() -> None:
    made = run('<img src="图/a b.png" alt="图" width="300" height="200px" style="color:red">')
    assert made.html == (
        '<img src="article://file/%E5%9B%BE/a%20b.png" alt="图" width="300" height="200" style="color:red">'
    )


def test_an_image_of_the_web_is_a_quiet_box() -> None:
    made = run('<img src="http://www.cdn.example/a.gif" alt="K线" width="300" height="150">')
    assert made.remote_images == ("http://www.cdn.example/a.gif",)
    assert made.html == (
        '<a class="remote-image" href="newsfold:image/0" title="K线"'
        ' style="aspect-ratio:300/150;width:300px">'
        '<span class="host">Remote image from cdn.example</span><span class="alt">K线</span></a>'
    )


def test_the_same_image_twice_has_one_number() -> None:
    made = run('<img src="http://a.example/1"><img src="http://a.example/2"><img src="http://a.example/1">')
    assert made.remote_images == ("http://a.example/1", "http://a.example/2")
    assert made.html.count("newsfold:image/0") == 2


def test_an_allowed_image_is_shown_by_its_number() -> None:
    allowed = Pictures(article=5, allowed=frozenset({"http://a.example/2"}))
    made = run('<img src="http://a.example/1"><img src="http://a.example/2">', allowed)
    assert '<img src="article://image/5/1" alt="">' in made.html
    assert "newsfold:image/0" in made.html
    assert "newsfold:" not in run('<img src="http://a.example/1">', Pictures(every=True)).html


def test_a_box_inside_a_link_stands_beside_it() -> None:
    made = run('<a href="k"><img src="http://a.example/1"></a>')
    assert made.html.startswith('<a class="remote-image"')
    made = run('<a href="k">x<img src="http://a.example/1">y</a>')
    assert made.html.count("<a ") == made.html.count("</a>") == 3


def test_the_address_of_a_lazy_image_is_the_real_one() -> None:
    assert "lazy.png" in run('<img src="data:image/gif;base64,R0" data-src="lazy.png">').html


def test_an_image_that_lies_nowhere_leaves_its_text() -> None:
    assert run('<img src="gone" alt="K<线">').html == '<span class="missing-image">K&lt;线</span>'
    assert run('<img src="gone">').html == '<span class="missing-image">Missing image</span>'
    assert run("<img>").html == ""


def test_nothing_but_the_programs_own_addresses_is_fetched() -> None:
    made = run('<img src="http://a.example/1" srcset="http://b.example 2x"><img src="//c.example">')
    assert "<img" not in made.html


def test_a_picture_leads_to_itself_unless_it_is_a_sign_or_in_a_link() -> None:
    large = Pictures(article=5, every=True, large=True)
    assert run('<img src="图/a b.png" alt="图">', large).html == (
        '<a class="enlarge" href="newsfold:picture/file/%E5%9B%BE/a%20b.png">'
        '<img src="article://file/%E5%9B%BE/a%20b.png" alt="图"></a>'
    )
    assert run('<img src="http://a.example/1">', large).html == (
        '<a class="enlarge" href="newsfold:picture/image/5/0"><img src="article://image/5/0" alt=""></a>'
    )
    assert "enlarge" not in run('<img src="a.png" width="16" height="16">', large).html
    assert "enlarge" not in run('<a href="k"><img src="a.png"></a>', large).html
    assert run('<a href="k">x</a><img src="a.png">', large).html.count("enlarge") == 1
    assert "enlarge" not in run('<img src="a.png">').html
