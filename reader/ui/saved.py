"""Searches that are kept: from the library into the sidebar, and what the person does there back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeySequence

from reader.domain.changes import Changes
from reader.domain.query import Query
from reader.domain.saved_search import in_one_line
from reader.library.library import Library
from reader.library.saved_searches import Removed
from reader.library.searching.search import Search
from reader.ui.actions import key_text
from reader.ui.desk import Desk
from reader.ui.jobs import Jobs
from reader.ui.models.places import SearchLine
from reader.ui.search_counts import SearchCounts
from reader.ui.sidebar.sidebar import Sidebar
from reader.ui.widgets.toast import Toast


class Saved(QObject):
    """Its methods are the slots of what happens in the window."""

    called = Signal()
    """A search was kept: the sidebar is to be seen."""
    written = Signal(str)
    """The name of a search that is on the disk now."""

    def __init__(self, sidebar: Sidebar, desk: Desk, jobs: Jobs, toast: Toast, parent: QObject) -> None:
        super().__init__(parent)
        self._sidebar = sidebar
        self._desk = desk
        self._toast = toast
        self._text = ""
        self._asked = self._name = ""
        self._removed: list[Removed] = []
        self._marked_since = False
        self._offer = ""
        self.written.connect(self._tell_kept)
        self.counts = SearchCounts(jobs, self)
        self.counts.counted.connect(self.show)
        rows = sidebar.searches
        rows.rename_requested.connect(self._rename)
        rows.move_requested.connect(self._move)
        rows.remove_requested.connect(self._remove)

    @property
    def _library(self) -> Library | None:
        return self._desk.library

    def use(self, library: Library | None) -> None:
        """Show the searches of another folder."""
        self._text, self._asked, self._name = "", "", ""
        self._removed.clear()
        self.counts.use(library)
        self.recount()

    @Slot()
    def recount(self) -> None:
        """Ask all searches anew, as after a generation, after texts were indexed, and on another day."""
        self.counts.ask(hidden=self._desk.show_hidden)
        self.show()

    @Slot()
    def take_settings(self) -> None:
        """Take over whether what the site hides is listed."""
        if self._desk.show_hidden is not self.counts.hidden:
            self.recount()

    @Slot()
    def show(self) -> None:
        """Show the searches as they are now, and the one at hand as selected."""
        library = self._library
        searches = library.saved.all() if library else ()
        lines = [SearchLine(one.id, one.name, one.query, self.counts.unread(one.id)) for one in searches]
        at_hand = next((one.id for one in searches if one.query == self._text), None)
        self._sidebar.show_searches(lines, at_hand)

    @Slot(object)
    def show_searched(self, search: Search | None) -> None:
        """Take over which search the list shows; None: it shows none."""
        self.take_asked(search.query if search is not None else None)
        self._text = self._asked
        self.show()

    @Slot(object)
    def take_asked(self, query: Query | None) -> None:
        """Take over what is searched for, of which the list may not show anything yet."""
        self._asked = in_one_line(query.text) if query is not None else ""
        self._name = query.name if query is not None else ""

    @Slot(object)
    def show_marks(self, changes: Changes) -> None:
        """Count a little later what is unread; what was removed is not what an undo means any more."""
        if changes.action == "mark":
            self._marked_since = True
            if len(changes.numbers) > 1:
                self._removed.clear()
        self.counts.follow_marks()

    @Slot()
    def keep(self) -> None:
        """Keep the search at hand, under its name, or its own text."""
        library = self._library
        if library is None:
            return
        if not self._asked:
            self._toast.say(self.tr("There is no search to keep."))
            return
        known = library.saved.of(self._asked)
        told = partial(self.written.emit, self._name or self._asked)
        search = known or library.saved.save(self._name, self._asked, told)
        self._ask_new()
        if search is not None:
            if known:
                self._toast.say(self.tr("“{name}” is kept already.").format(name=search.name))
            self.called.emit()

    @Slot(str)
    def _tell_kept(self, name: str) -> None:
        self._toast.say(self.tr("“{name}” is kept.").format(name=name))

    def take_back(self) -> bool:
        """Put back the search that was removed last; returns whether there was one."""
        offered = not self._toast.isHidden() and self._toast.text == self._offer
        # The mark of one article, as of one that is opened, leaves the toast there with what it offers.
        if self._marked_since and not offered:
            self._removed.clear()
        if not self._removed or self._library is None:
            return False
        self._library.saved.restore(self._removed.pop())
        if offered:
            self._toast.hide()
        self._ask_new()
        return True

    @Slot(object, str)
    def _rename(self, identity: int, name: str) -> None:
        if self._library is not None:
            self._library.saved.rename(identity, name)
            self.show()

    @Slot(object, int)
    def _move(self, identity: int, to: int) -> None:
        if self._library is not None:
            self._library.saved.move(identity, to)
            self.show()

    @Slot(object)
    def _remove(self, identity: int) -> None:
        gone = self._library.saved.remove(identity) if self._library is not None else None
        if gone is None:
            return
        if self._marked_since:
            self._removed.clear()
        self._removed.append(gone)
        self._marked_since = False
        self.show()
        undo = self.tr("Undo {keys}").format(keys=key_text(QKeySequence("Ctrl+Z")))
        self._offer = self.tr("“{name}” is removed.").format(name=gone.search.name)
        self._toast.say(self._offer, undo)

    def _ask_new(self) -> None:
        self.counts.ask_new()
        self.show()
