"""Composition root of the window: the application, and one program in it."""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize

from reader.library.opening import place_of
from reader.paths import places, resources, sample_archive
from reader.settings import FILE_NAME, SettingsStore
from reader.ui import screenshot
from reader.ui.application import Application, EndSignals
from reader.ui.failures import Failures
from reader.ui.languages import speak
from reader.ui.program import Program
from reader.ui.single_instance import SingleInstance
from reader.ui.theme.look import Look
from reader.ui.trace import Heartbeat, Trace
from reader.ui.viewer.sandbox import engine_can_start_here


def run(paths: Sequence[Path], trace_file: Path | None, instance: SingleInstance) -> int:
    """Open the window on some folders and files, or on what was open last; returns when it is closed."""
    # A worker that renders must not keep the window from answering: it gives way every millisecond.
    sys.setswitchinterval(0.001)
    trace = Trace(trace_file)
    trace.event("start")
    where = places(os.environ)
    application = Application([])
    instance.listen()
    failures = Failures()
    settings = SettingsStore(where.settings / FILE_NAME)
    locale = speak(application, resources() / "i18n", settings.value.language)
    look = Look.of_system(resources(), settings.value.theme)
    program = Program(where, settings, look, trace, locale.name(), engine_allowed=engine_can_start_here())
    failures.set_window(program.window)
    application.fit(program.window)
    program.jobs.crashed.connect(failures.show_failure)
    instance.paths_received.connect(program.take_paths)
    application.files_opened.connect(program.open_all)
    program.open_all(paths or [program.last_folder or sample_archive()])
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


def take_picture(arguments: argparse.Namespace) -> int:
    """Draw the window to a picture."""
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
        engine_allowed=engine_can_start_here(),
        remember=False,
    )
    try:
        program.open(folder, index=False)
        chosen = arguments.scope, arguments.article, arguments.search
        screenshot.take(program, arguments.target, QSize(*arguments.size), *chosen)
    finally:
        program.close()
    return 0


def _say_nothing(_event: dict[str, object]) -> None:
    """Keep the indexer's reports to oneself."""
