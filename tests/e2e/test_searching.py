"""Searching as a person does: the program with its indexer, the engine and the folder's own files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pyroaring import BitMap
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.domain.shelf import Place, Scope
from reader.library.querytext import parse
from reader.paths import Places
from reader.ui.program import Program
from tests.e2e.archive import POSTS
from tests.e2e.hands import CTRL, Hands

LONG_BEFORE = (
    "---\ntitle: Harbour notes\ndate: 2022-05-20 08:00:00 +0800\ncategories: emnews\n---\nThe café opened.\n"
)


@pytest.fixture
def hands(start: Callable[[Path], Program], archive: Path, qtbot: QtBot) -> Hands:
    (archive / "_posts" / "2022-05-20-harbour.md").write_text(LONG_BEFORE, "utf-8")
    # The tests count the posts that the archive is made of.
    next(iter(sorted((archive / "_posts").glob("2022-05-24-*")))).unlink()
    program = start(archive)
    hands = Hands(program, qtbot)
    program.window.open_scope(Scope(Place.ALL))
    qtbot.waitUntil(lambda: texts(program) == POSTS, timeout=20_000)
    return hands


def texts(program: Program) -> int | None:
    """Return how many articles can be found by their texts by now."""
    library = program.library
    library.search(parse("x", date(2022, 5, 26)), BitMap())
    library.texts.reload()
    return library.texts.searchable()


def search_for(hands: Hands, text: str) -> None:
    """Press Ctrl+K, write as an input method does, and wait for the answer."""
    window = hands.window
    hands.press(Qt.Key.Key_K, CTRL)
    assert window.search.hasFocus()
    written = QInputMethodEvent()
    written.setCommitString(text)
    QApplication.sendEvent(window.search, written)
    hands.qtbot.waitUntil(lambda: not window.searching.under_way)


def sentence(hands: Hands, row: int) -> str:
    hands.qtbot.waitUntil(lambda: hands.window.list_model.item(row).sentence is not None)
    return hands.window.list_model.item(row).sentence.text


@pytest.mark.parametrize(
    ("typed", "first", "within"),
    [
        ("cafe open", "Harbour notes", "The café opened."),
        ("講的是證券時報", "证券时报第1条消息", "讲的是证券时报"),
    ],
)
def test_words_of_a_text_lead_to_the_article_and_its_sentence(
    hands: Hands, typed: str, first: str, within: str
) -> None:
    before = hands.window.list_pane.table.sight()
    search_for(hands, typed)
    assert hands.rows()[0] == first
    assert within in sentence(hands, 0)
    hands.qtbot.keyClick(hands.window.search, Qt.Key.Key_Return)
    hands.read_on(Qt.Key.Key_J)
    assert within in hands.page_text()
    hands.press(Qt.Key.Key_Escape)
    assert len(hands.rows()) == POSTS
    assert hands.window.list_pane.table.sight().rows == before.rows


def test_a_new_article_is_found_a_moment_later(hands: Hands, archive: Path) -> None:
    search_for(hands, "lighthouse")
    assert hands.rows() == []
    text = LONG_BEFORE.replace("Harbour", "Other").replace("café", "lighthouse")
    (archive / "_posts" / "2022-05-20-other.md").write_text(text, "utf-8")
    hands.qtbot.waitUntil(lambda: hands.rows() == ["Other notes"], timeout=20_000)


def test_a_damaged_index_is_made_anew_while_titles_are_searched(
    hands: Hands, home_places: Places, archive: Path
) -> None:
    search_for(hands, "")
    [index] = (home_places.archive_cache(archive) / "search").iterdir()
    shutil.rmtree(index)
    index.mkdir()
    (index / "meta.json").write_bytes(b"{")
    hands.program.library.texts.let_go()
    search_for(hands, "cafe")
    assert hands.rows() == []
    hands.qtbot.waitUntil(lambda: hands.rows() == ["Harbour notes"], timeout=30_000)
