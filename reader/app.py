"""The first steps of a start: reading arguments, and giving them to a window that is open already."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, get_args

from reader.domain.errors import ReaderError
from reader.domain.shelf import Place, Scope
from reader.paths import places
from reader.settings import Theme
from reader.ui.single_instance import SingleInstance

SIZE: Final = "1440x900"
DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main(argv: Sequence[str]) -> int:
    """Run the window, or take a picture of it; returns the exit status."""
    logging.basicConfig(level=logging.WARNING, format="newsfold: %(message)s", stream=sys.stderr)
    run: Callable[[argparse.Namespace], int]
    try:
        if argv and argv[0] == "screenshot":
            run, arguments = _take_picture, _picture_parser().parse_args(argv[1:])
        else:
            run, arguments = _run_window, _window_parser().parse_args(argv)
    except SystemExit as end:  # argparse has said what there was to say
        return end.code if isinstance(end.code, int) else 1
    try:
        return run(arguments)
    except ReaderError as error:
        sys.stderr.write(f"newsfold: {error}\n")
    except OSError as error:
        sys.stderr.write(f"newsfold: {error.filename or ''}: {error.strerror or error}\n")
    return 1


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "newsfold", description="Opens the window.", epilog="newsfold --help lists the commands."
    )
    parser.add_argument("paths", metavar="FOLDER | FILE", nargs="*", type=Path)
    parser.add_argument("--trace", metavar="FILE", type=Path, help="write what happens as JSON lines")
    return parser


def _picture_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "newsfold screenshot", description="Draws the window to a picture; nothing in it is marked or moved."
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument("target", metavar="OUT.png", type=Path)
    parser.add_argument("--size", metavar="WxH", type=_size, default=SIZE, help=f"in pixels ({SIZE})")
    parser.add_argument("--theme", choices=get_args(Theme), default="light", help="light is the default")
    parser.add_argument("--language", metavar="LOCALE", default="", help="such as zh_CN")
    parser.add_argument(
        "--scope", type=_scope, default=Scope(Place.ALL), help="unread, starred, all, today or category:C"
    )
    parser.add_argument("--search", metavar="QUERY", default="", help="what is searched for in the scope")
    parser.add_argument("--article", metavar="KEY", default="", help="the article on the page")
    return parser


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{2,5})x(\d{2,5})", text)
    if match is None:
        raise argparse.ArgumentTypeError("a size is written 1440x900")
    return int(match[1]), int(match[2])


def _scope(text: str) -> Scope:
    try:
        return Scope.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"there is no scope “{text}”") from None


def _run_window(arguments: argparse.Namespace) -> int:
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in DISPLAYS):
        raise ReaderError("There is no display here. “newsfold screenshot” draws the window to a picture.")
    instance = SingleInstance(places(os.environ).data)
    # Before the window's own parts are loaded: another start is to be over in a moment.
    if not instance.claim():
        if instance.hand_over(arguments.paths):
            return 0
        instance = SingleInstance(places(os.environ).data)
        if not instance.claim():  # the other window may have gone meanwhile
            raise ReaderError("Newsfold is running already, but its window does not answer.")
    status: int = importlib.import_module("reader.window").run(arguments.paths, arguments.trace, instance)
    return status


def _take_picture(arguments: argparse.Namespace) -> int:
    status: int = importlib.import_module("reader.window").take_picture(arguments)
    return status
