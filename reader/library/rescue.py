"""What a person can do about read marks and stars that are damaged or gone."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from reader.domain.errors import StateError, StateLostError
from reader.storage import rescue
from reader.storage.backup import day_of
from reader.storage.soundness import is_sound
from reader.storage.state import State
from reader.storage.state_condition import is_gone


@dataclass(frozen=True)
class Rescue:
    """The ways out for one state file: its newest good backup, or nothing. What is there is kept aside."""

    state: Path
    now: Callable[[], float] = time.time

    @cached_property
    def backup(self) -> Path | None:
        """The newest good backup; slow, all its pages are looked at."""
        return rescue.newest_good(self.state)

    @property
    def day(self) -> date | None:
        """The day of the newest good backup."""
        return day_of(self.backup) if self.backup else None

    def needed(self) -> bool:
        """Say whether the state is damaged or gone; slow. Raises StateError when it is something else."""
        if is_gone(self.state) or not self.state.exists():
            return is_gone(self.state)
        try:
            with closing(State(self.state)):
                return not is_sound(self.state)
        except StateLostError:
            return True

    def restore(self) -> Path | None:
        """Put the newest good backup in its place; returns where the damaged file is. Raises StateError."""
        if self.backup is None:
            raise StateError("There is no good backup of the read marks and stars.")
        try:
            return rescue.restore(self.state, self.backup, self._today())
        except OSError as error:
            raise StateError(f"The backup cannot be put in place ({error}).") from error

    def start_anew(self) -> Path | None:
        """Make room for new marks; returns where the damaged file is. Raises StateError."""
        try:
            return rescue.start_anew(self.state, self._today())
        except OSError as error:
            raise StateError(f"The damaged file cannot be put aside ({error}).") from error

    def advice(self) -> str:
        """Return what to do on the command line, as the second half of a sentence."""
        if self.day:
            return f"“newsfold state restore” brings back those of {self.day}"
        return "no good backup is left, and “newsfold state restore --nothing” starts with none"

    def _today(self) -> date:
        return datetime.fromtimestamp(self.now()).astimezone().date()
