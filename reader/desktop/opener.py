"""Hands links to the system's browser and shows files in its file manager."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from reader.domain.errors import ReaderError

SCHEMES: Final = frozenset({"http", "https", "mailto"})
"""What is passed on: an article must not start programs by ``file:`` or a handler of its own."""
OURS: Final = re.compile(r"_PYI_|PYTHONSAFEPATH$|QTWEBENGINE_")
"""Variables that this program sets for itself."""
OF_A_PACKAGE: Final = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""Those that a packaged one sets besides; else they are the person's."""
PATIENCE: Final = 3.0
"""Seconds in which a command must fail or be taken to have worked."""


class DesktopError(ReaderError):
    """The system did not take what it was handed."""


def open_link(address: str) -> None:
    """Open a link in the system's browser or mail program; may take `PATIENCE` seconds.

    Raises DesktopError for any scheme outside `SCHEMES`, and when no program takes the link.
    """
    if not allowed(address):
        raise DesktopError(f"This link is of a kind that is not opened: {address[:200]}")
    command = link_command(address, sys.platform)
    if not (_run(command) if command else webbrowser.open(address)):
        raise DesktopError(f"No program was found that opens {address[:200]}")


def reveal(path: Path) -> None:
    """Show a file in the file manager, selected where the system can; may take `PATIENCE` seconds.

    Raises DesktopError when the file is gone or no file manager answers.
    """
    if not path.exists():
        raise DesktopError(f"The file is no longer there: {path}")
    if not any(_run(command) for command in reveal_commands(path, sys.platform)):
        raise DesktopError(f"No file manager was found that shows {path}")


def allowed(address: str) -> bool:
    """Whether a link is one that the browser or the mail program may get."""
    if any(ord(char) < ord(" ") for char in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and bool(parts.netloc or parts.scheme.lower() == "mailto")


def link_command(address: str, platform: str) -> list[str]:
    """Return the command that opens a link; empty where Python's own way is the right one."""
    if platform == "darwin":
        return ["open", address]
    if platform == "win32":
        return []
    return ["xdg-open", address] if shutil.which("xdg-open") else []


def reveal_commands(path: Path, platform: str) -> list[list[str]]:
    """Return the commands to try, the best first, for an absolute path."""
    if platform == "darwin":
        return [["open", "-R", str(path)]]
    if platform == "win32":
        return [["explorer", f"/select,{path}"]]
    # dbus-send splits arrays at commas, so these are escaped as well.
    item = "file://" + quote(os.fsencode(path), safe="/")
    show = ["dbus-send", "--session", "--print-reply", "--reply-timeout=2000"]
    show += ["--dest=org.freedesktop.FileManager1", "/org/freedesktop/FileManager1"]
    show += ["org.freedesktop.FileManager1.ShowItems", f"array:string:{item}", "string:"]
    return [show, ["xdg-open", str(path.parent)]]


def for_others(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for programs of the system: without what leads to this program's own parts.

    A packaged program finds its libraries by ``LD_LIBRARY_PATH``; what that was before is in ``…_ORIG``.
    """
    kept = {name: value for name, value in environment.items() if not OURS.match(name)}
    for name in OF_A_PACKAGE if getattr(sys, "frozen", False) else ():
        kept.pop(name, None)
        if former := kept.pop(f"{name}_ORIG", ""):
            kept[name] = former
    return kept


def _run(command: list[str]) -> bool:
    """Run a command apart from this program; true when it worked or is still at it."""
    quiet = subprocess.DEVNULL
    environment = for_others(os.environ)
    try:
        process = subprocess.Popen(
            command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, env=environment
        )
    except OSError:
        return False
    try:
        # Explorer answers 1 although it has done what it was asked.
        return process.wait(PATIENCE) == 0 or command[0] == "explorer"
    except subprocess.TimeoutExpired:
        return True
