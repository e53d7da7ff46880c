"""A person at the program: what they see of it, and what their hands do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.domain.shelf import Place, Scope
from reader.ui.program import Program
from reader.ui.viewer.web_pane import WebPane
from tests.e2e.archive import POSTS

NO = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """What a person does with the program: looks, presses keys, clicks."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program = program
        self.window = program.window
        self.qtbot = qtbot
        qtbot.waitUntil(lambda: self.total() == POSTS and not program.indexing, timeout=20_000)
        # What is called how comes with the last generation, which a busy machine loads a little later.
        qtbot.waitUntil(lambda: all(term.pinyin for term in program.library.categories()), timeout=20_000)

    def total(self) -> int:
        return self.program.library.counts(Scope(Place.ALL)).total

    def unread(self, scope: Scope = Scope(Place.ALL)) -> int:  # noqa: B008 - frozen
        return self.program.library.counts(scope).unread

    def rows(self) -> list[str]:
        model = self.window.list_model
        return [model.item(row).row.title for row in range(model.rowCount())]

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO) -> None:
        self.qtbot.keyClick(self.window.list_pane.table, key, modifier)

    def read_on(self, key: Qt.Key) -> int:
        """Press a key that opens an article, and wait until that is on screen; return its number."""
        with self.qtbot.waitSignal(self.program.viewer.painted, timeout=10_000) as painted:
            self.press(key)
        return painted.args[0]

    def page_text(self) -> str:
        return str(self.evaluate("document.body.innerText"))

    def evaluate(self, script: str) -> object:
        answers: list[object] = []
        self.web._page.runJavaScript(script, 1, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    @property
    def web(self) -> WebPane:
        return self.window.findChild(WebPane)

    def click_link(self, text: str) -> None:
        """Click the link with this text in the page."""
        self.evaluate(
            f"found = [...document.links].find(link => link.innerText.includes('{text}'));"
            "found.scrollIntoView({block: 'center'})"
        )
        place = self.evaluate("box = found.getClientRects()[0]; (box.x + 9) + ' ' + (box.y + box.height / 2)")
        x, y = (round(float(part)) for part in str(place).split())
        QTest.mouseClick(self.web._view.focusProxy(), Qt.MouseButton.LeftButton, NO, QPoint(x, y))
