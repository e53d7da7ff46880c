"""Shelves as the catalog stores them: sets of article numbers under an integer."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from pyroaring import BitMap

_SHIFT = 32


class ShelfKind(IntEnum):
    """What a shelf is about; the other half of its id is a term's id, or year * 100 + month."""

    SHOWN = 0
    HIDDEN = 1
    FUTURE = 2
    CATEGORY = 3
    TAG = 4
    MONTH = 5
    POSTS = 6


LISTED: Final = (ShelfKind.SHOWN, ShelfKind.HIDDEN, ShelfKind.FUTURE)
"""The shelves of which each article stands on exactly one."""


def shelf_id(kind: ShelfKind, about: int = 0) -> int:
    """Return the id of a shelf, for instance of the category with the term id 17."""
    return (kind << _SHIFT) + about


def parts(shelf: int) -> tuple[ShelfKind, int]:
    """Return the kind of a shelf, and what it is about."""
    return ShelfKind(shelf >> _SHIFT), shelf & ((1 << _SHIFT) - 1)


def packed(numbers: BitMap) -> bytes:
    """Return the portable Roaring form, the same for every language and machine."""
    numbers.run_optimize()
    return bytes(numbers.serialize())


def unpacked(data: bytes) -> BitMap:
    """Return the set that `packed` wrote; raises ValueError for anything else."""
    return BitMap.deserialize(data)
