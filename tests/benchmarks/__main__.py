"""Measures speed and memory: python -m tests.benchmarks --help."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from sqlite3 import sqlite_version

from tests.benchmarks import (
    filling,
    hands,
    indexing,
    letters,
    library,
    pages,
    pulls,
    search,
    window,
    yardsticks,
)
from tests.benchmarks.archives import ROOT, archive
from tests.benchmarks.figures import table

PARTS = {
    "indexing": indexing.measure,
    "library": library.measure,
    "search": search.measure,
    "window": window.measure,
    "hands": hands.measure,
    "letters": letters.measure,
    "filling": filling.measure,
    "pulls": pulls.measure,
    "pages": pages.measure,
    "yardsticks": yardsticks.measure,
}
PAGE = ROOT / "docs" / "performance.md"


def main() -> None:
    """Run the parts asked for in order; each later one needs the cache that the first makes."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks")
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, help="measure on this archive instead of a made one")
    parser.add_argument("--only", choices=PARTS, action="append", help="beside indexing, which is always run")
    parser.add_argument("--write", action="store_true", help=f"put the table into {PAGE.relative_to(ROOT)}")
    arguments = parser.parse_args()
    folder = arguments.folder or archive(arguments.posts)
    wanted = [
        "indexing",
        *(name for name in PARTS if name != "indexing" and name in (arguments.only or PARTS)),
    ]
    figures = []
    with tempfile.TemporaryDirectory(prefix="newsfold-bench-") as home:
        for name in wanted:
            found = PARTS[name](folder, Path(home))
            # Shown at once: a part that fails costs the later ones only.
            sys.stdout.write(f"{table(found)}\n")
            sys.stdout.flush()
            figures += found
    text = table(figures)
    if arguments.write:
        posts = sum(1 for _ in folder.glob("*/*.md"))
        PAGE.write_text(_page(PAGE.read_text("utf-8"), posts, text), encoding="utf-8")


def _page(page: str, posts: int, figures: str) -> str:
    """Return the page with a section for an archive of so many posts, in place of what it had for that."""
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    parts = f"PySide6 {version('PySide6')}, SQLite {sqlite_version}"
    busy = f"{os.getloadavg()[1]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    head, *sections = page.split("\n## ")
    title = f"{posts:,} posts"
    kept = [section for section in sections if not section.startswith(f"{title}\n")]
    new = (
        f"{title}\n\nThe machine: {machine}, {parts};\n"
        f"its load while measuring, our own work included: {busy}.\n\n{figures}"
    )
    sections = sorted([*kept, new], key=lambda section: int(section.split(" ")[0].replace(",", "")))
    return "\n\n## ".join([head.rstrip("\n"), *(section.rstrip("\n") for section in sections)]) + "\n"


if __name__ == "__main__":
    main()
