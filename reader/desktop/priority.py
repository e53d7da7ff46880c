"""Lets a process give way to others where they want the processor at once."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Final

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

NICENESS: Final = 10
"""Steps of nice(2): beside the window, a process gets a tenth of a processor that both want."""
BELOW_NORMAL: Final = 0x4000
"""BELOW_NORMAL_PRIORITY_CLASS; processes that are started inherit it (documentation of SetPriorityClass)."""


def give_way() -> None:
    """Let this process, and all that it starts from now on, go behind others.

    To be called before it has a second thread: for Linux each thread has a niceness of its own.
    """
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetPriorityClass.argtypes = (wintypes.HANDLE, wintypes.DWORD)
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), BELOW_NORMAL)
    else:
        with suppress(OSError):
            os.nice(NICENESS)
