"""After an index run: marks follow renamed articles, and archives that were moved on the disk."""

from __future__ import annotations

import os
import random
from functools import partial
from pathlib import Path

from reader.domain.errors import CatalogError, StateError
from reader.domain.saved_search import joined
from reader.library.saved_searches import as_new
from reader.library.snapshot import is_current
from reader.library.succession import Known, heirs
from reader.storage.archives import ArchiveRow
from reader.storage.catalog import Catalog
from reader.storage.marking import MarkRow, merged
from reader.storage.state import State

SAMPLE = 200
"""Marked articles of another archive that are looked for in this one."""
ENOUGH = 0.6
"""Part of them that must be found for it to be the same archive."""


def settle(state: State, archive: str, catalog: Path) -> int:
    """Pass marks on; returns how many articles have them now that had not.

    Raises StateError, and CatalogError when there is no whole catalog at the moment: then the next
    index run should be followed by another try.
    """
    reading = Catalog(catalog)
    uuid = ""
    try:
        head = reading.head()
        uuid = head.uuid
        if not head.finished:
            raise CatalogError("The folder has not been read to its end yet.")
        known = state.archive(archive)
        count = 0
        if known is None or known.settled_uuid is None:
            count += _adopt_moved(state, archive, reading)
            known = state.archive(archive)
        if known is not None:
            since = known.settled_generation if known.settled_uuid == head.uuid else 0
            count += _succeed(state, known, reading, head.uuid, since)
        state.settled(archive, head.uuid, head.finished)
    except StateError as error:
        if is_current(catalog, uuid):
            raise
        raise CatalogError("The list of articles was made anew in between.") from error
    else:
        return count
    finally:
        reading.close()


def _succeed(state: State, archive: ArchiveRow, catalog: Catalog, uuid: str, since: int) -> int:
    """Pass the marks of articles that are gone on to those that took their place."""
    here = (catalog.path, uuid)
    gone = {row.key: row for row in state.orphans(archive.id, here)}
    if not gone:
        return 0
    new = {
        key: Known(key, path, fingerprint)
        for key, path, fingerprint in state.unmarked(archive.id, here, since)
    }
    pairs = heirs([Known(row.key, row.path, row.fingerprint) for row in gone.values()], list(new.values()))
    left, free = gone.keys() - dict(pairs).keys(), new.keys() - {key for _, key in pairs}
    if left and free:
        # What was rewritten after it was marked, and renamed later, is known by its text of in between.
        seen = [Known(key, *place) for key, place in catalog.last_seen(left).items()]
        pairs += heirs(seen, [new[key] for key in sorted(free)])
    if not pairs:
        return 0
    # The text may have changed with the name: the fingerprint stays that of what was read.
    state.put(archive.path, [gone[old]._replace(key=key, path=new[key].path) for old, key in pairs], pairs)
    return len(pairs)


def _adopt_moved(state: State, archive: str, catalog: Catalog) -> int:
    """Copy the marks of an archive that is no longer where it was, if this one is clearly the same."""
    best: tuple[float, int, int, str, list[MarkRow]] = (0.0, 0, 0, "", [])
    for other in state.archives():
        if other.path == archive or os.path.lexists(other.path):
            continue
        rows = state.rows(other.id)
        share = likeness(rows, catalog)
        best = max(best, (share, len(rows), other.id, other.path, rows), key=lambda one: one[:2])
    share, _, former, where, rows = best
    if share < ENOUGH:
        return 0
    known = state.archive(archive)
    have = {row.key: row for row in state.rows(known.id)} if known else {}
    state.put(archive, [merged(have[row.key], row) if row.key in have else row for row in rows])
    state.move_texts(former, archive)
    searches = state.searches(where)
    if searches:
        state.change_searches(archive, partial(joined, others=as_new(searches)))
    return sum(row.key not in have for row in rows)


def likeness(rows: list[MarkRow], catalog: Catalog) -> float:
    """Return which part of a sample of marked articles a catalog holds, by key.

    0 when not one of them has the text it had: equal names alone (“index”) prove nothing.
    """
    sample = random.Random(len(rows)).sample(rows, min(SAMPLE, len(rows)))  # noqa: S311 - not for secrets
    found = proven = 0
    for row in sample:
        number = catalog.number_of_key(row.key)
        entry = catalog.entry(number) if number is not None else None
        if entry is not None:
            found += 1
            proven += bool(row.fingerprint) and entry.article.fingerprint == row.fingerprint
    return found / len(sample) if proven else 0.0
