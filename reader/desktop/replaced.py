"""Whether a file is still the one that it was: a program may be upgraded while it runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

Stamp = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Watched:
    """A file as it was when this was made."""

    path: Path
    _stamp: Stamp = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_stamp", _stamp(self.path))

    def is_replaced(self) -> bool:
        """Say whether another file lies there now, or none."""
        return _stamp(self.path) != self._stamp


def _stamp(path: Path) -> Stamp:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino, facts.st_mtime_ns
