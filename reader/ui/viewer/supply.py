"""What the page pane asks of the open folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.library.looks import Neighbours, Page, Showing


def no_neighbours(_number: int) -> Neighbours:
    """Return that nothing stands before or after an article."""
    return Neighbours()


def no(_number: int) -> bool:
    """Return that nothing of the kind is so of an article."""
    return False


def no_text(_number: int, _text: str, _leaving: bool) -> None:  # noqa: FBT001 - by place
    """Remember no text."""


@dataclass(frozen=True)
class Supply:
    """The open folder as functions of an article's number.

    ``page`` and ``file`` are slow and called on a worker; the others are fast. ``page`` raises
    ReaderError when the file cannot be read. ``file`` returns where a file lies, given its path
    in the folder, or None when it lies outside. ``position`` is the reading position, 0 to 1.
    ``all_images``: whether the person lets this article's remote images be fetched unasked.
    ``changed``: whether it is another than when it was read. ``keep_text`` is given what the page of an
    article said when it came on screen (False), and when one leaves it (True).
    """

    page: Callable[[int, Showing], Page]
    file: Callable[[str], Path | None]
    generation: Callable[[], int]
    position: Callable[[int], float]
    set_position: Callable[[int, float], None]
    neighbours: Callable[[int], Neighbours] = no_neighbours
    all_images: Callable[[int], bool] = no
    changed: Callable[[int], bool] = no
    keep_text: Callable[[int, str, bool], None] = no_text
