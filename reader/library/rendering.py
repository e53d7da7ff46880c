"""The page: an article's body in its frame of title, date and neighbours, as one HTML document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from string import Template
from typing import Final
from urllib.parse import quote

from reader.content.colours import Colour, parse_colour
from reader.content.finding import Finder
from reader.content.hits import mark_hits
from reader.content.language import language_of
from reader.content.recolouring import recolour
from reader.content.rewriting import Pictures, Rewritten
from reader.domain.article import Listing
from reader.domain.site import Site
from reader.library.bodies import (
    Source,
    Surroundings,
    body,
    body_html,
    body_text,
    page_colours,
    plain_title,
    shown_in_part,
    text_of,
)
from reader.library.long_date import long_date
from reader.library.looks import Appearance, Neighbours, Page, Showing, Sought, Words
from reader.library.reading_time import minutes

__all__ = [
    "Appearance",
    "Frame",
    "Neighbours",
    "Page",
    "Showing",
    "Source",
    "Surroundings",
    "Words",
    "body_html",
    "body_text",
    "page",
]

_FIRST_HEADING: Final = re.compile(r"\s*<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_BOLD_LINE: Final = re.compile(r"<p>(<(strong|b)>[^<]{1,60}</\2>)</p>")
"""A paragraph that is all bold and short: how news agencies write their headings."""
_BARE_LINK: Final = re.compile(r"<p>(<a href=\"([^\"]+)\">\2</a>)</p>")
"""A paragraph that is but an address: where the archive names the original."""
_SENTENCE: Final = re.compile(r".{1,80}?(?:[。！？!?]|\.(?=\s|$)|$)|.{80}")
_ALPHABETIC: Final = ("zh", "ja", "ko")


@dataclass(frozen=True)
class Frame:
    """The template and stylesheet of the page, from ``resources/article``."""

    html: str
    css: str

    @classmethod
    def load(cls, resources: Path) -> Frame:
        """Return the shipped frame; OSError when it is missing."""
        folder = resources / "article"
        html, css = ((folder / name).read_text("utf-8") for name in ("article.html", "article.css"))
        return cls(html, css)

    @cached_property
    def template(self) -> Template:
        """The template, ready to be filled."""
        return Template(self.html)


def page(
    source: Source, listing: Listing, site: Site, around: Surroundings, frame: Frame, showing: Showing
) -> Page:
    """Return the page of an article; never raises for any article."""
    look, words = showing.appearance, showing.words
    pictures = Pictures(
        listing.number,
        showing.allowed,
        showing.all_images,
        words.remote_image,
        words.missing_image,
        large=True,
    )
    made = body(source, site, around, pictures)
    title = plain_title(source.article.title)
    html = _without_title(made.html, title)
    html = _BARE_LINK.sub(r'<p class="address">\1</p>', _BOLD_LINE.sub(r'<p class="heading">\1</p>', html))
    if not look.original_colours:
        html = recolour(html, *_colours(look.theme_css))
    text = text_of(html)
    language = language_of(f"{title}\n{text}", str(source.values.get("lang") or site.text("lang")))
    heading = _title(title, listing.article.excerpt, words)
    if showing.sought != Sought():
        heading, html = _marked(heading, html, showing.sought)
    return Page(
        frame.template.substitute(
            language=escape(language),
            classes=_classes(language, look),
            page_title=escape(title),
            css=frame.css,
            theme=look.theme_css if "{" in look.theme_css else f":root{{{look.theme_css}}}",
            size=look.font_size,
            measure=look.measure if language.startswith(_ALPHABETIC) else round(look.measure * 33 / 38),
            leading=f";--leading:{look.leading}" if look.leading else "",
            window_language=escape(look.language.replace("_", "-")),
            head=_head(listing, minutes(text), look, words),
            title=heading,
            note=showing.note,
            body=html,
            notice=_notices(source, listing, made, showing),
            after=_after(showing.neighbours, words),
        ),
        made.remote_images,
    )


def _colours(theme_css: str) -> tuple[Colour, Colour]:
    named: Mapping[str, str] = page_colours(theme_css)
    ground = parse_colour(named.get("page", "")) or (255, 254, 251)
    return ground, parse_colour(named.get("ink", "")) or (35, 33, 29)


def _classes(language: str, look: Appearance) -> str:
    chosen = {
        "sans": not look.serif,
        "alphabetic": not language.startswith(_ALPHABETIC),
        "ragged": not look.justify,
        "indented": look.indent,
    }
    return " ".join(name for name, wanted in chosen.items() if wanted)


def _head(listing: Listing, time: int, look: Appearance, words: Words) -> str:
    article = listing.article
    names = listing.category_names or article.categories
    categories = [
        f'<a href="newsfold:category/{quote(slug, safe="")}">{escape(name)}</a>'
        for slug, name in zip(article.categories, names, strict=False)
    ]
    when = (
        f'<time datetime="{article.moment.iso()}">{escape(long_date(article.moment, look.language))}</time>'
    )
    reading = escape(words.reading_time.format(minutes=time))
    return " ".join([*categories, f"<span>{when} · {reading}</span>"])


def _title(title: str, excerpt: str, words: Words) -> str:
    if title.strip():
        return f'<h1 class="title">{escape(title)}</h1>'
    match = _SENTENCE.match(excerpt.strip())
    return f'<h1 class="title untitled">{escape(match[0] if match else words.untitled)}</h1>'


def _marked(heading: str, html: str, sought: Sought) -> tuple[str, str]:
    """Mark what is searched for; last of all, so that nothing else is different for it."""
    heading, count = mark_hits(heading, Finder(sought.in_titles))
    return heading, mark_hits(html, Finder(sought.anywhere), count)[0]


def _without_title(html: str, title: str) -> str:
    """Return the body without a first heading that only says the title again."""
    match = _FIRST_HEADING.match(html)
    if match and _folded(text_of(match[1])) == _folded(title):
        return html[match.end() :]
    return html


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _notices(source: Source, listing: Listing, made: Rewritten, showing: Showing) -> str:
    words, article = showing.words, listing.article
    images = len(set(made.remote_images) - showing.allowed)
    notices: list[str] = []
    if shown_in_part(source):
        notices.append(escape(words.shown_in_part))
    elif made.plain:
        notices.append(escape(words.shown_plainly))
    if images and not showing.all_images and article.categories:
        name = (listing.category_names or article.categories)[0]
        label = escape(words.show_in_category.format(category=name))
        wording = words.one_remote_image if images == 1 else words.remote_images
        count = escape(wording.format(count=images))
        notices.append(f'{count} <a href="newsfold:images/category">{label}</a>')
    return "".join(
        f'<p class="quiet notice" lang="{escape(showing.appearance.language)}">{each}</p>' for each in notices
    )


def _after(neighbours: Neighbours, words: Words) -> str:
    links = [
        f'<a class="{name}" href="newsfold:article/{found[0]}"><span>{escape(label)}</span>'
        f"<b>{escape(plain_title(found[1]) or words.untitled)}</b></a>"
        for name, label, found in (
            ("older", words.older, neighbours.older),
            ("newer", words.newer, neighbours.newer),
        )
        if found is not None
    ]
    return f'<nav class="after">{"".join(links)}</nav>' if links else ""
