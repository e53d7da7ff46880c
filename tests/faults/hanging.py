"""A pool whose worker hangs in a search that lets no thread run.

python -m tests.faults.hanging FOLDER      prints the worker's process when it hangs
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.domain.site import Site
from reader.library.pool import Pool
from reader.library.reading import Job, Reading, Rules
from reader.sources.folder import FileInfo


def hang(_rules: bytes, _jobs: Sequence[Job]) -> list[Reading]:
    """Search for what takes longer than the sun shines."""
    os.write(1, f"{os.getpid()}\n".encode())
    re.match("(a+)+$", "a" * 99 + "b")
    return []


if __name__ == "__main__":
    rules = Rules(Path(sys.argv[1]), Site("plain"), 0)
    list(Pool(1, hang).read(rules, [(FileInfo("a.md", 1, 1), 0)]))
