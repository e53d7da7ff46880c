"""Where a person was in a folder: taken down at the end, gone back to at the start."""

from __future__ import annotations

from reader.domain.shelf import Place, Scope, Show
from reader.ui.desk import EVERYTHING, Desk
from reader.ui.searching import Searching
from reader.ui.session import Session
from reader.ui.sidebar.sidebar import Sidebar
from reader.ui.timeline.table import ArticleTable


class Returning:
    """Goes back at once, or, while the folder is not loaded yet, when told that it is."""

    def __init__(self, desk: Desk, searching: Searching, table: ArticleTable, sidebar: Sidebar) -> None:
        self._desk = desk
        self._searching = searching
        self._table = table
        self._sidebar = sidebar
        self._pending: Session | None = None

    def session(self) -> Session:
        """Return where the person is; articles go by key, since numbers are the cache's own."""
        if self._pending is not None:
            return self._pending
        desk = self._desk
        listing = desk.library.listing(desk.article) if desk.library and desk.article is not None else None
        scope, show, scroll = self._searching.began_in()
        return Session(
            str(scope),
            str(show),
            listing.article.key if listing else "",
            scroll,
            self._sidebar.folds(),
        )

    def restore(self, session: Session) -> None:
        """Go back to a session."""
        self._sidebar.fold(session.folded)
        self._pending = session
        self.arrive()

    def forget(self) -> None:
        """Stay where the person has gone meanwhile."""
        self._pending = None

    def arrive(self) -> None:
        """Go where one was, if that is still due and the articles are there."""
        session, library = self._pending, self._desk.library
        if session is None or library is None or not library.counts(EVERYTHING, hidden=True).total:
            return
        self._pending = None
        self._desk.open_scope(*_scope(session))
        number = library.number_of(session.article) if session.article else None
        if number is not None:
            self._desk.keep(number)
            self._table.select(number)
            self._desk.open_article(number, again=True)
        self._table.scroll_to(session.scroll)


def _scope(session: Session) -> tuple[Scope, Show]:
    """Return a session's scope and switch; what means nothing is the start's."""
    try:
        return Scope.parse(session.scope), Show(session.show)
    except ValueError:
        return Scope(Place.UNREAD), Show.ALL
