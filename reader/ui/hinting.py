"""What the field offers while one types: what may come next in a query, and commands after the mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QKeySequence

from reader.library.hints import Completion, Lookups, complete, lookups
from reader.library.library import Library
from reader.library.matching import fuzzy_rank
from reader.library.querying.fields import FIELDS
from reader.ui import jobs as lanes
from reader.ui.actions import SPECS, key_text, native_keys, spoken
from reader.ui.jobs import Jobs
from reader.ui.models.places import Figures
from reader.ui.widgets.hint_strip import Chip
from reader.ui.widgets.palette import Choice

NOTHING = lookups((), (), (), ())


class Hinting(QObject):
    """``figures`` gives what the sidebar counts. ``prepared``: there is more to offer than before."""

    prepared = Signal()

    def __init__(self, jobs: Jobs, figures: Callable[[], Figures], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._figures = figures
        self._known = NOTHING
        self._of: tuple[Library, int] | None = None
        self._sounds: Mapping[str, tuple[str, str]] = {}

    def prepare(self, library: Library | None) -> None:
        """Have it looked up what the folder has, if that is other than before; and how commands sound."""
        if not self._sounds:
            names = {spec.id: spoken(spec.text) for spec in SPECS}
            self._jobs.run(lanes.LOAD, partial(_sounds, names), self._take_sounds)
        if library is not None and self._of != (library, library.generation):
            self._of = (library, library.generation)
            work = partial(_lookups, library, self._figures())
            self._jobs.run(lanes.LOAD, work, partial(self._take, self._of))

    def chips(self, text: str, caret: int, *, limited: bool) -> Sequence[Chip]:
        """Return what may stand at the caret; ``limited``: one may search everywhere as well."""
        found = complete(text, caret, self._known) if text.strip() else _fields()
        chips = [_chip(completion) for completion in found]
        if limited:
            chips.append(
                Chip(self.tr("Search everywhere"), "search-everywhere", key_text(QKeySequence("Ctrl+Return")))
            )
        return chips

    def commands(self, typed: str) -> Sequence[Choice]:
        """Return the commands that fit, best first: by their names here and in English, and by pinyin."""
        ranked = []
        for spec in SPECS:
            here = spoken(spec.text)
            at = fuzzy_rank(typed, (here, spec.text, *self._sounds.get(spec.id, ())))
            if at is not None:
                ranked.append((at, Choice(here, spec.id, spec.icon, native_keys(spec))))
        return [choice for _, choice in sorted(ranked, key=lambda one: one[0])]

    def _take(self, of: tuple[Library, int], known: Lookups) -> None:
        if of == self._of:
            self._known = known
            self.prepared.emit()

    def _take_sounds(self, sounds: Mapping[str, tuple[str, str]]) -> None:
        self._sounds = sounds
        self.prepared.emit()


def _fields() -> tuple[Completion, ...]:
    """Return the fields in the window's language, with which a query may begin."""
    chinese = QLocale().language() == QLocale.Language.Chinese
    names = {FIELDS[name]: f"{name}:" for name in FIELDS if name.isascii() is not chinese}
    return tuple(Completion(0, 0, name, "field", name, code) for code, name in names.items())


def _chip(completion: Completion) -> Chip:
    count = completion.detail
    return Chip(completion.insert, completion, QLocale().toString(count) if isinstance(count, int) else "")


def _sounds(names: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    # What knows pinyin takes long to load, and few need it.
    from reader.library.naming import sound  # noqa: PLC0415 - see above

    return {identity: sound(name) for identity, name in names.items()}


def _lookups(library: Library, figures: Figures) -> Lookups:
    return lookups(figures.categories, figures.tags, library.folders(), figures.periods)
