"""The command line as a process: usage, locale, pipes, signals, and no Qt."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.calling import Run, write_post

COMMANDS = [name.split() for name in ("index", "list", "show", "mark", "problems", "state")] + [
    ["state", way] for way in ("export", "import", "restore")
]


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "reader", *map(str, arguments)]


@pytest.mark.parametrize("name", [[], *COMMANDS], ids=" ".join)
def test_everything_explains_itself(run: Run, name: list[str]) -> None:
    answer = run(*name, "--help")
    assert answer.status == 0
    assert answer.lines[0].startswith("usage: newsfold")
    assert answer.complaint == ""


def test_the_overview_names_every_command(run: Run) -> None:
    overview = run("--help").data.decode()
    for name in (
        "index",
        "list",
        "show",
        "mark",
        "problems",
        "state",
        "screenshot",
        "--trace",
        "NEWSFOLD_HOME",
    ):
        assert name in overview


def test_the_manual_page_names_every_command_and_option(run: Run) -> None:
    page = (Path(__file__).parents[2] / "docs" / "newsfold.1.md").read_text("utf-8").replace("\\--", "--")
    for name in COMMANDS:
        for option in re.findall(r"--[a-z-]+", run(*name, "--help").data.decode()):
            assert f"**{option}**" in page, f"{name}: {option}"


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version").lines == ["newsfold 0.1.0"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["list", "folder", "--limit", "-1"],
        ["list", "folder", "--limit", "many"],
        ["list", "folder", "--lim", "1"],
        ["list", "folder", "--no-such-option"],
        ["mark", "folder", "key"],
        ["mark", "folder", "--read"],
        ["mark", "folder", "key", "--read", "--star"],
        ["show", "folder", "key", "--html", "--json"],
        ["show", "."],
        ["state"],
        ["state", "export", "folder"],
    ],
)
def test_wrong_usage_is_told_apart(run: Run, arguments: list[str]) -> None:
    answer = run(*arguments)
    assert (answer.status, answer.data) == (2, b"")
    assert answer.complaint.startswith("usage: newsfold")


def test_indexing_tells_what_happens_as_json(run: Run, archive: Path) -> None:
    events = run("index", archive, "--json").objects
    names = [event["event"] for event in events]
    assert names[-1] == "done"
    assert {"generation", "catalog", "done"} <= set(names)
    done = events[-1]
    for field in ("found", "articles", "problems", "added", "changed", "moved", "removed", "seconds"):
        assert field in done
    assert (done["articles"], done["added"], done["changed"], done["moved"], done["removed"]) == (
        5,
        5,
        0,
        0,
        0,
    )


def test_indexing_again_parses_nothing(run: Run, archive: Path) -> None:
    run("index", archive)
    done = run("index", archive, "--json").objects[-1]
    assert (done["articles"], done["added"], done["changed"], done["moved"], done["removed"]) == (
        5,
        0,
        0,
        0,
        0,
    )


def test_indexing_into_a_pipe_is_silent(run: Run, archive: Path) -> None:
    answer = run("index", archive)
    assert (answer.status, answer.data, answer.complaint) == (0, b"", "")


@pytest.mark.usefixtures("home")
def test_the_output_is_utf_8_whatever_the_locale(archive: Path) -> None:
    environment = os.environ | {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
    }
    done = subprocess.run(command("list", archive), env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "三" in done.stdout.decode("utf-8")
    failed = subprocess.run(
        command("list", archive, "--category", "九"), env=environment, capture_output=True, check=False
    )
    assert failed.stderr.decode("utf-8") == "newsfold: This folder has no category “九”.\n"


@pytest.mark.usefixtures("home")
def test_a_reader_that_has_seen_enough_ends_the_command_quietly(archive: Path) -> None:
    for number in range(3000):
        write_post(archive, f"2021-01-01-{number}", text="long " * 30)
    with subprocess.Popen(
        command("list", archive, "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert json.loads(child.stdout.readline())["title"]
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 0


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """Let children hear an interrupt even where the tests run in the background, which ignores it."""
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, former)


@pytest.mark.usefixtures("_interruptible")
@pytest.mark.skipif(sys.platform != "linux", reason="only there a pipe can be made small")
def test_an_interrupt_ends_the_command_quietly_and_leaves_the_cache_sound(archive: Path, home: Path) -> None:
    for number in range(3000):
        write_post(archive, f"2021-01-01-{number}")
    # Nobody reads its reports, so it is at work, or waits at the first of them, when the signal comes.
    fcntl = pytest.importorskip("fcntl")
    reading, writing = os.pipe()
    os.write(writing, b" " * fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096))
    with subprocess.Popen(
        command("index", archive, "--json"), stdout=writing, stderr=subprocess.PIPE, start_new_session=True
    ) as child:
        os.close(writing)
        while not list(home.rglob("catalog.sqlite")):
            assert child.poll() is None
            time.sleep(0.01)
        # As a terminal does: the signal goes to the whole group, the pool's processes with it.
        os.killpg(child.pid, signal.SIGINT)
        with os.fdopen(reading, "rb") as reports:
            reports.read()
        complaint = child.stderr.read()
    assert (child.returncode, complaint.decode()) == (130, "")
    after = subprocess.run(command("list", archive), capture_output=True, check=True)
    assert len(after.stdout.splitlines()) == 3004


@pytest.mark.usefixtures("home")
def test_the_command_line_never_loads_qt(archive: Path) -> None:
    script = (
        "import sys; from reader.__main__ import main\n"
        "assert main(['list', sys.argv[1]]) == 0\n"
        "assert main(['show', sys.argv[1], '2022-05-26-three', '--html']) == 0\n"
        "sys.exit(','.join(name for name in sys.modules if name.startswith(('PySide6', 'shiboken'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, archive], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == ""


@pytest.mark.skipif(os.name == "nt", reason="there is no shell to close a stream")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_do_no_harm(home: Path, archive: Path, closed: str) -> None:
    assert home
    line = " ".join(map(shlex.quote, command("mark", archive, "2022-05-25-two", "--star")))
    done = subprocess.run(["/bin/sh", "-c", f"{line} {closed}"], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
