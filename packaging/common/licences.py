"""Gathers the licence texts of everything that a bundle holds, one file for each part.

python packaging/common/licences.py FOLDER
"""

from __future__ import annotations

import platform
import shutil
import sys
import sysconfig
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

TEXTS: Final = Path(__file__).with_name("licences")
"""The texts that no package brings along: those of Qt, which is under the LGPL, version 3."""
PROGRAM: Final = "newsfold"
OF_QT: Final = {"pyside6", "pyside6-essentials", "pyside6-addons", "shiboken6"}
ALSO: Final = ("pyinstaller",)
"""What a bundle holds without asking for it: the part of PyInstaller that starts the program."""
NAMES: Final = ("licen", "copying", "notice", "authors")


def main() -> None:
    """Write all texts into a folder. Ends with a sentence where a part of the program has none."""
    target = Path(sys.argv[1])
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    texts = {(one.metadata["Name"], one.version): text_of(one) for one in parts(PROGRAM, *ALSO)}
    texts = {part: text for part, text in texts.items() if _key(part[0]) not in OF_QT}
    qt = distribution("PySide6-Essentials").version
    texts["Qt and PySide6", qt] = _shipped("Qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt")
    texts["Chromium in Qt WebEngine", qt] = _shipped("Chromium.txt")
    texts["Python", platform.python_version()] = _of_python()
    for (name, version), text in texts.items():
        (target / f"{name} {version}.txt").write_text(f"{text.strip()}\n", "utf-8")
    without = [name for (name, _), text in texts.items() if not text.strip()]
    if without:
        sys.exit(f"There is no licence text of {', '.join(without)}.")


def parts(*names: str) -> list[Distribution]:
    """Return packages and all that they need on this system, by name."""
    found: dict[str, Distribution] = {}
    waiting = list(names)
    while waiting:
        one = distribution(waiting.pop())
        if _key(one.metadata["Name"]) in found:
            continue
        found[_key(one.metadata["Name"])] = one
        # What PyInstaller needs while it builds is not in the bundle.
        wanted = [Requirement(line) for line in one.requires or () if one.metadata["Name"] not in ALSO]
        waiting += [one.name for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})]
    return [found[key] for key in sorted(found)]


def text_of(one: Distribution) -> str:
    """Return the licence texts that a package brings along; "" where there is none."""
    files = [
        file
        for file in one.files or ()
        if ".dist-info" in str(file.parent) and file.name.lower().startswith(NAMES)
    ]
    return "\n\n".join(file.read_text("utf-8").strip() for file in sorted(files, key=str))


def _key(name: str) -> str:
    return name.lower().replace("_", "-")


def _shipped(*names: str) -> str:
    return "\n\n".join((TEXTS / name).read_text("utf-8") for name in names)


def _of_python() -> str:
    """Return Python's own licence, which lies where the system put it."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path("/usr/share/doc") / version / "copyright",
    )
    return next((place.read_text("utf-8") for place in places if place.is_file()), "")


if __name__ == "__main__":
    main()
