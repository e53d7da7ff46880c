"""Numbers of articles from one catalog or generation to the next: what was on screen or done goes along."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from pyroaring import BitMap

from reader.domain.errors import CatalogError, ReaderError
from reader.library.snapshot import Snapshot
from reader.storage.state import State

LARGEST: Final = 2**32 - 1
LOST: Final = -1
AT_ONCE: Final = 10_000
"""Articles that are looked for in another catalog at a time, so that a million takes little memory."""


def followed(snapshot: Snapshot, state: State, archive: str, numbers: BitMap) -> Snapshot:
    """Return a snapshot that knows the new numbers of those of some articles that gave theirs up."""
    wanted = numbers - snapshot.shelves.everything() - snapshot.asked
    if snapshot.catalog is None or not wanted:
        return snapshot
    try:
        found = state.inherited(archive, snapshot.catalog.path, snapshot.head.uuid, wanted)
        found |= snapshot.catalog.renumbered(list(wanted))
    except ReaderError:  # it was deleted or made anew: what comes of that comes with the next load
        return snapshot
    return replace(snapshot, renumbered={**snapshot.renumbered, **found}, asked=snapshot.asked | wanted)


def translated(old: Snapshot, new: Snapshot, numbers: BitMap) -> dict[int, int]:
    """Return the numbers that articles of one catalog have in another; those that it lacks are left out."""
    carried = new.carried if new.carried_from == old.head.uuid else {}
    known = {number: to for number, to in carried.items() if number in numbers}
    if old.catalog is None or new.catalog is None:
        return {}
    try:
        wanted = list(numbers - BitMap(known))
        keys = {number: key for number, (key, *_) in old.catalog.identities(wanted).items()}
        found = new.catalog.numbers_of_keys(list(keys.values()))
    except CatalogError:
        return known
    return known | {number: found[key] for number, key in keys.items() if key in found}


def strayed(old: Snapshot, new: Snapshot, listed: BitMap) -> dict[int, int]:
    """Return the numbers of those of some articles that have other ones in another catalog; `LOST` for none.

    Slow for many: 1.2 s for 100,000.
    """
    found: dict[int, int] = {}
    numbers = list(listed)
    for start in range(0, len(numbers), AT_ONCE):
        part = numbers[start : start + AT_ONCE]
        there = translated(old, new, BitMap(part))
        found.update((number, to) for number in part if (to := there.get(number, LOST)) != number)
    return found


def renamed(old: Snapshot, new: Snapshot, shown: BitMap, held: BitMap) -> dict[int, int]:
    """Return the numbers of articles that have other ones in a new snapshot.

    ``held`` are looked up anew; of the others that are shown, the snapshot of another catalog tells what it
    was asked for. One that the other catalog lacks is given a number that nobody has where another article
    has its own, so that none is taken for another.
    """
    if not old.head.uuid or old.head.uuid == new.head.uuid:
        given_up = BitMap(new.renumbered) & (shown | held)
        return {number: new.renumbered[number] for number in given_up}
    known = new.strayed if new.carried_from == old.head.uuid else {}
    found = {number: to for number, to in known.items() if number in shown and number not in held}
    there = translated(old, new, held)
    found.update((number, there.get(number, LOST)) for number in held)
    taken = new.shelves.everything() | shown | held | BitMap([to for to in found.values() if to != LOST])
    free = (number for number in range(LARGEST, 0, -1) if number not in taken)
    for number in [number for number, to in found.items() if to == LOST]:
        found[number] = next(free)
    return {number: to for number, to in found.items() if number != to}


def is_partial(old: Snapshot, new: Snapshot) -> bool:
    """Say whether a new catalog is still being filled, while the old one is whole."""
    return old.head.finished > 0 and old.head.uuid != new.head.uuid and not new.head.finished
