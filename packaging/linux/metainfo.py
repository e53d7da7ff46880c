"""Fills in what software centres read of the program: addresses, sizes of its pictures, releases.

python packaging/linux/metainfo.py SITE > io.github.newsfold.newsfold.metainfo.xml

SITE is the address of the project's pages, under which ``docs/pictures`` is published as ``pictures``.
"""

from __future__ import annotations

import re
import struct
import sys
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from linux.changelog import ROOT, Release, of_this_tree  # noqa: E402 - a script beside this one

TEMPLATE: Final = HERE / "io.github.newsfold.newsfold.metainfo.xml.in"
POINTS: Final = 10
"""So many of a release are shown; a software centre gives a glance and no history."""
_PLACE: Final = re.compile(r"@([A-Z_]+)@")
_CODE: Final = re.compile(r"`([^`]+)`")


def filled(template: str, values: dict[str, str]) -> str:
    """Return a template with its ``@NAMES@`` filled in. Raises KeyError for a name without a value."""
    return _PLACE.sub(lambda place: values[place[1]], template)


def release_lines(found: list[Release]) -> str:
    """Return the elements of the releases, the newest first."""
    elements = []
    for one in found:
        marked = [_CODE.sub(r"<code>\1</code>", escape(point)) for point in one.points[:POINTS]]
        points = [f"          <li>{point}</li>" for point in marked]
        start = f"    <release version={quoteattr(one.version)} date={quoteattr(one.date.isoformat())}"
        if points:
            inside = "\n".join(["      <description>", "        <ul>", *points, "        </ul>"])
            elements.append(f"{start}>\n{inside}\n      </description>\n    </release>")
        else:
            elements.append(f"{start}/>")
    return "\n".join(elements)


def size(picture: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in pixels, which its first chunk holds."""
    width, height = struct.unpack(">II", picture[16:24])
    return int(width), int(height)


def main() -> None:
    """Print the finished file."""
    values = {"SITE": escape(sys.argv[1].rstrip("/")), "RELEASES": release_lines(of_this_tree())}
    for theme in ("light", "dark"):
        width, height = size((ROOT / "docs" / "pictures" / f"window-{theme}.png").read_bytes())
        values |= {f"{theme.upper()}_WIDTH": str(width), f"{theme.upper()}_HEIGHT": str(height)}
    sys.stdout.write(filled(TEMPLATE.read_text("utf-8"), values))


if __name__ == "__main__":
    main()
