"""The panel of problems: which files, what is wrong, what was done about it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reader.domain.problem import Problem
from reader.ui.dialogs.problem_texts import sentence
from reader.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
SHARE: Final = 0.9
"""How much of the screen the dialog takes at most, so that its frame has room too."""


class Column(IntEnum):
    """The columns of the table."""

    PATH = 0
    SENTENCE = 1
    DONE = 2


class ProblemModel(QAbstractTableModel):
    """One row a problem."""

    def __init__(self, problems: Sequence[Problem], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems = problems

    def problem(self, row: int) -> Problem | None:
        """Return the problem in a row, or None beyond the ends."""
        return self._problems[row] if 0 <= row < len(self._problems) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of problems."""
        return 0 if parent.isValid() else len(self._problems)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("File"), self.tr("What is wrong"), self.tr("Article"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text; the tooltip repeats it whole."""
        problem = self.problem(index.row()) if index.isValid() else None
        if problem is None or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if index.column() == Column.PATH:
            return problem.path
        if index.column() == Column.SENTENCE:
            return sentence(problem)
        return self.tr("shown whole") if problem.repaired else self.tr("incomplete")


class ProblemsDialog(QDialog):
    """``reveal_requested`` gives the path of a file, relative to the folder."""

    reveal_requested = Signal(str)

    def __init__(self, look: Look, problems: Sequence[Problem], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Problems"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = look.measures.px
        self.model = ProblemModel(problems, self)
        self.table = QTableView(self)
        self.table.setFont(look.measures.font())
        self._reveal = QPushButton(self.tr("Show the File in Its Folder"), self)
        close = QPushButton(self.tr("Close"), self)
        note = QLabel(self.tr("The files themselves are never changed."), self)
        for widget in (self._reveal, close, note):
            widget.setFont(look.measures.font())
        self._set_up_table(px(30))
        buttons = QHBoxLayout()
        buttons.addWidget(note)
        buttons.addStretch(1)
        buttons.addWidget(self._reveal)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(16), px(16), px(14))
        layout.addWidget(self.table)
        layout.addLayout(buttons)
        self.resize(QSize(px(1100), px(460)).boundedTo(self.screen().availableSize() * SHARE))
        self._reveal.clicked.connect(self._tell)
        self.table.doubleClicked.connect(self._tell)
        close.clicked.connect(self.close)

    def _set_up_table(self, height: int) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Problems"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(height)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.resizeSection(Column.PATH, height * 9)
        header.setSectionResizeMode(Column.SENTENCE, QHeaderView.ResizeMode.Stretch)
        if self.model.rowCount():
            table.selectRow(0)

    def _tell(self) -> None:
        problem = self.model.problem(self.table.currentIndex().row())
        if problem is not None:
            self.reveal_requested.emit(problem.path)
