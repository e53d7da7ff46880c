"""What stands in the sidebar, as a flat list of entries made anew from the library's counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from reader.domain.shelf import Counts, Period, Place, Scope, Term
from reader.library.matching import found
from reader.ui.models.days import period_text
from reader.ui.translatable import QT_TRANSLATE_NOOP

CONTEXT: Final = "Sidebar"
NOTHING: Final = Counts(0, 0)
SHOWN: Final = {"categories": 11, "tags": 6}
"""Terms shown of a section before "Show all": what the design has room for."""


class Kind(StrEnum):
    """What an entry is."""

    SCOPE = "scope"
    SECTION = "section"
    FILTER = "filter"
    MORE = "more"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class SearchLine:
    """A saved search. ``unread``: how many unread articles it finds; None until it has been counted."""

    id: int
    name: str
    query: str
    unread: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the sidebar. ``count`` is written at its right; ``open`` is None where nothing folds."""

    id: str
    kind: Kind
    text: str = ""
    icon: str = ""
    count: str = ""
    scope: Scope | None = None
    dim: bool = False
    depth: int = 0
    open: bool | None = None
    search: SearchLine | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the sidebar shows of a library."""

    today: Counts = NOTHING
    starred: Counts = NOTHING
    everything: Counts = NOTHING
    categories: Sequence[Term] = ()
    tags: Sequence[Term] = ()
    periods: Sequence[Period] = ()


@dataclass(slots=True)
class Folds:
    """What the person folded, unfolded and typed into the filter."""

    folded: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    typed: str = ""


def entries(
    figures: Figures,
    folds: Folds,
    current: Scope,
    *,
    hide_read: bool = False,
    searches: Sequence[SearchLine] = (),
) -> list[Entry]:
    """Return the lines of the sidebar from top to bottom."""
    return [
        *_places(figures),
        *_searches(searches, folds),
        *_categories(figures.categories, folds, current, hide_read=hide_read),
        *_tags(figures.tags, folds, current),
        *_time(figures.periods, folds),
    ]


def place_name(place: Place) -> str:
    """Return the name of a place that stands for itself, such as Today."""
    return _tr(_NAMES[place])


_NAMES: Final = {
    Place.TODAY: QT_TRANSLATE_NOOP("Sidebar", "Today"),
    Place.UNREAD: QT_TRANSLATE_NOOP("Sidebar", "Unread"),
    Place.STARRED: QT_TRANSLATE_NOOP("Sidebar", "Starred"),
    Place.ALL: QT_TRANSLATE_NOOP("Sidebar", "All Articles"),
}
_SECTIONS: Final = {
    "searches": QT_TRANSLATE_NOOP("Sidebar", "Searches"),
    "categories": QT_TRANSLATE_NOOP("Sidebar", "Categories"),
    "tags": QT_TRANSLATE_NOOP("Sidebar", "Tags"),
    "time": QT_TRANSLATE_NOOP("Sidebar", "Time"),
}


def _places(figures: Figures) -> Iterator[Entry]:
    counts = {
        Place.TODAY: figures.today.unread,
        Place.UNREAD: figures.everything.unread,
        Place.STARRED: figures.starred.total,
        Place.ALL: figures.everything.total,
    }
    icons = {Place.STARRED: "star"}
    for place, count in counts.items():
        icon = icons.get(place, str(place))
        yield Entry(str(place), Kind.SCOPE, place_name(place), icon, _figure(count), Scope(place))


def _section(name: str, folds: Folds, count: int = 0) -> Entry:
    text = _tr(_SECTIONS[name])
    return Entry(f"section:{name}", Kind.SECTION, text, count=_figure(count), open=name not in folds.folded)


def search_id(identity: int) -> str:
    """Return the id of the entry of a saved search."""
    return f"search:{identity}"


def _searches(lines: Sequence[SearchLine], folds: Folds) -> Iterator[Entry]:
    if not lines:
        return
    yield _section("searches", folds, len(lines))
    if "searches" in folds.folded:
        return
    for line in lines:
        count, dim = _figure(line.unread or 0), line.unread == 0
        yield Entry(search_id(line.id), Kind.SEARCH, line.name, "search", count, dim=dim, search=line)


def _categories(terms: Sequence[Term], folds: Folds, current: Scope, *, hide_read: bool) -> Iterator[Entry]:
    if not terms:
        return
    yield _section("categories", folds, len(terms))
    if "categories" in folds.folded:
        return
    yield Entry("filter", Kind.FILTER)
    chosen = found(folds.typed, terms)
    if hide_read and not folds.typed:
        chosen = [term for term in chosen if term.counts.unread or _is(term, Place.CATEGORY, current)]
    whole = bool(folds.typed) or "categories" in folds.whole
    yield from _terms("categories", chosen, Place.CATEGORY, current, whole=whole)


def _tags(terms: Sequence[Term], folds: Folds, current: Scope) -> Iterator[Entry]:
    if not terms:
        return
    yield _section("tags", folds, len(terms))
    if "tags" not in folds.folded:
        yield from _terms("tags", terms, Place.TAG, current, whole="tags" in folds.whole)


def _terms(
    section: str, terms: Sequence[Term], place: Place, current: Scope, *, whole: bool
) -> Iterator[Entry]:
    limit = len(terms) if whole else SHOWN[section]
    # One more than the limit is shown rather than a line that says so.
    limit = len(terms) if len(terms) <= limit + 1 else limit
    for at, term in enumerate(terms):
        if at < limit or _is(term, place, current):
            yield _term(term, place)
    if limit < len(terms):
        text = _tr(QT_TRANSLATE_NOOP("Sidebar", "Show all {count}")).format(count=_figure(len(terms)))
        yield Entry(f"more:{section}", Kind.MORE, text, "more")
    elif whole and section == "tags" and len(terms) > SHOWN[section] + 1:
        yield Entry(f"more:{section}", Kind.MORE, _tr(QT_TRANSLATE_NOOP("Sidebar", "Show fewer")), "more")


def _term(term: Term, place: Place) -> Entry:
    scope = Scope(place, term.slug)
    unread = term.counts.unread
    return Entry(str(scope), Kind.SCOPE, term.name, str(place), _figure(unread), scope, dim=not unread)


def _time(periods: Sequence[Period], folds: Folds) -> Iterator[Entry]:
    if not periods:
        return
    yield _section("time", folds)
    if "time" in folds.folded:
        return
    for period in periods:
        scope = period.scope()
        year = f"{period.year:04}"
        if period.month and year not in folds.years:
            continue
        unfolded = None if period.month else year in folds.years
        icon = "" if period.month else ("chevron-down" if unfolded else "chevron-right")
        text = period_text(period.year, period.month, QLocale(), alone=True)
        count = _figure(period.counts.total)
        depth = 1 if period.month else 0
        yield Entry(str(scope), Kind.SCOPE, text, icon, count, scope, depth=depth, open=unfolded)


def _is(term: Term, place: Place, current: Scope) -> bool:
    return current.place is place and current.name == term.slug


def _figure(count: int) -> str:
    return QLocale().toString(count) if count else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
