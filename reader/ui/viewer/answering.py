"""What stands behind each ``article:`` address; knows nothing of the engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import unquote

from PySide6.QtCore import QUrl

from reader.library.looks import Page
from reader.ui.jobs import FILES, Jobs
from reader.ui.viewer.remote_images import RemoteImages

IMAGE_TYPES: Final = {
    "png": b"image/png",
    "apng": b"image/apng",
    "jpg": b"image/jpeg",
    "jpeg": b"image/jpeg",
    "gif": b"image/gif",
    "webp": b"image/webp",
    "svg": b"image/svg+xml",
    "avif": b"image/avif",
    "bmp": b"image/bmp",
    "ico": b"image/x-icon",
}
THEME_TYPES: Final = {"css": b"text/css; charset=utf-8", "woff2": b"font/woff2", "svg": b"image/svg+xml"}
HTML: Final = b"text/html; charset=utf-8"
FILE_LIMIT: Final = 64 << 20
"""The largest image of the folder that is shown, in bytes."""

PageOf = Callable[[int, Callable[[Page], None], Callable[[Exception], None]], None]


class Reply(Protocol):
    """One question of the engine. Both answers are silent when nobody waits any more."""

    def give(self, kind: bytes, data: bytes) -> None:
        """Answer with data of a type."""

    def refuse(self) -> None:
        """Answer that there is no such thing."""


class Answering:
    """Answers ``article://page/<number>``, ``file/<path>``, ``theme/<name>``, ``image/<number>/<n>``.

    ``page_of`` hands over the rendered page of an article; ``file_of`` says where a file of the
    folder lies (on a worker); ``image_of`` gives the web address of an article's n-th remote
    image where the person asked for it, and None else.
    """

    def __init__(
        self,
        jobs: Jobs,
        resources: Path,
        images: RemoteImages,
        page_of: PageOf,
        file_of: Callable[[str], Path | None],
        image_of: Callable[[int, int], str | None],
    ) -> None:
        self._jobs = jobs
        self._resources = resources
        self._images = images
        self._page_of = page_of
        self._file_of = file_of
        self._image_of = image_of
        self._hosts: dict[str, Callable[[str, Reply], None]] = {
            "page": self._page,
            "file": self._file,
            "theme": self._theme,
            "image": self._image,
        }

    def answer(self, url: QUrl, reply: Reply) -> None:
        """Answer one request, now or later, on the window's thread."""
        path = url.path(QUrl.ComponentFormattingOption.FullyDecoded).removeprefix("/")
        host = self._hosts.get(url.host())
        if host is None:
            reply.refuse()
        else:
            host(path, reply)

    def picture(self, name: str, reply: Reply) -> None:
        """Answer with an image that a page shows: ``file/<path>`` or ``image/<article>/<index>``, quoted.

        One from the web only where it has been fetched already.
        """
        host, _, path = name.partition("/")
        if host == "file":
            self._file(unquote(path), reply)
            return
        address = self._address(path) if host == "image" else None
        found = self._images.kept(address) if address else None
        if found is None:
            reply.refuse()
        else:
            reply.give(*found)

    def _page(self, path: str, reply: Reply) -> None:
        if path.isdecimal():
            self._page_of(int(path), partial(_give_page, reply), partial(_refuse, reply))
        else:
            reply.refuse()

    def _file(self, path: str, reply: Reply) -> None:
        kind = IMAGE_TYPES.get(path.rpartition(".")[2].lower())
        if kind is None:
            reply.refuse()
            return
        self._jobs.run(
            FILES, partial(_read, self._file_of, path), partial(_give, reply, kind), partial(_refuse, reply)
        )

    def _theme(self, name: str, reply: Reply) -> None:
        kind = THEME_TYPES.get(name.rpartition(".")[2])
        if kind is None or "/" in name or name.startswith("."):
            reply.refuse()
            return
        found = self._resources / "article" / name
        self._jobs.run(
            FILES, partial(_read_file, found), partial(_give, reply, kind), partial(_refuse, reply)
        )

    def _image(self, path: str, reply: Reply) -> None:
        address = self._address(path)
        if address is None:
            reply.refuse()
        else:
            self._images.fetch(address, reply.give, reply.refuse)

    def _address(self, path: str) -> str | None:
        """Return the address of a remote image, ``<article>/<index>``, that the person asked for."""
        number, _, index = path.partition("/")
        known = number.isdecimal() and index.isdecimal()
        return self._image_of(int(number), int(index)) if known else None


def _give_page(reply: Reply, page: Page) -> None:
    reply.give(HTML, page.html.encode("utf-8", "replace"))


def _give(reply: Reply, kind: bytes, data: bytes | None) -> None:
    if data is None:
        reply.refuse()
    else:
        reply.give(kind, data)


def _refuse(reply: Reply, _error: Exception) -> None:
    reply.refuse()


def _read(file_of: Callable[[str], Path | None], path: str) -> bytes | None:
    found = file_of(path)
    return None if found is None else _read_file(found)


def _read_file(path: Path) -> bytes | None:
    """Return a file's bytes; None when it is missing, unreadable or too large."""
    try:
        if path.stat().st_size > FILE_LIMIT:
            return None
        return path.read_bytes()
    except (OSError, ValueError):
        return None
