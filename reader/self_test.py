"""What a package is tried with once it is built or installed: ``newsfold --self-test``.

It works in a folder of its own that is gone afterwards, on the sample archive and on a page of pictures, and
prints one JSON object on one line; the exit status is 0 only when all of it went well. Nothing of the
person's is read or written.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer, qVersion

from reader import __version__
from reader.domain.errors import ReaderError
from reader.domain.shelf import Place, Scope
from reader.indexer import index
from reader.library.library import Library
from reader.library.querytext import parse
from reader.paths import Places, places, resources, sample_archive
from reader.settings import FILE_NAME, SettingsStore
from reader.ui.application import Application
from reader.ui.languages import speak
from reader.ui.models.places import place_name
from reader.ui.program import Program
from reader.ui.theme.look import Look
from reader.ui.trace import Trace
from reader.ui.viewer.answering import IMAGE_TYPES
from reader.ui.viewer.sandbox import engine_can_start_here

if TYPE_CHECKING:  # loaded with the engine, long after the window
    from PySide6.QtWebEngineCore import QWebEnginePage

PATIENCE: Final = 30_000
"""Milliseconds that anything may take."""
LOOKS, BETWEEN = 20, 200
"""How many times it is looked whether pictures are there, and milliseconds between."""
WORD: Final = "文章"
"""What is searched for; the sample archive has it in both halves of its handbook."""
NEWEST: Final = "2026-11-23-huanying"
OF_QT: Final = ("QPlatformTheme", "Cancel")
"""A text of Qt's own, which is not for our translators to collect."""
PICTURES: Final = "pictures.md"
KINDS: Final = IMAGE_TYPES.keys() - {"jpeg"}
"""Kinds of pictures, by the ends of their names; one of them has two."""
_SEEN: Final = "JSON.stringify([...document.images].map(one => [one.alt, one.complete && one.naturalWidth]))"
"""What tells of every picture of a page how wide it came out of its decoder."""


@dataclass(slots=True)
class _Trial:
    """What was tried, and how it went."""

    checks: dict[str, dict[str, object]] = field(default_factory=dict)

    @contextmanager
    def check(self, name: str) -> Iterator[dict[str, object]]:
        """Note how a check goes; what it puts into the value is told as well. A failure ends only itself."""
        told: dict[str, object] = {}
        self.checks[name] = told
        try:
            yield told
        except Exception as error:  # noqa: BLE001 - whatever it is, it is to be told
            told |= {"ok": False, "why": f"{type(error).__name__}: {error}"}
        else:
            told["ok"] = True

    @property
    def passed(self) -> bool:
        return all(bool(told["ok"]) for told in self.checks.values())


def main(_arguments: Sequence[str]) -> int:
    """Try everything and print what came of it; returns the exit status."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    began, trial = time.monotonic(), _Trial()
    with TemporaryDirectory(prefix="newsfold-self-test-", ignore_cleanup_errors=True) as folder:
        where = places({"NEWSFOLD_HOME": str(Path(folder) / "home")})
        with _listening() as (port, callers):
            pictures = _page_of_pictures(Path(folder) / "pictures", port)
            _try_library(trial, where)
            _try_window(trial, where, pictures)
            with trial.check("network"):
                _demand(callers() == 0, "something asked the network")
    told = {
        "version": __version__,
        "ok": trial.passed,
        "qt": qVersion(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "seconds": round(time.monotonic() - began, 2),
        "checks": trial.checks,
    }
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    return 0 if trial.passed else 1


def _demand(holds: object, why: str) -> None:
    if not holds:
        raise ReaderError(why)


@contextmanager
def _listening() -> Iterator[tuple[int, Callable[[], int]]]:
    """Yield a port of this machine that the page of pictures names, and how many have called there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)

        def callers() -> int:
            count = 0
            while True:
                try:
                    server.accept()[0].close()
                except BlockingIOError:
                    return count
                count += 1

        yield int(server.getsockname()[1]), callers


def _page_of_pictures(folder: Path, port: int) -> Path:
    """Return a folder with one article that shows a picture of each kind, and asks for one from outside."""
    shutil.copytree(resources() / "self-test", folder)
    page = folder / PICTURES
    outside = f"http://127.0.0.1:{port}"
    page.write_text(
        page.read_text("utf-8")
        + f'\n<img src="{outside}/one.png"><iframe src="{outside}/two.html"></iframe>'
        + f'<link rel="stylesheet" href="{outside}/three.css"><script src="{outside}/four.js"></script>\n',
        "utf-8",
    )
    return folder


def _try_library(trial: _Trial, where: Places) -> None:
    """Read the sample archive and search it, in the processes that the program takes for that."""
    with trial.check("index") as told:
        summary = index(sample_archive(), where, _say_nothing, texts=True)
        told |= {"articles": summary.articles, "problems": summary.problems}
        _demand(summary.articles, "no article was found")
    with trial.check("search") as told:
        library = Library.open(sample_archive(), where)
        try:
            found = library.search(parse(WORD, library.today()), library.shelf(Scope(Place.ALL)))
            told["hits"] = found.count()
            _demand(library.texts.searchable() is not None, "there is no search index")
        finally:
            library.close()
        _demand(told["hits"], f"“{WORD}” was not found")


def _try_window(trial: _Trial, where: Places, pictures: Path) -> None:
    application = Application([])
    settings = SettingsStore(where.settings / FILE_NAME)
    with trial.check("languages") as told:
        for language in ("en", "zh_CN"):
            speak(application, resources() / "i18n", language)
            told[language] = place_name(Place.UNREAD)
        told["qt"] = QCoreApplication.translate(*OF_QT)
        _demand(told["en"] != told["zh_CN"], "the window speaks one language only")
        _demand(told["qt"] != OF_QT[1], "Qt speaks one language only")
    look = Look.of_system(resources(), "light")
    allowed = engine_can_start_here()
    program = Program(where, settings, look, Trace(), "en", engine_allowed=allowed, remember=False)
    requests: list[int] = []
    program.viewer.requests_made.connect(requests.append)
    try:
        program.show()
        with trial.check("page") as told:
            _demand(allowed, "the page’s engine cannot start as root with its sandbox on")
            program.open(sample_archive(), index=False)
            told["characters"] = len(_shown(program, NEWEST))
            _demand(told["characters"], "the page is empty")
            told["pdf"] = _pdf_of(program)
        with trial.check("pictures") as told:
            index(pictures, where, _say_nothing)
            program.open(pictures, index=False)
            _shown(program, PICTURES)
            told.update(_widths(program))
            failed = sorted(kind for kind in KINDS if not told.get(kind))
            _demand(not failed, f"these pictures did not come out: {', '.join(failed)}")
        with trial.check("requests"):
            _demand(not sum(requests), "a request left the machine")
    finally:
        program.close()


def _shown(program: Program, key: str) -> str:
    """Open an article and return the text of its page. Raises ReaderError when it does not come."""
    number = program.library.number_of(key) if program.library else None
    if number is None:
        raise ReaderError(f"There is no article “{key}”.")

    def begin(done: Callable[..., None]) -> None:
        program.viewer.painted.connect(done)
        program.window.open_article(number)

    painted = _waited(begin)
    _demand(painted and painted[0] == number, "the page was not painted in time")
    return str(*_waited(_page(program).toPlainText))


def _pdf_of(program: Program) -> int:
    """Return how many bytes the page takes as PDF. Raises ReaderError when that is none."""
    data = b"".join(bytes(answer.data()) for answer in _waited(_page(program).printToPdf))  # type: ignore[attr-defined]
    _demand(data.startswith(b"%PDF-"), "the page could not be printed to PDF")
    return len(data)


def _widths(program: Program) -> dict[str, object]:
    """Return how wide each picture of the page is, by its name; 0 where it could not be decoded."""
    world = importlib.import_module("reader.ui.viewer.engine").OWN_WORLD
    widths: dict[str, object] = {}
    for _ in range(LOOKS):
        (answer,) = _waited(lambda done: _page(program).runJavaScript(_SEEN, world, done)) or ("[]",)
        widths = {name: width for name, width in json.loads(str(answer) or "[]") if name}
        if all(widths.get(kind) for kind in KINDS):
            break
        _waited(lambda _done: None, BETWEEN)
    return widths


def _page(program: Program) -> QWebEnginePage:
    widgets = importlib.import_module("PySide6.QtWebEngineWidgets")
    view = program.window.findChild(widgets.QWebEngineView)
    if view is None:
        raise ReaderError("The page’s engine did not start.")
    page: QWebEnginePage = view.page()
    return page


def _waited(begin: Callable[[Callable[..., None]], object], patience: int = PATIENCE) -> list[object]:
    """Return what comes back from what is begun; nothing when it takes too long."""
    loop, answers = QEventLoop(), list[object]()

    def done(*answer: object) -> None:
        answers.extend(answer)
        loop.quit()

    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(loop.quit)
    timer.start(patience)
    begin(done)
    if not answers:
        loop.exec()
    return answers


def _say_nothing(_event: dict[str, object]) -> None:
    """Keep the indexer's reports to oneself."""
