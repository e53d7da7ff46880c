"""Whether the page's engine can start with its sandbox on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

OFF: Final = "QTWEBENGINE_DISABLE_SANDBOX"


def engine_can_start_here() -> bool:
    """Whether Chromium will start for this user, in this environment."""
    return engine_can_start(os.environ, os.geteuid() if hasattr(os, "geteuid") else None)


def engine_can_start(environment: Mapping[str, str], user: int | None) -> bool:
    """Whether Chromium will start: as root its sandbox cannot be, and it ends the whole program.

    ``user`` is the effective user's number, None on systems that have none. Somebody may switch
    the sandbox off by the environment, as Qt documents; this program never does.
    """
    if user != 0:
        return True
    flags = environment.get("QTWEBENGINE_CHROMIUM_FLAGS", "").split()
    return environment.get(OFF, "") not in {"", "0"} or "--no-sandbox" in flags
