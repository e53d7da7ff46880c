"""The window: builds the three panes, connects their signals, and keeps the counts true."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from reader.domain.changes import Mark
from reader.domain.shelf import Place, Scope, Show
from reader.library.library import Library
from reader.library.looks import Neighbours
from reader.paths import sample_archive, shipped
from reader.release import release
from reader.settings import SettingsStore
from reader.ui.about import About
from reader.ui.actions import Actions
from reader.ui.desk import Desk
from reader.ui.dressing import Dressing
from reader.ui.findings import Findings
from reader.ui.going import Going
from reader.ui.handlers import Doers, handlers
from reader.ui.hinting import Hinting
from reader.ui.inspecting import Inspecting
from reader.ui.jobs import Jobs
from reader.ui.loading import Loading
from reader.ui.midnight import Midnight, today_at
from reader.ui.models.article_list import ArticleListModel
from reader.ui.paint_delay import PaintDelay
from reader.ui.panes import Panes
from reader.ui.popups import Popups
from reader.ui.reading import Reading
from reader.ui.returning import Returning
from reader.ui.saved import Saved
from reader.ui.searching import Searching
from reader.ui.sentences import Sentences
from reader.ui.session import Session, Window
from reader.ui.showing import Parts, Showing
from reader.ui.sidebar.sidebar import Sidebar
from reader.ui.theme.look import Look
from reader.ui.timeline.pane import ListPane
from reader.ui.viewer.article_view import ArticleView
from reader.ui.widgets.hint_strip import Chip
from reader.ui.widgets.page_frame import PageFrame
from reader.ui.widgets.palette import Choice
from reader.ui.widgets.search_field import COMMAND_MARK, SearchField
from reader.ui.widgets.status_bar import StatusBar
from reader.ui.widgets.top_bar import TopBar
from reader.ui.widgets.welcome import Welcome

SIZE = (1440, 900)


class MainWindow(QMainWindow):
    """Shows one open folder, or none. What it cannot do itself it asks for by signals.

    ``folder_requested``: a folder or file was chosen, dropped or named.
    ``settings_changed``: the new `Settings`. ``pause_requested``: hold the indexer, or let it go on.
    ``rebuild_requested``: read the folder again; ``anew_requested``: without what is known of it.
    ``link_requested``: a link of a page that leads out of the program, or to an image.
    ``reveal_requested``: show a file, named relative to the folder. ``similar_requested``: find articles like
    the one of a number; ``similar_found``: the `Query` that does, to be shown as any search, the best first.
    ``generation_shown``: what the indexer
    committed has been taken over. ``closed``: the window was closed.
    """

    folder_requested = Signal(str)
    settings_changed = Signal(object)
    pause_requested = Signal(bool)
    rebuild_requested = Signal()
    anew_requested = Signal()
    link_requested = Signal(str)
    reveal_requested = Signal(str)
    similar_requested = Signal(object)
    similar_found = Signal(object)
    generation_shown = Signal()
    closed = Signal()

    def __init__(
        self,
        library: Library | None,
        jobs: Jobs,
        viewer: ArticleView,
        settings: SettingsStore,
        look: Look,
        *,
        today: Callable[[int], date] = today_at,
    ) -> None:
        super().__init__()
        self._viewer = viewer
        self._settings = settings
        self._look = look
        self._jobs = jobs
        self._midnight = Midnight(self)
        self._paint_delay = PaintDelay(self)
        self._build(jobs, today)
        self._lay_out()
        self._connect()
        self.dressing.dress()
        self.set_library(library)

    # What the composition root asks for

    @property
    def library(self) -> Library | None:
        """The open folder."""
        return self.desk.library

    def set_library(self, library: Library | None) -> None:
        """Show another folder, from its unread articles; None shows how to open one."""
        self._viewer.clear()
        self._returning.forget()
        self.desk.use(library)
        self.inspecting.use(library)
        self._midnight.watch(library)
        self.saved.use(library)
        self._stack.setCurrentWidget(self._welcome if library is None else self.panes)
        self.dressing.tell()
        self.showing.show_library()
        self._title()
        if library is None:
            return
        self.open_scope(Scope(Place.UNREAD))
        self._viewer.say(self.tr("J opens the next article, N the next unread one."))
        self.going.to_list()

    def open_scope(self, scope: Scope) -> None:
        """Show a scope from its top."""
        self.desk.open_scope(scope)

    def open_article(self, number: int) -> None:
        """Show an article; the list selects it where it holds it."""
        self.reading.open(number)

    def set_show(self, show: Show) -> None:
        """Show all, the unread or the starred articles of the scope."""
        self.reading.turn(show)

    def apply_generation(self) -> None:
        """Take over what the indexer has committed; loading happens on a worker."""
        if self.library is not None:
            self._loading.request(self.library)

    def set_progress(self, done: int, total: int, seconds_left: float) -> None:
        """Show how far the indexer is; below 0 nobody knows the time left."""
        self._status.show_progress(done, total, seconds_left)
        self.showing.show_busy(busy=total > 0 and done < total)

    def set_texts(self, done: int, total: int) -> None:
        """Show how many texts have been put into the search index."""
        library = self.library
        titles_only = self.searching.active and library is not None and library.texts.searchable() is None
        self._status.show_texts(done, total, titles_only=titles_only)

    def take_texts(self, _articles: int) -> None:
        """Search what has been put into the search index by now."""
        self._status.end_texts()
        self.searching.take_texts()
        self.saved.recount()

    def set_updated(self, at: datetime) -> None:
        """Show when the folder was last read."""
        self._status.show_updated(at)

    def say(self, text: str) -> None:
        """Show a sentence in the status bar."""
        self._status.say(text)

    def session(self) -> Session:
        """Return where the person is in this folder."""
        return self._returning.session()

    def restore(self, session: Session) -> None:
        """Go back to where the person was; at the latest when the articles are there."""
        self._returning.restore(session)

    def window_session(self) -> Window:
        """Return size, place and splitters of the window."""
        geometry, splitters = self.saveGeometry(), self.panes.saveState()
        return Window(bytes(geometry.toHex().data()).decode(), bytes(splitters.toHex().data()).decode())

    def restore_window(self, window: Window) -> None:
        """Take over size, place and splitters; what means nothing is passed over."""
        self.restoreGeometry(QByteArray.fromHex(window.geometry.encode()))
        self.panes.restoreState(QByteArray.fromHex(window.splitters.encode()))
        self.panes.arrange()

    def neighbours(self, number: int) -> Neighbours:
        """Return what stands after and before an article in the list, for the foot of its page."""
        return self.showing.neighbours(number)

    # How it is built

    def _build(self, jobs: Jobs, today: Callable[[int], date]) -> None:
        look = self._look
        self.list_model = ArticleListModel(self)
        self.desk = Desk(self.list_model, self)
        self.sidebar = Sidebar(look)
        self.list_pane = ListPane(self.list_model, look, today)
        self.reading = Reading(self.desk, self.list_pane.table, self.sidebar, self._viewer, self)
        self.popups = Popups(self, look)
        self.inspecting = Inspecting(self._jobs, look, self)
        self.search = SearchField(look, self._choices, self._chips, self)
        self.searching = Searching(self.search, self.desk, self.list_model, self.list_pane.table, jobs, self)
        self._loading = Loading(jobs, self, self.searching.listed)
        self._returning = Returning(self.desk, self.searching, self.list_pane.table, self.sidebar)
        self.sentences = Sentences(self.list_model, self.list_pane.table, jobs, self)
        self.findings = Findings(self.searching, self.desk, self._viewer, self.list_pane.outlets, jobs)
        self.commands = Actions(self)
        self._top = TopBar(look, self.search, self.commands, self)
        self._page = PageFrame(look, self._viewer, self.commands)
        self.panes = Panes(look, self.sidebar, self.list_pane, self._page, self)
        self._welcome = Welcome(look)
        self._status = StatusBar(look, self)
        self.toast = self._page.toast
        self.saved = Saved(self.sidebar, self.desk, jobs, self.toast, self)
        around = (self._top, self._page, self._status, self.panes, self._viewer, self._paint_delay)
        parts = Parts(self.desk, self.list_model, self.sidebar, self.list_pane, *around)
        self.showing = Showing(parts, self.reading, self._returning, self.searching, self)
        self.going = Going(parts, self.reading, self.showing, self.commands, self)
        figures, searches = (self.showing, "figures"), (self.sidebar.searches, "lines")
        self.hinting = Hinting(jobs, partial(getattr, *figures), partial(getattr, *searches), self)
        self.popups.fill(self.commands)
        self.about = About(release(shipped()), self._settings.folder / "asked-for-updates", look, self)
        self.dressing = Dressing(self, self._look, self._settings, self.commands, self._viewer)
        self.commands.carry_out(self._handlers())
        self.addActions(list(self.commands))

    def _lay_out(self) -> None:
        px = self._look.measures.px
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.panes)
        self._stack.addWidget(self._welcome)
        centre = QWidget(self)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget, stretch in ((self._top, 0), (self._stack, 1), (self._status, 0)):
            layout.addWidget(widget, stretch)
        self.setCentralWidget(centre)
        self.list_pane.order_tabs()
        self._page.let_follow(*self._status.buttons())
        self.setAcceptDrops(True)
        # A browser would open what is dropped on it; here the window takes it.
        self._viewer.setAcceptDrops(False)
        self.setMinimumSize(px(360), px(320))
        self.resize(px(SIZE[0]), px(SIZE[1]))

    def _connect(self) -> None:
        """Connect every signal of the window; there is no other place."""
        desk, table, viewer = self.desk, self.list_pane.table, self._viewer
        showing, going = self.showing, self.going
        desk.scope_opened.connect(showing.show_scope)
        desk.article_opened.connect(showing.show_article)
        desk.marks_changed.connect(showing.show_marks)
        desk.article_renewed.connect(viewer.refresh)
        viewer.laid_out.connect(self._paint_delay.end)
        viewer.painted.connect(showing.show_painted)
        desk.written.connect(showing.tell)
        desk.missed.connect(showing.tell_gone)
        self.reading.ran_out.connect(showing.tell_end)
        self._midnight.day_began.connect(showing.begin_day)
        self._loading.arrived.connect(showing.adopt)
        self._loading.arrived.connect(self._take_generation)
        self.sidebar.scope_selected.connect(self.open_scope)
        self.list_pane.show_chosen.connect(self.set_show)
        self.list_pane.let_in_requested.connect(showing.let_in)
        table.open_requested.connect(self.open_article)
        table.star_requested.connect(partial(desk.toggle, Mark.STARRED))
        table.selectionModel().currentChanged.connect(showing.show_star)
        viewer.link_activated.connect(going.follow)
        viewer.requests_made.connect(self._status.show_requests)
        self._top.menu.clicked.connect(partial(self.popups.open_menu, self._top.menu))
        self._top.back_requested.connect(going.to_list)
        self.panes.rearranged.connect(self._show_buttons)
        self._status.pause_requested.connect(self.pause_requested)
        self._status.problems_requested.connect(self._open_problems)
        self.toast.undo_requested.connect(self._undo)
        self._welcome.open_requested.connect(self.popups.open_folder)
        inspecting = self.inspecting
        inspecting.article_requested.connect(self.open_article)
        inspecting.refused.connect(self.toast.say)
        inspecting.rebuild_requested.connect(self._status.go_on)
        inspecting.rebuild_requested.connect(self.anew_requested)
        inspecting.pause_requested.connect(self._status.pause)
        self._status.pause_requested.connect(inspecting.show_paused)
        self.generation_shown.connect(inspecting.refresh)
        self.popups.setting_changed.connect(self.dressing.change)
        for taker in (
            showing.take_settings,
            self._welcome.show_settings,
            self.popups.show_settings,
            self.about.take_settings,
        ):
            self.dressing.settings_shown.connect(taker)
        self.dressing.settings_refused.connect(self.toast.say)
        self._look.changed.connect(self.dressing.dress)
        for asked, passed_on in (
            (going.link_requested, self.link_requested),
            (going.reveal_requested, self.reveal_requested),
            (going.similar_requested, self.similar_requested),
            (inspecting.reveal_requested, self.reveal_requested),
            (self._welcome.folder_requested, self.folder_requested),
            (self.popups.folder_chosen, self.folder_requested),
            (self.dressing.settings_changed, self.settings_changed),
        ):
            asked.connect(passed_on)
        parts = (self._top, self.search, self.sidebar, self.list_pane, self._page, self._welcome)
        for part in (*parts, self._status, self.popups):
            self.dressing.dressed.connect(part.restyle)
        self._connect_search()
        self._connect_saved()
        self._connect_about()

    def _connect_search(self) -> None:
        """Connect the field with what searches, and that with the list."""
        field, searching, going, desk = self.search, self.searching, self.going, self.desk
        desk.hits_opened.connect(self.showing.show_hits)
        desk.hits_changed.connect(self.showing.show_more_hits)
        field.focused.connect(self._prepare_search)
        self.hinting.prepared.connect(field.offer_anew)
        field.typed.connect(searching.ask)
        field.left.connect(searching.leave)
        field.left.connect(going.to_list)
        field.kept.connect(going.to_list)
        field.chosen.connect(going.choose)
        searching.asked.connect(field.show_faults)
        searching.asked.connect(self.list_pane.show_faults)
        searching.searched.connect(self.sentences.show)
        searching.texts_lost.connect(self.rebuild_requested)
        header = self.list_pane.header
        header.order.clicked.connect(searching.turn_order)
        header.everywhere.clicked.connect(searching.widen)
        self.list_pane.table.left.connect(searching.leave)
        self.similar_found.connect(self.findings.show_similar)
        self.findings.said.connect(self.say)
        searching.said.connect(self.say)
        self._loading.arrived.connect(searching.again)

    def _connect_saved(self) -> None:
        """Connect the saved searches with what searches, and with what changes their counts."""
        saved, rows = self.saved, self.sidebar.searches
        rows.open_requested.connect(self.findings.open_kept)
        self.searching.asked.connect(saved.take_asked)
        self.searching.searched.connect(saved.show_searched)
        saved.called.connect(self.panes.call_sidebar)
        self.desk.marks_changed.connect(saved.show_marks)
        self.generation_shown.connect(saved.recount)
        self._midnight.day_began.connect(saved.recount)
        self.dressing.settings_shown.connect(saved.take_settings)
        # What could not be written was taken back.
        self._jobs.complained.connect(saved.show)

    def _connect_about(self) -> None:
        """Connect what tells of the program with who changes settings, opens pages and counts requests."""
        about = self.about
        about.updates_chosen.connect(partial(self.dressing.change, "look_for_updates"))
        about.page_requested.connect(self.link_requested)
        about.said.connect(self.say)
        about.updates.requested.connect(self._status.count_request)

    def _handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what each action of `SPECS` does."""
        doers = Doers(
            self.desk, self.reading, self.going, self.popups, self.panes,
            self.search, self.searching, self.saved, self._viewer, self.dressing,
        )  # fmt: skip
        return {
            **handlers(doers),
            "problems": self._open_problems,
            "about": self.about.open,
            "rebuild": self.rebuild_requested.emit,
            "close-window": self.close,
            "quit": self.close,
            "undo": self._undo,
            "appearance": self._toggle_appearance,
            "handbook": partial(self.folder_requested.emit, str(sample_archive())),
        }

    # What the person asks for

    def _choices(self, typed: str) -> Sequence[Choice]:
        if typed.startswith(COMMAND_MARK):
            return self.hinting.commands(typed.removeprefix(COMMAND_MARK))
        return self.showing.captions.choices(typed, self.showing.figures)

    def _chips(self, typed: str, caret: int) -> Sequence[Chip]:
        return self.hinting.chips(typed, caret, limited=bool(typed.strip()) and self.searching.may_widen())

    def _prepare_search(self) -> None:
        """Load what typing will need, at the first chance to."""
        self.searching.warm_up()
        self.hinting.prepare(self.library)

    def _open_problems(self) -> None:
        if self.library is not None:
            self.inspecting.open(self.library)

    def _undo(self) -> None:
        """Take back what was done last: a search that was removed, or a mark."""
        if not self.saved.take_back():
            self.desk.undo()

    def _take_generation(self) -> None:
        """Tell that new articles are there; the site's own title may have come with them."""
        self._title()
        self.generation_shown.emit()

    def _title(self) -> None:
        title = self.tr("{folder} — Newsfold").format(folder=self.library.site_title) if self.library else ""
        self.setWindowTitle(title or self.tr("Newsfold"))

    def _toggle_appearance(self) -> None:
        self.popups.toggle_appearance(self._top.appearance, self._settings.value)

    def _show_buttons(self) -> None:
        self._top.show_buttons(back=self.panes.on_page, sidebar=self.panes.narrow)

    # What Qt tells the window

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window goes."""
        self.desk.leave()
        super().closeEvent(event)
        self.closed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take folders and files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first folder or file dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.folder_requested.emit(paths[0])
