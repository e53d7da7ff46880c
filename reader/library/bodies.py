"""From an article's source to what is read: clean HTML, plain text, or the whole page.

Pure functions over values: what they need to know of the folder comes in as `Surroundings`.
"""

from __future__ import annotations

import posixpath
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape
from typing import Any, Final
from urllib.parse import quote

from reader.content.html import clean
from reader.content.kramdown.convert import Converted
from reader.content.links import Lookup, Origin, find_image, own_hosts, resolve
from reader.content.liquid import MOST_STEPS, render_liquid
from reader.content.markup import is_cut, to_html
from reader.content.rewriting import Pictures, Rewritten, rewrite
from reader.content.templating.moments import SiteTime
from reader.domain.article import Article
from reader.domain.site import Site, markdown_extensions

STEPS_OF_PART: Final = 3_000
"""How much the templates of one article may do that is quoted in another."""
JEKYLL: Final = {"version": "4.4.1", "environment": "development"}
"""What templates are told of the generator: the one whose rules are followed (drops/jekyll_drop.rb)."""
_UNSAFE: Final = re.compile(r"[\s\"<>\\^`{|}%]")
_BREAKS: Final = re.compile(r"<(?:/p|/h[1-6]|/li|/div|/tr|/dt|/dd|/pre|/blockquote|/figcaption)[ >]?[^>]*>")
_BREAK: Final = re.compile(r"<br(?:\s[^>]*)?>\n?")
_TAGS: Final = re.compile(r"<[^>]*>")
_LONE_PICTURE: Final = re.compile(r"<p>(\s*<img [^>]*>\s*)</p>")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_CSS_COLOUR: Final = re.compile(r"--(page|ink)\s*:\s*([^;}\s]+)")


@dataclass(frozen=True, slots=True)
class Source:
    """An article as its file has it: what is known of it, front matter, markup of body and excerpt."""

    article: Article
    values: Mapping[str, Any] = field(default_factory=dict)
    body: str = ""
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Others:
    """What templates of an article find of the other articles, under ``site`` and under ``page``."""

    site: Mapping[str, object] = field(default_factory=dict)
    page: Mapping[str, object] = field(default_factory=dict)


def _nothing(_: str) -> None:
    return None


def _alone(_: Article) -> Others:
    return Others()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is round an article.

    ``lookup``: what links may lead to. ``include``: text of a file below the site's ``_includes``
    folder, by its path there, or None. ``beside``: text of a file by its path below the archive's
    root (for ``include_relative``), or None. ``post_url``: path on the site of the post with this
    name ("2022-01-02-slug", with folders before it) or of this file.
    ``hosts``: own hosts besides that of the configuration (CNAME).
    ``data``: what Liquid finds under ``site.data``. ``others``: what it finds of the other articles.
    ``now``: Unix seconds, what ``site.time`` is where the configuration sets none.
    """

    lookup: Lookup = field(default_factory=Lookup)
    include: Callable[[str], str | None] = _nothing
    beside: Callable[[str], str | None] = _nothing
    post_url: Callable[[str], str | None] = _nothing
    hosts: frozenset[str] = frozenset()
    data: Mapping[str, Any] = field(default_factory=dict)
    others: Callable[[Article], Others] = _alone
    now: Callable[[], float] = time.time


def body(source: Source, site: Site, around: Surroundings, pictures: Pictures) -> Rewritten:
    """Return the clean body, its links and images resolved, and its remote images' addresses."""
    markup = source.body
    if _has_liquid(markup, source):
        context = _liquid_context(source, site, around)
        if "excerpt" in markup:
            context["page"]["excerpt"] = part(source, site, around, whole=False)
        markup = _with_liquid(markup, source, context, around)
    converted = _converted(markup, source, site)
    html = clean(converted.html)
    origin = _origin(source.article, site, around, html)
    # CSS cannot tell a picture that stands alone from one in a line of text.
    html = _LONE_PICTURE.sub(r'<p class="picture">\1</p>', html)
    made = rewrite(
        html,
        lambda href: resolve(href, origin, around.lookup),
        lambda src: find_image(src, origin, around.lookup),
        pictures,
    )
    return replace(made, plain=converted.plain)


def part(source: Source, site: Site, around: Surroundings, *, whole: bool) -> str:
    """Return the HTML of an article, or of its excerpt, as another's templates get it; not yet clean.

    Its own templates see no other articles, so that nobody quotes himself, and may do little.
    """
    own = source.values.get("excerpt")
    if not whole and isinstance(own, str):
        return own
    markup = source.body if whole else source.excerpt
    if _has_liquid(markup, source):
        context = _liquid_context(source, site, replace(around, others=_alone))
        markup = _with_liquid(markup, source, context, around, STEPS_OF_PART)
    return f"{_converted(markup, source, site).html.rstrip()}\n"


def _has_liquid(markup: str, source: Source) -> bool:
    return ("{{" in markup or "{%" in markup) and source.values.get("render_with_liquid") is not False


def _with_liquid(
    markup: str, source: Source, context: Mapping[str, Any], around: Surroundings, steps: int = MOST_STEPS
) -> str:
    folder = posixpath.dirname(source.article.path)
    return render_liquid(
        markup,
        context,
        around.include,
        around.post_url,
        lambda path: around.beside(posixpath.join(folder, path)),
        steps,
    )


def _converted(markup: str, source: Source, site: Site) -> Converted:
    """Return the HTML of markup by the file's extension and what the configuration says of Markdown."""
    extension = source.article.path.rpartition(".")[2]
    options = site.config.get("kramdown")
    hard_wrap = isinstance(options, Mapping) and options.get("hard_wrap") is True
    if extension.lower() in markdown_extensions(site):
        extension = "md"
    return to_html(markup, extension, hard_wrap=hard_wrap)


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
    others = around.others(article)
    page = {
        **source.values,
        "title": article.title,
        "date": SiteTime.of(article.moment.local()),
        "url": escaped(article.url),
        "path": article.path,
        "categories": list(article.categories),
        "tags": list(article.tags),
        "excerpt": article.excerpt,
        "content": "",
        **others.page,
    }
    built = SiteTime.of(datetime.fromtimestamp(around.now(), article.moment.local().tzinfo))
    # What the configuration itself gives as data comes first (jekyll/site.rb, site_data).
    given = {"data": site.config.get("data") or around.data, "title": site.title, **others.site}
    return {"page": page, "site": {"time": built, **site.config, **given}, "jekyll": JEKYLL}


def escaped(url: str) -> str:
    """Return an address as it can stand in a link (url.rb, escape_path); ideographs stay as they are."""
    return _UNSAFE.sub(lambda match: quote(match[0]), url)


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
