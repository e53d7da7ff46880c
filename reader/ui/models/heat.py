"""The time ruler's arithmetic: where on a strip of pixels a moment lies, and how many articles each holds.

Moments are article numbers (`reader.domain.moment`), so all of this is rank arithmetic on a shelf.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import mul
from typing import Final

from pyroaring import BitMap

EMPTY_SHARE: Final = 3
"""A time without articles longer than one part in this many of all that is drawn is folded."""
PROBES: Final = 4 * EMPTY_SHARE
"""Places looked at to find such a time: it covers at least three of them."""
MOST_FOLDS: Final = 12
FEW: Final = 100
"""Up to so many articles nothing is folded: the list is short enough to be scrolled through."""
FOLD: Final = 7
"""Pixels that a folded time takes."""
LEAST: Final = 7
"""Pixels that a stretch takes at least, however short it is."""
BRIGHT: Final = 4
"""So many times the articles of a usual pixel make the brightest one; a usual one is half as bright."""
SOFT: Final = (1, 2, 3, 2, 1)
"""How much of a pixel's articles is drawn in each of the five pixels around it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which articles appeared, both ends included, and the pixels from its top on."""

    oldest: int
    newest: int
    top: int
    pixels: int

    def first(self, pixel: int) -> int:
        """Return the oldest moment of a pixel that is counted from the stretch's lower end."""
        return self.oldest - (-pixel * (self.newest - self.oldest + 1) // self.pixels)


@dataclass(frozen=True, slots=True)
class Axis:
    """The newest moment at the top, in each stretch as much time a pixel as in the others.

    ``stretches`` come from the top down; between them lie folded times, of `FOLD` pixels each.
    """

    height: int
    stretches: tuple[Stretch, ...] = ()

    def pixel_of(self, number: int) -> int:
        """Return the pixel of a moment; of one in a folded time, the one just above it."""
        pixel = 0
        for stretch in self.stretches:
            if number > stretch.newest:
                return pixel
            span = stretch.newest - stretch.oldest + 1
            from_below = max((number - stretch.oldest) * stretch.pixels // span, 0)
            pixel = stretch.top + stretch.pixels - 1 - from_below
            if number >= stretch.oldest:
                break
        return pixel

    def span_of(self, pixel: int) -> tuple[int, int]:
        """Return the oldest and the newest moment of a pixel; of a fold, those between which it lies.

        Where pixels are finer than moments, the oldest may be larger than the newest. Raises ValueError
        when there is no article at all; a pixel beyond the ends counts as the last one.
        """
        if not self.stretches:
            raise ValueError("an axis without articles has no moments")
        wanted = min(max(pixel, 0), self.height - 1)
        above = self.stretches[0]
        for stretch in self.stretches:
            if wanted < stretch.top:
                return stretch.newest + 1, above.oldest - 1
            above = stretch
            if wanted < stretch.top + stretch.pixels:
                break
        from_below = above.top + above.pixels - 1 - wanted
        return above.first(from_below), above.first(from_below + 1) - 1


def axis_of(shelf: BitMap, height: int) -> Axis:
    """Return the axis of a shelf on a strip of so many pixels; without articles it has no stretches.

    It is linear from the newest article to the oldest, but for times without articles so long that
    they would leave little room for the rest: a post with a wrong year must not hide ten years of news.
    """
    if not shelf or height <= 0:
        return Axis(max(height, 0))
    most = min(MOST_FOLDS, height // (4 * (FOLD + LEAST))) if len(shelf) > FEW else 0
    spans = _folded(shelf, most)
    room = height - FOLD * (len(spans) - 1)
    lengths = [newest - oldest + 1 for oldest, newest in spans]
    pixels = _shared(room, lengths)
    stretches, top = [], 0
    for (oldest, newest), share in zip(reversed(spans), reversed(pixels), strict=True):
        stretches.append(Stretch(oldest, newest, top, share))
        top += share + FOLD
    return Axis(height, tuple(stretches))


def bins(shelf: BitMap, axis: Axis) -> list[int]:
    """Return how many articles of a shelf each pixel holds, from the top; the sum is all of them."""
    counts = [0] * axis.height
    for stretch in axis.stretches:
        firsts = [stretch.first(at) for at in range(stretch.pixels + 1)]
        bottom = stretch.top + stretch.pixels - 1
        for at, (first, end) in enumerate(pairwise(firsts)):
            # Looks at that part of the set only; the difference of two ranks would look at all below.
            counts[bottom - at] = shelf.range_cardinality(first, end) if first < end else 0
    return counts


def softened(counts: Sequence[int]) -> list[float]:
    """Return counts of which each is shared with the pixels beside it: single lines are hard to see."""
    around, whole = [0] * (len(SOFT) // 2), sum(SOFT)
    padded = [*around, *counts, *around]
    beside = [padded[at:] for at in range(len(SOFT))]
    return [sum(map(mul, SOFT, some)) / whole for some in zip(*beside, strict=False)]


def heat(counts: Sequence[float]) -> list[float]:
    """Return how bright each pixel is, 0 for no article, up to 1.

    A usual one, of as many articles as those that have any have on average, is half as bright as the
    brightest. By the square root, so that a quiet day is still told from an empty one.
    """
    filled = sum(1 for count in counts if count)
    if not filled:
        return [0.0] * len(counts)
    most = BRIGHT * sum(counts) / filled
    return [min((count / most) ** 0.5, 1.0) for count in counts]


def row_at(shelf: BitMap, number: int) -> int:
    """Return the row of the first article at or before a moment; of the oldest one where none is.

    Rows count from the newest article. -1 in an empty shelf.
    """
    return min(len(shelf) - shelf.rank(number), len(shelf) - 1)


def _folded(shelf: BitMap, most: int) -> list[tuple[int, int]]:
    """Return the times (oldest, newest) left when the longest empty ones are taken out, oldest first."""
    spans = [(int(shelf.min()), int(shelf.max()))]
    while len(spans) <= most:
        limit = sum(newest - oldest for oldest, newest in spans) // EMPTY_SHARE
        found = next(((at, gap) for at, span in enumerate(spans) if (gap := _gap(shelf, span, limit))), None)
        if found is None:
            break
        at, (before, after) = found
        oldest, newest = spans[at]
        spans[at : at + 1] = [(oldest, before), (after, newest)]
    return spans


def _gap(shelf: BitMap, span: tuple[int, int], limit: int) -> tuple[int, int] | None:
    """Return two neighbouring articles within a time that are more than ``limit`` apart."""
    oldest, newest = span
    step = limit * EMPTY_SHARE // PROBES
    if newest - oldest <= limit or not step:
        return None
    seen = 0
    for moment in range(oldest, newest, step):
        rank = shelf.rank(moment)
        if rank == seen:
            before, after = int(shelf[rank - 1]), int(shelf[rank])
            if after - before > limit:
                return before, after
        seen = rank
    return None


def _shared(room: int, lengths: Sequence[int]) -> list[int]:
    """Return ``room`` pixels shared out by length; none gets fewer than `LEAST`, the longest bears that."""
    whole = sum(lengths)
    pixels = [max(room * length // whole, min(LEAST, room)) for length in lengths]
    longest = lengths.index(max(lengths))
    pixels[longest] += room - sum(pixels)
    return pixels
