"""What the command line prints on: standard output in UTF-8, and a progress bar for whoever watches."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, Final, TextIO

from reader.desktop.parent import end_with_parent

BAR: Final = 30
"""Characters that a full progress bar is long."""
REDRAW: Final = 0.1
"""Seconds between two drawings of the bar."""


@dataclass(frozen=True, slots=True)
class Output:
    """Standard output as UTF-8, whatever the locale; a file name's stray bytes come out as they are."""

    stream: BinaryIO

    def line(self, text: str) -> None:
        """Write one line; half a surrogate pair, which is no text, is written as an escape."""
        try:
            data = text.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            data = text.encode("utf-8", "backslashreplace")
        self.stream.write(data + b"\n")

    def json(self, value: object) -> None:
        """Write one JSON value on a line of its own; stray bytes become escapes of JSON."""
        text = json.dumps(value, ensure_ascii=False, default=str)
        self.stream.write(text.encode("utf-8", "backslashreplace") + b"\n")

    def flush(self) -> None:
        """Hand what was written to whoever reads it."""
        self.stream.flush()


class EndOfInput:
    """Is set once standard input ends, as it does when the program at its other end dies.

    The thread that waits for it starts at the first question, so that workers can be forked before.
    """

    def __init__(self) -> None:
        # Held by a signal, this process could not hear the end.
        end_with_parent()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def is_set(self) -> bool:
        """Whether the input has ended."""
        return self.wait(0)

    def wait(self, timeout: float) -> bool:
        """Wait for the end, at most so many seconds; returns whether it came."""
        if self._thread.ident is None:
            self._thread.start()
        return self._ended.wait(timeout)

    def _listen(self) -> None:
        with suppress(OSError):
            while os.read(0, 1024):
                pass
        self._ended.set()


class Progress:
    """A bar with a number and the time left, on a terminal; silence in a pipe."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._shown = stream.isatty()
        self._started = clock()
        self._drawn: float | None = None

    def take(self, event: Mapping[str, object]) -> None:
        """Draw an event of the indexer that says how far it is, unless the last drawing is too fresh."""
        done, total = event.get("done"), event.get("total")
        if not self._shown or not isinstance(done, int) or not isinstance(total, int) or total == 0:
            return
        now = self._clock()
        if self._drawn is None or now - self._drawn >= REDRAW:
            self._drawn = now
            full = BAR * done // total
            left = f", {_time(round((now - self._started) * (total - done) / done))} left" if done else ""
            self._stream.write(f"\r\x1b[K[{'#' * full}{'.' * (BAR - full)}] {done:,} of {total:,}{left}")
            self._stream.flush()

    def clear(self) -> None:
        """Take the bar away."""
        if self._drawn is not None:
            self._drawn = None
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def say(self, sentence: str) -> None:
        """Write a sentence where a person looks on; nothing in a pipe."""
        self.clear()
        if self._shown:
            self._stream.write(sentence + "\n")

    def warn(self, sentence: str) -> None:
        """Write a sentence that must be read, also in a pipe."""
        self.clear()
        self._stream.write(f"newsfold: {sentence}\n")


def _time(seconds: int) -> str:
    return f"{seconds // 60} min {seconds % 60} s" if seconds >= 60 else f"{seconds} s"
