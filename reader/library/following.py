"""Following a folder: what happens in it is taken in, burst by burst, for as long as it is wanted."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from reader.domain.errors import CatalogError, ReaderError
from reader.library.updating import Updated
from reader.sources.git import WorkingCopy
from reader.sources.watch import BEAT, EVERYTHING, QUIET, Burst, Events, Looks, Stop, without_events
from reader.storage.soundness import FAULTS

GIT_PATIENCE: Final = 60.0
"""Seconds that git's lock is waited for; a lock that outlives this was left behind by a git that died."""
GIT_REST: Final = 0.05
"""Seconds between two looks for git's lock."""
AWAY_REST: Final = 1.0
"""Seconds between two looks for a folder that went away."""
TROUBLE_REST: Final = 15.0
"""Seconds after which what could not be done is tried again."""

Report = Callable[[dict[str, object]], None]


class Work(Protocol):
    """What is done with a folder's catalog, by whoever holds its lock."""

    def whole(self) -> None:
        """Look at the whole folder."""

    def update(self, paths: frozenset[str]) -> Updated | None:
        """Take in what some paths have become; None where that is not enough."""

    def go_on(self) -> int:
        """Do a little of what can wait; returns the milliseconds after which to go on, 0 for at once."""

    def rest(self) -> None:
        """Let go of what was kept for going on."""

    def commit(self) -> str:
        """Return the commit that the catalog was last brought up to, or ""."""

    def set_commit(self, name: str) -> None:
        """Remember it."""


@dataclass(slots=True)
class Following:
    """Keeps a catalog up to date until it is stopped.

    Reports are JSON objects: ``watching`` (how: “events” or “looks”, why: why not by events) when
    following begins, ``trouble`` (sentence) when something could not be done and will be tried again, and
    what the work reports.
    """

    root: Path
    work: Work
    report: Report
    stop: Stop
    watch: Events | Looks = field(init=False)
    copy: WorkingCopy | None = field(init=False)
    _left_lock: tuple[int, int] | None = None
    _unfinished: frozenset[str] = frozenset()
    _troubled: str = ""
    _git_hung: bool = False
    _took: float = 0.0

    def run(self) -> None:
        """Look at the whole folder, then follow it; returns when stopped."""
        # Listening begins before the first look, so that nothing falls between the two.
        self.watch, why = _watch(self.root)
        self.copy = WorkingCopy.of(self.root)
        try:
            self._catch_up()
            how = "events" if isinstance(self.watch, Events) else "looks"
            self.report({"event": "watching", "how": how, "why": why})
            while not self.stop.is_set():
                self._step()
        finally:
            self.watch.close()

    def _step(self) -> None:
        """Do something of what can wait, or wait; then take in what has happened meanwhile."""
        if self.watch.lost():
            self._return()
        elif self._troubled:
            if not self.stop.wait(TROUBLE_REST):
                self._take(EVERYTHING)
        else:
            burst = self._settled(self._next(self._go_on()))
            again = self._unfinished and time.monotonic() - self._took >= BEAT / 1000
            if not self.stop.is_set() and (burst or again):
                self._take(Burst(burst.paths | self._unfinished | self._pulled(), burst.everything))

    def _go_on(self) -> int:
        """Have some of the work done that can wait; returns the milliseconds after which to go on."""
        try:
            return self.work.go_on()
        except BrokenPipeError:
            raise
        except (ReaderError, OSError, *FAULTS) as error:
            self._trouble(str(error))
            return 0

    def _next(self, beat: int) -> Burst:
        """Return the next burst; where listening has come to an end, look from now on."""
        try:
            return self.watch.next(self.stop, beat)
        except OSError as error:
            self.watch.close()
            self.watch = Looks()
            self.report({"event": "watching", "how": "looks", "why": str(error)})
            return EVERYTHING

    def _settled(self, burst: Burst) -> Burst:
        """Wait for git, if it is at work, and add what came meanwhile: a pull is one change."""
        if not burst or self.copy is None:
            return burst
        until, waited = time.monotonic() + GIT_PATIENCE, False
        lock = self.copy.lock()
        while lock and lock != self._left_lock and not self.stop.wait(GIT_REST):
            waited = True
            if time.monotonic() > until:
                self._left_lock = lock
            lock = self.copy.lock()
        if not waited:
            return burst
        more = self._next(QUIET * 2)
        return Burst(burst.paths | more.paths, burst.everything or more.everything)

    def _pulled(self) -> frozenset[str]:
        """Return the paths in which the commit that is checked out differs from the one seen last."""
        old, new = self.work.commit(), self._head()
        if self.copy is None or not old or not new or old == new:
            return frozenset()
        try:
            return self.copy.differing(old, new) or frozenset()
        except TimeoutError:
            self._git_hung = True
            return frozenset()

    def _head(self) -> str:
        """Return the commit that is checked out, or "". A git that hung is left out: it would hang again."""
        if self.copy is None or self._git_hung:
            return ""
        try:
            return self.copy.head()
        except TimeoutError:
            self._git_hung = True
            return ""

    def _catch_up(self) -> None:
        """Take in first what git knows to be new since the last time: it is quick about it in any folder."""
        pulled = self._pulled()
        if pulled:
            self._take(Burst(pulled))
            self._go_on()
        self._take(EVERYTHING)

    def _take(self, burst: Burst) -> None:
        """Do the work for a burst; what goes wrong is said once, and tried again."""
        began, hung = time.monotonic(), self._git_hung
        try:
            head = self._head()
            updated = None if burst.everything else self._update(burst.paths)
            if updated is None:
                self.work.whole()
                self._git_hung = self._git_hung and not hung  # once more, after a look without it
            if head and head != self.work.commit():
                self.work.set_commit(head)
        except BrokenPipeError:
            raise  # nobody hears the reports any more
        except (ReaderError, OSError, *FAULTS) as error:
            self._trouble(str(error))
        else:
            self._unfinished = updated.unfinished if updated else frozenset()
            self._troubled = ""
        self._took = time.monotonic()
        if burst.everything and isinstance(self.watch, Looks):
            self.watch.took(self._took - began)

    def _update(self, paths: frozenset[str]) -> Updated | None:
        try:
            return self.work.update(paths)
        except (CatalogError, ValueError, TypeError, *FAULTS):
            return None  # deleted, damaged or of another version: a run over everything makes it anew

    def _trouble(self, sentence: str) -> None:
        if sentence != self._troubled:
            self.report({"event": "trouble", "sentence": sentence})
        self._troubled = sentence
        self.work.rest()

    def _return(self) -> None:
        """Wait until the folder is there again, then listen to it and look at all of it."""
        self.watch.close()
        self._trouble(f"The folder “{self.root}” is not there at the moment.")
        while not self.root.is_dir():
            if self.stop.wait(AWAY_REST):
                return
        self.watch, _why = _watch(self.root)
        self._take(EVERYTHING)


def _watch(root: Path) -> tuple[Events | Looks, str]:
    """Return a way to follow a folder, and where it is not by events, why."""
    distant = without_events(root)
    if distant:
        return Looks(), f"the folder lies on another machine ({distant})"
    try:
        return Events(root), ""
    except OSError as error:
        return Looks(), str(error)
