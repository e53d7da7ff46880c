"""Writes what Windows shows as details of the two programs, in PyInstaller's form: build/version_info.txt.

python packaging/windows/version_info.py [OUT]
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reader import __version__  # noqa: E402

ENGLISH: Final = 1033
UTF_16: Final = 1200
FOR_WINDOWS_NT: Final = 0x40004
PROGRAM: Final = 1
TEXTS: Final = {
    "CompanyName": "The Newsfold authors",
    # Shown as the program's name under “Open with” and in the task manager.
    "FileDescription": "Newsfold",
    "LegalCopyright": "The Newsfold authors, MIT licence",
    "ProductName": "Newsfold",
}


def main() -> None:
    """Write the file."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "version_info.txt"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(version_info(__version__), "utf-8")


def numbers(version: str) -> tuple[int, int, int, int]:
    """Return a version as Windows compares them, ``0.2.0rc1`` as (0, 2, 0, 0); no more than 65535 each.

    Raises ValueError where it does not begin with three numbers.
    """
    parts = re.match(r"(\d+)\.(\d+)\.(\d+)(?![.\d])", version)
    if parts is None or any(int(part) > 0xFFFF for part in parts.groups()):
        raise ValueError(f"{version} is no version of the form 1.2.3.")
    first, second, third = (int(part) for part in parts.groups())
    return first, second, third, 0


def version_info(version: str) -> str:
    """Return the expression that PyInstaller evaluates."""
    compared = numbers(version)
    texts = TEXTS | {"FileVersion": version, "ProductVersion": version}
    entries = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in sorted(texts.items()))
    table = f"{ENGLISH:04X}{UTF_16:04X}"
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={compared}, prodvers={compared}, mask=0x3F, flags=0,"
        f" OS={FOR_WINDOWS_NT:#x}, fileType={PROGRAM}, subtype=0, date=(0, 0)),\n"
        "  kids=[\n"
        f"    StringFileInfo([StringTable({table!r}, [{entries}])]),\n"
        f"    VarFileInfo([VarStruct('Translation', [{ENGLISH}, {UTF_16}])]),\n"
        "  ],\n"
        ")\n"
    )


if __name__ == "__main__":
    main()
