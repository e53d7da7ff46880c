from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from reader.domain.shelf import Place, Scope
from reader.ui.main_window import MainWindow
from tests.ui.fakes import FakeViewer


@pytest.mark.parametrize(
    ("link", "scope"),
    [
        ("newsfold:category/meirijingji", Scope(Place.CATEGORY, "meirijingji")),
        ("newsfold:tag/%E8%AF%81%E5%88%B8%E6%97%B6%E6%8A%A5", Scope(Place.TAG, "证券时报")),
        ("newsfold:home", Scope(Place.ALL)),
    ],
)
def test_links_of_the_site_open_inside(
    window: MainWindow, viewer: FakeViewer, link: str, scope: Scope
) -> None:
    viewer.link_activated.emit(link)
    assert window.desk.scope == scope
    assert window.list_model.rowCount() >= 12


def test_a_link_to_an_article_opens_it_and_others_are_asked_for(
    window: MainWindow, viewer: FakeViewer, qtbot: QtBot
) -> None:
    number = window.list_model.number(7)
    viewer.link_activated.emit(f"newsfold:article/{number}")
    assert viewer.shown == [number]
    assert window.list_pane.table.current_number() == number
    for link in ("https://example.org/", "newsfold:image/3"):
        with qtbot.waitSignal(window.link_requested) as asked:
            viewer.link_activated.emit(link)
        assert asked.args == [link]
    viewer.link_activated.emit("newsfold:article/none")
    assert viewer.shown == [number]
