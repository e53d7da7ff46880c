"""Giving the links and images of a cleaned article the addresses that the program understands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Final
from urllib.parse import quote

from reader.content.elements import Tag, scan, start_tag
from reader.content.links import Kind, Picture, Target
from reader.content.settling import host_of

_TOUCHED: Final = frozenset({"a", "img"})
_EMPTY_LINK: Final = re.compile(r"<a(?: (?!name=|id=)[a-z-]+=\"[^\"]*\")*></a>")
SMALL: Final = 48
"""Pixels up to which an image is a sign in the text."""
_SIZE: Final = re.compile(r"(\d{1,5})(?:\.\d+)?(?:px)?")


@dataclass(frozen=True, slots=True)
class Pictures:
    """How remote images are shown: only those that the person asked for are.

    ``article``: number under which the program serves them. ``allowed``: their addresses.
    ``label``: what a box says, with ``{host}``. ``missing``: what stands for an image that lies nowhere.
    ``large``: a link round each image shows it large.
    """

    article: int = 0
    allowed: frozenset[str] = frozenset()
    every: bool = False
    label: str = "Remote image from {host}"
    missing: str = "Missing image"
    large: bool = False


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A body ready for the page, and the addresses of its remote images in order.

    ``plain``: some of its markup is shown as it is written, because it would have taken too long.
    """

    html: str
    remote_images: tuple[str, ...]
    plain: bool = False


@dataclass(slots=True)
class _Work:
    find_link: Callable[[str], Target]
    find_image: Callable[[str], Picture]
    pictures: Pictures
    out: list[str] = field(default_factory=list)
    remote: dict[str, int] = field(default_factory=dict)
    link: str = ""  # the open link's start tag


def rewrite(
    html: str, find_link: Callable[[str], Target], find_image: Callable[[str], Picture], pictures: Pictures
) -> Rewritten:
    """Return cleaned HTML with every link and image resolved.

    Afterwards no image has an address but ``article:`` and ``data:``, and no link one but
    ``newsfold:``, ``http(s):``, ``mailto:`` and fragments.
    """
    work = _Work(find_link, find_image, pictures)
    done = 0
    for tag in scan(html, _TOUCHED):
        work.out.append(html[done : tag.start])
        done = tag.end
        if tag.name == "img":
            work.out.append(_image(tag, work))
        elif tag.closing:
            work.link = ""
            work.out.append("</a>")
        else:
            work.link = _link(tag, work)
            work.out.append(work.link)
    work.out.append(html[done:])
    return Rewritten(_EMPTY_LINK.sub("", "".join(work.out)), tuple(work.remote))


def _link(tag: Tag, work: _Work) -> str:
    href = tag.attributes.get("href")
    if href is None:
        return tag.text()
    return tag.text(href=work.find_link(href).address())


def _image(tag: Tag, work: _Work) -> str:
    given = tag.attributes
    sources = [given[name] for name in ("data-original", "data-src", "src") if given.get(name)]
    alt = given.get("alt", "")
    for source in sources:
        picture = work.find_image(source)
        if picture.kind is Kind.FILE:
            return _linked(tag, f"file/{quote(picture.value, safe='/')}", work)
        if picture.kind is Kind.EXTERNAL:
            return _remote(tag, picture.value, work)
        if picture.kind is Kind.FRAGMENT and source == sources[-1]:
            return _shown(tag, picture.value)
    label = alt or work.pictures.missing
    return f'<span class="missing-image">{escape(label)}</span>' if sources or alt else ""


def _shown(tag: Tag, address: str) -> str:
    kept = {name: tag.attributes.get(name) for name in ("class", "title", "align", "style", "id")}
    size = {name: _pixels(tag.attributes.get(name)) for name in ("width", "height")}
    return start_tag("img", {"src": address, "alt": tag.attributes.get("alt", ""), **size, **kept})


def _linked(tag: Tag, name: str, work: _Work) -> str:
    """Return an image that the program serves, with a link to itself unless in a link, tiny or a drawing."""
    image = _shown(tag, f"article://{name}")
    width, height = (_pixels(tag.attributes.get(side)) for side in ("width", "height"))
    drawn = not name.lower().endswith(".svg")
    if not (work.pictures.large and drawn) or work.link or _is_small(width, height):
        return image
    return f"{start_tag('a', {'class': 'enlarge', 'href': f'newsfold:picture/{name}'})}{image}</a>"


def _is_small(width: str | None, height: str | None) -> bool:
    """Tell whether an image is a sign in the text rather than a picture."""
    return bool(width and height and int(width) <= SMALL and int(height) <= SMALL)


def _remote(tag: Tag, address: str, work: _Work) -> str:
    """Return a remote image: itself when it was asked for, or else the quiet box that asks."""
    number = work.remote.setdefault(address, len(work.remote))
    if work.pictures.every or address in work.pictures.allowed:
        return _linked(tag, f"image/{work.pictures.article}/{number}", work)
    label = work.pictures.label.format(host=host_of(address))
    alt = tag.attributes.get("alt", "").strip()
    width, height = (_pixels(tag.attributes.get(name)) for name in ("width", "height"))
    small = _is_small(width, height)
    shape = f"aspect-ratio:{width}/{height};width:{width}px" if width and height and not small else None
    box = start_tag(
        "a",
        {
            "class": "remote-image small" if small else "remote-image",
            "href": f"newsfold:image/{number}",
            "title": alt or label,
            "style": shape,
        },
    )
    text = f'<span class="host">{escape(label)}</span>' + (
        f'<span class="alt">{escape(alt)}</span>' if alt else ""
    )
    inner = f"{box}{text}</a>"
    # A link cannot stand inside another: the outer one is closed before the box and opened again.
    return f"</a>{inner}{work.link}" if work.link else inner


def _pixels(value: str | None) -> str | None:
    """Return a length in whole pixels, or None when it is none (or of no size)."""
    match = _SIZE.fullmatch(value.strip()) if value else None
    return str(int(match[1])) if match and int(match[1]) else None
