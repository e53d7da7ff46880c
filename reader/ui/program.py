"""The running program: one window, the folder it shows, and everything that works for the two."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from reader.desktop.opener import open_link, reveal
from reader.domain.errors import CatalogError, ReaderError, StateLostError
from reader.domain.shelf import Place, Scope
from reader.library.library import Library
from reader.library.looks import Appearance
from reader.library.opening import place_of
from reader.paths import Places, resources, sample_archive
from reader.settings import SettingsStore
from reader.ui import session as sessions
from reader.ui.complaints import Complaints
from reader.ui.image_choices import ImageChoices
from reader.ui.indexing import UNKNOWN, IndexProcess, command
from reader.ui.jobs import FILES, LOAD, RENDER, SEARCH, STATE, Jobs
from reader.ui.late_pages import LatePages
from reader.ui.main_window import MainWindow
from reader.ui.milestones import Milestones
from reader.ui.outside import Outside
from reader.ui.rescuing import Rescuing
from reader.ui.soundness import Soundness
from reader.ui.theme.look import Look
from reader.ui.trace import Trace
from reader.ui.viewer.article_view import ArticleView
from reader.ui.viewer.supply import Supply, no_text

log = logging.getLogger(__name__)

CHANGES: Final = ("added", "changed", "moved", "removed")
"""What an index run may have done, in its summary."""
MOST_AT_ONCE: Final = 10
"""Paths that are looked at when many are opened at once: so many folders the menu holds."""
DESKTOP: Final = "desktop"
"""The lane of what is handed to other programs, which may be slow to take it."""


class Program(QObject):
    """Opens folders in the window, keeps the indexer going, and remembers where one was.

    ``remember`` false leaves no trace of this run: no session, no recent folder, no position.
    ``loaded``: something large was loaded that stays to the end.
    """

    loaded = Signal()

    def __init__(
        self,
        places: Places,
        settings: SettingsStore,
        look: Look,
        trace: Trace,
        language: str,
        *,
        engine_allowed: bool = True,
        remember: bool = True,
    ) -> None:
        super().__init__()
        self._places = places
        self._settings = settings
        self._images = ImageChoices(settings)
        self._look = look
        self._trace = trace
        self._language = language
        self._remember = remember
        self._library: Library | None = None
        self._pages: LatePages | None = None
        self._wanted_file = ""
        self._closing = False
        self._settles_again = True
        self._memory_path = places.settings / "session.json"
        self._memory = sessions.load(self._memory_path)
        QApplication.setFont(look.measures.font())
        self.jobs = Jobs(self)
        self.viewer = ArticleView(self.jobs, resources(), trace, engine_allowed=engine_allowed)
        self.window = MainWindow(None, self.jobs, self.viewer, settings, look)
        self._milestones = Milestones(self.window, trace, self)
        self._indexer = IndexProcess(self)
        self._rescuing = Rescuing(places.state, self.window, self)
        self._complaints = Complaints(self.window, self)
        self._outside = Outside(self.jobs, self)
        self._soundness = Soundness(self.jobs, self)
        self._dress_page()
        self._connect()

    @property
    def library(self) -> Library | None:
        """The open folder."""
        return self._library

    @property
    def indexing(self) -> bool:
        """Whether the folder is being read as a whole, and not only followed."""
        return self._indexer.at_work

    @property
    def last_folder(self) -> Path | None:
        """The folder that was open last and is still there."""
        last = self._memory.last
        return Path(last) if last and Path(last).is_dir() else None

    def show(self) -> None:
        """Put the window on screen, where it was."""
        self.window.restore_window(self._memory.window)
        if self.indexing and self._library is not None and not self._library.generation:
            self.viewer.hold_engine()
        self.window.show()

    def open(self, path: Path, *, index: bool = True, anew: bool = False) -> None:
        """Open a folder, or the folder of a file and the article in it; failure is a sentence.

        ``anew``: also the folder that is open, with the marks that are on the disk now.
        """
        opened = self._library
        try:
            folder, file = place_of(path, self._folder())
            if anew or opened is None or folder != opened.folder:
                self._open_folder(folder, to_return=not file)
        except StateLostError as error:
            self._rescuing.ask(error, partial(self.open, path, index=index, anew=anew))
            return
        except ReaderError as error:
            self._complaints.tell(str(error))
            return
        self._wanted_file = file
        self._open_wanted()
        if index:
            self.index()

    @Slot(list)
    def open_all(self, paths: Sequence[str | Path]) -> None:
        """Open the first of several folders and files; the menu offers the folders of the others."""
        if not paths:
            return
        named = [Path(path) for path in paths[:MOST_AT_ONCE]]
        looked = [(path, self._folder_of(path)) for path in named]
        good = [(path, folder) for path, folder in looked if folder is not None]
        first = good[0][0] if good else named[0]
        folders = [folder for _, folder in good[1:]]
        for folder in dict.fromkeys(reversed(folders)) if self._remember else ():
            self._keep_recent(folder)
        self.open(first)
        left = set(folders) - {self._folder()}
        if left:
            text = self.tr(
                "{count} more folder(s) can be opened from the menu, under Open Recent.", None, len(left)
            )
            self.window.say(text.format(count=len(left)))

    def _folder_of(self, path: Path) -> Path | None:
        """Return the folder that a path would open; None where there is nothing."""
        try:
            return place_of(path, self._folder())[0]
        except ReaderError:
            return None

    def _folder(self) -> Path | None:
        return self._library.folder if self._library is not None else None

    @Slot(str)
    def open_named(self, path: str) -> None:
        """Open what a dialog, a menu, a drop or the system names."""
        self.open(Path(path))

    @Slot()
    def index(self) -> None:
        """Bring the catalog of the open folder up to date."""
        if self._library is not None:
            self.window.set_progress(0, 0, UNKNOWN)
            self._indexer.start(command(self._library.folder))

    @Slot(object)
    def take_paths(self, paths: list[str]) -> None:
        """Come to the front, and open what another start of the program was given."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.open_all(paths)

    def close(self) -> None:
        """End everything that runs, with what the person did on disk; a second call does nothing."""
        if self._closing:
            return
        self._closing = True
        self._complaints.close()
        self._remember_place()
        # A paint that was waiting would find the window without its native surface.
        self.window.setUpdatesEnabled(False)
        self._indexer.stop()
        self._outside.watch(None)
        self._soundness.stop()
        self.viewer.shut_down()
        self.jobs.drain()
        # What the last writes had to complain of waits for an event loop that has ended.
        QCoreApplication.sendPostedEvents(self._complaints)
        if self._library is not None:
            self._library.close()
            self._library = None
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _connect(self) -> None:
        """Connect every signal between the parts; there is no other place."""
        window, viewer, indexer = self.window, self.viewer, self._indexer
        window.folder_requested.connect(self.open_named)
        window.link_requested.connect(self._on_link)
        window.reveal_requested.connect(self._on_reveal)
        window.similar_requested.connect(self._find_similar)
        window.settings_changed.connect(self._dress_page)
        window.rebuild_requested.connect(self.index)
        window.anew_requested.connect(self._on_anew)
        window.pause_requested.connect(self._on_pause)
        window.generation_shown.connect(self._open_wanted)
        self._milestones.list_ready.connect(viewer.let_engine_start)
        self._look.changed.connect(self._dress_page)
        viewer.images_wanted.connect(self._allow_images)
        viewer.engine_ready.connect(self._warm_up)
        window.hinting.prepared.connect(self.loaded)
        indexer.progressed.connect(window.set_progress)
        indexer.generation_arrived.connect(window.apply_generation)
        indexer.texts_progressed.connect(window.set_texts)
        indexer.searchable.connect(window.take_texts)
        indexer.finished.connect(self._on_indexed)
        indexer.failed.connect(window.say)
        self.jobs.complained.connect(self._complaints.tell)
        self._rescuing.failed.connect(self._complaints.tell)
        self._outside.marked.connect(window.apply_generation)
        self._soundness.damaged.connect(self._on_damaged)

    # Folders

    def _open_folder(self, folder: Path, *, to_return: bool) -> None:
        """Show another folder; raises ReaderError and leaves the one before where it is."""
        library = Library.open(
            folder,
            self._places,
            later=self.jobs.later,
            on_failed=self._complaints.refuse,
            bear_loss=not self._remember,
        )
        self._soundness.watch(library)
        self._remember_place()
        self._indexer.stop()
        former, self._library = self._library, library
        self._pages = LatePages(library, resources())
        self.viewer.use(self._supply(library, self._pages))
        self.window.set_library(library)
        self.window.sentences.use(self._pages.snippet)
        self._outside.watch(library)
        if to_return:
            self.window.restore(self._memory.of(folder))
        if former is not None:
            self._retire(former)
        if self._remember:
            self._keep_recent(folder)

    def _supply(self, library: Library, pages: LatePages) -> Supply:
        return Supply(
            page=pages.page,
            file=pages.file,
            generation=partial(getattr, library, "generation"),
            position=library.position,
            set_position=library.set_position if self._remember else _forget,
            neighbours=self.window.neighbours,
            all_images=partial(self._images.shows, library),
            changed=self.window.desk.is_changed,
            keep_text=partial(_keep_text, library) if self._remember else no_text,
        )

    @Slot(object)
    def _find_similar(self, number: int) -> None:
        if self._pages is not None:
            self.jobs.run(RENDER, partial(self._pages.like, number), self.window.similar_found.emit)

    def _retire(self, library: Library) -> None:
        """Close a library behind everything that still uses it, lane by lane."""

        def wait(lanes: Sequence[str]) -> None:
            if lanes:
                self.jobs.run(lanes[0], _nothing, lambda _nothing: wait(lanes[1:]))
            else:
                self.jobs.run(STATE, library.close)

        wait((RENDER, LOAD, SEARCH, FILES))

    @Slot()
    def _open_wanted(self) -> None:
        """Open the article that was named on the command line, as soon as it is known."""
        if self._wanted_file and self._library is not None:
            number = self._library.number_of(self._wanted_file)
            if number is not None:
                self._wanted_file = ""
                self.window.open_scope(Scope(Place.ALL))
                self.window.open_article(number)

    @Slot(object)
    def _on_damaged(self, error: StateLostError) -> None:
        """Ask what to do about marks that were found damaged, and are not in use any more."""
        if self._library is not None:
            self._rescuing.ask(error, partial(self.open, self._library.folder, anew=True))

    def _keep_recent(self, folder: Path) -> None:
        if folder != sample_archive():
            try:
                self._settings.opened(str(folder))
            except OSError as error:
                self.window.say(self.tr("The settings could not be saved: {why}").format(why=error))

    def _remember_place(self) -> None:
        """Remember where one is in the open folder."""
        if self._library is None or not self._remember:
            return
        place, window = self.window.session(), self.window.window_session()
        self._memory = self._memory.remember(self._library.folder, place, window)
        try:
            sessions.save(self._memory_path, self._memory)
        except (OSError, ValueError) as error:
            log.info("where one was could not be saved: %s", error)

    # The indexer

    @Slot(dict)
    def _on_indexed(self, summary: dict[str, object]) -> None:
        """Let marks follow renamed articles, then show all that is known."""
        self.window.set_progress(0, 0, UNKNOWN)
        self.window.set_updated(datetime.now().astimezone())
        self._trace.event("indexed", **{key: value for key, value in summary.items() if key != "event"})
        library = self._library
        if library is not None:
            changed = any(summary.get(kind) for kind in CHANGES)
            settled = partial(self._on_settled, library, changed)
            self.jobs.run(LOAD, library.settle, settled, partial(self._on_unsettled, library))

    def _on_settled(self, library: Library, changed: bool, followed: int) -> None:  # noqa: FBT001 - bound in place
        if library is self._library:
            self._settles_again = True
            if changed or followed:
                self.window.apply_generation()
            self._soundness.back_up()

    def _on_unsettled(self, library: Library, error: Exception) -> None:
        """Read the folder once more when the catalog was deleted or made anew before marks could follow."""
        if isinstance(error, CatalogError) and self._settles_again and library is self._library:
            log.info("marks could not follow their articles yet: %s", error)
            self._settles_again = False
            self.index()
        elif isinstance(error, ReaderError):
            self._complaints.tell(str(error))

    @Slot()
    def _on_anew(self) -> None:
        """Throw the cache of the open folder away and fill it again."""
        library = self._library
        if library is not None:
            self._indexer.stop()
            self.jobs.run(LOAD, library.upkeep.throw_cache_away, partial(self._on_thrown, library))

    def _on_thrown(self, library: Library, _nothing: None) -> None:
        if library is self._library:
            self.index()

    @Slot(bool)
    def _on_pause(self, pause: bool) -> None:  # noqa: FBT001 - the signal's own argument
        if pause:
            self._indexer.pause()
        else:
            self._indexer.resume()

    # What the window and the page ask for

    @Slot(str)
    def _on_link(self, address: str) -> None:
        self.jobs.run(DESKTOP, partial(open_link, address))

    @Slot(str)
    def _on_reveal(self, path: str) -> None:
        if self._library is not None:
            self.jobs.run(DESKTOP, partial(reveal, self._library.folder / path))

    @Slot()
    def _warm_up(self) -> None:
        """Load what rendering takes while nobody waits for it yet."""
        if self._pages is not None:
            self.jobs.run(RENDER, self._pages.load, lambda _nothing: self.loaded.emit())

    @Slot(object)
    def _allow_images(self, number: int) -> None:
        """Let remote images of an article's categories be fetched from now on."""
        try:
            if self._library is not None:
                self._images.allow(self._library, number)
        except OSError as error:
            self.window.say(self.tr("The settings could not be saved: {why}").format(why=error))

    # Looks, and the stopwatch

    @Slot()
    def _dress_page(self) -> None:
        # Dialogs and menus take their colours from the application, not from the window.
        QApplication.setPalette(self._look.palette())
        settings = self._settings.value
        self.viewer.set_appearance(
            Appearance(
                theme_css=self._look.theme.css_variables(),
                language=self._language,
                font_size=settings.font_size,
                serif=settings.serif,
            )
        )


def _nothing() -> None:
    """Do nothing, in its turn."""


def _keep_text(library: Library, number: int, text: str, leaving: bool) -> None:  # noqa: FBT001 - by place
    """Remember what an article said; what it says after a change, only when one leaves it."""
    library.keep_text(number, text, replace=leaving)


def _forget(_number: int, _position: float) -> None:
    """Remember no position."""
