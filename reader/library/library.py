"""One open archive: what the window and the command line can do with it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Final, TextIO

from pyroaring import BitMap

from reader.domain.article import Hidden, Listing, Row
from reader.domain.changes import Changes, Mark
from reader.domain.errors import FolderError, ReaderError, StateError
from reader.domain.inventory import Inventory
from reader.domain.problem import Problem
from reader.domain.shelf import Counts, Period, Place, Scope, Show, Term
from reader.domain.site import Site
from reader.library import carrying, exchange, settling
from reader.library.carrying import translated
from reader.library.census import Census
from reader.library.renewal import Base
from reader.library.shelves import Marked, day_of, shown
from reader.library.snapshot import NOTHING, Snapshot, is_current, rows_of, take, take_if_sound
from reader.library.triage import Disk, Done, Later, Stacks, Triage, touched
from reader.paths import Places
from reader.sources.site import read_site
from reader.storage.catalog import NAME
from reader.storage.lock import only_one
from reader.storage.marking import MarkRow
from reader.storage.marks_file import NAME as MARKS
from reader.storage.marks_file import keep, kept_at
from reader.storage.rows import TermKind
from reader.storage.schema import discard
from reader.storage.state import State

MANY: Final = 10_000
"""Marks after which, or at whose reading, they are written down for the next start."""
Failed = Callable[[Changes, ReaderError], None]
NOBODY = BitMap()


def run_now(task: Callable[[], None]) -> None:
    """Run a task at once: how a command line, which has nothing else to do, writes."""
    task()


def _ignore(_changes: Changes, _error: ReaderError) -> None:
    """Take no notice of marks that could not be written."""


class Library:
    """One open folder. Methods take no time that a window would notice, unless they say “slow”.

    Marks come from one thread. `load` and `settle` and what is called slow may run on others.
    """

    def __init__(
        self,
        folder: Path,
        state: State,
        cache: Path,
        snapshot: Snapshot,
        later: Later,
        failed: Failed,
        now: Callable[[], float],
    ) -> None:
        self.folder = folder
        self._archive = os.path.realpath(folder)
        self._state = state
        self._cache = cache
        self._snapshot = snapshot
        self._census = snapshot.census
        # How far articles were read since the snapshot.
        self._scrolled: dict[int, float] = {}
        self._turns: dict[int, int] = {}
        self._turn = self._turns_written = 0
        self._adopting = threading.Lock()
        self._kept = (0, 0)
        self._later = later
        self._now = now
        # While a new catalog fills, what can be undone waits for the articles that it does not list yet.
        self._held: tuple[Snapshot, Stacks] | None = None
        self._triage = Triage(Disk(self._writer, self._reread, failed), later, snapshot.marked)

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
        cache = places.archive_cache(folder) / NAME
        try:
            base = Base.of(kept_at(cache.with_name(MARKS)))
            snapshot = take_if_sound(cache, state, os.path.realpath(folder), now(), base)
        except BaseException:
            state.close()
            raise
        if on_failed is None and later is run_now:
            on_failed = _raise
        library = cls(folder, state, cache, snapshot, later, on_failed or _ignore, now)
        if base is not None and snapshot.renewal is not None:
            library._kept = base.head.generation, base.version
        library._keep_if_new(snapshot)
        return library

    def close(self) -> None:
        """Let go of all files. What `later` still holds must have run."""
        self.keep()
        if self._held is not None and self._held[0].catalog:
            self._held[0].catalog.close()
        if self._snapshot.catalog:
            self._snapshot.catalog.close()
        self._state.close()

    # Which archive, and how current

    @property
    def generation(self) -> int:
        """The generation that is shown; 0 before the first index run."""
        return self._snapshot.head.generation

    @property
    def site_title(self) -> str:
        """The site's title, or the folder's name."""
        return self._snapshot.head.title or Path(self._archive).name

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
        stamp, scrolls = self._triage.stamp(), self._turns_written
        with self._adopting:
            shown, marked = self._snapshot, self._triage.marked
        base = shown.base(marked) if shown.catalog else None
        snapshot = take(self._cache, self._state, self._archive, stamp, self._now(), base)
        snapshot = replace(snapshot, scrolls=scrolls)
        if shown.head.uuid in ("", snapshot.head.uuid):
            return self._followed(snapshot, listed)
        # Half a second for 100,000 articles that can be undone: nothing to be done while they are shown.
        carried = translated(shown, snapshot, self._triage.numbers())
        strayed = {} if self.is_partial(snapshot) else carrying.strayed(shown, snapshot, listed)
        return replace(snapshot, carried=carried, carried_from=shown.head.uuid, strayed=strayed)

    def adopt(self, snapshot: Snapshot) -> None:
        """Show what `load` read. Marks made since are kept; what can be undone goes along."""
        old = self._snapshot
        same = not old.head.uuid or old.head.uuid == snapshot.head.uuid
        if same:
            snapshot = self._followed(snapshot)
        renumbered = snapshot.renumbered if same else partial(translated, old, snapshot)
        stacks, renewal = self._triage.stacks(), snapshot.renewal
        if renewal is not None and renewal.since != old.head:
            renewal = None
        with self._adopting:
            self._snapshot = snapshot
            self._triage.adopt(renewal.of if renewal else snapshot.marked, snapshot.stamp, renumbered)
        self._census = snapshot.census
        kept = renewal.kept if renewal else BitMap()
        # What was not written yet when the loading began it cannot have read.
        self._scrolled = {
            number: at
            for number, at in self._scrolled.items()
            if number in kept or (same and self._turns[number] > snapshot.scrolls)
        }
        self._keep_if_new(snapshot)
        if not same and not snapshot.head.finished and self._held is None:
            self._held = (old, stacks)
        elif old.catalog:
            # Marks that were made in it may still be on their way to the disk.
            self._later(old.catalog.close)
        if self._held is not None and snapshot.head.finished:
            former, stacks = self._held
            self._held = None
            self._triage.put_back(stacks, translated(former, snapshot, stacks.numbers()))
            if former.catalog:
                self._later(former.catalog.close)

    def is_partial(self, snapshot: Snapshot) -> bool:
        """Say whether a snapshot is of a new catalog that still fills, while the one shown is whole."""
        return carrying.is_partial(self._snapshot, snapshot)

    def renamed(self, snapshot: Snapshot, shown: BitMap, held: BitMap) -> dict[int, int]:
        """Return the numbers of articles that have other ones in a snapshot, before it is adopted.

        Of another catalog, those of ``held``, and of what was ``listed`` when it was loaded.
        """
        return carrying.renamed(self._snapshot, self._followed(snapshot, shown | held), shown, held)

    def reload(self) -> bool:
        """Load and adopt; slow. Returns whether anything is new but marks."""
        before = self._snapshot.head
        self.adopt(self.load())
        return self._snapshot.head != before

    def keep(self) -> None:
        """Write down the marks beside the catalog, so that the next start is quick; a cache, no more.

        Slow for many. To be called where marks are written, between them.
        """
        with self._adopting:
            snapshot, marked = self._snapshot, self._triage.settled()
        if snapshot.catalog is None or marked is None or not self._state.writable:
            return
        version = self._state.version_after(snapshot.version)
        if self._kept != (snapshot.head.generation, version):
            self._kept = snapshot.head.generation, version
            positions = snapshot.positions.changed(dict(self._scrolled))
            base = replace(snapshot.base(marked), positions=positions, version=version)
            keep(self._cache.with_name(MARKS), base.kept())

    def _keep_if_new(self, snapshot: Snapshot) -> None:
        """Write down marks that had to be read as a whole."""
        if snapshot.renewal is None and len(snapshot.marked.read) > MANY:
            self._later(self.keep)

    def _followed(self, snapshot: Snapshot, listed: BitMap = NOBODY) -> Snapshot:
        numbers = self._triage.numbers(snapshot.stamp) | listed
        return carrying.followed(snapshot, self._state, self._archive, numbers)

    def marked_elsewhere(self) -> bool:
        """Whether another program has changed the marks since this was last asked; on any thread.

        What it did shows after the next `load`.
        """
        return self._state.changed_elsewhere()

    def settle(self) -> int:
        """After a finished index run, let marks follow articles that were renamed. Slow, on any thread.

        Returns the number of articles that kept their marks so; they show after the next `load`. They stay
        where they are while the state cannot be written.
        """
        if not self._state.writable:
            return 0
        return settling.settle(self._state, self._archive, self._cache)

    def back_up(self) -> Path | None:
        """Make the day's backup of the state. Slow, on any thread. Raises StateError."""
        return self._state.back_up(self._today())

    def hold_marks(self) -> None:
        """Keep the marks as they are on the disk now in sight for `examine`."""
        self._state.hold()

    def examine(self, stop: Callable[[], bool]) -> None:
        """Check the whole file of marks; ``stop`` is asked whether to leave it. Slow, on any thread.

        Raises StateLostError when it is damaged.
        """
        self._state.examine(stop)

    def examine_if_small(self) -> None:
        """Do the same where it takes no time that anybody would notice."""
        self._state.examine(only_small=True)

    def let_go_of_marks(self) -> None:
        """Let go of the file of marks, so that another can take its place; marks are refused from now on."""
        self._state.close()

    # What is there

    @property
    def read(self) -> BitMap:
        """The articles that were read. Not to be changed."""
        return self._triage.marked.read

    @property
    def starred(self) -> BitMap:
        """The articles with a star. Not to be changed."""
        return self._triage.marked.starred

    @property
    def changed(self) -> BitMap:
        """The articles whose text is another than the one that was read. Not to be changed."""
        return self._triage.marked.changed

    def is_read(self, number: int) -> bool:
        """Say whether an article was read."""
        return number in self._triage.marked.read

    def is_starred(self, number: int) -> bool:
        """Say whether an article has a star."""
        return number in self._triage.marked.starred

    def is_changed(self, number: int) -> bool:
        """Say whether an article was read, and its text has changed since."""
        return number in self._triage.marked.changed

    def shelf(self, scope: Scope, show: Show = Show.ALL, *, hidden: bool = False) -> BitMap:
        """Return the articles of a place; the newest has the largest number."""
        marked = self._triage.marked
        return shown(self._snapshot.shelves.shelf(scope, marked, self._now(), hidden=hidden), show, marked)

    def counts(self, scope: Scope, *, hidden: bool = False) -> Counts:
        """Return how many articles a place holds, and how many of them are unread."""
        return self._snapshot.shelves.counts(scope, self._triage.marked, self._now(), hidden=hidden)

    def categories(self) -> list[Term]:
        """Return the categories that show an article, those with most articles first."""
        return [term for _, term in self._counted().categories]

    def tags(self) -> list[Term]:
        """Return the most frequent tags."""
        return [term for _, term in self._counted().tags]

    def posts(self) -> BitMap:
        """Return what the generator itself lists as its posts; the newest has the largest number."""
        return self._snapshot.shelves.posts_shown(self._now())

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
        now = self._now()
        began, ends = day_of(now, self._snapshot.shelves.offset)
        return began, ends - now

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """Return what the list shows of some articles, in their order; unknown ones are left out."""
        catalog = self._snapshot.catalog
        name = self._snapshot.shelves.category_name
        return [
            Row(
                line.number,
                line.key,
                line.title,
                line.excerpt,
                name(line.categories[0]) if line.categories else "",
                line.moment,
            )
            for line in (catalog.lines(numbers) if catalog else ())
        ]

    def listing(self, number: int) -> Listing | None:
        """Return all that is known of an article."""
        catalog = self._snapshot.catalog
        entry = catalog.entry(number) if catalog else None
        if entry is None:
            return None
        shelves, article = self._snapshot.shelves, entry.article
        if article.hidden is Hidden.FUTURE and article.moment.unix <= self._now():
            article = replace(article, hidden=None)
        if article.hidden is None and number in shelves.beyond_limit(self._now()):
            article = replace(article, hidden=Hidden.LIMITED)
        names = tuple(shelves.name_of(TermKind.CATEGORY, slug) for slug in article.categories)
        return Listing(number, article, names, entry.copies)

    def number_of(self, key_or_path: str) -> int | None:
        """Return the number of an article by its key, or by the path of its file or of a copy."""
        catalog = self._snapshot.catalog
        if catalog is None:
            return None
        by_key = catalog.number_of_key(key_or_path)
        return by_key if by_key is not None else catalog.number_of_path(key_or_path)

    def number_of_url(self, url_path: str) -> int | None:
        """Return the number of the article with this path on its own site, "/a/b.html"."""
        catalog = self._snapshot.catalog
        return catalog.number_of_url(url_path) if catalog else None

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

    def throw_cache_away(self) -> None:
        """Delete the catalog, to be made anew; what it lists is still shown, and marks stay.

        Nobody may be indexing the folder. Slow, on any thread. Raises CatalogError.
        """
        with only_one(self._cache.parent / "lock", wait=False):
            discard(self._cache)

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
        changes = self._triage.mark(numbers, mark, value=value, done=done)
        self._keep_after(changes)
        return changes

    @property
    def can_undo(self) -> bool:
        """Whether there is a mark to take back."""
        return self._triage.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a mark that was taken back."""
        return self._triage.can_redo

    def undo(self, done: Done | None = None) -> Changes | None:
        """Take back the last mark; None when there is none."""
        changes = self._triage.undo(done)
        self._keep_after(changes)
        return changes

    def redo(self, done: Done | None = None) -> Changes | None:
        """Put back the mark that was last taken back; None when there is none."""
        changes = self._triage.redo(done)
        self._keep_after(changes)
        return changes

    def _keep_after(self, changes: Changes | None) -> None:
        if changes is not None and len(changes.numbers) > MANY:
            self._later(self.keep)

    def position(self, number: int) -> float:
        """Return how far an article was read, 0 to 1."""
        at = self._scrolled.get(number)
        return self._snapshot.positions.get(number) if at is None else at

    def set_position(self, number: int, position: float) -> None:
        """Remember how far an article was read; what cannot be written is forgotten."""
        if self.position(number) == position:
            return
        self._scrolled[number] = position
        self._turn += 1
        turn = self._turns[number] = self._turn
        listing = self.listing(number)
        if listing is None:
            return
        row = MarkRow(
            listing.article.key,
            position=position,
            path=listing.article.path,
            title=listing.article.title,
            fingerprint=listing.article.fingerprint,
        )

        def write() -> None:
            with suppress(StateError):
                self._state.set_position(self._archive, row)
            self._turns_written = turn

        self._later(write)

    def keep_text(self, number: int, text: str, *, replace: bool = False) -> None:
        """Remember what an article says that counts as read, so that a later change can be shown.

        Unless ``replace``, only where nothing is remembered yet. What cannot be written is forgotten, and so
        is a text other than the one that was read.
        """
        listing = self.listing(number)
        if listing is None or not self.is_read(number) or self.is_changed(number):
            return
        key = listing.article.key

        def write() -> None:
            with suppress(StateError):
                self._state.keep_text(self._archive, key, text, replace=replace)

        self._later(write)

    def text_read(self, number: int) -> str:
        """Return what an article said when it was read, or "" where that is not known. On any thread."""
        listing = self.listing(number)
        try:
            return self._state.text(self._archive, listing.article.key) if listing else ""
        except StateError:
            return ""

    def export_state(self, out: TextIO) -> int:
        """Write what was done in this archive as JSON Lines; returns how many articles. Slow.

        Raises StateError.
        """
        if self._state.lost:  # nothing would take the place of an older export
            raise StateError(self._state.refusal)
        return exchange.export_state(self._state, self._archive, out)

    def import_state(self, lines: Iterable[str]) -> tuple[int, int]:
        """Merge what `export_state` wrote; returns how many lines were taken, and skipped. Slow.

        Marks are joined, the newer position wins. Articles that are not listed yet are remembered.
        What was imported shows after the next `load`.
        """
        return exchange.import_state(self._state, self._archive, lines)

    def _counted(self) -> Census:
        """Bring the counts up to the marks of now."""
        self._census = self._census.updated(self._snapshot.shelves, self._triage.marked, self._now())
        return self._census

    def _writer(self) -> Callable[[Changes], None]:
        return partial(self._write, self._snapshot)

    def _write(self, made_in: Snapshot, changes: Changes) -> None:
        """Write marks that were made in a snapshot."""
        what, now = (changes.mark, changes.value), int(self._now())
        head = made_in.head if made_in.catalog else NOTHING
        numbers = touched(changes)
        try:
            catalog = self._cache, head.uuid
            self._state.write(self._archive, catalog, numbers, what, now, head.generation)
        except StateError:
            if made_in.catalog is None or is_current(self._cache, head.uuid):
                raise
            # The cache was deleted or made anew, but the catalog that we hold open still knows the articles.
            rows = rows_of(made_in.catalog, numbers)
            if rows is None:
                raise
            self._state.write_rows(self._archive, rows, what, now)

    def _reread(self) -> Marked:
        marks = self._state.marks(self._archive, self._cache, self._snapshot.head.uuid)
        return Marked(marks.read, marks.starred, marks.changed)

    def _today(self) -> date:
        return datetime.fromtimestamp(self._now()).astimezone().date()


def _raise(_changes: Changes, error: ReaderError) -> None:
    raise error
