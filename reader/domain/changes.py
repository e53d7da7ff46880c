"""Changes: the value that every mutation returns, and that views refresh from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Mark(StrEnum):
    """The marks that a person puts on articles."""

    READ = "read"
    STARRED = "starred"


@dataclass(frozen=True, slots=True)
class Changes:
    """What a mark, an undo or a redo touched.

    ``numbers`` is the set (a bitmap) of the articles whose mark really changed.
    ``seen``: articles that were read before and have changed since; their new text counts as read now.
    That is no mark, and cannot be undone. ``action`` says how it came about, so that a toast can say so.
    """

    mark: Mark
    value: bool
    numbers: Collection[int]
    action: Literal["mark", "undo", "redo"] = "mark"
    seen: Collection[int] = ()
