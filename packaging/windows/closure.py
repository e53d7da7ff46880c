"""Checks, on any system, that the bundle for Windows holds each library that its libraries are linked with.

python packaging/windows/closure.py [WHEELS]

The wheels for Windows of what the program depends on are fetched into WHEELS (else build/windows-wheels), the
lists of `pyinstaller.trim` are applied to them, and the imports of each program and library that is kept are
looked up: in the bundle, among Python's own libraries, or in dll_allowlist.txt, which names what Windows has.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Final, Self
from zipfile import ZipFile

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from pyinstaller.trim import is_kept, is_library_of_qt, reached  # noqa: E402

ALLOWED: Final = Path(__file__).with_name("dll_allowlist.txt")
FOR_ALL: Final = ("msvcp140.dll", "vcruntime140_1.dll")
"""Libraries that come with Qt's wheel and that others need, too.

The specification puts them at the bundle's top. Where they are only beside Qt's own, a process that does
without Qt finds none on a fresh Windows.
"""
ADDED: Final = {"PySide6": ("shiboken6",), "opencc": ("opencc.libs",)}
"""Folders that a package has Windows look into as well when it is imported."""
NEEDED: Final = (
    "PySide6/QtWebEngineProcess.exe",
    "PySide6/plugins/platforms/qwindows.dll",
    "PySide6/resources/icudtl.dat",
    "PySide6/resources/qtwebengine_resources.pak",
    "PySide6/resources/v8_context_snapshot.bin",
    "PySide6/translations/qtbase_zh_CN.qm",
    "PySide6/translations/qtwebengine_locales/zh-CN.pak",
)
"""What nothing is linked with and without which the window or its page stays empty, as the wheels have it."""
ENGINE: Final = "qtwebengineprocess.exe"
"""Of the programs in the wheels the only one that goes along."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a bundle would hold, as paths, and what of its imports is nowhere: importer, then imported."""

    kept: frozenset[str]
    missing: tuple[tuple[str, str], ...]
    outside: frozenset[str]
    """Names that the allow-list accounts for."""


def main() -> int:
    """Fetch, look, tell; returns the exit status."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "windows-wheels"
    fetch(folder)
    with WheelFiles(folder) as files:
        outcome = closure(files.sizes, files.imports, allowed(ALLOWED.read_text("utf-8")))
        lost = [path for path in NEEDED if path not in files.sizes or not is_kept(path)]
        size = sum(files.sizes[path] for path in outcome.kept)
    print(f"{len(outcome.kept)} libraries of {size / 1e6:.0f} MB, {len(outcome.outside)} are outside")
    for path, name in outcome.missing:
        print(f"FAILED: {path} needs {name}, which is neither in the bundle nor in dll_allowlist.txt")
    for path in lost:
        print(f"FAILED: {path} is not in the wheels, or the lists leave it out")
    unused = unused_patterns(ALLOWED.read_text("utf-8"), outcome.outside)
    for pattern in unused:
        print(f"FAILED: dll_allowlist.txt names {pattern}, which nothing needs")
    if outcome.missing or unused or lost:
        return 1
    print("ok: each import is in the bundle, in Python or in Windows")
    return 0


def fetch(folder: Path) -> None:
    """Fetch the wheels for 64-bit Windows and this Python, at the versions of constraints.txt."""
    described = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    order = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    order += ["--platform", "win_amd64", "--implementation", "cp", "--python-version", python]
    order += ["--only-binary=:all:", "--constraint", str(ROOT / "packaging" / "constraints.txt")]
    subprocess.run([*order, "--dest", str(folder), *described["project"]["dependencies"]], check=True)


def allowed(text: str) -> list[str]:
    """Return the patterns of an allow-list, in small letters: one a line, after ``#`` a comment."""
    lines = (line.partition("#")[0].strip().lower() for line in text.splitlines())
    return [line for line in lines if line]


def unused_patterns(text: str, outside: Iterable[str]) -> list[str]:
    """Return the patterns of an allow-list that no name fits."""
    names = list(outside)
    return [pattern for pattern in allowed(text) if not any(fnmatchcase(name, pattern) for name in names)]


def closure(
    paths: Iterable[str], imports: Callable[[str], Iterable[str]], patterns: Iterable[str]
) -> Outcome:
    """Say what of some files is kept, and which of their imports are found nowhere and fit no pattern.

    ``imports``: the names, in small letters, that the file of a path is linked with.
    """
    candidates = [path for path in paths if is_program_or_library(path) and is_kept(path)]
    of_qt = {PurePosixPath(path).name.lower(): path for path in candidates if is_library_of_qt(path)}
    roots = [path for path in candidates if not is_library_of_qt(path)]
    kept = {*roots, *(of_qt[name] for name in reached(roots, of_qt, imports))}
    accepted = list(patterns)
    missing, outside = [], set()
    lying = {path.lower() for path in kept} | set(FOR_ALL)
    for path in sorted(kept):
        for name in imports(path):
            if any(str(folder / name).lower() in lying for folder in searched(path)):
                continue
            if any(fnmatchcase(name, pattern) for pattern in accepted):
                outside.add(name)
            else:
                missing.append((path, name))
    return Outcome(frozenset(kept), tuple(missing), frozenset(outside))


def searched(path: str) -> list[PurePosixPath]:
    """Return the folders in which Windows looks for what a library of the bundle is linked with."""
    above = list(PurePosixPath(path).parents)
    return [*above, *(PurePosixPath(other) for folder in above for other in ADDED.get(str(folder), ()))]


def is_program_or_library(path: str) -> bool:
    """Say whether a file of a wheel is a library, Python's or another, or the engine's program."""
    name = PurePosixPath(path).name.lower()
    return name.endswith((".dll", ".pyd")) or name == ENGINE


class WheelFiles:
    """The libraries in a folder of wheels, by their paths after installation."""

    def __init__(self, folder: Path) -> None:
        self._wheels = [ZipFile(wheel) for wheel in sorted(folder.glob("*.whl"))]
        self._where = {name: wheel for wheel in self._wheels for name in wheel.namelist()}
        self._known: dict[str, list[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for wheel in self._wheels:
            wheel.close()

    @property
    def sizes(self) -> Mapping[str, int]:
        """All paths, with the bytes of their files."""
        return {name: wheel.getinfo(name).file_size for name, wheel in self._where.items()}

    def imports(self, path: str) -> list[str]:
        """Return the names of the libraries that a file is linked with, at once or when first called."""
        if path not in self._known:
            self._known[path] = imported(self._where[path].read(path))
        return self._known[path]


def imported(program: bytes) -> list[str]:
    """Return the names, in small letters, of the libraries that a program or library of Windows imports."""
    import pefile  # noqa: PLC0415 - only packagers have it, the tests of the rest do without

    with pefile.PE(data=program, fast_load=True) as parsed:
        kinds = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")
        parsed.parse_data_directories([pefile.DIRECTORY_ENTRY[kind] for kind in kinds])
        found = [
            entry.dll.decode("ascii").lower()
            for table in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT")
            for entry in getattr(parsed, table, [])
        ]
    return sorted(set(found))


if __name__ == "__main__":
    sys.exit(main())
