from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from reader.library.looks import Page
from reader.ui.jobs import Jobs
from reader.ui.viewer.answering import Answering
from reader.ui.viewer.remote_images import RemoteImages


class Reply:
    def __init__(self) -> None:
        self.answers: list[tuple[bytes, bytes] | None] = []

    def give(self, kind: bytes, data: bytes) -> None:
        self.answers.append((kind, data))

    def refuse(self) -> None:
        self.answers.append(None)


@pytest.fixture
def ask(jobs: Jobs, tmp_path: Path, qtbot: QtBot) -> Callable[[str], tuple[bytes, bytes] | None]:
    root, resources = tmp_path / "news", tmp_path / "resources"
    (root / "a").mkdir(parents=True)
    (resources / "article").mkdir(parents=True)
    (root / "a" / "图.PNG").write_bytes(b"picture")
    (root / "secret.md").write_bytes(b"text")
    (resources / "article" / "article.css").write_bytes(b"css")
    (resources / "secret.css").write_bytes(b"other")

    def file_of(path: str) -> Path | None:
        found = (root / path).resolve()
        return found if found.is_relative_to(root) else None

    def page_of(number: int, done: Callable[[Page], None], failed: Callable[[Exception], None]) -> None:
        if number == 7:
            done(Page("<p>七"))
        else:
            failed(LookupError())

    answering = Answering(jobs, resources, RemoteImages(), page_of, file_of, lambda _number, _index: None)

    def asked(address: str) -> tuple[bytes, bytes] | None:
        reply = Reply()
        answering.answer(QUrl(address), reply)
        qtbot.waitUntil(lambda: bool(reply.answers))
        assert len(reply.answers) == 1
        return reply.answers[0]

    return asked


def test_each_host_answers_with_its_kind(ask: Callable[[str], tuple[bytes, bytes] | None]) -> None:
    assert ask("article://page/7") == (b"text/html; charset=utf-8", "<p>七".encode())
    assert ask("article://file/a/%E5%9B%BE.PNG") == (b"image/png", b"picture")
    assert ask("article://theme/article.css") == (b"text/css; charset=utf-8", b"css")


@pytest.mark.parametrize(
    "address",
    [
        "article://page/8",
        "article://page/",
        "article://page/-1",
        "article://page/x",
        "article://file/secret.md",
        "article://file/missing.png",
        "article://file/a",
        "article://file/../outside.png",
        "article://file/%2e%2e%2foutside.png",
        "article://file/a%00.png",
        "article://theme/../secret.css",
        "article://theme/..%2fsecret.css",
        "article://theme/.css",
        "article://theme/article.html",
        "article://image/7/0",
        "article://image/7",
        "article://image/x/0",
        "article://elsewhere/7",
    ],
)
def test_everything_else_is_refused(ask: Callable[[str], tuple[bytes, bytes] | None], address: str) -> None:
    assert ask(address) is None


def test_a_picture_comes_from_the_folder_or_from_what_was_fetched_and_never_from_the_network(
    jobs: Jobs, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "图 1.png").write_bytes(b"picture")
    images = RemoteImages()
    monkeypatch.setattr(images, "fetch", lambda *_arguments: pytest.fail("a request"))
    monkeypatch.setattr(images, "_kept", {"http://a.example/1": (b"image/gif", b"gif")})
    answering = Answering(
        jobs,
        tmp_path,
        images,
        lambda *_arguments: None,
        lambda path: tmp_path / path,
        lambda number, index: f"http://a.example/{index}" if number == 5 else None,
    )

    def picture(name: str) -> tuple[bytes, bytes] | None:
        reply = Reply()
        answering.picture(name, reply)
        qtbot.waitUntil(lambda: bool(reply.answers))
        return reply.answers[0]

    assert picture("file/%E5%9B%BE%201.png") == (b"image/png", b"picture")
    assert picture("image/5/1") == (b"image/gif", b"gif")
    assert picture("image/5/2") is None
    assert picture("image/6/1") is None
    assert picture("page/5") is None
    assert picture("") is None
