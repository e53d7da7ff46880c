"""A small archive that is indexed once, and windows over copies of what the index made of it."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from reader.indexer import index
from reader.library.library import Library
from reader.paths import Places, places, resources
from reader.settings import SettingsStore
from reader.ui.jobs import Jobs
from reader.ui.main_window import MainWindow
from reader.ui.theme.icons import Icons
from reader.ui.theme.look import Look
from reader.ui.theme.measures import Measures
from reader.ui.theme.theme import load_all
from tests.ui.fakes import FakeViewer

CATEGORIES = {"meirijingji": "每日经济", "zhengquanshibao": "证券时报", "notes": "Notes"}
TODAY = date(2022, 5, 26)


def post(day: int, hour: int, slug: str, title: str) -> tuple[str, str]:
    """Return the path and the text of a post of May 2022."""
    moment = f"2022-05-{day:02} {hour:02}:41:13 +0800"
    text = (
        f"---\nlayout: post\ntitle: {title}\ndate: {moment}\ncategories: {slug}\ntags: {CATEGORIES[slug]}\n"
    )
    link = f"link: https://example.org/{day}/{hour}\n" if slug == "notes" else ""
    return f"_posts/2022-05-{day:02}-{slug}-{hour}.md", f"{text}{link}---\n第一行，{title}。\n"


def make_archive(folder: Path) -> None:
    """Write 36 posts in three categories over four days, one file with a problem, one not published."""
    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text("title: 小档案\ntimezone: Asia/Shanghai\n", "utf-8")
    for at in range(36):
        day, hour, slug = 23 + at // 9, 8 + at % 9, list(CATEGORIES)[at % 3]
        path, text = post(day, hour, slug, f"{CATEGORIES[slug]} 第{at}篇")
        (folder / path).write_text(text, "utf-8")
    (folder / "_posts" / "2022-05-22-empty.md").write_bytes(b"")
    unpublished = "---\ntitle: not yet\npublished: false\n---\n"
    (folder / "_posts" / "2022-05-21-unpublished.md").write_text(unpublished, "utf-8")


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The archive, and a home that holds its index; both to be left as they are."""
    root = tmp_path_factory.mktemp("archive")
    make_archive(root / "posts")
    there = places({"NEWSFOLD_HOME": str(root / "home")})
    index(root / "posts", there, lambda _event: None, workers=1, texts=True)
    return root / "posts", root / "home"


@pytest.fixture
def home_of_index(indexed: tuple[Path, Path], home: Path) -> Places:
    """A home of the test's own with the index in it."""
    shutil.copytree(indexed[1], home)
    return places({"NEWSFOLD_HOME": str(home)})


@pytest.fixture
def library(indexed: tuple[Path, Path], home_of_index: Places) -> Iterator[Library]:
    """The archive, opened; nothing in it is read or starred."""
    opened = Library.open(indexed[0], home_of_index)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Numbers and dates as in English, on every machine."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def look(qapp: object) -> Look:  # noqa: ARG001 - the application must be there
    """The light look, at the design's own size on every machine."""
    shipped = resources()
    measures = Measures("Noto Sans CJK SC")
    return Look(load_all(shipped / "themes"), measures, Icons(shipped / "icons"), "light")


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:  # noqa: ARG001 - the application must be there
    """The lanes of work, ended after the test."""
    lanes = Jobs()
    yield lanes
    lanes.drain()


@pytest.fixture
def settings(home: Path) -> SettingsStore:
    """Settings of the test's own, with the light theme."""
    store = SettingsStore(home / "settings" / "settings.json")
    store.value = dataclasses.replace(store.value, theme="light")
    return store


@pytest.fixture
def viewer() -> FakeViewer:
    """The stand-in of the page."""
    return FakeViewer()


@pytest.fixture
def open_window(
    qtbot: QtBot, jobs: Jobs, viewer: FakeViewer, settings: SettingsStore, look: Look
) -> Callable[[Library | None], MainWindow]:
    """Return what makes a window over a library, shown at the design's size."""

    def make(library: Library | None) -> MainWindow:
        window = MainWindow(library, jobs, viewer, settings, look, today=lambda _offset: TODAY)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
        return window

    return make


@pytest.fixture
def window(library: Library, open_window: Callable[[Library | None], MainWindow]) -> MainWindow:
    """A window over the small archive."""
    return open_window(library)
