"""How much memory a process has to itself, as Linux counts it."""

from __future__ import annotations

from pathlib import Path


def own(pid: int | str = "self", kind: str = "Pss") -> float:
    """Return the megabytes of a process that are its share: shared pages count by the part (PSS).

    ``kind``: “Pss_Anon” for those that are no part of a file, and so cannot be taken from it when others need
    memory.
    """
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) / 1024
    raise ValueError("the kernel does not say")
