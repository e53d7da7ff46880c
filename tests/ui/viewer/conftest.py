from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.library.looks import Neighbours, Page, Showing
from reader.paths import resources
from reader.ui.jobs import Jobs
from reader.ui.trace import Trace
from reader.ui.viewer.article_view import ArticleView
from reader.ui.viewer.supply import Supply


@dataclass
class Folder:
    """A stand-in for the open folder: pages by number, and notes of what was asked."""

    root: Path
    bodies: dict[int, str] = field(default_factory=dict)
    remote: dict[int, tuple[str, ...]] = field(default_factory=dict)
    positions: dict[int, float] = field(default_factory=dict)
    rendered: list[int] = field(default_factory=list)
    every_image: bool = False
    changed: set[int] = field(default_factory=set)
    told: list[int] = field(default_factory=list)
    kept: list[tuple[int, str, bool]] = field(default_factory=list)
    around: Callable[[int], Neighbours] = lambda _number: Neighbours()

    def page(self, number: int, showing: Showing) -> Page:
        self.rendered.append(number)
        self.told += [number] if showing.changed else []
        remote = self.remote.get(number, ())
        images = "".join(
            f'<img src="article://image/{number}/{index}">'
            if address in showing.allowed or showing.all_images
            else f'<a href="newsfold:image/{index}" style="display:block;height:40px">box</a>'
            for index, address in enumerate(remote)
        )
        style = "<style>body{margin:0}a,p{display:block;height:40px;margin:0}</style>"
        return Page(
            f"<!doctype html>{style}<body>{images}{self.bodies[number]}",
            remote,
            f"text of {number}",
            10 * number,
        )

    def file(self, path: str) -> Path | None:
        found = (self.root / path).resolve()
        return found if found.is_relative_to(self.root) else None

    def all_images(self, _number: int) -> bool:
        return self.every_image

    def supply(self) -> Supply:
        return Supply(
            page=self.page,
            file=self.file,
            generation=lambda: 1,
            position=lambda number: self.positions.get(number, 0.0),
            set_position=self.positions.__setitem__,
            neighbours=self.around,
            all_images=self.all_images,
            changed=self.changed.__contains__,
            keep_text=lambda *what: self.kept.append(what),
        )


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:  # noqa: ARG001 - Qt must run
    made = Jobs()
    yield made
    made.drain()


@pytest.fixture(autouse=True)
def _no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    # Tests may run as root, where the engine's sandbox cannot be.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        monkeypatch.setenv("QTWEBENGINE_DISABLE_SANDBOX", "1")


@pytest.fixture
def view(qtbot: QtBot, jobs: Jobs, folder: Folder, tmp_path: Path) -> Iterator[ArticleView]:
    trace = Trace(tmp_path / "trace.jsonl")
    made = ArticleView(jobs, resources(), trace)
    made.resize(700, 500)
    made.use(folder.supply())
    made.show()
    yield made
    made.shut_down()
    made.close()
    made.deleteLater()
    trace.close()
    qtbot.wait(0)
