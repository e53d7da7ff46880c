"""Clicking a picture of a page, in the real engine."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from reader.ui.viewer import pictures
from reader.ui.viewer.article_view import ArticleView
from reader.ui.viewer.lightbox import Lightbox

from .conftest import Folder
from .test_article_view import click, show, web


@pytest.fixture
def pictured(folder: Folder) -> Folder:
    """A page with a picture that is there, and one that is not; each 40 pixels high and in a link."""
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    (folder.root / "图").mkdir()
    image.save(str(folder.root / "图" / "a b.png"))
    (folder.root / "broken.png").write_bytes(b"no picture")
    folder.bodies[7] = "".join(
        f'<a href="newsfold:picture/file/{name}"><img height=40 src="article://file/{name}"></a>'
        for name in ("%E5%9B%BE/a%20b.png", "broken.png", "missing.png")
    )
    return folder


def test_a_picture_opens_over_the_window_and_escape_returns_to_the_page(
    qtbot: QtBot, view: ArticleView, pictured: Folder
) -> None:
    assert pictured.bodies
    show(qtbot, view, 7)
    with qtbot.waitActive(view):
        view.activateWindow()
    click(view, 20)
    qtbot.waitUntil(lambda: view.window().findChild(Lightbox) is not None)
    box = view.window().findChild(Lightbox)
    assert box.size() == view.window().size()
    assert box.area().size().toSize() == QImage(300, 200, QImage.Format.Format_RGB32).size()
    assert box.hasFocus()
    # Without being told, the keyboard would go on to whatever comes next.
    QLineEdit(view.window()).show()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: web(view).widget().isAncestorOf(QApplication.focusWidget() or view))
    qtbot.waitUntil(lambda: view.window().findChild(Lightbox) is None)


def test_what_is_no_picture_does_not_open(
    qtbot: QtBot, view: ArticleView, pictured: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pictured.bodies
    decoded: list[QImage | None] = []
    show_it = view._pictures._show

    def take(wanted: object, image: QImage | None) -> None:
        decoded.append(image)
        show_it(wanted, image)  # type: ignore[arg-type]

    monkeypatch.setattr(view._pictures, "_show", take)
    show(qtbot, view, 7)
    click(view, 60)
    qtbot.waitUntil(lambda: decoded == [None])
    assert view.window().findChild(Lightbox) is None
    click(view, 100)
    # The page takes clicks in their order, and the pictures are read in theirs.
    click(view, 20)
    qtbot.waitUntil(lambda: view.window().findChild(Lightbox) is not None)
    assert len(view.window().findChildren(Lightbox)) == 1
    view.window().findChild(Lightbox).leave()


def test_a_remote_picture_that_is_not_loaded_is_not_asked_for(
    qtbot: QtBot, view: ArticleView, pictured: Folder
) -> None:
    pictured.remote[7] = ("http://127.0.0.1:9/a.png",)
    pictured.every_image = True
    requests: list[int] = []
    show(qtbot, view, 7)
    view.requests_made.connect(requests.append)
    view._pictures.open("image/7/0")
    view._pictures.open("file/%E5%9B%BE/a%20b.png")
    qtbot.waitUntil(lambda: view.window().findChild(Lightbox) is not None)
    assert len(view.window().findChildren(Lightbox)) == 1
    assert requests == []
    view.window().findChild(Lightbox).leave()


def test_only_pictures_of_pixels_are_drawn_by_the_program(folder: Folder, qapp: QApplication) -> None:
    assert qapp
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    image.save(str(folder.root / "red.png"))
    inside = f'<image width="9" height="9" xlink:href="{folder.root}/red.png"/>'
    namespace = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    drawing = f'<svg {namespace} width="9" height="9">{inside}</svg>'
    assert pictures._decoded(drawing.encode()) is None
    assert pictures._decoded((folder.root / "red.png").read_bytes()) is not None
