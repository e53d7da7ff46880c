"""Articles of a snapshot: as lines of the list, with all that is known of one, and by their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.domain.article import Hidden, Listing, Row
from reader.library.snapshot import Snapshot
from reader.storage.rows import TermKind


def rows(snapshot: Snapshot, numbers: Sequence[int]) -> list[Row]:
    """Return what the list shows of some articles, in their order; unknown ones are left out."""
    catalog, name = snapshot.catalog, snapshot.shelves.category_name
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


def listing(snapshot: Snapshot, number: int, now: float) -> Listing | None:
    """Return all that is known of an article; ``now``, in Unix seconds, decides whether it is hidden."""
    entry = snapshot.catalog.entry(number) if snapshot.catalog else None
    if entry is None:
        return None
    shelves, article = snapshot.shelves, entry.article
    if article.hidden is Hidden.FUTURE and article.moment.unix <= now:
        article = replace(article, hidden=None)
    if article.hidden is None and number in shelves.beyond_limit(now):
        article = replace(article, hidden=Hidden.LIMITED)
    names = tuple(shelves.name_of(TermKind.CATEGORY, slug) for slug in article.categories)
    return Listing(number, article, names, entry.copies)


def number_of(snapshot: Snapshot, key_or_path: str) -> int | None:
    """Return the number of an article by its key, or by the path of its file or of a copy."""
    catalog = snapshot.catalog
    if catalog is None:
        return None
    by_key = catalog.number_of_key(key_or_path)
    return by_key if by_key is not None else catalog.number_of_path(key_or_path)
