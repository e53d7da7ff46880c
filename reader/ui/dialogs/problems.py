"""The panel of problems: what was found, which files are not as they should be, and what one can do."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLocale, QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reader.domain.inventory import Inventory
from reader.domain.problem import Problem
from reader.ui.dialogs.inventory_table import InventoryTable
from reader.ui.dialogs.problem_list import INCOMPLETE, REPAIRED, Column, Listed, ProblemModel
from reader.ui.dialogs.problem_texts import kind_text
from reader.ui.theme.look import Look
from reader.ui.widgets.choice_box import ChoiceBox

SHARE: Final = 0.9
"""How much of the screen the dialog takes at most, so that its frame has room too."""
SOON: Final = 120
"""Milliseconds after a key before the list is filtered."""


class ProblemsDialog(QDialog):
    """``reveal_requested`` and ``open_requested`` give the path of a file, relative to the folder.

    ``rebuild_requested``: throw the cache away and read the folder anew. ``pause_requested``: hold the
    reading of the folder, or let it go on.
    """

    reveal_requested = Signal(str)
    open_requested = Signal(str)
    rebuild_requested = Signal()
    pause_requested = Signal(bool)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._listed = Listed()
        self._paused = False
        self.setWindowTitle(self.tr("Problems"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.inventory = InventoryTable(look, self)
        self.model = ProblemModel(look.icon("folder"), self)
        self.table = QTableView(self)
        self.filter = QLineEdit(self)
        self.kinds = ChoiceBox(look, self)
        self._count = QLabel(self)
        self._pause = QPushButton(self)
        self._rebuild = QPushButton(self.tr("Read Everything Anew"), self)
        self._reveal = QPushButton(self.tr("Show the File in Its Folder"), self)
        self._open = QPushButton(self.tr("Open the Article"), self)
        self._close = QPushButton(self.tr("Close"), self)
        self._filtering = QTimer(self)
        self._filtering.setSingleShot(True)
        self._filtering.setInterval(SOON)
        self._set_up_table(look.measures.px(30))
        self._name()
        self._lay_out()
        self._connect()
        self.show_paused(paused=False)
        self.show_problems(Listed())

    def show_inventory(self, found: Inventory) -> None:
        """Show the figures of the folder."""
        self.inventory.show_inventory(found)

    def show_problems(self, listed: Listed) -> None:
        """Show other problems; filter and selection stay as far as they can."""
        self._listed = listed
        kind, codes = self.kinds.currentData() or "", listed.codes()
        self.kinds.clear()
        self.kinds.addItem(self.tr("All kinds"), "")
        self.kinds.addItem(self.tr("Shown whole"), REPAIRED)
        self.kinds.addItem(self.tr("Incomplete"), INCOMPLETE)
        self.kinds.insertSeparator(self.kinds.count())
        for code, _ in codes.most_common():
            self.kinds.addItem(kind_text(code), code)
        self.kinds.setCurrentIndex(max(self.kinds.findData(kind), 0))
        self.apply_filter()

    def show_paused(self, *, paused: bool) -> None:
        """Show whether the reading of the folder is on hold."""
        self._paused = paused
        self._pause.setText(self.tr("Go On Reading") if paused else self.tr("Pause Reading"))

    def apply_filter(self) -> None:
        """Show the problems that match what is typed and chosen."""
        self._filtering.stop()
        chosen = self._chosen()
        found = self._listed.matching(self.filter.text(), self.kinds.currentData() or "")
        self.model.show(found)
        shown, every = (QLocale().toString(len(some)) for some in (found, self._listed.problems))
        self._count.setText(self.tr("{shown} of {all}").format(shown=shown, all=every))
        if found:
            self.table.selectRow(max(self.model.row(chosen), 0))
        self._show_buttons()

    def _name(self) -> None:
        """Give every part its name and its font."""
        self.filter.setPlaceholderText(self.tr("Filter by file or by what is wrong…"))
        self.filter.setAccessibleName(self.tr("Filter problems"))
        self.filter.setClearButtonEnabled(True)
        self.kinds.setAccessibleName(self.tr("Kind of problem"))
        self._rebuild.setToolTip(self.tr("Throws the cache away; what you read and starred stays."))
        font = self._look.measures.font()
        buttons = (self._pause, self._rebuild, self._reveal, self._open, self._close)
        for widget in (self.table, self.filter, self.kinds, self._count, *buttons):
            widget.setFont(font)
        for button in buttons:
            # Enter belongs to the list.
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        px = self._look.measures.px
        note = QLabel(self.tr("The files themselves are never changed."), self)
        note.setFont(self._look.measures.font())
        search, foot, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.filter.setFixedHeight(px(30))
        self.kinds.setFixedHeight(px(30))
        self.kinds.setMinimumWidth(px(180))
        for narrow in (self.filter, note):
            narrow.setMinimumWidth(px(80))
        for row, left, right in (
            (search, (self.filter, self.kinds, self._count), ()),
            (foot, (note,), (self._open, self._reveal)),
            (buttons, (self._pause, self._rebuild), (self._close,)),
        ):
            row.setSpacing(px(8))
            for widget in left:
                row.addWidget(widget)
            if right:
                row.addStretch(1)
            for widget in right:
                row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(16), px(16), px(14))
        layout.setSpacing(px(9))
        layout.addWidget(self.inventory)
        layout.addLayout(search)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        layout.addLayout(buttons)
        self.resize(QSize(px(1100), px(600)).boundedTo(self.screen().availableSize() * SHARE))

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filtering.start)
        self._filtering.timeout.connect(self.apply_filter)
        self.kinds.activated.connect(self.apply_filter)
        self.table.clicked.connect(self._click)
        self.table.doubleClicked.connect(self._double_click)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self._reveal.clicked.connect(self._tell_reveal)
        self._open.clicked.connect(self._tell_open)
        self._rebuild.clicked.connect(self.rebuild_requested)
        self._pause.clicked.connect(self._toggle_pause)
        self._close.clicked.connect(self.close)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            enter = QShortcut(QKeySequence(key), self.table)
            enter.setContext(Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(self._tell_open)

    def _set_up_table(self, height: int) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Problems"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(height)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(height)
        header.resizeSection(Column.PATH, height * 9)
        header.resizeSection(Column.REVEAL, height)
        header.setSectionResizeMode(Column.SENTENCE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.REVEAL, QHeaderView.ResizeMode.Fixed)

    def _chosen(self) -> Problem | None:
        return self.model.problem(self.table.currentIndex().row())

    def _show_buttons(self) -> None:
        for button in (self._reveal, self._open):
            button.setEnabled(self._chosen() is not None)

    def _click(self, index: QModelIndex) -> None:
        if index.column() == Column.REVEAL:
            self._tell_reveal()

    def _double_click(self, index: QModelIndex) -> None:
        if index.column() != Column.REVEAL:
            self._tell_open()

    def _open_menu(self, point: QPoint) -> None:
        if self._chosen() is None or not self.table.indexAt(point).isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self._look.measures.font())
        menu.addAction(self._open.text()).triggered.connect(self._tell_open)
        menu.addAction(self._reveal.text()).triggered.connect(self._tell_reveal)
        menu.popup(self.table.viewport().mapToGlobal(point))

    def _tell_reveal(self) -> None:
        problem = self._chosen()
        if problem is not None:
            self.reveal_requested.emit(problem.path)

    def _tell_open(self) -> None:
        problem = self._chosen()
        if problem is not None:
            self.open_requested.emit(problem.path)

    def _toggle_pause(self) -> None:
        self.pause_requested.emit(not self._paused)
