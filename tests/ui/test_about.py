from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reader import __version__
from reader.release import Newest, Release
from reader.settings import Settings
from reader.ui import updates as module
from reader.ui.dialogs.about import AboutDialog
from reader.ui.main_window import MainWindow
from reader.ui.updates import Updates


@dataclass
class Server:
    """A server on this machine; ``answer``: what it says to all, ``asked``: the headers of each request."""

    answer: bytes = b""
    asked: list[dict[str, str]] = field(default_factory=list)
    address: str = ""

    def says(self, **told: str) -> None:
        self.answer = json.dumps({"page": f"{self.address.rpartition('/')[0]}/page", **told}).encode()


@pytest.fixture
def server() -> Iterator[Server]:
    served = Server()

    class Handler(BaseHTTPRequestHandler):
        timeout = 1  # whoever takes a request back may leave the connection open, without a word

        def do_GET(self) -> None:
            served.asked.append(dict(self.headers))
            self.send_response(200)
            self.send_header("Set-Cookie", "who=you")
            self.send_header("Content-Length", str(len(served.answer)))
            self.end_headers()
            self.wfile.write(served.answer)

        def log_message(self, *_arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        served.address = f"http://127.0.0.1:{http.server_port}/newest.json"
        thread = threading.Thread(target=http.serve_forever, args=(0.01,))
        thread.start()
        yield served
        http.shutdown()
        thread.join()


@pytest.fixture
def updates(server: Server, qapp: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Updates:
    assert qapp
    monkeypatch.setattr(module, "FIRST", 0)
    return Updates(server.address, tmp_path / "settings" / "asked")


ON = replace(Settings(), look_for_updates=True)


def test_nobody_is_asked_before_the_person_has_said_so(
    updates: Updates, server: Server, qtbot: QtBot
) -> None:
    assert not Settings().look_for_updates
    updates.take_settings(Settings())
    qtbot.wait(100)
    assert server.asked == []
    updates.take_settings(ON)
    updates.take_settings(Settings())
    qtbot.wait(100)
    assert server.asked == []


def test_a_newer_version_is_told_and_nothing_of_the_person_is(
    updates: Updates, server: Server, qtbot: QtBot
) -> None:
    server.says(version="99.0")
    requests: list[int] = []
    updates.requested.connect(lambda: requests.append(1))
    with qtbot.waitSignal(updates.found, timeout=20_000) as found:
        updates.take_settings(ON)
    assert found.args == [Newest("99.0", server.address.replace("newest.json", "page"))]
    with qtbot.waitSignal(updates.found, timeout=20_000):
        updates.ask()
    assert len(requests) >= 2
    for headers in server.asked:
        told = {name: text for name, text in headers.items() if name not in ("Host", "Connection")}
        assert told.keys() == {"User-Agent", "Accept-Language", "Accept-Encoding"}
        assert (told["User-Agent"], told["Accept-Language"]) == ("newsfold", "*")


@pytest.mark.parametrize("answer", ["this", "older", "long", "nonsense"])
def test_what_is_no_newer_version_is_no_news(
    updates: Updates, server: Server, qtbot: QtBot, answer: str
) -> None:
    server.says(version={"this": __version__, "older": "0.0.1"}.get(answer, "99.0"))
    if answer == "long":
        server.answer += b" " * (module.LIMIT + 1)
    elif answer == "nonsense":
        server.answer = b"<html>"
    found: list[object] = []
    updates.found.connect(found.append)
    updates.ask()
    qtbot.waitUntil(lambda: bool(server.asked), timeout=20_000)
    qtbot.wait(100)
    assert found == []


def test_many_starts_ask_once_a_day(updates: Updates, server: Server, qtbot: QtBot) -> None:
    server.says(version="99.0")
    with qtbot.waitSignal(updates.found, timeout=20_000):
        updates.take_settings(ON)
    again = Updates(server.address, updates._asked)
    again.take_settings(ON)
    assert again._timer.remainingTime() > module.EVERY - 60_000
    for passed, due in ((module.EVERY / 1000 + 9, 0), (-90, 0), (3600, module.EVERY - 3_600_000)):
        os.utime(updates._asked, (time.time() - passed,) * 2)
        again._timer.stop()
        again.take_settings(ON)
        assert abs(again._timer.remainingTime() - due) < 60_000


def test_whoever_turns_it_off_is_not_told_any_more(updates: Updates, server: Server, qtbot: QtBot) -> None:
    server.says(version="99.0")
    found: list[object] = []
    updates.found.connect(found.append)
    updates.ask()
    updates.take_settings(Settings())
    qtbot.wait(200)
    assert found == []


def test_a_package_that_knows_no_address_never_asks(
    qapp: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert qapp
    monkeypatch.setattr(module, "FIRST", 0)
    updates = Updates("", tmp_path / "asked")
    updates.take_settings(ON)
    assert not updates._timer.isActive()


def opened(window: MainWindow) -> AboutDialog:
    window.commands["about"].trigger()
    dialog = window.findChild(AboutDialog)
    assert dialog is not None
    return dialog


def test_without_an_address_nothing_is_offered(window: MainWindow) -> None:
    dialog = opened(window)
    assert dialog.updates.isHidden()
    dialog.close()


def test_the_box_changes_the_setting(window: MainWindow, server: Server, qtbot: QtBot) -> None:
    about = window.about
    about._release = Release(server.address, {})
    about.updates._address = server.address
    dialog = opened(window)
    assert not dialog.updates.isHidden()
    assert not dialog.updates.isChecked()
    assert "127.0.0.1" in dialog.updates.toolTip()
    dialog.updates.click()
    assert window._settings.value.look_for_updates
    assert about.updates._timer.isActive()
    dialog.close()
    qtbot.waitUntil(lambda: window.findChild(AboutDialog) is None)
    assert opened(window).updates.isChecked()


def test_what_was_found_is_said_counted_and_leads_to_its_page(
    window: MainWindow, server: Server, qtbot: QtBot
) -> None:
    server.says(version="99.0")
    updates = window.about.updates
    updates._address = server.address
    with qtbot.waitSignal(updates.found, timeout=20_000):
        updates.ask()
    assert "99.0" in window._status._text.text()
    assert window._status._network.text() == "Network requests: 1"
    window._status.show_requests(2)
    assert window._status._network.text() == "Network requests: 3"
    dialog = opened(window)
    with qtbot.waitSignal(window.link_requested) as asked:
        dialog.findChild(QLabel, "newest").linkActivated.emit("newest")
    assert asked.args == [server.address.replace("newest.json", "page")]


def test_licences_are_read_by_name(window: MainWindow, tmp_path: Path) -> None:
    texts = {name: tmp_path / name for name in ("one 1.0", "two 2.0")}
    for name, path in texts.items():
        path.write_text(f"licence of {name}", "utf-8")
    window.about._release = Release("", texts)
    dialog = opened(window)
    assert dialog.text.toPlainText() == "licence of one 1.0"
    texts["two 2.0"].unlink()
    dialog.names.setCurrentRow(1)
    assert "two 2.0" in dialog.text.toPlainText()
