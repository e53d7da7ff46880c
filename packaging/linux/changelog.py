"""What CHANGELOG.md says of each release, and the changelog of the Debian package made of it.

python packaging/linux/changelog.py CONTACT > changelog
"""

from __future__ import annotations

import os
import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reader import __version__  # noqa: E402 - the package lies beside the scripts and is not installed

UNRELEASED: Final = "Unreleased"
_HEADING: Final = re.compile(r"## \[(?P<version>[^\]]+)\](?:\s*[-–]\s*(?P<date>\d{4}-\d{2}-\d{2}))?\s*$")
_TAG: Final = re.compile(r"</?kbd>")
_WIDTH: Final = 76


@dataclass(frozen=True, slots=True)
class Release:
    """``points``: what a user notices, one sentence or two each, in Markdown without tags."""

    version: str
    date: date
    points: tuple[str, ...]


def releases(text: str, version: str, today: date) -> list[Release]:
    """Return the releases of a changelog, the newest first.

    What is unreleased belongs to ``version``, which is being built, and has the date ``today``; once that
    version has a heading of its own, what is unreleased is left out. Raises ValueError for a heading of a
    release without a date.
    """
    parts = list(_parts(text))
    known = {name for name, _, _ in parts}
    found = []
    for name, day, points in parts:
        if name == UNRELEASED:
            if version not in known:
                found.append(Release(version, today, points))
        elif day is None:
            message = f"The changelog gives no date for {name}."
            raise ValueError(message)
        else:
            found.append(Release(name, day, points))
    return found


def debian(found: list[Release], contact: str) -> str:
    """Return the changelog of the Debian package; ``contact``: name and address of who maintains it."""
    entries = []
    for one in found:
        points = "\n".join(
            textwrap.fill(point, _WIDTH, initial_indent="  * ", subsequent_indent="    ")
            for point in one.points or ("See the site of the program.",)
        )
        moment = format_datetime(datetime.combine(one.date, datetime.min.time(), UTC))
        entries.append(
            f"newsfold ({one.version}) stable; urgency=medium\n\n{points}\n\n -- {contact}  {moment}\n"
        )
    return "\n".join(entries)


def of_this_tree() -> list[Release]:
    """Return the releases of the changelog beside the program, for the version that it has."""
    return releases((ROOT / "CHANGELOG.md").read_text("utf-8"), __version__, _today())


def _today() -> date:
    """Return the day of the build, which ``SOURCE_DATE_EPOCH`` sets so that builds can be repeated."""
    moment = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(moment), UTC) if moment else datetime.now(UTC)).date()


def _parts(text: str) -> Iterator[tuple[str, date | None, tuple[str, ...]]]:
    """Yield name, date and points of each part under a heading."""
    name, day = "", None
    points: list[str] = []
    for line in text.splitlines():
        if heading := _HEADING.match(line):
            if name:
                yield name, day, tuple(points)
            name, points = heading["version"], []
            day = date.fromisoformat(heading["date"]) if heading["date"] else None
        elif line.startswith("- "):
            points.append(_TAG.sub("", line[2:].strip()))
        elif points and line.startswith("  "):
            points[-1] += f" {_TAG.sub('', line.strip())}"
    if name:
        yield name, day, tuple(points)


if __name__ == "__main__":
    sys.stdout.write(debian(of_this_tree(), sys.argv[1]))
