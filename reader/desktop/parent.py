"""The process that started this one, which it must not outlive."""

from __future__ import annotations

import ctypes
import signal
import sys
from typing import Final

_DEATH_SIGNAL: Final = 1
"""PR_SET_PDEATHSIG, see prctl(2)."""


def end_with_parent() -> None:
    """Have the system end this process with its parent, though it be held or hang; on Linux only.

    Strictly with the parent's thread that started it.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
