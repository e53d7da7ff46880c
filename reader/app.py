"""Composition root of the window: arguments, the application, and one program in it."""

from __future__ import annotations

import argparse
import gc
import importlib
import logging
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, get_args

from PySide6.QtCore import QSize

from reader.domain.errors import ReaderError
from reader.domain.shelf import Place, Scope
from reader.library.opening import place_of
from reader.paths import places, resources, sample_archive
from reader.settings import FILE_NAME, SettingsStore, Theme
from reader.ui import screenshot
from reader.ui.application import Application, EndSignals
from reader.ui.failures import Failures
from reader.ui.languages import speak
from reader.ui.program import Program
from reader.ui.single_instance import SingleInstance
from reader.ui.theme.look import Look
from reader.ui.trace import Heartbeat, Trace
from reader.ui.viewer.sandbox import engine_can_start

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
    parser.add_argument("path", metavar="FOLDER | FILE", nargs="?", type=Path)
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


def _size(text: str) -> QSize:
    match = re.fullmatch(r"(\d{2,5})x(\d{2,5})", text)
    if match is None:
        raise argparse.ArgumentTypeError("a size is written 1440x900")
    return QSize(int(match[1]), int(match[2]))


def _scope(text: str) -> Scope:
    try:
        return Scope.parse(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"there is no scope “{text}”") from None


def _run_window(arguments: argparse.Namespace) -> int:
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in DISPLAYS):
        raise ReaderError("There is no display here. “newsfold screenshot” draws the window to a picture.")
    # A worker that renders must not keep the window from answering: it gives way every millisecond.
    sys.setswitchinterval(0.001)
    trace = Trace(arguments.trace)
    trace.event("start")
    where = places(os.environ)
    application = Application([])
    instance = SingleInstance(where.data)
    if not instance.claim():
        trace.close()
        if instance.hand_over([arguments.path] if arguments.path else []):
            return 0
        raise ReaderError("Newsfold is running already, but its window does not answer.")
    failures = Failures()
    settings = SettingsStore(where.settings / FILE_NAME)
    locale = speak(application, resources() / "i18n", settings.value.language)
    look = Look.of_system(resources(), settings.value.theme)
    program = Program(where, settings, look, trace, locale.name(), engine_allowed=_engine_allowed())
    failures.set_window(program.window)
    application.fit(program.window)
    program.jobs.crashed.connect(failures.show_failure)
    instance.paths_received.connect(program.take_paths)
    application.file_opened.connect(program.open_named)
    program.open(arguments.path or program.last_folder or sample_archive())
    program.show()
    heartbeat = Heartbeat(trace)
    if trace.on:
        heartbeat.start()
    # What is there by now stays to the end: the collector need not look through it again and again.
    gc.freeze()
    program.loaded.connect(gc.freeze)
    signals = EndSignals(application)
    try:
        return application.exec()
    finally:
        heartbeat.stop()
        instance.release()
        failures.close()
        program.close()
        signals.close()
        trace.event("end")
        trace.close()


def _take_picture(arguments: argparse.Namespace) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    where = places(os.environ)
    folder, _ = place_of(arguments.folder)
    # Loaded by name: the window has no use for it, its indexer is a process of its own.
    importlib.import_module("reader.indexer").index(folder, where, _say_nothing, texts=bool(arguments.search))
    application = Application([])
    settings = SettingsStore(where.settings / FILE_NAME)
    # Only for this picture: nothing is saved, and looking does not count as reading.
    language = arguments.language or settings.value.language
    settings.value = replace(settings.value, theme=arguments.theme, mark_read="never")
    locale = speak(application, resources() / "i18n", language)
    look = Look.of_system(resources(), arguments.theme)
    program = Program(
        where,
        settings,
        look,
        Trace(),
        locale.name(),
        engine_allowed=_engine_allowed(),
        remember=False,
    )
    try:
        program.open(folder, index=False)
        chosen = arguments.scope, arguments.article, arguments.search
        screenshot.take(program, arguments.target, arguments.size, *chosen)
    finally:
        program.close()
    return 0


def _engine_allowed() -> bool:
    user = os.geteuid() if hasattr(os, "geteuid") else None
    return engine_can_start(os.environ, user)


def _say_nothing(_event: dict[str, object]) -> None:
    """Keep the indexer's reports to oneself."""
