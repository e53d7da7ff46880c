"""Refuses a release that the changelog does not tell of.

python packaging/checks/check_changelog.py [--notes] VERSION

CHANGELOG.md must have the heading ``## [VERSION] - DATE`` with at least one point below it, and VERSION must
be that of the program. ``--notes`` prints what stands there, for the page of the release.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reader import __version__  # noqa: E402

CHANGELOG: Final = ROOT / "CHANGELOG.md"
HEADING: Final = re.compile(r"^## .*$", re.MULTILINE)


def main() -> int:
    """Check, or print the notes as well; returns the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--notes", action="store_true")
    parser.add_argument("version")
    asked = parser.parse_args()
    text = CHANGELOG.read_text("utf-8")
    found = list(faults(text, asked.version, __version__))
    for fault in found:
        print(f"FAILED: {fault}", file=sys.stderr)
    if found:
        return 1
    print(section(text, asked.version)[1] if asked.notes else f"ok: the changelog tells of {asked.version}")
    return 0


def faults(text: str, version: str, programs: str) -> Iterator[str]:
    """Yield what keeps a version from being released: by the changelog, and the program's own version."""
    if version != programs:
        yield f"the program says that it is {programs}, not {version}"
    heading, body = section(text, version)
    if not heading:
        yield f"CHANGELOG.md has no heading for {version}"
        return
    day = heading.rpartition("] - ")[2]
    try:
        date.fromisoformat(day)
    except ValueError:
        yield f"the heading of {version} in CHANGELOG.md does not end with a date such as “ - 2026-01-31”"
    if not re.search(r"^- \S", body, re.MULTILINE):
        yield f"nothing stands under the heading of {version} in CHANGELOG.md"


def section(text: str, version: str) -> tuple[str, str]:
    """Return the heading of a version and what stands below it; both empty where there is none."""
    headings = list(HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        if heading[0].startswith(f"## [{version}]"):
            return heading[0].strip(), text[heading.end() : end].strip()
    return "", ""


if __name__ == "__main__":
    sys.exit(main())
