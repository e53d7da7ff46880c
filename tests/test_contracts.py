"""The import contracts of pyproject.toml bite: each planted violation is reported."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINT = Path(sys.executable).with_name("lint-imports")

PLANTED = [
    ("library/planted.py", "import reader.ui", "Layers point downwards"),
    ("domain/planted.py", "import reader.settings", "Layers point downwards"),
    ("content/planted.py", "import reader.storage", "Layers point downwards"),
    ("unplaced.py", "", "Layers point downwards"),
    ("library/planted.py", "import PySide6.QtCore", "Qt lives in ui and app only"),
    ("ui/planted.py", "import sqlite3", "SQL and the search engine live in storage only"),
    ("ui/planted.py", "import reader.content", "The ui reaches data through the library"),
    ("ui/viewer/planted.py", "import reader.storage", "The ui reaches data through the library"),
    ("storage/planted.py", "import reader.storage.grown", "No cycles at any depth"),
]


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """Return an empty copy of the package's layout under the project's own contracts."""
    for module in (ROOT / "reader").rglob("*.py"):
        copy = tmp_path / module.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "reader/storage/grown.py").touch()
    return tmp_path


def lint(folder: Path) -> tuple[int, str]:
    done = subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_layout_alone_keeps_every_contract(skeleton: Path) -> None:
    status, report = lint(skeleton)
    assert status == 0, report


@pytest.mark.parametrize(("path", "line", "contract"), PLANTED)
def test_a_planted_violation_is_reported(skeleton: Path, path: str, line: str, contract: str) -> None:
    (skeleton / "reader" / path).write_text(line + "\n")
    if "grown" in line:
        (skeleton / "reader/storage/grown.py").write_text("import reader.storage.planted\n")
    status, report = lint(skeleton)
    assert status != 0
    assert f"{contract} BROKEN" in report or (not line and "unplaced" in report), report


def test_no_layer_is_optional() -> None:
    contracts = (ROOT / "pyproject.toml").read_text("utf-8").partition("[tool.importlinter]")[2]
    layers = next(line for line in contracts.splitlines() if line.startswith("layers"))
    assert "(" not in layers
