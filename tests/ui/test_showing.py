from __future__ import annotations

from reader.library.library import Library
from reader.ui.main_window import MainWindow


def test_a_list_without_its_cache_stays_until_there_is_another(window: MainWindow, library: Library) -> None:
    before = window.list_model.shelf.copy()
    library.upkeep.throw_cache_away()
    window.showing.adopt(library, library.load())
    assert window.list_model.shelf == before
    assert window.list_model.item(0).row.title
