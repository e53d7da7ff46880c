"""Builds the installer for Windows of a finished bundle, on any system that has NSIS (3.08 or newer).

python packaging/windows/build_installer.py [--fast] [--sign COMMAND] [--version V] [BUNDLE] [OUT.exe]

``--fast`` packs larger and in a tenth of the time. COMMAND signs the program whose path is put after it.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from windows.version_info import numbers  # noqa: E402

from reader import __version__  # noqa: E402

SCRIPT: Final = Path(__file__).with_name("newsfold.nsi")
ICON: Final = ROOT / "build" / "icons" / "newsfold.ico"
BUNDLE: Final = ROOT / "build" / "bundle" / "newsfold"
PACKAGES: Final = ROOT / "build" / "packages"
PROGRAM: Final = "newsfold.exe"
USUAL_PLACE: Final = Path("C:/Program Files (x86)/NSIS/makensis.exe")
"""Where NSIS puts itself on Windows, without a word to the path."""


def main() -> int:
    """Build it; returns the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--sign", metavar="COMMAND")
    parser.add_argument("--version", default=__version__)
    parser.add_argument("bundle", type=Path, nargs="?", default=BUNDLE)
    parser.add_argument("out", type=Path, nargs="?")
    asked = parser.parse_args()
    out: Path = asked.out or PACKAGES / f"Newsfold-{asked.version}-x86_64.exe"
    if not (asked.bundle / PROGRAM).is_file():
        print(f"There is no {PROGRAM} in {asked.bundle}.", file=sys.stderr)
        return 1
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "installed.txt")
        listed.write_bytes(written(listing(asked.bundle)))
        defines = {
            "VERSION": asked.version,
            "NUMBERS": ".".join(str(number) for number in numbers(asked.version)),
            "PAYLOAD": str(asked.bundle.resolve()),
            "LIST": str(listed),
            "ICON": str(ICON),
            "OUT": str(out.resolve()),
        }
        defines |= {"FAST": "1"} if asked.fast else {}
        defines |= {"SIGN": asked.sign} if asked.sign else {}
        return subprocess.run([makensis(), *arguments(defines), str(SCRIPT)], check=False).returncode


def listing(folder: Path) -> list[str]:
    r"""Return what a folder holds, as Windows writes paths, in an order in which it can be removed.

    Files come first, then folders, which end with ``\``, the deepest first.
    """
    inside = sorted(folder.rglob("*"))
    files = [path for path in inside if not path.is_dir()]
    folders = [path for path in inside if path.is_dir()]
    deepest_first = sorted(folders, key=lambda path: -len(path.parts))
    return [
        *("\\".join(path.relative_to(folder).parts) for path in files),
        *("\\".join(path.relative_to(folder).parts) + "\\" for path in deepest_first),
    ]


def written(lines: Iterable[str]) -> bytes:
    """Return lines as NSIS reads them with letters of all languages: UTF-16, each ended by CR and LF."""
    return "".join(f"{line}\r\n" for line in lines).encode("utf-16-le")


def arguments(defines: dict[str, str]) -> list[str]:
    """Return the options of makensis: quiet, warnings are errors, and what the script is told."""
    return ["-V2", "-WX", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in defines.items())]


def makensis() -> str:
    """Return the path of NSIS's compiler, or its name where it is not found."""
    found = shutil.which("makensis")
    return found or (str(USUAL_PLACE) if USUAL_PLACE.exists() else "makensis")


if __name__ == "__main__":
    sys.exit(main())
