"""Where the links of an article lead: into the folder, or out of it.

An archive links to its own site as the site would be on the web. `resolve` finds out which of these
addresses are articles, categories, tags, the front page or files of the folder, asking the callables
of a `Lookup`, so that it knows neither files nor catalogs.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from reader.content.html import ID_PREFIX

_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_CATEGORY: Final = re.compile(
    r"/(?:category|categories|cat)/(?:#|index\.html#)?([^/]+?)(?:\.html|/(?:index\.html)?)?"
)
_TAG: Final = re.compile(r"/(?:tag|tags)/(?:#|index\.html#)?([^/]+?)(?:\.html|/(?:index\.html)?)?")
_OWN_CATEGORY: Final = re.compile(r"(?:https?:)?//([^/?#\"]+)/category/([^/?#\"]+?)\.html")
_OWN_FOLDER: Final = re.compile(r"//([^/?#\"]+)/([^/?#\"]+)/?")
_HREF: Final = re.compile(r"<a [^<>]*?href=\"([^\"]*)\"")
_FRONT: Final = frozenset({"", "/", "/index.html"})


class Kind(StrEnum):
    """What a link leads to."""

    ARTICLE = "article"
    CATEGORY = "category"
    TAG = "tag"
    HOME = "home"
    FILE = "file"
    FRAGMENT = "fragment"
    EXTERNAL = "external"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads.

    ``value``: an article's number, a category's or tag's slug, a file's path below the folder, the
    id that a fragment names, or an address on the web; "" for the front page and for nowhere.
    """

    kind: Kind
    value: str = ""

    def address(self) -> str | None:
        """Return the address to write into a page, or None for a link that leads nowhere."""
        match self.kind:
            case Kind.EXTERNAL:
                return self.value
            case Kind.FRAGMENT:
                return f"#{ID_PREFIX}{self.value}" if self.value else "#"
            case Kind.NOWHERE:
                return None
            case Kind.HOME:
                return "newsfold:home"
            case _:
                return f"newsfold:{self.kind}/{quote(self.value, safe='/' if self.kind is Kind.FILE else '')}"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article stands, so that its relative addresses mean something.

    ``path``: its file, relative to the folder. ``url``: its path on its own site, or "".
    ``source``: the site's folder below the archive's root. ``hosts``: names of the site's own hosts.
    ``baseurl``: what stands before every path of the site. ``site``: the site's address on the web,
    without a slash at the end, or "". ``categories``: slugs of the article's own categories.
    """

    path: str
    url: str = ""
    source: str = ""
    hosts: frozenset[str] = frozenset()
    baseurl: str = ""
    site: str = ""
    categories: tuple[str, ...] = ()


def _none(_: str) -> None:
    return None


def _false(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is in the folder.

    ``article``: number of the article with this path on the site ("/a/b.html", percent-decoded) or
    this file ("_posts/x.md"). ``category``, ``tag``: the slug as the catalog spells it, for a
    spelling in a link. ``file``: whether a file really lies inside the folder.
    """

    article: Callable[[str], int | None] = _none
    category: Callable[[str], str | None] = _none
    tag: Callable[[str], str | None] = _none
    file: Callable[[str], bool] = _false


def own_hosts(html: str, categories: tuple[str, ...]) -> frozenset[str]:
    """Return hosts that must be the article's own site, because it links to its own category there.

    That is ``H/category/<slug>.html``, or a bare ``//H/<slug>/``, as the archive's own posts write it.
    """
    own = {slug.lower() for slug in categories}
    found: set[str] = set()
    for href in _HREF.findall(html):
        match = _OWN_CATEGORY.fullmatch(href) or _OWN_FOLDER.fullmatch(href)
        if match and unquote(match[2]).lower() in own:
            found.add(match[1].lower())
    return frozenset(found)


def resolve(href: str, origin: Origin, lookup: Lookup) -> Target:
    """Return where a link in an article leads; an address that means nothing leads nowhere."""
    href = re.sub(r"[\x00-\x1f]", "", href).strip()
    if href.startswith("#") or not href:
        return Target(Kind.FRAGMENT, unquote(href[1:])) if href else Target(Kind.NOWHERE)
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").lower()
    except ValueError:
        return Target(Kind.NOWHERE)
    if parts.scheme in {"", "http", "https"} and host:
        external = Target(Kind.EXTERNAL, f"https:{href}" if href.startswith("//") else href)
        if host not in origin.hosts:
            return external
        return _on_site(_without(origin.baseurl, parts.path), parts.fragment, origin, lookup) or external
    if parts.scheme or _SCHEME.match(href) or href.startswith("//"):
        return Target(Kind.EXTERNAL, href) if parts.scheme == "mailto" else Target(Kind.NOWHERE)
    return _relative(parts.path, parts.fragment, href, origin, lookup)


def _relative(path: str, fragment: str, href: str, origin: Origin, lookup: Lookup) -> Target:
    """Return where an address without host leads."""
    if path.startswith("/"):
        site_path = _without(origin.baseurl, path)
        found = _on_site(site_path, fragment, origin, lookup)
        return found or _on_the_web(href, origin)
    beside = _beside(path, origin)
    if beside and (number := lookup.article(beside)) is not None:
        return Target(Kind.ARTICLE, str(number))
    if beside and lookup.file(beside):
        return Target(Kind.FILE, beside)
    # From the pages of the site itself, up to its front page and down again: the archive's second
    # template writes ../emnews/ and ../ whatever the depth of the page is.
    climbed = re.sub(r"^(?:\.\.?/)+", "", path)
    if climbed != path or not origin.url:
        return _on_site(f"/{climbed}", fragment, origin, lookup) or _on_the_web(href, origin)
    folder = posixpath.dirname(origin.url)
    return _on_site(posixpath.normpath(f"{folder}/{path}"), fragment, origin, lookup) or _on_the_web(
        href, origin
    )


def _on_site(path: str, fragment: str, origin: Origin, lookup: Lookup) -> Target | None:
    """Return what the own site has under a path (without the base URL), or None."""
    path = unquote(path)
    if path in _FRONT and not fragment.strip("/"):
        return Target(Kind.HOME)
    for spelling in _spellings(path):
        if (number := lookup.article(spelling)) is not None:
            return Target(Kind.ARTICLE, str(number))
    whole = f"{path}#{unquote(fragment)}" if fragment else path
    if (match := _CATEGORY.fullmatch(whole)) and (slug := lookup.category(match[1])) is not None:
        return Target(Kind.CATEGORY, slug)
    if (match := _TAG.fullmatch(whole)) and (slug := lookup.tag(match[1])) is not None:
        return Target(Kind.TAG, slug)
    bare = path.strip("/").removesuffix(".html")
    if bare and "/" not in bare and (slug := lookup.category(bare)) is not None:
        return Target(Kind.CATEGORY, slug)
    file = posixpath.normpath(posixpath.join(origin.source, path.lstrip("/")))
    return Target(Kind.FILE, file) if lookup.file(file) else None


def _spellings(path: str) -> Iterator[str]:
    """Yield the ways in which a site may write one page's path."""
    yield path
    bare = path.removesuffix("index.html").removesuffix(".html").rstrip("/")
    if bare:
        yield from (spelling for spelling in (f"{bare}.html", f"{bare}/", bare) if spelling != path)


def _on_the_web(href: str, origin: Origin) -> Target:
    """Return the page as the site has it on the web, where it is known where that is."""
    if not origin.site:
        return Target(Kind.NOWHERE)
    path = (
        href if href.startswith("/") else posixpath.normpath(f"{posixpath.dirname(origin.url) or '/'}/{href}")
    )
    base = "" if path.startswith(f"{origin.baseurl}/") else origin.baseurl
    return Target(Kind.EXTERNAL, f"{origin.site}{base}{path}")


def _without(baseurl: str, path: str) -> str:
    if baseurl and (path == baseurl or path.startswith(f"{baseurl}/")):
        return path[len(baseurl) :] or "/"
    return path or "/"


def _beside(path: str, origin: Origin) -> str:
    """Return the file that a relative path names, seen from the article's own file, or ""."""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(origin.path), unquote(path)))
    return "" if joined.startswith("..") or joined == "." else joined


@dataclass(frozen=True, slots=True)
class Picture:
    """Where an image lies: a file of the folder, an address on the web, inline data, or nowhere."""

    kind: Kind
    value: str = ""


def find_image(src: str, origin: Origin, lookup: Lookup) -> Picture:
    """Return where the image of an article lies; only files that lookup has seen are files."""
    src = re.sub(r"[\x00-\x1f]", "", src).strip()
    if src.lower().startswith("data:image/"):
        return Picture(Kind.FRAGMENT, src)
    try:
        parts = urlsplit(src)
        host = (parts.hostname or "").lower()
    except ValueError:
        return Picture(Kind.NOWHERE)
    remote = parts.scheme in {"", "http", "https"} and bool(host)
    if not remote and (parts.scheme or src.startswith("//") or not parts.path):
        return Picture(Kind.NOWHERE)
    if not remote or host in origin.hosts:
        for file in _image_files(unquote(parts.path), origin):
            if lookup.file(file):
                return Picture(Kind.FILE, file)
    if remote:
        return Picture(Kind.EXTERNAL, f"https:{src}" if src.startswith("//") else src)
    web = _on_the_web(src, origin)
    return Picture(web.kind, web.value)


def _image_files(path: str, origin: Origin) -> Iterator[str]:
    """Yield the files that an image's path may mean, likeliest first."""
    on_site = _without(origin.baseurl, path).lstrip("/")
    spots = [posixpath.join(origin.source, on_site)] if path.startswith("/") else []
    if not path.startswith("/"):
        spots.append(posixpath.join(posixpath.dirname(origin.path), path))
        spots.append(posixpath.join(origin.source, re.sub(r"^(?:\.\.?/)+", "", path)))
    for spot in spots:
        file = posixpath.normpath(spot)
        if not file.startswith(".."):
            yield file
