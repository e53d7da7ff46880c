"""How much memory a process has to itself, as Linux counts it."""

from __future__ import annotations

from pathlib import Path


def own(pid: int | str = "self") -> float:
    """Return the megabytes of a process that are its share: shared pages count by the part (PSS)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ValueError("the kernel does not say")
