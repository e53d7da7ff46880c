"""Where the frozen program begins."""

import os
import sys

from reader.__main__ import main

# On Windows a program without a console has nowhere to write to, and Python then has no streams at all.
if sys.stdout is None:
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - until the end
if sys.stderr is None:
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - until the end

if __name__ == "__main__":
    sys.exit(main())
