"""A screen that nobody looks at, and a keyboard to it: real keys for the real program."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from tests.faults.processes import PATIENCE

TOOLS = ("Xvfb", "xdotool")


def missing() -> str:
    """Return what keeps real keys from being pressed here, in a sentence; "" when nothing does."""
    lacking = [name for name in TOOLS if shutil.which(name) is None]
    return f"real keys need {' and '.join(lacking)}, which is not here" if lacking else ""


@dataclass(frozen=True, slots=True)
class Screen:
    """An X server of its own."""

    name: str

    @property
    def environment(self) -> dict[str, str]:
        """Variables with which a program shows itself here."""
        return {"DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}

    def window_of(self, pid: int) -> str:
        """Wait for a process's window, give it the keyboard and return its name for `press`."""
        found = self._do("search", "--sync", "--onlyvisible", "--pid", str(pid)).split()[-1]
        self._do("windowfocus", "--sync", found)
        return found

    def press(self, keys: Sequence[str], pause: int = 5) -> None:
        """Press keys one after another, so many milliseconds apart."""
        self._do("key", "--delay", str(pause), *keys)

    def _do(self, *words: str) -> str:
        environment = os.environ | self.environment
        done = subprocess.run(
            ["xdotool", *words], env=environment, capture_output=True, text=True, check=True, timeout=PATIENCE
        )
        return done.stdout


@contextmanager
def screen() -> Iterator[Screen]:
    """Start an X server; it ends with the block."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1200x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        try:
            yield Screen(f":{server.stdout.readline().decode().strip()}")
        finally:
            server.terminate()
