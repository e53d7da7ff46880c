"""Output is UTF-8 whatever it holds; progress is drawn for people and not into pipes."""

from __future__ import annotations

import io
import json
import os

from hypothesis import given
from hypothesis import strategies as st

from reader.cli.terminal import Output, Progress

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"))
STRAY_BYTES = st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]) | STRAY_BYTES)


class Terminal(io.StringIO):
    """A terminal that remembers."""

    def isatty(self) -> bool:
        return True


def progress(stream: io.StringIO, *times: float) -> Progress:
    return Progress(stream, iter(times).__next__)


def printed(text: str) -> bytes:
    stream = io.BytesIO()
    Output(stream).line(text)
    return stream.getvalue()


@given(text=TEXT)
def test_text_comes_out_as_utf_8(text: str) -> None:
    assert printed(text) == text.encode() + b"\n"


@given(name=st.binary().filter(lambda data: b"\0" not in data))
def test_the_bytes_of_a_file_name_come_out_as_they_are(name: bytes) -> None:
    assert printed(os.fsdecode(name)) == name + b"\n"


def test_half_a_surrogate_pair_is_written_as_an_escape() -> None:
    assert printed("a\ud800") == b"a\\ud800\n"


@given(text=ANY_TEXT)
def test_json_is_one_line_of_utf_8_that_gives_the_text_back(text: str) -> None:
    stream = io.BytesIO()
    Output(stream).json({"path": text})
    line = stream.getvalue().decode("utf-8")
    assert line.count("\n") == 1
    assert json.loads(line) == {"path": text}


def test_progress_shows_number_bar_and_time_left() -> None:
    stream = Terminal()
    bar = progress(stream, 0, 30)
    bar.take({"event": "progress", "done": 2500, "total": 10_000})
    assert stream.getvalue() == "\r\x1b[K[#######.......................] 2,500 of 10,000, 1 min 30 s left"


def test_the_bar_is_not_drawn_too_often_and_is_taken_away() -> None:
    stream = Terminal()
    bar = progress(stream, 0, 1, 1.01, 2)
    for done in (0, 1, 2):
        bar.take({"done": done, "total": 4})
    assert stream.getvalue().count("\r") == 2
    bar.clear()
    bar.clear()
    assert stream.getvalue().endswith("2 s left\r\x1b[K")


def test_other_events_draw_nothing() -> None:
    stream = Terminal()
    bar = progress(stream, 0, 1, 2, 3)
    for event in (
        {"event": "generation", "generation": 1},
        {"done": 0, "total": 0},
        {"done": "1", "total": "2"},
    ):
        bar.take(event)
    assert stream.getvalue() == ""


def test_a_pipe_gets_nothing() -> None:
    stream = io.StringIO()
    bar = progress(stream, 0, 1)
    bar.take({"done": 1, "total": 2})
    bar.say("1 article.")
    bar.clear()
    assert stream.getvalue() == ""


def test_a_sentence_takes_the_bars_place() -> None:
    stream = Terminal()
    bar = progress(stream, 0, 1)
    bar.take({"done": 1, "total": 2})
    bar.say("2 articles.")
    assert stream.getvalue().endswith("\r\x1b[K2 articles.\n")
