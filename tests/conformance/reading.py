"""Reading a whole folder in one process, as the tests of this folder want it."""

from __future__ import annotations

from pathlib import Path

from reader.content.parse import Parser, RawFile
from reader.domain.article import Article, Parsed
from reader.domain.site import Site
from reader.sources.site import read_site

NOW = 1_700_000_000
"""What the tests take for now: 14 November 2023."""


def read_folder(folder: Path, site: Site | None = None, now: int = NOW) -> dict[str, Parsed]:
    """Return what came of every file that may be an article, by path."""
    parser = Parser(site or read_site(folder)[0], now)
    found = {}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if parser.role_of(path) is not None and file.is_file():
            stat = file.stat()
            found[path] = parser.parse(RawFile(path, file.read_bytes(), stat.st_size, stat.st_mtime_ns))
    return found


def articles_of(folder: Path, site: Site | None = None, now: int = NOW) -> dict[str, Article]:
    """Return the articles of a folder by path, hidden ones too."""
    parsed = read_folder(folder, site, now)
    return {path: one.article for path, one in parsed.items() if one.article is not None}
