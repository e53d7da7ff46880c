"""Checks the bundle: its size, what must not be in it, what must be, and that it passes its own test.

python packaging/checks/check_bundle.py [FOLDER] [--start]

``--start`` also compares how long it takes to its first window with the program in the virtual environment.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
BUNDLE: Final = ROOT / "build" / "bundle" / "newsfold"
LARGEST: Final = 400_000_000
"""Bytes on disk."""
FORBIDDEN: Final = ("*.qml", "*/qmldir", "*devtools*", "*.debug.pak", "*.debug.bin", "*/tests/*", "*.pdb")
LOCALES: Final = {"en-US.pak", "zh-CN.pak"}
LICENCES: Final = ("Qt and PySide6", "Chromium", "Python", "tantivy", "newsfold", "Markdown")
STARTS: Final = 7
SLOWEST: Final = 1.3
"""How many times as long as from the virtual environment the first window may take."""


def main() -> None:
    """Print a line for each check; end with their number where some have failed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?", default=BUNDLE)
    parser.add_argument("--start", action="store_true")
    arguments = parser.parse_args()
    bundle: Path = arguments.folder.resolve()
    checks = [*content(bundle), *behaviour(bundle)]
    if arguments.start:
        checks.append(start(bundle))
    for good, line in checks:
        sys.stdout.write(f"{'ok' if good else 'FAILED'}: {line}\n")
    sys.exit(sum(not good for good, _ in checks))


def content(bundle: Path) -> Iterator[tuple[bool, str]]:
    """Yield what is to be said of the files."""
    files = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]
    names = [path.relative_to(bundle).as_posix() for path in files]
    size = sum(path.stat().st_size for path in files)
    yield size <= LARGEST, f"{size / 1e6:.0f} MB on disk in {len(files)} files, of {LARGEST / 1e6:.0f}"
    bad = [name for name in names if any(fnmatchcase(name, one) for one in FORBIDDEN)]
    yield not bad, f"nothing for developers: {', '.join(bad[:5]) or 'none'}"
    locales = {path.name for path in files if path.parent.name == "qtwebengine_locales"}
    yield locales == LOCALES, f"languages of the engine: {', '.join(sorted(locales))}"
    texts = [path.name for path in files if path.parent.name == "licences"]
    missing = [name for name in LICENCES if not any(text.startswith(name) for text in texts)]
    yield not missing, f"{len(texts)} licence texts; missing: {', '.join(missing) or 'none'}"


def behaviour(bundle: Path) -> Iterator[tuple[bool, str]]:
    """Yield how the program does, off-screen and, where there is Xvfb, on a screen."""
    program = bundle / ("newsfold-cli.exe" if sys.platform == "win32" else "newsfold")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    wanted = f"newsfold {_version()}\n"
    yield version == wanted, f"--version says {version.strip()}"
    yield tried([str(program)], "offscreen")
    if shutil.which("xvfb-run"):
        yield tried(["xvfb-run", "-a", "-s", "-screen 0 1440x900x24", str(program)], "xcb")


def tried(command: Sequence[str], platform: str) -> tuple[bool, str]:
    """Run the self-test on a platform of Qt."""
    done = subprocess.run(
        [*command, "--self-test"],
        env=environment(platform),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    try:
        told = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        return False, f"--self-test on {platform} ended with {done.returncode}: {done.stderr[-400:]}"
    why = {name: check["why"] for name, check in told["checks"].items() if not check["ok"]}
    good = done.returncode == 0 and told["ok"] and told["frozen"]
    return good, f"--self-test on {platform}: {told['seconds']} s {why or ''}"


def start(bundle: Path) -> tuple[bool, str]:
    """Compare the first window of the bundle with that of the virtual environment, in turns, both warm."""
    frozen, plain = [str(bundle / "newsfold")], [sys.executable, "-m", "reader"]
    times: dict[str, list[float]] = {"bundle": [], "environment": []}
    with tempfile.TemporaryDirectory() as home:
        for _ in range(STARTS):
            times["bundle"].append(first_window(frozen, Path(home)))
            times["environment"].append(first_window(plain, Path(home)))
    ours, theirs = (statistics.median(values[1:]) for values in times.values())
    said = f"first window after {ours:.2f} s, {ours / theirs:.2f} times {theirs:.2f} s"
    return ours <= SLOWEST * theirs, said


def first_window(command: Sequence[str], home: Path) -> float:
    """Return the seconds from the start of a process until its window is painted."""
    trace = home / "trace.jsonl"
    trace.unlink(missing_ok=True)
    process = subprocess.Popen(
        [*command, "--trace", str(trace), str(ROOT / "articles")],
        env=environment("offscreen") | {"NEWSFOLD_HOME": str(home)},
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            lines = trace.read_text("utf-8").splitlines() if trace.exists() else []
            for event in (json.loads(line) for line in lines if line.endswith("}")):
                if event["event"] == "window-painted":
                    return float(event["t"])
            time.sleep(0.02)
        raise TimeoutError("The window was not painted within a minute.")
    finally:
        process.terminate()
        process.wait()


def environment(platform: str) -> dict[str, str]:
    """Return the environment of a test; as root Chromium can have no sandbox."""
    root = {"QTWEBENGINE_DISABLE_SANDBOX": "1"} if hasattr(os, "geteuid") and os.geteuid() == 0 else {}
    return {**os.environ, "QT_QPA_PLATFORM": platform, **root}


def _version() -> str:
    text = (ROOT / "reader" / "__init__.py").read_text("utf-8")
    return text.partition('__version__ = "')[2].partition('"')[0]


if __name__ == "__main__":
    main()
