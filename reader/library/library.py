"""One open archive: what the window and the command line can do with it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path

from pyroaring import BitMap

from reader.domain.article import Listing, Row
from reader.domain.changes import Changes, Mark
from reader.domain.errors import FolderError, ReaderError
from reader.domain.inventory import Inventory
from reader.domain.problem import Problem
from reader.domain.query import Query
from reader.domain.shelf import Counts, Period, Place, Scope, Show, Term
from reader.domain.site import Site
from reader.library import articles, settling
from reader.library.archive import Archive
from reader.library.census import Census
from reader.library.generations import NOBODY, Failed, Generations
from reader.library.keeping import Keeping
from reader.library.querytext import written
from reader.library.remembered import Remembered
from reader.library.renewal import Base
from reader.library.saved_searches import SavedSearches
from reader.library.searching.at_hand import TextsAtHand
from reader.library.searching.ground import Ground
from reader.library.searching.outlets import Outlet, outlets
from reader.library.searching.search import Search
from reader.library.searching.similar import like
from reader.library.shelves import Marked, day_of, shown
from reader.library.snapshot import Snapshot, take_if_sound
from reader.library.triage import Done, Later
from reader.library.upkeep import Upkeep
from reader.paths import Places
from reader.sources.site import read_site
from reader.storage.catalog import NAME
from reader.storage.marks_file import kept_at
from reader.storage.state import State


def run_now(task: Callable[[], None]) -> None:
    """Run a task at once: how a command line, which has nothing else to do, writes."""
    task()


def _nowhere(_folder: str) -> BitMap:
    return BitMap()


def _ignore(_changes: Changes, _error: ReaderError) -> None:
    """Take no notice of marks that could not be written."""


class Library:
    """One open folder. Methods take no time that a window would notice, unless they say “slow”.

    Marks come from one thread. `load` and `settle` and what is called slow may run on others.
    """

    def __init__(
        self,
        folder: Path,
        archive: Archive,
        generations: Generations,
        keeping: Keeping,
        saved: SavedSearches,
    ) -> None:
        self.folder = folder
        self.saved = saved
        self._archive = archive
        self._generations = generations
        self._keeping = keeping
        self._census = generations.snapshot.census
        self.texts = TextsAtHand(archive.catalog.parent)
        self.upkeep = Upkeep(archive)

    @classmethod
    def open(
        cls,
        folder: Path,
        places: Places,
        *,
        later: Later = run_now,
        on_failed: Failed | None = None,
        now: Callable[[], float] = time.time,
        bear_loss: bool = False,
    ) -> Library:
        """Open a folder with what is known of it; nothing is read of the folder itself.

        ``later`` runs writes to the state, in the order they come. ``on_failed`` is told of marks that
        could not be written. ``bear_loss``: where the state is gone, go on without. Raises FolderError,
        StateLostError (see `reader.library.rescue`) and StateError.
        """
        if not folder.is_dir():
            raise FolderError(f"There is no folder “{folder}”.")
        state = State(places.state, bear_loss=bear_loss)
        catalog = places.archive_cache(folder) / NAME
        archive = Archive(os.path.realpath(folder), state, catalog, now)
        try:
            base = Base.of(kept_at(archive.marks_file))
            snapshot = take_if_sound(catalog, state, archive.path, now(), base)
            saved = SavedSearches(archive, later)
        except BaseException:
            state.close()
            raise
        if on_failed is None:
            on_failed = _raise if later is run_now else _ignore
        remembered = Remembered(archive, later)
        generations = Generations(archive, snapshot, remembered, later, on_failed)
        return cls(folder, archive, generations, Keeping(archive, generations, later, base), saved)

    def close(self) -> None:
        """Let go of all files. What `later` still holds must have run."""
        self.keep()
        self._generations.close()
        self._archive.state.close()

    @property
    def _snapshot(self) -> Snapshot:
        return self._generations.snapshot

    @property
    def _marked(self) -> Marked:
        return self._generations.triage.marked

    # Which archive, and how current

    @property
    def generation(self) -> int:
        """The generation that is shown; 0 before the first index run."""
        return self._snapshot.head.generation

    @property
    def site_title(self) -> str:
        """The site's title, or the folder's name."""
        return self._snapshot.head.title or Path(self._archive.path).name

    @property
    def offset(self) -> int | None:
        """The distance from UTC, in seconds, of the zone that the newest article names its day by."""
        return self._snapshot.shelves.offset

    @cached_property
    def site(self) -> Site:
        """The generator and its configuration; slow at the first call, a file is read."""
        return read_site(self.folder)[0]

    def load(self, listed: BitMap = NOBODY) -> Snapshot:
        """Read what is now on disk, for `adopt`. Slow, on any thread. Raises CatalogError and StateError.

        ``listed``: the articles of a list that is to stay as it is, see `renamed`.
        """
        self.saved.reload()
        return self._generations.load(listed)

    def adopt(self, snapshot: Snapshot) -> None:
        """Show what `load` read. Marks made since are kept; what can be undone goes along."""
        self._generations.adopt(snapshot)
        self._census = snapshot.census
        self._keeping.follow(snapshot)

    def is_partial(self, snapshot: Snapshot) -> bool:
        """Say whether a snapshot is of a new catalog that still fills, while the one shown is whole."""
        return self._generations.is_partial(snapshot)

    def renamed(self, snapshot: Snapshot, shown: BitMap, held: BitMap) -> dict[int, int]:
        """Return the numbers of articles that have other ones in a snapshot, before it is adopted.

        Of another catalog, those of ``held``, and of what was ``listed`` when it was loaded.
        """
        return self._generations.renamed(snapshot, shown, held)

    def reload(self) -> bool:
        """Load and adopt; slow. Returns whether anything is new but marks."""
        before = self._snapshot.head
        self.adopt(self.load())
        return self._snapshot.head != before

    def keep(self) -> None:
        """Write down the marks beside the catalog, so that the next start is quick; a cache, no more.

        Slow for many. To be called where marks are written, between them.
        """
        self._keeping.keep()

    def settle(self) -> int:
        """After a finished index run, let marks follow articles that were renamed. Slow, on any thread.

        Returns the number of articles that kept their marks so; they show after the next `load`. They stay
        where they are while the state cannot be written.
        """
        archive = self._archive
        return settling.settle(archive.state, archive.path, archive.catalog) if archive.state.writable else 0

    # What is there

    @property
    def read(self) -> BitMap:
        """The articles that were read. Not to be changed."""
        return self._marked.read

    @property
    def starred(self) -> BitMap:
        """The articles with a star. Not to be changed."""
        return self._marked.starred

    @property
    def changed(self) -> BitMap:
        """The articles whose text is another than the one that was read. Not to be changed."""
        return self._marked.changed

    def is_read(self, number: int) -> bool:
        """Say whether an article was read."""
        return number in self._marked.read

    def is_starred(self, number: int) -> bool:
        """Say whether an article has a star."""
        return number in self._marked.starred

    def is_changed(self, number: int) -> bool:
        """Say whether an article was read, and its text has changed since."""
        return number in self._marked.changed

    def shelf(self, scope: Scope, show: Show = Show.ALL, *, hidden: bool = False) -> BitMap:
        """Return the articles of a place; the newest has the largest number."""
        marked, now = self._marked, self._archive.now()
        return shown(self._snapshot.shelves.shelf(scope, marked, now, hidden=hidden), show, marked)

    def counts(self, scope: Scope, *, hidden: bool = False) -> Counts:
        """Return how many articles a place holds, and how many of them are unread."""
        return self._snapshot.shelves.counts(scope, self._marked, self._archive.now(), hidden=hidden)

    def categories(self) -> list[Term]:
        """Return the categories that show an article, those with most articles first."""
        return [term for _, term in self._counted().categories]

    def tags(self) -> list[Term]:
        """Return the most frequent tags."""
        return [term for _, term in self._counted().tags]

    def posts(self) -> BitMap:
        """Return what the generator itself lists as its posts; the newest has the largest number."""
        return self._snapshot.shelves.posts_shown(self._archive.now())

    def names_among(self, place: Place, numbers: BitMap) -> list[str]:
        """Return the categories, or the tags, of a set of articles, by what posts call them.

        Those with the oldest articles come first.
        """
        return self._snapshot.shelves.names_among(place, numbers)

    def periods(self) -> list[Period]:
        """Return years and months, the newest first, a year before its months."""
        return self._counted().periods()

    def day(self) -> tuple[float, float]:
        """Return when the day began by which Today goes, in Unix seconds, and how many seconds are left."""
        now = self._archive.now()
        began, ends = day_of(now, self._snapshot.shelves.offset)
        return began, ends - now

    def today(self) -> date:
        """Return the day that it is by the clock of the site, or of this machine where that is not known."""
        zone = None if self.offset is None else timezone(timedelta(seconds=self.offset))
        return datetime.fromtimestamp(self._archive.now(), zone).date()

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """Return what the list shows of some articles, in their order; unknown ones are left out."""
        return articles.rows(self._snapshot, numbers)

    def listing(self, number: int) -> Listing | None:
        """Return all that is known of an article."""
        return articles.listing(self._snapshot, number, self._archive.now())

    def number_of(self, key_or_path: str) -> int | None:
        """Return the number of an article by its key, or by the path of its file or of a copy."""
        return articles.number_of(self._snapshot, key_or_path)

    def number_of_url(self, url_path: str) -> int | None:
        """Return the number of the article with this path on its own site, "/a/b.html"."""
        catalog = self._snapshot.catalog
        return catalog.number_of_url(url_path) if catalog else None

    def search(self, query: Query, among: BitMap) -> Search:
        """Return a search among some articles, as everything is now; it may run on any thread."""
        snapshot, catalog = self._snapshot, self._snapshot.catalog
        texts = self.texts.of(snapshot.head.uuid, catalog)
        below = catalog.numbers_below if catalog else _nowhere
        return Search(query, Ground(texts, snapshot.shelves, self._marked, among, below))

    def outlets(self, hits: BitMap) -> list[Outlet]:
        """Return the categories of some articles with how many are in each, most first."""
        return outlets(self._snapshot.shelves, hits)

    def like(self, title: str, text: str) -> Query:
        """Return a query for what has most in common with an article, by its name; slow, on any thread.

        While the texts are not indexed it asks for nothing. Raises SearchError.
        """
        snapshot = self._snapshot
        texts = self.texts.of(snapshot.head.uuid, snapshot.catalog)
        node = like(title, text, texts.frequency, self.texts.searchable() or 0)
        return Query(written(node), node, name=title.strip())

    def folders(self) -> list[str]:
        """Return the folders in which articles lie, by their paths in the archive; slow, on any thread."""
        catalog = self._snapshot.catalog
        return catalog.folders() if catalog else []

    def problems(self) -> list[Problem]:
        """Return what is wrong with files, by path."""
        catalog = self._snapshot.catalog
        return catalog.problems() if catalog else []

    def inventory(self) -> Inventory:
        """Return what the indexer found, when, and how it follows the folder; slow, on any thread."""
        catalog = self._snapshot.catalog
        return catalog.inventory() if catalog else Inventory()

    def problem_count(self) -> int:
        """Return how many problems there are."""
        return self._snapshot.problem_count

    # What the person does

    def mark(
        self,
        numbers: BitMap | Iterable[int],
        mark: Mark,
        value: bool,  # noqa: FBT001 - the one value that a mark has
        done: Done | None = None,
    ) -> Changes:
        """Put a mark on articles or take it off, at once; the disk follows by `later`.

        Marking an article read that was read and has changed since takes its new text as read.
        ``done`` is called on the writer's thread when it is on disk, with what changed.
        """
        changes = self._generations.triage.mark(numbers, mark, value=value, done=done)
        self._keeping.follow_marks(changes)
        return changes

    @property
    def can_undo(self) -> bool:
        """Whether there is a mark to take back."""
        return self._generations.triage.can_undo

    def undo(self, done: Done | None = None) -> Changes | None:
        """Take back the last mark; None when there is none."""
        changes = self._generations.triage.undo(done)
        self._keeping.follow_marks(changes)
        return changes

    def redo(self, done: Done | None = None) -> Changes | None:
        """Put back the mark that was last taken back; None when there is none."""
        changes = self._generations.triage.redo(done)
        self._keeping.follow_marks(changes)
        return changes

    def position(self, number: int) -> float:
        """Return how far an article was read, 0 to 1."""
        return self._generations.remembered.position(self._snapshot, number)

    def set_position(self, number: int, position: float) -> None:
        """Remember how far an article was read; what cannot be written is forgotten."""
        self._generations.remembered.set_position(self._snapshot, number, position)

    def keep_text(self, number: int, text: str, *, replace: bool = False) -> None:
        """Remember what an article says that counts as read, so that a later change can be shown.

        Unless ``replace``, only where nothing is remembered yet. What cannot be written is forgotten, and so
        is a text other than the one that was read.
        """
        listing = self.listing(number)
        if listing is not None and self.is_read(number) and not self.is_changed(number):
            self._generations.remembered.keep_text(listing.article.key, text, replace=replace)

    def text_read(self, number: int) -> str:
        """Return what an article said when it was read, or "" where that is not known. On any thread."""
        listing = self.listing(number)
        return self._generations.remembered.text(listing.article.key) if listing else ""

    def _counted(self) -> Census:
        """Bring the counts up to the marks of now."""
        self._census = self._census.updated(self._snapshot.shelves, self._marked, self._archive.now())
        return self._census


def _raise(_changes: Changes, error: ReaderError) -> None:
    raise error
