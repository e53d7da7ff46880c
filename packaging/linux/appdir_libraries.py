"""Puts libraries of the building system into an AppDir, where the program's own lie: those that it needs.

python packaging/linux/appdir_libraries.py FOLDER

FOLDER is the one with the program's own libraries. Prints the names of those that are left to the person's
system, and ends with 1 where one that is needed is not on the building system.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pyinstaller.trim import reached

DOCUMENTS: Final = Path("/usr/share/doc")
OF_THE_PERSON: Final = (
    # What belongs to the C library, and what grows with compilers: the person's are as new or newer.
    "ld-linux*",
    "libc.so.*",
    "libdl.so.*",
    "libm.so.*",
    "libpthread.so.*",
    "libresolv.so.*",
    "librt.so.*",
    "libutil.so.*",
    "libgcc_s.so.*",
    "libstdc++.so.*",
    # What has to fit the drivers of the graphics card and of sound.
    "libEGL.so.*",
    "libGL.so.*",
    "libGLX.so.*",
    "libGLdispatch.so.*",
    "libOpenGL.so.*",
    "libasound.so.*",
    "libdrm.so.*",
    "libgbm.so.*",
    "libwayland-*.so.*",
    # What speaks with the server of the display or reads files of the system: fonts, keyboards, devices.
    "libX11.so.*",
    "libX11-xcb.so.*",
    "libxcb.so.*",
    "libxcb-dri3.so.*",
    "libfontconfig.so.*",
    "libfreetype.so.*",
    "libudev.so.*",
    "libdbus-1.so.*",
    "libsystemd.so.*",
    # What has to be mended fast when a hole is found in it.
    "libcrypto.so.*",
    "libssl.so.*",
    # What loads further files of its own kind at run time, which would have to come along and fit.
    "libnss3.so",
    "libnssutil3.so",
    "libsmime3.so",
    "libnspr4.so",
    "libplc4.so",
    "libplds4.so",
    "libgssapi_krb5.so.*",
    "libkrb5*.so.*",
    "libk5crypto.so.*",
    "libcom_err.so.*",
    "libkeyutils.so.*",
    "libcups.so.*",
    "libglib-2.0.so.*",
    "libgthread-2.0.so.*",
    # What these take along themselves.
    "libexpat.so.*",
    "libz.so.*",
    "libzstd.so.*",
    "libgcrypt.so.*",
    "libgpg-error.so.*",
)
"""Names of libraries that an AppImage leaves to the system of the person; every desktop has them."""


def main() -> int:
    """Copy what is wanted; returns the exit status."""
    folder = Path(sys.argv[1])
    own = {path.name for path in folder.rglob("*.so*")}
    system = found_by_the_loader(_run("ldconfig", "-p"))
    roots = [str(path) for path in folder.rglob("*") if is_program(path)]
    asked: set[str] = set()

    def needs(path: str) -> list[str]:
        names = [name for name in needed(_run("readelf", "-d", path)) if name not in own]
        asked.update(names)
        return [name for name in names if not is_of_the_person(name)]

    taken = sorted(reached([*roots, str(folder.parent / "newsfold")], system, needs))
    for name in taken:
        shutil.copy(system[name], folder / name)
        (folder / name).chmod(0o644)
    for package in sorted(packages_of(taken)):
        text = DOCUMENTS / package / "copyright"
        shutil.copy(text, folder / "licences" / f"{package} (library of the system).txt")
    left = sorted(name for name in asked if is_of_the_person(name))
    sys.stdout.write("".join(f"{name}\n" for name in left))
    lost = sorted(name for name in asked if not is_of_the_person(name) and name not in system)
    if lost:
        sys.stderr.write(f"Not on this system: {', '.join(lost)}\n")
    return 1 if lost else 0


def packages_of(names: list[str]) -> set[str]:
    """Return the packages of Debian that libraries of some names are from."""
    return {_run("dpkg-query", "--search", f"*/{name}").partition(":")[0] for name in names}


def is_of_the_person(name: str) -> bool:
    """Say whether a library is left to the person's system."""
    return any(fnmatchcase(name, pattern) for pattern in OF_THE_PERSON)


def is_program(path: Path) -> bool:
    """Say whether a file is a program or a library, and not a link to one."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def needed(section: str) -> list[str]:
    """Return the names of libraries that a file is linked with, as ``readelf -d`` prints them."""
    lines = [line for line in section.splitlines() if "(NEEDED)" in line]
    return [line.partition("[")[2].rstrip("] ") for line in lines]


def found_by_the_loader(cache: str) -> dict[str, str]:
    """Return where the loader finds which library, as ``ldconfig -p`` prints it: the first of each name."""
    found: dict[str, str] = {}
    for line in cache.splitlines():
        name, arrow, path = line.strip().partition(" => ")
        if arrow:
            found.setdefault(name.partition(" ")[0], path)
    return found


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
