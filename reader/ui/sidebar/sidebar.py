"""The left pane: places, saved searches, categories with their filter, tags, time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget

from reader.domain.shelf import Place, Scope
from reader.ui.models.place_list import PlaceListModel
from reader.ui.models.places import Entry, Figures, Folds, Kind, SearchLine, entries, search_id
from reader.ui.sidebar.delegate import FILTER, ROW, SIDE, PlaceDelegate, height
from reader.ui.sidebar.dragging import Dragging
from reader.ui.sidebar.search_rows import SearchRows
from reader.ui.theme.look import Look
from reader.ui.widgets.flat_table import make_flat

SelectionFlag = QItemSelectionModel.SelectionFlag
Index = QModelIndex | QPersistentModelIndex
WHOLE: Final = "+"
"""Stands before the name of a section of which everything is shown."""


class Sidebar(QTableView):
    """A flat table with a delegate of its own: 2,000 categories cost as little as twelve.

    ``scope_selected`` gives the `Scope` that the person chose, also when it was the chosen one before.
    What is done to saved searches is told by ``searches``.
    """

    scope_selected = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._figures = Figures()
        self._folds = Folds()
        self._scope = Scope(Place.ALL)
        self._search: int | None = None
        self._hide_read = False
        self._model = PlaceListModel(self)
        self._delegate = PlaceDelegate(look)
        self._again = False
        self._pressed: SearchLine | None = None
        self._quiet = False
        self.filter = QLineEdit(self.viewport())
        self.searches = SearchRows(self.viewport(), self)
        self.dragging = Dragging(self, self.searches, self._search_at, look)
        self._set_up()
        self.restyle()

    # What the window tells the sidebar

    def show_figures(self, figures: Figures) -> None:
        """Show other counts; while the person is at work here, categories keep their places."""
        if self.underMouse() or self.hasFocus() or self.filter.hasFocus():
            order = {term.slug: at for at, term in enumerate(self._figures.categories)}
            last = len(order)
            kept = sorted(figures.categories, key=lambda term: order.get(term.slug, last))
            figures = Figures(
                figures.today, figures.starred, figures.everything, kept, figures.tags, figures.periods
            )
        self._figures = figures
        self._rebuild()

    def show_scope(self, scope: Scope) -> None:
        """Mark the scope that the list shows, without telling."""
        self._scope = scope
        self._rebuild(to_hand=True)
        self._reveal_scope()

    def show_searches(self, lines: Sequence[SearchLine], at_hand: int | None) -> None:
        """Show other saved searches, and the id of the one that the list shows instead of a scope."""
        other = at_hand != self._search
        self._search, self.searches.lines = at_hand, lines
        self._rebuild(to_hand=other)
        if other:
            self._reveal_scope()

    def hide_read_categories(self, *, hide: bool) -> None:
        """Leave out the categories without unread articles, or show them dimmed."""
        self._hide_read = hide
        self._rebuild()

    def figures(self) -> Figures:
        """Return what is shown, categories in the order in which they stand here."""
        return self._figures

    def folds(self) -> tuple[str, ...]:
        """Return what is folded and unfolded, as names to remember: ``tags``, ``+categories``, ``2022``."""
        whole = (f"{WHOLE}{name}" for name in self._folds.whole)
        return (*sorted(self._folds.folded), *sorted(whole), *sorted(self._folds.years))

    def fold(self, names: Sequence[str]) -> None:
        """Take over what `folds` returned."""
        years = {name for name in names if name.isdecimal()}
        whole = {name.removeprefix(WHOLE) for name in names if name.startswith(WHOLE)}
        folded = {name for name in names if name not in years and not name.startswith(WHOLE)}
        self._folds = Folds(folded, whole, years, self._folds.typed)
        self._rebuild()

    def start_filter(self) -> None:
        """Put the cursor into the filter field, unfolding the section where it was folded."""
        self._folds.folded.discard("categories")
        self._rebuild()
        row = self._model.row_of("filter")
        if row >= 0:
            self.scrollTo(self._model.index(row, 0))
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filter.selectAll()

    def restyle(self) -> None:
        """Take over the look in force."""
        measures = self._look.measures
        self.filter.setFont(measures.font(12))
        self.searches.editor.setFont(measures.font(13))
        self.verticalHeader().setDefaultSectionSize(measures.px(ROW))
        self._size_rows(0, self._model.rowCount() - 1)
        self._place_filter()
        self.viewport().update()

    # What Qt tells the sidebar

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Open the scope that the keyboard or the mouse moved to."""
        super().currentChanged(current, previous)
        entry = self._model.entry(current.row())
        if self._quiet or entry is None:
            return
        if entry.scope is not None and (entry.scope != self._scope or self._search is not None):
            self._scope, self._search = entry.scope, None
            self.scope_selected.emit(entry.scope)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus without opening the first place, as Qt's choice of a row would."""
        untouched = not self.currentIndex().isValid()
        self._quiet = untouched
        super().focusInEvent(event)
        if untouched:
            self.selectionModel().clearCurrentIndex()
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold with the arrow to the left, unfold with the one to the right, either with Enter."""
        entry = self._model.entry(self.currentIndex().row())
        if entry is not None and entry.search is not None and self.searches.press(entry.search, event):
            return
        key = event.key()
        enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if (entry is not None and entry.kind is Kind.MORE and enter) or (
            entry is not None
            and entry.open is not None
            and (
                (enter and entry.kind is Kind.SECTION)
                or (key == Qt.Key.Key_Left and entry.open)
                or (key == Qt.Key.Key_Right and not entry.open)
            )
        ):
            self._toggle(entry)
        elif entry is not None and entry.scope is not None and enter:
            self.scope_selected.emit(entry.scope)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold, show more, or select."""
        index = self.indexAt(event.position().toPoint())
        entry = self._model.entry(index.row())
        self._again = entry is not None and entry.scope == self._scope and self._search is None
        self._pressed = entry.search if entry is not None else None
        if entry is not None and event.button() is Qt.MouseButton.LeftButton:
            folds = self._delegate.fold_area(self.visualRect(index), entry)
            if entry.kind is Kind.MORE or folds.contains(event.position().toPoint()):
                self._again = False
                self._toggle(entry)
                return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the scope anew that was open: that clears the read articles out of its list."""
        super().mouseReleaseEvent(event)
        entry = self._model.entry(self.indexAt(event.position().toPoint()).row())
        pressed, self._pressed = self._pressed, None
        search = entry.search if entry is not None else None
        left = event.button() is Qt.MouseButton.LeftButton
        if left and search is not None and pressed is not None and pressed.id == search.id:
            self.searches.open_requested.emit(search)
        if self._again and event.button() is Qt.MouseButton.LeftButton:
            self._again = False
            self.scope_selected.emit(self._scope)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done to a saved search."""
        keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyboard else self.indexAt(event.pos())
        entry = self._model.entry(index.row())
        if entry is not None and entry.search is not None:
            at = (
                self.viewport().mapToGlobal(self.visualRect(index).center())
                if keyboard
                else event.globalPos()
            )
            self.searches.open_menu(entry.search, at)

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: letters are commands here."""

    def updateGeometries(self) -> None:
        """Keep the filter field in its row."""
        super().updateGeometries()
        self._place_filter()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Let the filter field scroll with its row."""
        super().scrollContentsBy(dx, dy)
        self._place_filter()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the top, or where the scope is."""
        super().showEvent(event)
        self._reveal_scope()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the filter field as wide as its row."""
        super().resizeEvent(event)
        self._place_filter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows, Enter and Escape work from inside the filter field."""
        if watched is self.filter and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key == Qt.Key.Key_Escape:
                self.filter.clear()
                self.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
            if key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._into_results()
                return True
        return super().eventFilter(watched, event)

    # Inside

    def _reveal_scope(self) -> None:
        """Scroll to the scope where it is out of sight; a view not yet shown has no height to go by."""
        index = self._model.index(self._row_at_hand(), 0)
        if not self.isVisible() or not index.isValid():
            return
        place = self.visualRect(index)
        if place.top() < 0 or place.bottom() > self.viewport().height():
            self.scrollTo(index)

    def _set_up(self) -> None:
        self.setObjectName("places")
        self.setAccessibleName(self.tr("Places"))
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        make_flat(self)
        self.setMouseTracking(True)
        self.verticalScrollBar().setObjectName("places-bar")
        self.verticalScrollBar().setSingleStep(self._look.measures.px(ROW))
        self.filter.setPlaceholderText(self.tr("Filter (pinyin works: mrjj)"))
        self.filter.setAccessibleName(self.tr("Filter categories"))
        self.filter.setClearButtonEnabled(True)
        self.filter.hide()
        self.filter.installEventFilter(self)
        self.filter.textChanged.connect(self._filter)
        self._model.rowsInserted.connect(self._rows_inserted)
        self.searches.editing_requested.connect(self._edit)
        self.dragging.ended.connect(self._end_drag)

    def _rebuild(self, *, to_hand: bool = False) -> None:
        """Show what has changed; ``to_hand``: what is at hand is another, and takes the keyboard's place."""
        before = self._model.entry(self.currentIndex().row())
        held, self._quiet = self._quiet, True  # rows that go must not open those beside them
        lines, hide = self.searches.lines, self._hide_read
        self._model.replace(entries(self._figures, self._folds, self._scope, hide_read=hide, searches=lines))
        if before is not None and before.search is not None:
            self._go_to(before.id)
        self._quiet = held
        row = self._row_at_hand()
        if row >= 0 and row != self.currentIndex().row() and not self._on_title(to_hand=to_hand):
            flags = SelectionFlag.ClearAndSelect | SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._model.index(row, 0), flags)
        elif row < 0:
            self.selectionModel().clear()
        self._place_filter()

    def _end_drag(self) -> None:
        """Go back to what is open: the press that began the drag has made its row the current one."""
        self._pressed = None
        self._rebuild(to_hand=True)

    def _row_at_hand(self) -> int:
        """Return the row of the search or the scope that the list shows, or -1."""
        if self._search is not None:
            return self._model.row_of(search_id(self._search))
        return self._model.row_of_scope(self._scope)

    def _go_to(self, identity: str) -> None:
        """Stay on a row that another place was found for."""
        row = self._model.row_of(identity)
        if row >= 0 and row != self.currentIndex().row():
            flags = SelectionFlag.ClearAndSelect | SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._model.index(row, 0), flags)

    def _edit(self, line: SearchLine) -> None:
        """Let the person name a saved search."""
        index = self._model.index(self._model.row_of(search_id(line.id)), 0)
        if index.isValid():
            self.scrollTo(index)
            self.searches.edit(line, self._delegate.name_area(self._row_box(index)))

    def _row_box(self, index: QModelIndex) -> QRect:
        box = self.visualRect(index)
        return QRect(0, box.top(), self.viewport().width(), box.height())

    def _search_at(self, point: QPoint) -> tuple[SearchLine, QRect] | None:
        """Return the saved search at a point of the viewport, and the box of its row."""
        index = self.indexAt(point)
        entry = self._model.entry(index.row())
        return None if entry is None or entry.search is None else (entry.search, self._row_box(index))

    def _on_title(self, *, to_hand: bool) -> bool:
        """Tell whether the keyboard stands where a rebuild must not take it from.

        That is on a section's title, or on a search, until something else is opened.
        """
        entry = self._model.entry(self.currentIndex().row())
        if entry is None or entry.kind is Kind.SCOPE or not self.hasFocus():
            return False
        return not (to_hand and entry.kind is Kind.SEARCH)

    def _toggle(self, entry: Entry) -> None:
        kind, _, name = entry.id.partition(":")
        chosen = {"section": self._folds.folded, "more": self._folds.whole}.get(kind, self._folds.years)
        chosen.symmetric_difference_update({name})
        self._rebuild()

    def _filter(self, typed: str) -> None:
        self._folds.typed = typed
        self._rebuild()

    def _into_results(self) -> None:
        """Open the first category that the filter found."""
        row = self._model.row_of("filter") + 1
        entry = self._model.entry(row)
        if entry is not None and entry.scope is not None and entry.scope.place is Place.CATEGORY:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            flags = SelectionFlag.ClearAndSelect | SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._model.index(row, 0), flags)

    def _rows_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._size_rows(first, last)

    def _size_rows(self, first: int, last: int) -> None:
        px = self._look.measures.px
        for row in range(first, last + 1):
            needed = height(self._model.entry(row))
            if needed != ROW:
                self.verticalHeader().resizeSection(row, px(needed))

    def _place_filter(self) -> None:
        edited = self.searches.edited
        if edited is not None:
            row = self._model.row_of(search_id(edited.id))
            if row < 0:
                self.searches.end(keep=False)
            else:
                box = self._row_box(self._model.index(row, 0))
                self.searches.editor.setGeometry(self._delegate.name_area(box))
        row = self._model.row_of("filter")
        self.filter.setVisible(row >= 0)
        if row >= 0:
            px = self._look.measures.px
            top = self.rowViewportPosition(row) + px(4)
            self.filter.setGeometry(px(SIDE + 6), top, self.width() - px(2 * (SIDE + 6)), px(FILTER - 8))
