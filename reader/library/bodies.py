"""From an article's source to what is read: clean HTML, plain text, or the whole page.

Pure functions over values: what they need to know of the folder comes in as `Surroundings`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Final

from reader.content.html import clean
from reader.content.links import Lookup, Origin, find_image, own_hosts, resolve
from reader.content.liquid import render_liquid
from reader.content.markup import is_cut, to_html
from reader.content.rewriting import Pictures, Rewritten, rewrite
from reader.content.templating.moments import SiteTime
from reader.domain.article import Article
from reader.domain.site import Site

_BREAKS: Final = re.compile(r"<(?:/p|/h[1-6]|/li|/div|/tr|/dt|/dd|/pre|/blockquote|/figcaption)[ >]?[^>]*>")
_BREAK: Final = re.compile(r"<br(?:\s[^>]*)?>\n?")
_TAGS: Final = re.compile(r"<[^>]*>")
_LONE_PICTURE: Final = re.compile(r"<p>(\s*<img [^>]*>\s*)</p>")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_CSS_COLOUR: Final = re.compile(r"--(page|ink)\s*:\s*([^;}\s]+)")


@dataclass(frozen=True, slots=True)
class Source:
    """An article as its file has it: all that is known of it, its front matter, its body."""

    article: Article
    values: Mapping[str, Any] = field(default_factory=dict)
    body: str = ""


def _nothing(_: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is round an article.

    ``lookup``: what links may lead to. ``include``: text of a file below the site's ``_includes``
    folder, by its path there, or None. ``beside``: text of a file by its path below the archive's
    root (for ``include_relative``), or None. ``post_url``: path on the site of the post with this
    name ("2022-01-02-slug", with folders before it) or of this file.
    ``hosts``: own hosts besides that of the configuration (CNAME).
    ``data``: what Liquid finds under ``site.data``.
    """

    lookup: Lookup = field(default_factory=Lookup)
    include: Callable[[str], str | None] = _nothing
    beside: Callable[[str], str | None] = _nothing
    post_url: Callable[[str], str | None] = _nothing
    hosts: frozenset[str] = frozenset()
    data: Mapping[str, Any] = field(default_factory=dict)


def body(source: Source, site: Site, around: Surroundings, pictures: Pictures) -> Rewritten:
    """Return the clean body, its links and images resolved, and its remote images' addresses."""
    markup = source.body
    if ("{{" in markup or "{%" in markup) and source.values.get("render_with_liquid") is not False:
        folder = posixpath.dirname(source.article.path)
        markup = render_liquid(
            markup,
            _liquid_context(source, site, around),
            around.include,
            around.post_url,
            lambda path: around.beside(posixpath.join(folder, path)),
        )
    html = clean(to_html(markup, source.article.path.rpartition(".")[2]))
    origin = _origin(source.article, site, around, html)
    # CSS cannot tell a picture that stands alone from one in a line of text.
    html = _LONE_PICTURE.sub(r'<p class="picture">\1</p>', html)
    return rewrite(
        html,
        lambda href: resolve(href, origin, around.lookup),
        lambda src: find_image(src, origin, around.lookup),
        pictures,
    )


def body_html(source: Source, site: Site, around: Surroundings) -> str:
    """Return the clean body as the page gets it, without images from the web."""
    return body(source, site, around, Pictures()).html


def body_text(source: Source, site: Site, around: Surroundings) -> str:
    """Return the text of the body, a line a paragraph, blank lines between blocks."""
    return text_of(body_html(source, site, around))


def text_of(html: str) -> str:
    """Return the text of cleaned HTML."""
    flat = re.sub(r"(?<=\S)\n(?=\S)", " ", html) if "<pre" not in html else html
    flat = _BREAK.sub("\n", flat)
    lines = _TAGS.sub("", _BREAKS.sub("\n\n", flat)).splitlines()
    # Code keeps its indentation.
    bare = str.rstrip if "<pre" in html else str.strip
    return _BLANK_LINES.sub("\n\n", "\n".join(bare(unescape(line)) for line in lines)).strip()


def _origin(article: Article, site: Site, around: Surroundings, html: str) -> Origin:
    address = site.text("url").rstrip("/")
    host = re.sub(r"^https?://", "", address).split("/")[0].lower()
    hosts = around.hosts | own_hosts(html, article.categories) | ({host} if host else frozenset())
    return Origin(
        path=article.path,
        url=article.url,
        source=site.source,
        hosts=hosts,
        baseurl=site.text("baseurl").rstrip("/"),
        site=address if address.startswith(("http://", "https://")) else "",
        categories=article.categories,
    )


def _liquid_context(source: Source, site: Site, around: Surroundings) -> dict[str, Any]:
    article = source.article
    page = {
        **source.values,
        "title": article.title,
        "date": SiteTime.of(article.moment.local()),
        "url": article.url,
        "path": article.path,
        "categories": list(article.categories),
        "tags": list(article.tags),
        "excerpt": article.excerpt,
        "content": "",
    }
    return {"page": page, "site": {**site.config, "data": around.data, "title": site.title}}


def page_colours(theme_css: str) -> dict[str, str]:
    """Return the colours ``page`` and ``ink`` that a theme's custom properties set."""
    return dict(_CSS_COLOUR.findall(theme_css))


def plain_title(title: str) -> str:
    """Return a title without the tags and entities that some archives write into it."""
    if "<" not in title and "&" not in title:
        return title
    return unescape(re.sub(r"</?(?:a|b|br|code|em|font|i|small|span|strong|sub|sup|wbr)\b[^<>]*>", "", title))


def shown_in_part(source: Source) -> bool:
    """Return whether a body is so long that only its beginning is shown."""
    return is_cut(source.body)
