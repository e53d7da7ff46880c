"""Checks what can be checked of the package for macOS on any system.

python packaging/checks/check_macos.py [WHEELS]

WHEELS: a folder with Qt's wheels for macOS, whose least system is compared with ours; on macOS itself that of
the installed package is. Prints a line for each check; the exit status is 1 where one fails.
"""

from __future__ import annotations

import plistlib
import re
import runpy
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final
from zipfile import ZipFile

ROOT: Final = Path(__file__).resolve().parents[2]
MACOS: Final = ROOT / "packaging" / "macos"
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from macos.info_plist import ID, LEAST_SYSTEM, info_plist  # noqa: E402

from reader import __version__  # noqa: E402

SHOWN: Final = {"net.daringfireball.markdown", "public.folder"}
NEEDED: Final = {
    "com.apple.security.cs.allow-jit",
    "com.apple.security.cs.allow-unsigned-executable-memory",
    "com.apple.security.cs.disable-executable-page-protection",
}
FORBIDDEN: Final = {
    "com.apple.security.get-task-allow",
    "com.apple.security.cs.allow-dyld-environment-variables",
    "com.apple.security.cs.disable-library-validation",
}
"""Notarisation refuses the first; the others would let foreign code into the program."""
TAG: Final = re.compile(r"macosx_(\d+)_(\d+)_")
OF_QT: Final = ("pyside6", "shiboken6")


def main() -> int:
    """Run all checks; returns the exit status."""
    failed = 0
    for name, look in checks(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
        faults = list(look())
        failed += bool(faults)
        print(f"FAILED: {name}: {'; '.join(faults)}" if faults else f"ok: {name}")
    return 1 if failed else 0


def checks(wheels: Path | None) -> Iterator[tuple[str, Callable[[], Iterator[str]]]]:
    """Yield each check: its sentence, and what yields its faults."""
    written = plistlib.loads(plistlib.dumps(info_plist(__version__)))
    listed = (MACOS / "entitlements.plist").read_bytes()
    yield "Info.plist says what is opened, in which languages, on which systems", lambda: of_info(written)
    yield "the entitlements are those that are needed", lambda: of_list(listed)
    yield "the settings of the disk image run", of_image
    tags = tags_of_wheels(wheels) if wheels else installed_tags()
    if tags:
        yield "the least system is that of the wheels", lambda: of_system(tags)
    else:
        print("skipped: no wheels for macOS here to compare the least system with")


def of_info(info: Mapping[str, object]) -> Iterator[str]:
    """Yield what is wrong with an Info.plist."""
    if info.get("CFBundleIdentifier") != ID:
        yield "another identifier"
    if not re.fullmatch(r"\d+\.\d+\.\d+", str(info.get("CFBundleShortVersionString"))):
        yield "the version is not three numbers"
    kinds = info.get("CFBundleDocumentTypes")
    documents = kinds if isinstance(kinds, list) else []
    if {name for kind in documents for name in kind["LSItemContentTypes"]} != SHOWN:
        yield "other types of documents"
    if any(
        (kind["CFBundleTypeRole"], kind["LSHandlerRank"]) != ("Viewer", "Alternate") for kind in documents
    ):
        yield "a type of documents is seized"
    if "zh_CN" not in str(info.get("CFBundleLocalizations")):
        yield "Chinese is not listed"
    if info.get("NSHighResolutionCapable") is not True:
        yield "no high resolution"
    for place in ("Desktop", "Documents", "Downloads"):
        if not info.get(f"NS{place}FolderUsageDescription"):
            yield f"no reason to read {place}"


def of_list(written: bytes) -> Iterator[str]:
    """Yield what is wrong with the file of the entitlements."""
    if b"<!--" in written:
        yield "it holds a comment, which the kernel's reader of such lists takes for an error"
    yield from of_rights(plistlib.loads(written))


def of_rights(rights: Mapping[str, object]) -> Iterator[str]:
    """Yield what is wrong with a list of entitlements."""
    for name in sorted(NEEDED - {name for name, value in rights.items() if value is True}):
        yield f"{name} is missing"
    for name in sorted(FORBIDDEN & rights.keys()):
        yield f"{name} is not to be there"


def of_image() -> Iterator[str]:
    """Yield what is wrong with the settings of the disk image."""
    defines = {"app": "build/bundle/Newsfold.app", "icon": "build/icons/newsfold.icns"}
    settings = runpy.run_path(str(MACOS / "dmg_settings.py"), {"defines": defines})
    if settings["files"] != [defines["app"]]:
        yield "the program is not in it"
    if settings["icon_locations"].keys() != {"Newsfold.app", *settings["symlinks"]}:
        yield "something in it has no place"


def of_system(tags: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    """Yield whether the least system is not that of the wheels: names, with major and minor number."""
    least = max(tags.values())
    if ".".join(map(str, least)) != LEAST_SYSTEM:
        yield f"the wheels of Qt need macOS {least[0]}.{least[1]}, Info.plist says {LEAST_SYSTEM}"


def tags_of_wheels(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the least system of each wheel of Qt in a folder; also what its engine's process demands."""
    found = {}
    for wheel in sorted(folder.glob("*.whl")):
        tag = TAG.search(wheel.name)
        if wheel.name.startswith(OF_QT) and tag:
            found[wheel.name] = (int(tag[1]), int(tag[2]))
            found |= demanded(wheel)
    return found


def demanded(wheel: Path) -> dict[str, tuple[int, int]]:
    """Return what the programs in a wheel demand in their own Info.plist."""
    found = {}
    with ZipFile(wheel) as files:
        for name in files.namelist():
            if name.endswith(".app/Contents/Info.plist"):
                said = str(plistlib.loads(files.read(name)).get("LSMinimumSystemVersion", "0"))
                first, _, second = said.partition(".")
                found[name] = (int(first), int(second.partition(".")[0] or 0))
    return found


def installed_tags() -> dict[str, tuple[int, int]]:
    """Return the least system of the installed packages of Qt, nothing where they are of another system."""
    try:
        told = distribution("PySide6_Addons").read_text("WHEEL") or ""
    except PackageNotFoundError:
        return {}
    tag = TAG.search(told)
    return {"PySide6_Addons": (int(tag[1]), int(tag[2]))} if tag else {}


if __name__ == "__main__":
    sys.exit(main())
