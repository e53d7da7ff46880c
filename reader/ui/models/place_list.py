"""The sidebar's model: a flat list of entries, of which only what changed is touched."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.domain.shelf import Scope
from reader.ui.models.places import Entry, Kind

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class EntryRole(IntEnum):
    """What the model gives besides text."""

    ENTRY = Qt.ItemDataRole.UserRole + 1


class PlaceListModel(QAbstractTableModel):
    """One column; rows that stay the same are never taken away and put back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def replace(self, entries: Sequence[Entry]) -> None:
        """Show other entries: what is alike at both ends stays, the middle is exchanged."""
        old, new = [one.id for one in self._entries], [one.id for one in entries]
        head = _alike(old, new)
        tail = _alike(old[head:][::-1], new[head:][::-1])
        if old[head:] and len(old) - tail > head:
            self.beginRemoveRows(NOWHERE, head, len(old) - tail - 1)
            del self._entries[head : len(old) - tail]
            self.endRemoveRows()
        if len(new) - tail > head:
            self.beginInsertRows(NOWHERE, head, len(new) - tail - 1)
            self._entries[head:head] = entries[head : len(new) - tail]
            self.endInsertRows()
        pairs = zip(self._entries, entries, strict=True)
        changed = [row for row, (before, now) in enumerate(pairs) if before != now]
        self._entries = list(entries)
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], 0))

    def entry(self, row: int) -> Entry | None:
        """Return the entry in a row, or None beyond the ends."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def entries(self) -> Sequence[Entry]:
        """Return all entries in order; not to be changed."""
        return self._entries

    def row_of(self, identity: str) -> int:
        """Return the row of an entry's id, or -1."""
        return next((row for row, one in enumerate(self._entries) if one.id == identity), -1)

    def row_of_scope(self, scope: Scope) -> int:
        """Return the row that stands for a scope, or -1."""
        return self.row_of(str(scope))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of entries."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return one."""
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that the row of the filter field is none to select."""
        entry = self.entry(index.row())
        if entry is None or entry.kind is Kind.FILTER:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text, the `Entry`, or what a screen reader says."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == EntryRole.ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(entry)
        if role == Qt.ItemDataRole.ToolTipRole and entry.kind in {Kind.SCOPE, Kind.SEARCH}:
            return entry.search.query if entry.search is not None else entry.text
        return None

    def _said(self, entry: Entry) -> str:
        words = [entry.text, entry.count]
        if entry.open is not None:
            words.append(self.tr("open") if entry.open else self.tr("folded"))
        return self.tr(", ").join(word for word in words if word)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items two sequences have in common at their start."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
