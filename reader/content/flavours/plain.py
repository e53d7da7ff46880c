"""A plain folder of Markdown and HTML files: every one is an article, with or without front matter."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any, Final

from reader.content.document import Facts, Role, Source
from reader.content.flavours.jekyll_places import BURIED
from reader.content.frontmatter import Note, written
from reader.content.moments import Zones, moment_at, moment_of
from reader.content.safeyaml import printed
from reader.domain.article import CategoryPage, Hidden
from reader.domain.moment import Moment

EXTENSIONS: Final = frozenset({".md", ".markdown", ".mkdown", ".mkdn", ".mkd", ".html", ".htm"})
DATES: Final = (
    "date",
    "published_at",
    "publishDate",
    "pubDate",
    "pubDatetime",
    "created",
    "creation_date",
    "updated",
)
"""Keys that hold an article's date, the best first."""
HEAD: Final = 20_000
"""Characters within which a title or a date is looked for."""
SPECIAL: Final = frozenset({"_includes", "_layouts", "_data", "_sass", "_site", "_plugins"})

_NAME_DATE: Final = re.compile(r"(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)[-_. ]*(.*)")
_ATX: Final = re.compile(r"^[ ]{0,3}#[ \t]+(\S[^\n]*)$", re.MULTILINE)
_SETEXT: Final = re.compile(r"^[ ]{0,3}(\S[^\n]*)\n=+[ \t]*\r?$", re.MULTILINE)
_FENCE: Final = re.compile(r"^[ ]{0,3}(?:```|~~~)", re.MULTILINE)
_TITLE: Final = re.compile(r"<title(?:\s[^<>]*)?>([^<]*)</title", re.IGNORECASE)
_H1: Final = re.compile(r"<h1(?:\s[^<>]*)?>(.*)", re.IGNORECASE)
_META: Final = re.compile(r"<meta\s[^<>]*>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"(?<![\w:-])(name|property|content)\s{0,5}=\s{0,5}(?:\"([^\"<>]*)\"|'([^'<>]*)')", re.IGNORECASE
)
_TIME: Final = re.compile(r"<time\s[^<>]*datetime\s{0,5}=\s{0,5}[\"']([^\"'<>]{4,60})", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
_MARKS: Final = re.compile(r"\[([^\[\]]*)\]\([^()\n]*\)|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")


class Plain:
    """The rules for a folder that no generator has a say in."""

    def __init__(self) -> None:
        self._zones = Zones(None, stamps_in_utc=False)

    def role_of(self, path: str) -> Role | None:
        """Return what a file may be, by its path alone."""
        folder, _, name = path.rpartition("/")
        stem, dot, extension = name.rpartition(".")
        if not dot or not stem or f".{extension.lower()}" not in EXTENSIONS or name[0] in ".#~":
            return None
        for part in folder.split("/") if folder else ():
            if part[:1] == "." or part in BURIED or part in SPECIAL:
                return None
        return Role.PAGE

    def values(self, source: Source) -> Mapping[str, Any]:
        """Return the front matter."""
        return source.front.values

    def category_page(self, _source: Source) -> CategoryPage | None:
        """Return None: nobody else names the categories of a plain folder."""
        return None

    def facts(self, source: Source) -> Facts | None:
        """Return what a file says of itself; None for a page that only leads elsewhere."""
        values = source.front.values
        if (
            values.get("layout") == "category"
            or "redirect_to" in values
            or values.get("layout") == "redirect"
        ):
            return None
        head = source.split.body[:HEAD]
        meta = _meta(head) if "<meta" in head.lower() else {}
        problems: list[Note] = []
        return Facts(
            title=self._title(source, head),
            moment=self._moment(source, head, meta, problems),
            values=values,
            categories=_listed(values, "categories", "category"),
            tags=_listed(values, "tags", "tag", "keywords") or _split(meta.get("keywords", "")),
            hidden=_hidden(source.path, values),
            excerpt=_excerpt(values, meta, source.split.body),
            problems=tuple(problems),
        )

    def _title(self, source: Source, head: str) -> str:
        """Return the title: of the front matter, the page's own, its first heading, or the file name."""
        value = source.front.values.get("title")
        if isinstance(value, (list, dict)):
            value = written(source.split.block or "", "title") or printed(value)
        if value is not None and value is not False:
            text = printed(value)
            return " ".join(text.split()) if "\n" in text.strip() else text.strip()
        return _headed(source, head) or _from_name(source.name)

    def _moment(self, source: Source, head: str, meta: Mapping[str, str], problems: list[Note]) -> Moment:
        """Return the moment: of the front matter, the page itself, the file's name, or its change."""
        for key in DATES:
            value = source.front.values.get(key)
            if value is None or value is False:
                continue
            moment = moment_of(value, self._zones)
            if moment is not None:
                return moment
            problems.append(("date", " ".join(printed(value).split())[:80], True))
        for text in _dates_in(head, meta):
            moment = moment_of(text, self._zones)
            if moment is not None:
                return moment
        name = _NAME_DATE.match(source.name)
        if name is not None:
            moment = moment_of(f"{name[1]}-{name[3]}-{name[4]}", self._zones)
            if moment is not None:
                return moment
        return moment_at(source.mtime, self._zones)


def _hidden(path: str, values: Mapping[str, Any]) -> Hidden | None:
    if values.get("draft") is True or "_drafts" in path.split("/")[:-1]:
        return Hidden.DRAFT
    return Hidden.UNPUBLISHED if values.get("published") is False else None


def _headed(source: Source, head: str) -> str:
    """Return the first heading, or the page's title where it is HTML, or ""."""
    if source.name.lower().endswith((".html", ".htm")) or "<title" in head[:2000].lower():
        found = _TITLE.search(head)
        if found is not None and found[1].strip():
            return " ".join(html.unescape(found[1]).split())
    if "<" in head:
        heading = _H1.search(head)
        if heading is not None:
            end = re.search(r"</h1", heading[1], re.IGNORECASE)
            text = _TAG.sub("", heading[1][: end.start() if end else 300])
            if text.strip():
                return " ".join(html.unescape(text).split())
    fence = _FENCE.search(head)
    # Behind the first fence a line with a number sign may be a comment in some script.
    text = head[: fence.start()] if fence else head
    headings = [match for match in (_ATX.search(text), _SETEXT.search(text)) if match is not None]
    if not headings:
        return ""
    title = min(headings, key=lambda match: match.start())[1].strip().rstrip("#").rstrip()
    return " ".join(html.unescape(_MARKS.sub(r"\1", title)).split())


def _from_name(name: str) -> str:
    """Return a file's name without its extension and without the date that it begins with."""
    stem = name.rpartition(".")[0] or name
    dated = _NAME_DATE.match(stem)
    return dated[5] if dated and dated[5] else stem


def _meta(head: str) -> dict[str, str]:
    """Return what a page's meta elements say, by name or property in lower case."""
    found: dict[str, str] = {}
    for element in _META.finditer(head):
        said = {match[1].lower(): match[2] or match[3] or "" for match in _ATTRIBUTE.finditer(element[0])}
        name = said.get("name") or said.get("property")
        if name and said.get("content"):
            found.setdefault(name.lower(), html.unescape(said["content"]))
    return found


def _dates_in(head: str, meta: Mapping[str, str]) -> list[str]:
    names = ("article:published_time", "date", "pubdate", "dc.date", "dcterms.created", "created")
    found = [meta[name] for name in names if name in meta]
    stamped = _TIME.search(head) if "<time" in head else None
    return [*found, stamped[1]] if stamped else found


def _excerpt(values: Mapping[str, Any], meta: Mapping[str, str], body: str) -> str:
    for key in ("excerpt", "summary", "description"):
        value = values.get(key)
        if isinstance(value, str) and value.strip():
            return value
    return meta.get("description") or body.partition("<!--more-->")[0]


def _listed(values: Mapping[str, Any], *keys: str) -> tuple[str, ...]:
    """Return the names under the first of several keys; a string is split at commas."""
    for key in keys:
        value = values.get(key)
        if isinstance(value, list):
            names = (printed(item).strip() for item in value[:1000] if not isinstance(item, (list, dict)))
            return tuple(dict.fromkeys(name for name in names if name))
        if value not in (None, False, ""):
            return _split(printed(value))
    return ()


def _split(text: str) -> tuple[str, ...]:
    names = (name.strip().lstrip("#") for name in re.split("[,;，；、]", text[:4000]))
    return tuple(dict.fromkeys(name for name in names if name))
