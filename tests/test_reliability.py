"""The page of promises names tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reliability.md"


def test_every_promise_names_a_test_that_exists() -> None:
    lines = PAGE.read_text("utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and "`tests/" in line]
    assert len(rows) > 20
    for row in rows:
        [(file, name)] = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", row)
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}, row


def test_every_fault_that_is_tried_keeps_a_promise() -> None:
    page = PAGE.read_text("utf-8")
    for file in (ROOT / "tests" / "faults").glob("test_*.py"):
        for one in ast.parse(file.read_text("utf-8")).body:
            if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"):
                assert f"`tests/faults/{file.name}::{one.name}`" in page
