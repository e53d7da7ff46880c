"""The real program tries itself, as each package does once it is built and installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

CHECKS = {"index", "search", "languages", "page", "pictures", "requests", "network"}
KINDS = {"apng", "avif", "bmp", "gif", "ico", "jpg", "png", "svg", "webp"}


def tried(*, program: Path = ROOT, sandbox: str = "1") -> tuple[int, dict[str, dict[str, object]]]:
    environment = os.environ | {"QTWEBENGINE_DISABLE_SANDBOX": sandbox, "PYTHONPATH": str(program)}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "reader", "--self-test"],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert told["ok"] is (done.returncode == 0)
    return done.returncode, told["checks"]


def test_a_whole_program_passes() -> None:
    status, checks = tried()
    assert status == 0, checks
    assert set(checks) == CHECKS
    assert {name for name, width in checks["pictures"].items() if width == 24} == KINDS


@pytest.mark.parametrize(
    ("missing", "check"),
    [
        ("articles/_posts", "index"),
        ("resources/i18n/newsfold_zh_CN.qm", "languages"),
        ("resources/article/article.html", "page"),
        ("resources/self-test/pictures/dot.webp", "pictures"),
    ],
)
def test_what_is_missing_is_told(tmp_path: Path, missing: str, check: str) -> None:
    for name in ("reader", "resources", "articles"):
        shutil.copytree(ROOT / name, tmp_path / name)
    part = tmp_path / missing
    if part.is_dir():
        shutil.rmtree(part)
    else:
        part.unlink()
    status, checks = tried(program=tmp_path)
    assert status == 1
    assert checks[check]["ok"] is False
    assert checks[check]["why"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="others can have the sandbox")
def test_without_a_sandbox_the_engine_is_not_started() -> None:
    status, checks = tried(sandbox="0")
    assert status == 1
    assert "sandbox" in str(checks["page"]["why"])
