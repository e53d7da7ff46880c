"""The one way in: commands go to the command line, which never loads Qt; all else opens the window."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import re
import sys
from collections.abc import Sequence

from reader import __version__

COMMANDS = ("index", "list", "search", "show", "mark", "problems", "state")
"""What `reader.cli` answers; ``screenshot`` needs the window and is the app's."""
LIBRARY = re.compile(r"lib\S+: cannot open shared object file")
"""How the loader of Linux complains that Qt lacks a library."""
ABOUT = ("-h", "--help")
SELF_TEST = "--self-test"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with the arguments after its name; returns the exit status."""
    multiprocessing.freeze_support()
    # For the workers: they must not look for modules in the folder that the program was started in.
    os.environ["PYTHONSAFEPATH"] = "1"
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:
        sys.stdout.write(f"newsfold {__version__}\n")
        return 0
    root = _root(arguments[0] if arguments else "")
    # Loaded by name, so that listing articles costs no Qt and opening the window no command line.
    try:
        run = importlib.import_module(f"reader.{root}").main
    except ImportError as error:
        if not LIBRARY.match(str(error)):
            raise
        sys.stderr.write(f"newsfold: A library of the system is missing ({error}).{_advice()}\n")
        return 1
    else:
        return int(run(arguments))


def _advice() -> str:
    return "" if getattr(sys, "frozen", False) else " “make setup” names its package."


def _root(first: str) -> str:
    """Return the module that answers a command line, by its first word."""
    if first in COMMANDS or first in ABOUT:
        return "cli"
    return "self_test" if first == SELF_TEST else "app"


if __name__ == "__main__":
    sys.exit(main())
