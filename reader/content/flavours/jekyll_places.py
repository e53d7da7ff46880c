"""Where Jekyll looks for posts, drafts and documents: the meaning of folders and file names.

Sources: jekyll/readers/post_reader.rb, entry_filter.rb, collection.rb, document.rb.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from reader.content.document import Role
from reader.domain.site import Site

DATED: Final = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^.]+)")
"""A post's name: date, slug, extension (document.rb, DATE_FILENAME_MATCHER); for ``fullmatch``."""

MARKDOWN: Final = frozenset({".md", ".markdown", ".mkdown", ".mkdn", ".mkd"})
MARKUP: Final = MARKDOWN | {".html", ".htm", ".textile", ".rmd"}
"""What loose files must be to be looked into; among the posts any kind of text will do."""
_PICTURES: Final = "png jpg jpeg gif webp svg bmp ico avif heic tif tiff psd ai"
_SOUNDS: Final = "mp3 m4a ogg wav flac mp4 m4v webm mov avi mkv swf"
_PAPERS: Final = "pdf doc docx xls xlsx ppt pptx odt ods odp epub ipynb"
_PACKED: Final = "zip gz bz2 xz 7z rar tar tgz jar iso dmg exe dll so dylib o a bin class pyc"
_CODE: Final = "css scss sass less js mjs ts map py rb sh bat woff woff2 ttf otf eot"
_DATA: Final = "json yml yaml toml lock csv tsv xml log db sqlite"
STATIC: Final = frozenset(
    f".{extension}"
    for kinds in (_PICTURES, _SOUNDS, _PAPERS, _PACKED, _CODE, _DATA)
    for extension in kinds.split()
)
"""What lies among posts without being one: no generator makes a page of it."""
BURIED: Final = frozenset({"node_modules", "_site", "bower_components", "__pycache__"})
VENDORED: Final = frozenset({"bundle", "cache", "gems", "ruby"})


@dataclass(frozen=True, slots=True)
class Place:
    """What a folder means. ``prefix`` is what the paths of a collection's documents begin with.

    ``categories`` are the folders above ``_posts`` or ``_drafts``, ``excluded`` says that the
    site's configuration leaves the folder out.
    """

    role: Role
    label: str = "posts"
    prefix: str = ""
    categories: tuple[str, ...] = ()
    excluded: bool = False


def collections_of(config: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the collections that a configuration declares, as a list or a map, with their settings."""
    declared = config.get("collections")
    if isinstance(declared, list):
        return {str(label): {} for label in declared if isinstance(label, str)}
    if isinstance(declared, dict):
        return {
            str(label): settings if isinstance(settings, dict) else {} for label, settings in declared.items()
        }
    return {}


class Places:
    """Says of every path of a folder what it may be; cheap, for it is asked for each file of a walk."""

    def __init__(self, site: Site) -> None:
        config = site.config
        self._source = f"{site.source}/" if site.source else ""
        moved = config.get("collections_dir")
        self._moved = f"{moved.strip('/')}/" if isinstance(moved, str) and moved.strip("/.") else ""
        self._output = {
            f"_{label}": label
            for label, settings in collections_of(config).items()
            if label not in ("posts", "drafts") and settings.get("output")
        }
        destination = config.get("destination")
        self._destination = str(destination).strip("./") if destination else ""
        self._excluded = _patterns(config.get("exclude"))
        self._included = _patterns(config.get("include"))
        self._seen: dict[str, Place | None] = {}

    def place_of(self, folder: str) -> Place | None:
        """Return what a folder below the root means ("" is the root); None: nothing in it is an article."""
        try:
            return self._seen[folder]
        except KeyError:
            place = self._seen[folder] = self._find(folder)
            return place

    def role_of(self, path: str) -> Role | None:
        """Return what a file may be by its path, or None for what is no article."""
        folder, _, name = path.rpartition("/")
        place = self.place_of(folder)
        if place is None or not name:
            return None
        if (name[0] in "._#~" or name[-1] == "~") and not self._is(self._included, path):
            return None
        stem, dot, extension = name.rpartition(".")
        kind = f".{extension.lower()}"
        if place.role is Role.LOOSE:
            return Role.LOOSE if dot and stem and kind in MARKUP else None
        if not dot or not stem:
            # Documents of a collection may do without an extension, posts may not.
            return place.role if place.role is Role.DOCUMENT else None
        return None if kind in STATIC else place.role

    def excluded(self, path: str, place: Place) -> bool:
        """Say whether the site's configuration leaves out a file."""
        return place.excluded or (
            self._excluded is not None
            and self._is(self._excluded, path)
            and not self._is(self._included, path)
        )

    def _is(self, pattern: re.Pattern[str] | None, path: str) -> bool:
        return pattern is not None and pattern.match(path.removeprefix(self._source)) is not None

    def _find(self, folder: str) -> Place | None:
        inside = f"{folder}/".startswith(self._source)
        parts = (folder[len(self._source) :] if inside else folder).split("/")
        if parts == [""]:
            return Place(Role.LOOSE)
        place = Place(Role.LOOSE)
        for number, part in enumerate(parts):
            above = parts[:number]
            if place.role is not Role.LOOSE:
                # Within posts and collections only hidden and special folders are passed over.
                if part.startswith((".", "_", "#", "~")):
                    return None
            elif part in ("_posts", "_drafts"):
                place = self._posts(part, above, inside=inside)
            elif inside and part in self._output and "/".join([*above, ""]) == self._moved:
                place = Place(Role.DOCUMENT, self._output[part], "/".join([*above, part, ""]))
            elif self._passed_over(part, above):
                return None
        return place

    def _posts(self, part: str, above: list[str], *, inside: bool) -> Place:
        role = Role.DRAFT if part == "_drafts" else Role.POST
        superior = "/".join([*above, ""]) if above else ""
        if not inside:
            # Beside the site's own source, as a theme's test pages: no folder is a category there.
            return Place(role)
        within = superior.startswith(self._moved)
        names = superior.removeprefix(self._moved).strip("/")
        categories = tuple(name for name in names.split("/") if name)
        return Place(role, prefix=f"{superior}{part}/", categories=categories, excluded=not within)

    def _passed_over(self, part: str, above: list[str]) -> bool:
        path = "/".join([*above, part])
        if part in BURIED or path == self._destination:
            return True
        if above and above[-1] == "vendor" and part in VENDORED:
            return True
        # `include:` may name special folders.
        return part[0] in "._#~" and not (self._included is not None and self._included.match(path))


def _patterns(globs: object) -> re.Pattern[str] | None:
    """Return what matches the paths that ``exclude:`` or ``include:`` name, and all below them.

    Asterisks match slashes too, as in Ruby's ``File.fnmatch?`` without flags.
    """
    listed: Iterable[object] = globs if isinstance(globs, list) else [globs]
    found = []
    for glob in listed:
        if isinstance(glob, str) and glob.strip("/. ") and len(glob) < 400:
            cleaned = re.sub(r"\*{2,}/?", "*", glob.removeprefix("./").strip("/"))
            found.append(fnmatch.translate(cleaned).removesuffix(r"\Z"))
    return re.compile(f"(?:{'|'.join(found)})(?:/|\\Z)") if found else None
