"""Addresses of posts: Jekyll's slugs and permalinks.

Sources: jekyll/url.rb, drops/url_drop.rb, utils.rb (slugify), configuration.rb (style_to_permalink).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple
from urllib.parse import unquote

from reader.content.flavours.jekyll_places import MARKDOWN, collections_of
from reader.content.safeyaml import printed

Mode = Literal["raw", "default", "pretty", "ascii", "latin", "none"]

STYLES: Final = {
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
"""The named permalink styles (configuration.rb)."""
_SUFFIX: Final = {"pretty": "/", "date": ":output_ext", "ordinal": ":output_ext", "none": ":output_ext"}
_PARTS: Final = {"year": 4, "month": 2, "day": 2}
"""Parts of a date that are written as numbers of so many digits."""
_TIMES: Final = {
    "hour": "%H", "minute": "%M", "second": "%S",
    "short_year": "%y", "y_day": "%j", "w_year": "%G", "week": "%V", "w_day": "%u",
}  # fmt: skip
# Not by strftime, which would speak the machine's language.
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_PLACEHOLDER: Final = re.compile(r":([a-z_]+)")
_SIMPLE: Final = re.compile(r"[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*\Z")
_PRETTY: Final = frozenset("._~!$&'()+,;=@")


def slugify(text: str, mode: Mode = "default", *, cased: bool = False) -> str:
    """Return a text as it appears in an address; runs of other characters become one hyphen.

    ``default`` keeps letters, marks and decimal digits; ``pretty`` also ``._~!$&'()+,;=@``; ``ascii``
    only ASCII letters and digits; ``latin`` first takes accents off; ``raw`` replaces blanks only.
    """
    if _SIMPLE.match(text):
        return text if cased else text.lower()
    if mode == "none":
        return text if cased else text.lower()
    if mode == "latin":
        decomposed = unicodedata.normalize("NFD", text)
        text = "".join(char for char in decomposed if not unicodedata.combining(char))
    slug = []
    for char in text:
        if _kept(char, mode):
            slug.append(char)
        elif not slug or slug[-1] != "\0":
            slug.append("\0")
    joined = "".join(slug).replace("\0", "-").removeprefix("-").removesuffix("-")
    return joined if cased else joined.lower()


def _kept(char: str, mode: Mode) -> bool:
    if mode == "raw":
        return not char.isspace()
    if mode in ("ascii", "latin"):
        return char.isascii() and char.isalnum()
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd" or (mode == "pretty" and char in _PRETTY)


def titleize(slug: str) -> str:
    """Return a slug as a title, each part between hyphens capitalised (utils.rb, titleize_slug)."""
    # Ruby's split drops empty parts at the end only.
    return " ".join(part.capitalize() for part in slug.rstrip("-").split("-"))


class Named(NamedTuple):
    """What an address is made of: ``path`` within the collection, without extension."""

    label: str
    path: str
    stem: str
    extension: str
    slug: str
    categories: tuple[str, ...]
    when: datetime


class Addresses:
    """Makes the address of a post on its own site."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        style = config.get("permalink")
        self._style = printed(style) if style else "date"
        self._collections = collections_of(config)

    def template(self, label: str) -> str:
        """Return the permalink pattern of a collection."""
        own = self._collections.get(label, {}).get("permalink")
        if own:
            return STYLES.get(str(own), str(own)) if label == "posts" else str(own)
        if label == "posts":
            return STYLES.get(self._style, self._style)
        suffix = _SUFFIX.get(self._style, "")
        if not suffix and self._style.endswith("/"):
            suffix = "/"
        elif not suffix and self._style.endswith(":output_ext"):
            suffix = ":output_ext"
        return f"/:collection/:path{suffix}"

    def address(self, named: Named, permalink: object) -> str:
        """Return the address as a percent-decoded path, by a permalink of the post's own or the pattern."""
        if isinstance(permalink, str) and permalink:
            if "://" in permalink:
                return ""
            pattern = permalink if ":" in permalink else unquote(permalink)
        else:
            pattern = self.template(named.label)
        parts = _parts(pattern)
        return _sanitized("".join(_filled(part, named) if named_by else part for part, named_by in parts))


@lru_cache(maxsize=64)
def _parts(pattern: str) -> tuple[tuple[str, bool], ...]:
    """Return the text and the placeholders of a pattern in their order, and which is which."""
    return tuple((part, number % 2 == 1) for number, part in enumerate(_PLACEHOLDER.split(pattern)))


def _sanitized(address: str) -> str:
    """Return an address without steps upwards and doubled slashes (url.rb, sanitize_url)."""
    cleaned = f"/{address}".replace("..", "/").replace("./", "")
    return re.sub("/{2,}", "/", cleaned)


def _filled(name: str, named: Named) -> str:
    """Return what stands for a placeholder; ``:title_`` may mean ``:title`` and an underscore."""
    value = _value(name, named)
    if value is None and name.endswith("_"):
        shorter = _value(name[:-1], named)
        value = None if shorter is None else f"{shorter}_"
    # Jekyll stops at an unknown placeholder; the text itself is the better answer here.
    return f":{name}" if value is None else value


def _value(name: str, named: Named) -> str | None:
    if name == "title":
        return slugify(named.slug, "pretty", cased=True)
    if name == "categories":
        return "/".join(dict.fromkeys(category.lower() for category in named.categories))
    if name == "output_ext":
        return ".html" if named.extension.lower() in MARKDOWN else named.extension
    if name in _PARTS:
        # Three of them in most addresses: strftime takes five times as long.
        return f"{getattr(named.when, name):0{_PARTS[name]}}"
    return _rare(name, named)


def _rare(name: str, named: Named) -> str | None:
    when = named.when
    if name in _TIMES:
        return when.strftime(_TIMES[name])
    if name in ("i_day", "i_month"):
        return str(when.day if name == "i_day" else when.month)
    if name in ("short_month", "long_month"):
        return _MONTHS[when.month - 1][: 3 if name == "short_month" else None]
    if name in ("short_day", "long_day"):
        return _DAYS[when.weekday()][: 3 if name == "short_day" else None]
    if name == "slugified_categories":
        return "/".join(dict.fromkeys(slugify(category) for category in named.categories))
    found = {
        "slug": slugify(named.slug),
        "name": slugify(named.stem),
        "collection": named.label,
        "path": named.path,
        "basename": named.stem,
    }
    return found.get(name)
