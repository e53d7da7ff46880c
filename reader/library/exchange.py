"""The state as JSON Lines: one object an article, for other programs and other machines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from reader.domain.errors import StateError
from reader.storage.marking import MarkRow, merged
from reader.storage.state import State

_LONGEST = 1_000_000


def export_state(state: State, archive: str, out: TextIO) -> int:
    """Write what was done in an archive, by key; returns how many articles. Raises StateError."""
    if state.lost:  # nothing would take the place of an older export
        raise StateError(state.refusal)
    known = state.archive(archive)
    rows = state.rows(known.id) if known else []
    out.writelines(json.dumps(row._asdict(), ensure_ascii=True) + "\n" for row in rows)
    return len(rows)


def import_state(state: State, archive: str, lines: Iterable[str]) -> tuple[int, int]:
    """Merge exported lines into what is there; returns how many were taken, and how many skipped."""
    known = state.archive(archive)
    rows = {row.key: row for row in state.rows(known.id)} if known else {}
    taken: dict[str, MarkRow] = {}
    good = skipped = 0
    for line in lines:
        if not line.strip():
            continue
        row = parsed(line)
        if row is None:
            skipped += 1
            continue
        good += 1
        old = taken.get(row.key) or rows.get(row.key)
        taken[row.key] = merged(old, row) if old else row
    state.put(archive, taken.values())
    return good, skipped


def parsed(line: str) -> MarkRow | None:
    """Return the row of a line; None for a line that is none."""
    try:
        found = json.loads(line) if len(line) < _LONGEST else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("key"), str) or not found["key"]:
        return None
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


def _integer(value: Any) -> int | None:  # noqa: ANN401 - whatever JSON holds
    fits = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
    return value if fits else None


def _text(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    return value if isinstance(value, str) else ""
