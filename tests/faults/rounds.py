"""How often each fault is tried, and by which chance: seldom among the tests, often by `make faults`."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

ROUNDS = int(os.environ.get("NEWSFOLD_FAULT_ROUNDS", "0"))
"""Rounds of every fault in the long form; 0: each test's own short one."""
SEED = os.environ.get("NEWSFOLD_FAULT_SEED", "newsfold")


def rounds(name: str, short: int) -> Iterator[random.Random]:
    """Yield the chance of each round: the same each time, so that what failed once fails again."""
    for number in range(ROUNDS or short):
        yield random.Random(f"{SEED}/{name}/{number}")
