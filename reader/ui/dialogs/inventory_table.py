"""The figures over the list of problems: what was found in the folder, when, and how it is followed."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QDateTime, QLocale, QTimeZone
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from reader.domain.inventory import Inventory
from reader.ui.theme.look import Look
from reader.ui.theme.theme import Role

COLUMNS: Final = 4


class InventoryTable(QWidget):
    """Two lines of figures, each with its name above it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        px = look.measures.px
        self._values: list[QLabel] = []
        layout = QGridLayout(self)
        layout.setContentsMargins(px(2), 0, px(2), px(6))
        layout.setHorizontalSpacing(px(28))
        layout.setVerticalSpacing(0)
        for at, name in enumerate(self._names()):
            row, column = divmod(at, COLUMNS)
            title, value = QLabel(name, self), QLabel(self)
            title.setFont(look.measures.font(11.5))
            title.setStyleSheet(f"color: {look.theme[Role.INK2]}")
            value.setFont(look.measures.figures(13))
            for label in (title, value):
                # On a small screen figures are cut off; their tooltips are not.
                label.setMinimumWidth(px(60))
            layout.addWidget(title, row * 3, column)
            layout.addWidget(value, row * 3 + 1, column)
            layout.setRowMinimumHeight(row * 3 + 2, px(8))
            self._values.append(value)
        layout.setColumnStretch(COLUMNS - 1, 1)

    def show_inventory(self, found: Inventory) -> None:
        """Show the figures of a folder."""
        locale = QLocale()
        texts = (
            locale.toString(found.files),
            locale.toString(found.articles),
            locale.toString(found.repaired),
            locale.toString(found.incomplete),
            locale.formattedDataSize(found.cache, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat),
            _moment(found.changed),
            self._look_text(found),
            self._how_text(found),
        )
        for label, name, text in zip(self._values, self._names(), texts, strict=True):
            label.setText(text)
            label.setToolTip(text)
            label.setAccessibleName(f"{name}: {text}")

    def _names(self) -> tuple[str, ...]:
        return (
            self.tr("Files found"),
            self.tr("Articles"),
            self.tr("Files repaired"),
            self.tr("Files incomplete or left out"),
            self.tr("Size of the cache"),
            self.tr("Last change seen"),
            self.tr("Last look at everything"),
            self.tr("Changes are noticed"),
        )

    def _look_text(self, found: Inventory) -> str:
        if not found.looked:
            return _moment(0)
        took = self.tr("took {seconds} s").format(seconds=QLocale().toString(found.seconds, "f", 1))
        return f"{_moment(found.looked)} · {took}"

    def _how_text(self, found: Inventory) -> str:
        if found.how == "events":
            return self.tr("at once")
        if found.how == "looks":
            return self.tr("by looking now and then: {why}").format(why=found.why)
        return self.tr("at the next start")


def _moment(unix: int) -> str:
    """Return a time on the clock of this machine, with its day where that is another one than today."""
    if not unix:
        return "–"
    at = QDateTime.fromSecsSinceEpoch(unix, QTimeZone.systemTimeZone())
    short = QLocale.FormatType.ShortFormat
    if at.date().toPython() == datetime.now().astimezone().date():
        return QLocale().toString(at.time(), short)
    return QLocale().toString(at, short)
