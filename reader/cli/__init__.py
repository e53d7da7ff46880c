"""The command line: every answer about a folder, without a window and without Qt."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TextIO

from reader.cli.arguments import parser
from reader.cli.commands import Session
from reader.cli.terminal import Output, Progress
from reader.domain.errors import ReaderError
from reader.paths import places

INTERRUPTED: Final = 130
"""The exit status that shells give to a program which Ctrl+C ended."""


def main(argv: Sequence[str]) -> int:
    """Run one command; returns 0, 1 when it failed (with one sentence on stderr), or 2 for wrong usage."""
    # Whoever closed a stream wants nothing said there; Python has None in its place.
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names of files and of what was asked for may hold stray bytes: they go out as they came in.
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    try:
        return _run(argv)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader at the other end has seen enough. Python must not try again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ReaderError as error:
        sys.stderr.write(f"newsfold: {error}\n")
    except OSError as error:
        where = f"{error.filename}: {error.strerror}." if error.filename else f"{error}."
        sys.stderr.write(f"newsfold: {where}\n")
    return 1


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _run(argv: Sequence[str]) -> int:
    try:
        arguments = parser().parse_args(argv)
        session = Session(places(os.environ), Output(sys.stdout.buffer), Progress(sys.stderr))
        arguments.run(session, arguments)
    except SystemExit as end:  # argparse has said what there was to say
        return end.code if isinstance(end.code, int) else 1
    finally:
        sys.stdout.flush()
    return 0
