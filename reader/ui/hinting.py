"""What the field offers: what may come next in a query; after the mark, commands and kept searches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from reader.ui.models.places import Figures, SearchLine
from reader.ui.widgets.hint_strip import Chip
from reader.ui.widgets.palette import Choice

NOTHING = lookups((), (), (), ())


class Hinting(QObject):
    """``figures`` gives what the sidebar counts, ``searches`` those that are kept.

    ``prepared``: there is more to offer than before.
    """

    prepared = Signal()

    def __init__(
        self,
        jobs: Jobs,
        figures: Callable[[], Figures],
        searches: Callable[[], Sequence[SearchLine]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._figures = figures
        self._searches = searches
        self._known = NOTHING
        self._of: tuple[Library, int] | None = None
        self._sounds: Mapping[str, tuple[str, str]] = {}

    def prepare(self, library: Library | None) -> None:
        """Have it looked up what the folder has, if that is other than before; and how names sound."""
        names = {choice.text for choice, _ in self._named()} - self._sounds.keys()
        if names:
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
        """Return the commands and kept searches that fit, best first: by their names, also by pinyin.

        Commands by their English names as well.
        """
        ranked = []
        for choice, names in self._named():
            at = fuzzy_rank(typed, (choice.text, *names, *self._sounds.get(choice.text, ())))
            if at is not None:
                ranked.append((at, choice))
        return [choice for _, choice in sorted(ranked, key=lambda one: one[0])]

    def _named(self) -> Iterator[tuple[Choice, tuple[str, ...]]]:
        """Yield all that the mark leads to, each with its further names."""
        for spec in SPECS:
            yield Choice(spoken(spec.text), spec.id, spec.icon, native_keys(spec)), (spec.text,)
        for line in self._searches():
            unread = QLocale().toString(line.unread) if line.unread else ""
            yield Choice(line.name, line, "search", unread), ()

    def _take(self, of: tuple[Library, int], known: Lookups) -> None:
        if of == self._of:
            self._known = known
            self.prepared.emit()

    def _take_sounds(self, sounds: Mapping[str, tuple[str, str]]) -> None:
        self._sounds = {**self._sounds, **sounds}
        self.prepared.emit()


def _fields() -> tuple[Completion, ...]:
    """Return the fields in the window's language, with which a query may begin."""
    chinese = QLocale().language() == QLocale.Language.Chinese
    names = {FIELDS[name]: f"{name}:" for name in FIELDS if name.isascii() is not chinese}
    return tuple(Completion(0, 0, name, "field", name, code) for code, name in names.items())


def _chip(completion: Completion) -> Chip:
    count = completion.detail
    return Chip(completion.insert, completion, QLocale().toString(count) if isinstance(count, int) else "")


def _sounds(names: Iterable[str]) -> dict[str, tuple[str, str]]:
    # What knows pinyin takes long to load, and few need it.
    from reader.library.naming import sound  # noqa: PLC0415 - see above

    return {name: sound(name) for name in names}


def _lookups(library: Library, figures: Figures) -> Lookups:
    return lookups(figures.categories, figures.tags, library.folders(), figures.periods)
