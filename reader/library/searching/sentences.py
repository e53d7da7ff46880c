"""What finds hits in texts and titles, for those who show them."""

from __future__ import annotations

from reader.content.finding import Finder, Snippet
from reader.content.folding import folding
from reader.library.searching.search import Search

__all__ = ["Finder", "Snippet", "finder_of", "title_finder_of", "warm_up"]


def finder_of(search: Search) -> Finder | None:
    """Return what finds in a text that for which a search looks; None where it looks for no text."""
    return Finder(search.sought.anywhere) if search.sought.anywhere else None


def title_finder_of(search: Search) -> Finder | None:
    """Return what finds it in a title; None where a search looks for none."""
    return Finder(search.sought.in_titles) if search.sought.in_titles else None


def warm_up() -> None:
    """Load what every search takes, while nobody waits for one yet: a quarter of a second."""
    folding()
