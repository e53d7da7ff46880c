"""The one way in: commands go to the command line, which never loads Qt; all else opens the window."""

from __future__ import annotations

import importlib
import multiprocessing
import sys
from collections.abc import Sequence

COMMANDS = ("index", "list", "show", "mark", "problems", "state")
"""What `reader.cli` answers; ``screenshot`` needs the window and is the app's."""
ABOUT = ("-h", "--help", "--version")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with the arguments after its name; returns the exit status."""
    multiprocessing.freeze_support()
    arguments = list(sys.argv[1:] if argv is None else argv)
    root = "cli" if arguments and arguments[0] in (*COMMANDS, *ABOUT) else "app"
    # Loaded by name, so that listing articles costs no Qt and opening the window no command line.
    return int(importlib.import_module(f"reader.{root}").main(arguments))


if __name__ == "__main__":
    sys.exit(main())
