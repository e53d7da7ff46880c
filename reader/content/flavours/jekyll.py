"""What Jekyll means by a file: its title, moment, categories, tags, address, excerpt and visibility.

Sources: jekyll/document.rb, utils.rb, publisher.rb, excerpt.rb of Jekyll 4.4.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any, Final
from zoneinfo import ZoneInfo

from reader.content.document import Facts, Role, Source
from reader.content.flavours.jekyll_addresses import Addresses, Named, titleize
from reader.content.flavours.jekyll_defaults import Defaults, deep_merged
from reader.content.flavours.jekyll_excerpt import excerpt_of
from reader.content.flavours.jekyll_places import DATED, Place, Places, collections_of
from reader.content.frontmatter import Note, written
from reader.content.moments import Zones, moment_at, moment_of
from reader.content.safeyaml import printed
from reader.domain.article import CategoryPage, Hidden
from reader.domain.moment import Moment
from reader.domain.site import Site, markdown_extensions

POST_KEYS: Final = ("title", "date", "layout", "categories", "category", "tags", "tag")
"""Keys of which a dated file outside `_posts` must have one to be taken for a post."""
PACKED: Final = re.compile(r"-?((?:19|20)\d{2})([01]\d)([0-3]\d)")
_FIRST: Final = datetime(1, 1, 1)  # noqa: DTZ001 - a wall clock


class Jekyll:
    """Jekyll's rules for one site; made once per process, for it prepares the configuration."""

    def __init__(self, site: Site, now: int) -> None:
        config = site.config
        self._prefix = f"{site.source}/" if site.source else ""
        self._places = Places(site)
        self._defaults = Defaults(config)
        self._addresses = Addresses(config)
        self._collections = collections_of(config)
        self._future = bool(config.get("future"))
        self._unpublished = bool(config.get("unpublished"))
        self._drafts = bool(config.get("show_drafts"))
        self._markdown = markdown_extensions(site)
        separator = config.get("excerpt_separator")
        self._separator = "\n\n" if separator is None else printed(separator)
        self._zones = Zones(_zone(site))
        # A site may be built as of a time of its own.
        fixed = moment_of(config.get("time"), self._zones)
        self._now = now if fixed is None else fixed.unix

    def role_of(self, path: str) -> Role | None:
        """Return what a file may be, by its path alone."""
        return self._places.role_of(path)

    def category_page(self, source: Source) -> CategoryPage | None:
        """Return the category that a page names, or None."""
        values = source.front.values
        if source.role is not Role.LOOSE or values.get("layout") != "category":
            return None
        category = printed(values.get("category") or values.get("categories"))
        title = printed(values.get("title") or values.get("tags") or values.get("tag"))
        return CategoryPage(source.path, category, " ".join(title.split())) if category.strip() else None

    def facts(self, source: Source) -> Facts | None:
        """Return what a file says of itself, or None if Jekyll, and the archive, make no article of it."""
        dated = DATED.fullmatch(source.name)
        if not _is_article(source, dated=dated is not None):
            return None
        place = self._place(source)
        within = source.path.removeprefix(self._prefix)
        values = self._values(source, place, within)
        problems: list[Note] = []
        slug = (dated[2] if dated else _stem(source.name)).rstrip(".")
        # A name without a date may still begin with one, run together ("-202205262391921712").
        packed = None if dated else PACKED.match(source.name)
        name_date = dated[1] if dated else "-".join(packed.groups()) if packed else ""
        moment = self._moment(source, values, name_date, problems)
        categories = _categories(place, values, problems)
        own_slug = values.get("slug")
        extension = source.name[len(_stem(source.name)) :]
        named = Named(
            label=place.label,
            path=_stem(within.removeprefix(place.prefix)).rstrip("."),
            stem=_stem(source.name),
            extension=".html" if extension[1:].lower() in self._markdown else extension,
            slug=slug if own_slug is None else printed(own_slug),
            categories=categories,
            when=_wall(moment),
        )
        return Facts(
            title=_title(values, source, slug),
            moment=moment,
            values=values,
            categories=categories,
            tags=_tags(values),
            url=self._addresses.address(named, values.get("permalink")),
            hidden=self._hidden(source, place, values, moment, dated=dated is not None),
            excerpt=self._excerpt(values, source.split.body),
            problems=tuple(problems),
        )

    def values(self, source: Source) -> Mapping[str, Any]:
        """Return the front matter over the site's defaults."""
        return self._values(source, self._place(source), source.path.removeprefix(self._prefix))

    def _place(self, source: Source) -> Place:
        return self._places.place_of(source.path.rpartition("/")[0]) or Place(source.role)

    def _values(self, source: Source, place: Place, within: str) -> Mapping[str, Any]:
        defaults = self._defaults.of(within, "drafts" if source.role is Role.DRAFT else place.label)
        if not defaults:
            return source.front.values
        values = deep_merged(defaults, source.front.values)
        if not defaults.get("categories") or not source.front.values.get("categories"):
            return values
        own = _items(source.front.values["categories"], split=True) or []
        return {**values, "categories": [*(_items(defaults["categories"], split=True) or []), *own]}

    def _moment(
        self, source: Source, values: Mapping[str, Any], name_date: str, problems: list[Note]
    ) -> Moment:
        """Return the date of the front matter, else of the file name, else of the file."""
        value = values.get("date")
        if value is not None and value is not False:
            moment = moment_of(value, self._zones)
            if moment is not None:
                return moment
            problems.append(
                ("date", _short(written(source.split.block or "", "date") or printed(value)), True)
            )
        if name_date:
            moment = moment_of(name_date, self._zones)
            if moment is not None:
                return moment
            problems.append(("date", _short(name_date), True))
        # As late as the build is in Jekyll, and so never later than now.
        return min(moment_at(source.mtime, self._zones), moment_at(self._now, self._zones))

    def _hidden(
        self, source: Source, place: Place, values: Mapping[str, Any], moment: Moment, *, dated: bool
    ) -> Hidden | None:
        """Return why the site would not show the article (publisher.rb)."""
        if source.role is Role.DRAFT and not self._drafts:
            return Hidden.DRAFT
        if not dated and source.role in (Role.POST, Role.LOOSE):
            return Hidden.UNDATED
        if self._places.excluded(source.path, place):
            return Hidden.EXCLUDED
        if values.get("published", True) in (None, False) and not self._unpublished:
            return Hidden.UNPUBLISHED
        future = self._future or bool(self._collections.get(place.label, {}).get("future"))
        return Hidden.FUTURE if moment.unix > self._now and not future else None

    def _excerpt(self, values: Mapping[str, Any], body: str) -> str:
        """Return the excerpt's markup: the key, or the body up to the separator (excerpt.rb)."""
        own = values.get("excerpt")
        if isinstance(own, str) and own.strip():
            return own
        separator = values.get("excerpt_separator")
        separator = self._separator if separator is None else printed(separator)
        return excerpt_of(body, separator)


def _zone(site: Site) -> ZoneInfo | None:
    name = site.text("timezone").strip()
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        # What the system's library makes of an unknown TZ.
        return ZoneInfo("UTC")


def _is_article(source: Source, *, dated: bool) -> bool:
    """Say whether a file is an article, now that its front matter is known."""
    if source.role in (Role.POST, Role.DRAFT):
        return True
    values = source.front.values
    if source.role is Role.DOCUMENT:
        # Without front matter it is a file to be copied.
        return source.split.block is not None or source.half
    layout = values.get("layout")
    if layout == "category" or "redirect_to" in values:
        return False
    if dated:
        return source.half or any(key in values for key in POST_KEYS)
    return isinstance(layout, str) and layout in ("post", "posts") and "date" in values


def _stem(name: str) -> str:
    """Return a name or path without its extension, as Ruby's File.extname sees it."""
    stem, dot, extension = name.rpartition(".")
    return stem if dot and stem.rpartition("/")[2] and "/" not in extension else name


def _wall(moment: Moment) -> datetime:
    """Return the wall clock of a moment; what lies outside the calendar becomes its first day."""
    try:
        return datetime.fromtimestamp(moment.unix, timezone(timedelta(seconds=moment.offset)))
    except (ValueError, OverflowError, OSError):
        return _FIRST


def _short(text: str) -> str:
    return " ".join(text.split())[:80]


def _title(values: Mapping[str, Any], source: Source, slug: str) -> str:
    """Return the title: of the front matter, even an empty one; of the file name where there is none."""
    value = values.get("title")
    if value is None or value is False:
        return titleize(slug)
    if isinstance(value, (list, dict)):
        # YAML took "[WIP] x" or "{{ x }}" for data: the words as they stand.
        value = written(source.split.block or "", "title") or printed(value)
    return " ".join(text.split()) if "\n" in (text := printed(value)).strip() else text.strip()


def _items(value: object, *, split: bool) -> list[str] | None:
    """Return a string's words or a list's items as text; None for what is neither."""
    if isinstance(value, str):
        return value.split() if split else [value]
    if isinstance(value, list):
        found: list[str] = []
        for item in value[:1000]:
            found.extend(_items(item, split=False) or [] if isinstance(item, list) else [printed(item)])
        return found
    return [] if value is None else None


def _categories(place: Place, values: Mapping[str, Any], problems: list[Note]) -> tuple[str, ...]:
    """Return the folders above, then `categories` (split at blanks), then `category` (never split)."""
    found = list(place.categories)
    listed = _items(values.get("categories"), split=True)
    if listed is None:
        problems.append(("value", "categories", True))
    found += listed or []
    single = values.get("category")
    if single is not None and single is not False:
        found += _items(single, split=False) or [printed(single)]
    return tuple(name for name in dict.fromkeys(found) if name.strip())


def _tags(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return `tag` (never split) or else `tags` (split at blanks); repeated ones stay."""
    single = values.get("tag")
    if single is not None and single is not False:
        found = _items(single, split=False) or [printed(single)]
    else:
        found = _items(values.get("tags"), split=True) or []
    return tuple(tag for tag in found if tag.strip())
