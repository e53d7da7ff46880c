from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PySide6.QtCore import QBuffer, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.ui.viewer.article_view import ArticleView
from reader.ui.viewer.web_pane import WebPane

from .conftest import Folder


def png() -> bytes:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


class Server(ThreadingHTTPServer):
    """A web server on this machine that notes every request."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        # Connections that Qt keeps open are nothing to wait for.
        self.block_on_close = False
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.connections = 0
        self.png = png()

    def verify_request(self, *_connection: object) -> bool:
        self.connections += 1
        return True

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    server: Server
    # Without it the library hangs up after every answer, and Qt sends some requests once more.
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.requests.append((self.path, dict(self.headers)))
        if self.path.startswith("/moved"):
            self.send_response(302)
            self.send_header("Location", "/image.png")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if self.path == "/page" else "image/png")
        self.send_header("Content-Length", str(len(self.server.png)))
        self.send_header("Set-Cookie", "spy=1")
        self.end_headers()
        self.wfile.write(self.server.png)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(qapp: object) -> Iterator[Server]:  # noqa: ARG001 - images need Qt
    made = Server()
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def show(qtbot: QtBot, view: ArticleView, number: int) -> None:
    with qtbot.waitSignal(view.painted, check_params_cb=lambda shown: shown == number):
        view.show_article(number)


def evaluate(qtbot: QtBot, view: ArticleView, script: str) -> object:
    answers: list[object] = []
    view.findChild(WebPane)._page.runJavaScript(script, 1, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def click_at_top(view: ArticleView) -> None:
    QTest.mouseClick(
        view.findChild(WebPane)._view.focusProxy(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(20, 20),
    )


def test_nothing_in_a_page_reaches_the_network(
    qtbot: QtBot, view: ArticleView, folder: Folder, server: Server
) -> None:
    there = server.address("/spy")
    folder.bodies[7] = (
        f'<img src="{there}1"><link rel=stylesheet href="{there}2"><style>@import "{there}3";'
        f"body{{background:url({there}4)}} @font-face{{font-family:f;src:url({there}5)}}"
        "p{font-family:f}</style>"
        "<p>x</p>"
        f'<iframe src="{there}6"></iframe><object data="{there}7"></object><embed src="{there}8">'
        f'<video src="{there}9" autoplay poster="{there}10"></video><audio src="{there}11" autoplay></audio>'
        f'<meta http-equiv=refresh content="0;url={there}12"><script src="{there}13"></script>'
        f'<link rel=prefetch href="{there}14"><link rel=preconnect href="{there}15">'
        f'<link rel=dns-prefetch href="{there}16">'
        f'<img srcset="{there}17 1x"><svg><image href="{there}18"/></svg><form action="{there}19"></form>'
    )
    folder.bodies[8] = ""
    folder.remote[8] = (server.address("/image.png"),)
    show(qtbot, view, 7)
    qtbot.waitUntil(lambda: evaluate(qtbot, view, "document.readyState") == "complete")
    assert evaluate(qtbot, view, "location.href") == "article://page/7"
    # What is asked for comes after all that was not.
    show(qtbot, view, 8)
    with qtbot.waitSignal(view.painted):
        click_at_top(view)
    qtbot.waitUntil(lambda: evaluate(qtbot, view, "document.images[0].naturalWidth") == 30)
    assert [path for path, _ in server.requests] == ["/image.png"]
    assert server.connections == 1


def test_policy_reaches_the_engine(qtbot: QtBot, view: ArticleView, folder: Folder) -> None:
    folder.bodies[7] = "x"
    show(qtbot, view, 7)
    # Only the policy's sandbox takes the page's origin from it.
    assert evaluate(qtbot, view, "self.origin") == "null"


def test_remote_image_is_fetched_once_and_only_when_asked_for(
    qtbot: QtBot, view: ArticleView, folder: Folder, server: Server
) -> None:
    folder.bodies.update({7: "", 8: ""})
    folder.remote[7] = (server.address("/image.png"), server.address("/other.png"))
    counts: list[int] = []
    view.requests_made.connect(counts.append)
    show(qtbot, view, 7)
    assert server.requests == []
    with qtbot.waitSignal(view.painted):
        click_at_top(view)
    qtbot.waitUntil(lambda: evaluate(qtbot, view, "document.images[0].naturalWidth") == 30)
    assert [path for path, _ in server.requests] == ["/image.png"]
    sent = server.requests[0][1]
    assert not {"Cookie", "Referer"} & sent.keys()
    show(qtbot, view, 8)
    show(qtbot, view, 7)
    qtbot.waitUntil(lambda: evaluate(qtbot, view, "document.images[0].naturalWidth") == 30)
    assert len(server.requests) == 1
    assert counts == [1]


def test_images_of_an_article_that_has_got_another_number_can_still_be_asked_for(
    qtbot: QtBot, view: ArticleView, folder: Folder, server: Server
) -> None:
    folder.bodies.update({7: "", 8: ""})
    folder.remote[7] = folder.remote[8] = (server.address("/image.png"),)
    show(qtbot, view, 7)
    view.follow({7: 8})
    with qtbot.waitSignal(view.painted):
        click_at_top(view)
    qtbot.waitUntil(lambda: evaluate(qtbot, view, "document.images[0].naturalWidth") == 30)


def test_all_images_of_a_category_are_shown_when_that_was_asked_for(
    qtbot: QtBot, view: ArticleView, folder: Folder, server: Server
) -> None:
    folder.bodies[7] = '<a href="newsfold:images/category">all</a>'
    folder.remote[7] = (server.address("/a.png"), server.address("/moved"), server.address("/page"))
    show(qtbot, view, 7)
    counts: list[int] = []
    view.requests_made.connect(counts.append)
    wanted: list[int] = []

    def allow(number: int) -> None:
        wanted.append(number)
        folder.every_image = True

    view.images_wanted.connect(allow)
    with qtbot.waitSignal(view.painted):
        view._on_link("newsfold:images/category")
    sizes = "[...document.images].map(image => image.complete && image.naturalWidth).join()"
    qtbot.waitUntil(lambda: evaluate(qtbot, view, sizes) == "30,30,0")
    assert wanted == [7]
    asked = sorted(path for path, _ in server.requests)
    again = [path for path in asked if asked.count(path) > 1]
    assert set(again) <= {"/moved"}
    assert sorted(set(asked)) == ["/a.png", "/image.png", "/moved", "/page"]
    assert all("Cookie" not in headers for _, headers in server.requests)
    # Now and then Qt sends a request that is answered by a redirection once more on the same connection.
    assert counts == list(range(1, len(server.requests) + 1))


def test_image_that_nobody_asked_for_is_refused(
    qtbot: QtBot, view: ArticleView, folder: Folder, server: Server
) -> None:
    folder.remote[7] = (server.address("/a.png"),)
    folder.bodies[7] = (
        '<img src="article://image/7/0"><img src="article://image/7/99"><img src="article://image/8/0">'
    )
    show(qtbot, view, 7)
    settled = "document.images.length == 3 && [...document.images].slice(-3).every(image => image.complete)"
    qtbot.waitUntil(lambda: evaluate(qtbot, view, settled) is True)
    assert server.requests == []
