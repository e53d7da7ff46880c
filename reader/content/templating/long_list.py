"""A list too long to be made: templates see its size and go through its beginning."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, overload

LOOPED: Final = 2_000
"""Items that loops and filters come to see; the size, the last item and any one by its index are exact."""


class LongList(Sequence[object]):
    """A list whose items are made when they are asked for.

    ``total``: how many there are. ``item``: makes the one at an index from 0.
    """

    def __init__(self, total: int, item: Callable[[int], object]) -> None:
        self.total = total
        self._item = item

    def __len__(self) -> int:
        return min(self.total, LOOPED)

    @overload
    def __getitem__(self, index: int) -> object: ...

    @overload
    def __getitem__(self, index: slice) -> list[object]: ...

    def __getitem__(self, index: int | slice) -> object:
        if isinstance(index, slice):
            return [self._item(each) for each in range(*index.indices(len(self)))]
        place = index + self.total if index < 0 else index
        if not 0 <= place < self.total:
            raise IndexError(index)
        return self._item(place)

    def __iter__(self) -> Iterator[object]:
        return (self._item(each) for each in range(len(self)))

    def __str__(self) -> str:
        """Return nothing: nobody means to print a whole archive."""
        return ""
