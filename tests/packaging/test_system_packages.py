from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SCRIPT = ROOT / "packaging" / "system_packages.sh"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the script is for Debian and Ubuntu")


class Machine:
    """A Debian whose commands only write down how they were called.

    It has the packages `installed`, and offers the names `offered` with the ending …t64.
    """

    def __init__(self, folder: Path, *, installed: str = "", offered: str = "", user: int = 0) -> None:
        self._folder = folder
        self._calls = folder / "calls"
        self._calls.touch()
        self._put("dpkg-query", f'case " {installed} " in *" $4 "*) printf installed;; *) exit 1;; esac')
        self._put("apt-cache", f'case " {offered} " in *" $2 "*) exit 0;; *) exit 100;; esac')
        self._put("apt-get", f'echo "$*" >> "{self._calls}"')
        self._put("id", f"echo {user}")
        self._put("sudo", "exit 1")

    def _put(self, name: str, body: str) -> None:
        command = self._folder / name
        command.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        command.chmod(0o755)

    def run(self, *packages: str) -> str:
        """Run the script; returns what it says to the person."""
        path = f"{self._folder}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            [SCRIPT, *packages], env={"PATH": path}, capture_output=True, text=True, check=True
        )
        return done.stdout + done.stderr

    @property
    def asked(self) -> list[str]:
        """The packages that were to be installed."""
        lines = self._calls.read_text("utf-8").splitlines()
        return [
            word
            for line in lines
            if line.startswith("install")
            for word in line.split()[1:]
            if word[0] != "-"
        ]


def test_what_is_missing_is_asked_for_by_its_name(tmp_path: Path) -> None:
    machine = Machine(tmp_path, installed="libgl1")
    assert machine.run("libegl1", "libgl1", "python3-venv") == ""
    assert machine.asked == ["libegl1", "python3-venv"]


def test_a_name_that_the_system_has_changed_is_followed(tmp_path: Path) -> None:
    machine = Machine(tmp_path, offered="libasound2t64")
    machine.run("libegl1", "libasound2")
    assert machine.asked == ["libegl1", "libasound2t64"]


def test_nothing_happens_where_all_is_there(tmp_path: Path) -> None:
    machine = Machine(tmp_path, installed="libegl1 libasound2t64")
    assert machine.run("libegl1", "libasound2") == ""
    assert machine.asked == []


def test_whoever_may_not_install_is_told_the_command(tmp_path: Path) -> None:
    machine = Machine(tmp_path, offered="libasound2t64", user=1000)
    assert machine.run("libegl1", "libasound2").endswith("sudo apt-get install libegl1 libasound2t64\n")
    assert machine.asked == []
