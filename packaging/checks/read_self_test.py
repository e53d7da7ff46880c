"""Starts an installed program with ``--self-test`` and says what came of it.

python packaging/checks/read_self_test.py VERSION PROGRAM [ARGUMENT…]

Needs nothing but Python, since it runs where only the package is installed. The exit status is 0 where the
program passed all of its checks, is frozen, and has the version.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any, Final

LONGEST: Final = 300
"""Seconds that it may take, on a slow machine."""


def main() -> int:
    """Start it, tell; returns the exit status."""
    version, *command = sys.argv[1:]
    done = subprocess.run(
        [*command, "--self-test"], stdout=subprocess.PIPE, timeout=LONGEST, check=False, encoding="utf-8"
    )
    found = list(faults(done.stdout, done.returncode, version))
    for fault in found:
        print(f"FAILED: {fault}")
    if not found:
        print(f"ok: {command[0]} passes its own test")
    return 1 if found else 0


def faults(said: str, status: int, version: str) -> Iterator[str]:
    """Yield what is wrong with the answer of a program that has ended with a status."""
    lines = said.strip().splitlines()
    try:
        told: Mapping[str, Any] = json.loads(lines[-1])
    except (IndexError, ValueError):
        yield f"it told nothing and ended with {status}: {said[-500:]!r}"
        return
    for name, outcome in told.get("checks", {}).items():
        if not outcome.get("ok"):
            yield f"{name}: {outcome.get('why', 'no reason given')}"
    if status or told.get("ok") is not True:
        yield f"it did not pass, and ended with {status}"
    if told.get("version") != version:
        yield f"it is version {told.get('version')}, not {version}"
    if told.get("frozen") is not True:
        yield "it is not the bundled program"


if __name__ == "__main__":
    sys.exit(main())
