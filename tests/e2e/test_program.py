from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

NOISE = re.compile(
    r"Sandboxing disabled by user"
    r"|QRhiGles2: Failed|Failed to create RHI|This plugin does not support|QVulkanInstance: Failed"
    r"|GBM is not supported|GPUInfo not initialized"
    r"|:ERROR:.*(dbus|viz|gpu|angle|gl_)"
)
"""What Qt and Chromium say by themselves where there is no graphics card, no system bus and no sandbox."""
PATIENCE = 40


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    assert home
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return {**kept, "QT_QPA_PLATFORM": "offscreen"}


class Running:
    """The program in a process of its own, and what it says and traces."""

    def __init__(self, arguments: list[str], environment: dict[str, str], trace: Path) -> None:
        self.trace = trace
        self.errors = trace.with_suffix(".err")
        with self.errors.open("w") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "reader", *arguments, "--trace", str(trace)],
                env=environment,
                stderr=errors,
            )

    def events(self) -> list[dict[str, object]]:
        if not self.trace.exists():
            return []
        lines = self.trace.read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines if line.endswith("}")]

    def wait_for(self, condition: Callable[[list[dict[str, object]]], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition(self.events()):
            assert self.process.poll() is None, self.errors.read_text()
            assert time.monotonic() < end, (self.events(), self.errors.read_text())
            time.sleep(0.05)

    def wait_for_event(self, name: str) -> None:
        self.wait_for(lambda events: any(event["event"] == name for event in events))

    def stray_lines(self) -> list[str]:
        return [line for line in self.errors.read_text("utf-8").splitlines() if not NOISE.search(line)]


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def start(*arguments: str) -> Running:
        started.append(Running(list(arguments), environment, tmp_path / f"trace{len(started)}"))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
        one.process.wait()


@pytest.mark.skipif(os.name == "nt", reason="a process cannot be asked to end there")
def test_whole_program_starts_takes_a_second_start_and_ends_quietly(
    run: Callable[..., Running], archive: Path, home: Path, tmp_path: Path
) -> None:
    first = run(str(archive))
    first.wait_for_event("indexed")
    first.wait_for_event("engine-ready")
    events = [event["event"] for event in first.events() if event["event"] != "stall"]
    assert events[0] == "start"
    assert {"window-painted", "list-ready"} <= set(events)
    assert events.index("window-painted") < events.index("engine-ready")
    painted = next(event for event in first.events() if event["event"] == "window-painted")
    # The screen without a display has 800 pixels each way, and the window would like to have more.
    assert (painted["width"], painted["height"]) == (792, 756)

    file = min((archive / "_posts").iterdir())
    other = tmp_path / "another"
    other.mkdir()
    (other / "note.md").write_text("# Note", "utf-8")
    second = run(str(archive / "no such"), str(file), str(other))
    assert second.process.wait(PATIENCE) == 0
    first.wait_for_event("article-painted")

    first.process.send_signal(signal.SIGTERM)
    assert first.process.wait(PATIENCE) == 0
    assert first.events()[-1]["event"] == "end"
    assert first.stray_lines() == []
    assert second.stray_lines() == []
    session = json.loads((home / "settings" / "session.json").read_text("utf-8"))
    assert session["folders"][str(archive)]["article"] == file.stem
    settings = json.loads((home / "settings" / "settings.json").read_text("utf-8"))
    assert settings["recent"] == [str(other), str(archive)]

    third = run()
    third.wait_for_event("article-painted")
    third.process.send_signal(signal.SIGTERM)
    assert third.process.wait(PATIENCE) == 0
    assert third.stray_lines() == []


def call(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reader", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_screenshot_draws_window_and_page_and_leaves_no_trace(
    environment: dict[str, str], archive: Path, tmp_path: Path, home: Path
) -> None:
    light, dark = tmp_path / "light.png", tmp_path / "deep" / "dark.png"
    done = call(environment, "screenshot", str(archive), str(light), "--size", "1200x700")
    assert (done.returncode, done.stdout) == (0, "")
    assert [line for line in done.stderr.splitlines() if not NOISE.search(line)] == []
    picture = QImage(str(light))
    assert (picture.width(), picture.height()) == (1200, 700)
    # The page's own ink, in the title below the head: only the engine draws there.
    page = {picture.pixelColor(x, y).lightness() < 90 for x in range(660, 1000) for y in range(100, 160)}
    assert page == {True, False}
    done = call(
        environment, "screenshot", str(archive), str(dark), "--theme", "dark", "--scope", "category:emnews"
    )
    assert done.returncode == 0
    assert QImage(str(dark)).pixelColor(1400, 850).lightness() < 60
    assert not (home / "settings").exists()
    assert (
        json.loads(call(environment, "list", str(archive), "--limit", "1", "--json").stdout)["unread"] is True
    )


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["screenshot", "nowhere", "out.png"], 1),
        (["screenshot", "ARCHIVE", "out.png", "--article", "no such"], 1),
        (["screenshot", "ARCHIVE"], 2),
        (["screenshot", "ARCHIVE", "out.png", "--size", "big"], 2),
        (["screenshot", "ARCHIVE", "out.png", "--scope", "moon"], 2),
        (["--colour", "red"], 2),
    ],
)
def test_wrong_use_is_a_sentence_and_a_status(
    environment: dict[str, str], archive: Path, arguments: list[str], status: int
) -> None:
    done = call(environment, *(str(archive) if word == "ARCHIVE" else word for word in arguments))
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert "newsfold" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_without_a_display_the_program_says_so(environment: dict[str, str], archive: Path) -> None:
    del environment["QT_QPA_PLATFORM"]
    done = call(environment, str(archive))
    assert done.returncode == 1
    assert "no display" in done.stderr
    assert done.stderr.count("\n") == 1
