"""What the window says about scopes, counts and changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLocale, QObject
from PySide6.QtGui import QKeySequence

from reader.domain.changes import Changes, Mark
from reader.domain.shelf import Counts, Place, Scope, Show, Term
from reader.library.matching import found, plain
from reader.ui.actions import key_text
from reader.ui.models.days import period_text
from reader.ui.models.places import Figures, place_name
from reader.ui.widgets.palette import Choice

OFFERED: Final = 60
"""Lines of the palette; more are of no use to anybody."""
NAMED: Final = (Place.TODAY, Place.UNREAD, Place.STARRED, Place.ALL)


class Captions(QObject):
    """Sentences in the window's language."""

    def scope_title(self, scope: Scope, figures: Figures) -> str:
        """Return a scope's name as the list's title."""
        if scope.place in {Place.CATEGORY, Place.TAG}:
            terms = figures.categories if scope.place is Place.CATEGORY else figures.tags
            return next((term.name for term in terms if term.slug == scope.name), scope.name)
        if scope.place in {Place.YEAR, Place.MONTH}:
            year, _, month = scope.name.partition("-")
            if year.isdecimal() and (month.isdecimal() or not month):
                return period_text(int(year), int(month or 0), QLocale())
            return scope.name
        return place_name(scope.place)

    def why_empty(self, scope: Scope, show: Show, *, any_articles: bool, busy: bool) -> str:
        """Return why the list is empty."""
        if not any_articles and busy:
            return self.tr("Reading the folder…")
        if not any_articles:
            return self.tr("No articles were found in this folder.")
        if scope.place is Place.UNREAD or show is Show.UNREAD:
            return self.tr("Nothing is unread here.")
        if scope.place is Place.STARRED or show is Show.STARRED:
            return self.tr("Nothing is starred here. S stars an article.")
        return self.tr("There are no articles here.")

    def hits(self, counts: Counts, *, more: bool) -> str:
        """Return how much a search has found; ``more``: so far."""
        number = QLocale().toString
        if more:
            text = self.tr("{total} hit(s) so far…", None, counts.total)
        else:
            text = self.tr("{total} hit(s) · {unread} unread", None, counts.total)
        return text.format(total=number(counts.total), unread=number(counts.unread))

    def nothing_found(self, *, limited: bool) -> str:
        """Return that a search found nothing; ``limited``: in this scope alone."""
        if not limited:
            return self.tr("Nothing was found.")
        keys = key_text(QKeySequence("Ctrl+Return"))
        return self.tr("Nothing was found here. {keys} searches everywhere.").format(keys=keys)

    def change(self, changes: Changes) -> str:
        """Return what a mark, an undo or a redo did."""
        count = len(changes.numbers)
        if changes.mark is Mark.READ and changes.value:
            text = self.tr("{count} article(s) marked read", None, count)
        elif changes.mark is Mark.READ:
            text = self.tr("{count} article(s) marked unread", None, count)
        elif changes.value:
            text = self.tr("{count} article(s) starred", None, count)
        else:
            text = self.tr("{count} star(s) taken away", None, count)
        return text.format(count=QLocale().toString(count))

    def choices(self, typed: str, figures: Figures) -> Sequence[Choice]:
        """Return the places that the palette offers for what was typed."""
        needle = plain(typed)
        named = [place for place in NAMED if needle in plain(place_name(place))]
        lines = [Choice(place_name(place), Scope(place), _icon(place)) for place in named]
        lines += [_term(term, Place.CATEGORY) for term in found(typed, figures.categories)[:OFFERED]]
        if needle:
            lines += [_term(term, Place.TAG) for term in found(typed, figures.tags)[:OFFERED]]
            for period in figures.periods:
                title = period_text(period.year, period.month, QLocale())
                if needle in plain(title):
                    count = QLocale().toString(period.counts.total)
                    lines.append(Choice(title, period.scope(), "chevron-right", count))
        return lines[:OFFERED]


def _icon(place: Place) -> str:
    return "star" if place is Place.STARRED else str(place)


def _term(term: Term, place: Place) -> Choice:
    unread = term.counts.unread
    return Choice(
        term.name, Scope(place, term.slug), str(place), QLocale().toString(unread) if unread else ""
    )
