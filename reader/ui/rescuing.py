"""Asks what to do about read marks and stars that are damaged or gone, and does it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QPushButton, QWidget

from reader.domain.errors import ReaderError, StateLostError
from reader.library.rescue import Rescue

Role = QMessageBox.ButtonRole


class Rescuing(QObject):
    """One question at a time. ``failed`` gives the sentence when what was chosen could not be done."""

    failed = Signal(str)

    def __init__(self, state: Path, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._window = window
        self._asked: QMessageBox | None = None

    def ask(self, error: StateLostError, again: Callable[[], None]) -> None:
        """Ask; ``again`` is called when there is a state to work with."""
        if self._asked is not None:
            return
        rescue = Rescue(self._state)
        box = QMessageBox(QMessageBox.Icon.Warning, "Newsfold", self._what(error), parent=self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setInformativeText(self._more(rescue, damaged=error.damaged))
        choices: dict[QAbstractButton, Callable[[], object]] = {}
        if rescue.day is not None:
            date = QDate(rescue.day.year, rescue.day.month, rescue.day.day)
            day = QLocale().toString(date, QLocale.FormatType.LongFormat)
            text = self.tr("Restore the Backup of {day}").format(day=day)
            restoring = QPushButton(text, box)
            box.addButton(restoring, Role.AcceptRole)
            box.setDefaultButton(restoring)
            choices[restoring] = rescue.restore
        beginning = QPushButton(self.tr("Start with Nothing"), box)
        box.addButton(beginning, Role.DestructiveRole)
        choices[beginning] = rescue.start_anew
        leaving = QPushButton(self.tr("Quit"), box)
        box.addButton(leaving, Role.RejectRole)
        box.setEscapeButton(leaving)
        box.finished.connect(partial(self._answered, box, choices, again))
        self._asked = box
        box.open()

    def _answered(
        self,
        box: QMessageBox,
        choices: dict[QAbstractButton, Callable[[], object]],
        again: Callable[[], None],
        _result: int,
    ) -> None:
        self._asked = None
        chosen = choices.get(box.clickedButton())
        if chosen is None:
            QCoreApplication.quit()
            return
        try:
            chosen()
        except ReaderError as error:
            self.failed.emit(str(error))
            return
        again()

    def _what(self, error: StateLostError) -> str:
        if error.damaged:
            return self.tr("Your read marks and stars are damaged and cannot be read.")
        return self.tr("Your read marks and stars are gone.")

    def _more(self, rescue: Rescue, *, damaged: bool) -> str:
        file = str(rescue.state)
        if damaged:
            found = self.tr("The file is “{file}”. It is kept whatever you choose.").format(file=file)
        else:
            found = self.tr("The file “{file}” is missing or empty, but there are backups of it.").format(
                file=file
            )
        unusable = self.tr("None of the backups can be used.")
        return found if rescue.day else f"{found} {unusable}"
