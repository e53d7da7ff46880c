"""The command line: every answer about a folder, without a window and without Qt."""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Run one command; returns 0, 1 when it failed (with one sentence on stderr), or 2 for wrong usage."""
    raise NotImplementedError(argv)
