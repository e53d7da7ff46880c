"""The state as JSON Lines: one object an article or saved search, for other programs and other machines.

Of a kind of line that is not known nothing is taken, so that older programs can read what newer ones write.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from typing import Any, TextIO

from reader.domain.errors import StateError
from reader.domain.saved_search import SavedSearch, in_one_line, joined
from reader.library.saved_searches import as_new
from reader.storage.marking import MarkRow, merged
from reader.storage.state import State

_LONGEST = 1_000_000


def export_state(state: State, archive: str, out: TextIO) -> int:
    """Write what was done in an archive: articles by key, then searches in their order.

    Returns how many lines. Raises StateError.
    """
    if state.lost:  # nothing would take the place of an older export
        raise StateError(state.refusal)
    known = state.archive(archive)
    rows = state.rows(known.id) if known else []
    out.writelines(json.dumps(row._asdict(), ensure_ascii=True) + "\n" for row in rows)
    searches = state.searches(archive)
    out.writelines(
        json.dumps({"search": one.query, "name": one.name, "created": one.created}, ensure_ascii=True) + "\n"
        for one in searches
    )
    return len(rows) + len(searches)


def import_state(state: State, archive: str, lines: Iterable[str]) -> tuple[int, int]:
    """Merge exported lines into what is there; returns how many were taken, and how many skipped."""
    known = state.archive(archive)
    rows = {row.key: row for row in state.rows(known.id)} if known else {}
    taken: dict[str, MarkRow] = {}
    searches: list[SavedSearch] = []
    good = skipped = 0
    for line in lines:
        if not line.strip():
            continue
        row = parsed(line)
        if row is None:
            skipped += 1
            continue
        good += 1
        if isinstance(row, SavedSearch):
            searches.append(row)
            continue
        old = taken.get(row.key) or rows.get(row.key)
        taken[row.key] = merged(old, row) if old else row
    state.put(archive, taken.values())
    if searches:
        state.change_searches(archive, partial(joined, others=as_new(searches)))
    return good, skipped


def parsed(line: str) -> MarkRow | SavedSearch | None:
    """Return the row or the search (which has no id yet) of a line; None for a line that is neither."""
    try:
        found = json.loads(line) if len(line) < _LONGEST else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    if not _text(found.get("key")):
        return _search(found)
    position = found.get("position", 0.0)
    if not isinstance(position, int | float) or not 0 <= position <= 1:
        position = 0.0
    return MarkRow(
        found["key"],
        found.get("read") is True,
        found.get("starred") is True,
        float(position),
        _integer(found.get("read_at")),
        _integer(found.get("starred_at")),
        _text(found.get("path")),
        _text(found.get("title")),
        _integer(found.get("fingerprint")) or 0,
    )


def _search(found: dict[str, Any]) -> SavedSearch | None:
    query = in_one_line(_text(found.get("search")))
    name = in_one_line(_text(found.get("name"))) or query
    return SavedSearch(0, name, query, _integer(found.get("created"))) if query else None


def _integer(value: Any) -> int | None:  # noqa: ANN401 - whatever JSON holds
    fits = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
    return value if fits else None


def _text(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    return value if isinstance(value, str) else ""
