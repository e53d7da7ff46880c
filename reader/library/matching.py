"""Finding categories, tags and folders by what a person types: characters, pinyin, or its initials."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final, Generic, TypeVar

from reader.domain.shelf import Term

NO_MATCH: Final = 9
Item = TypeVar("Item")


@lru_cache(maxsize=10_000)  # the same two thousand names at each letter that is typed
def plain(text: str) -> str:
    """Return what is compared: lower case, without spaces and the apostrophes of pinyin."""
    return "".join(text.casefold().split()).replace("'", "").replace("’", "")


def rank(needle: str, term: Term) -> int:
    """Return how well a term fits a `plain` needle: 0 best, `NO_MATCH` not at all."""
    name = plain(term.name)
    if name.startswith(needle):
        return 0
    if term.initials.startswith(needle):
        return 1
    if term.pinyin.startswith(needle):
        return 2
    if needle in name or needle in term.initials:
        return 3
    if needle in term.pinyin or needle in term.slug.casefold():
        return 4
    return NO_MATCH


def found(typed: str, terms: Iterable[Term]) -> list[Term]:
    """Return the terms that fit what was typed, best first, otherwise in their order."""
    needle = plain(typed)
    if not needle:
        return list(terms)
    ranked = [(rank(needle, term), term) for term in terms]
    return [term for at, term in sorted(ranked, key=lambda one: one[0]) if at < NO_MATCH]


def fuzzy_rank(typed: str, names: Iterable[str]) -> int | None:
    """Return how well the best of some names fits what was typed: 0 best, None where none does.

    Its beginning, its words' beginnings, a part of it, or at least its letters in their order.
    """
    needle = plain(typed)
    ranks = [_fuzzy_rank(needle, name) for name in names]
    return min((at for at in ranks if at is not None), default=None)


def _fuzzy_rank(needle: str, name: str) -> int | None:
    whole = plain(name)
    if whole.startswith(needle):
        return 0
    words = name.casefold().split()
    if "".join(word[0] for word in words).startswith(needle):
        return 1
    if needle in whole:
        return 2
    letters = iter(whole)
    return 3 if all(letter in letters for letter in needle) else None


class Index(Generic[Item]):
    """Things in the order in which they are offered, to be found by any of their names.

    Made once for many keystrokes: of 10,000 a search takes a millisecond or two.
    """

    def __init__(self, items: Iterable[Item], names: Callable[[Item], Iterable[str]]) -> None:
        # Each name begins with a blank, which no plain name holds.
        self._items = [("".join(f" {plain(name)}" for name in names(item)), item) for item in items]

    def found(self, typed: str, limit: int) -> list[Item]:
        """Return at most so many, first those of which a name begins with what was typed."""
        needle = plain(typed)
        beginning: list[Item] = []
        inside: list[Item] = []
        for names, item in self._items:
            if needle not in names:
                continue
            if f" {needle}" in names:
                beginning.append(item)
                if len(beginning) == limit:
                    break
            elif len(inside) < limit:
                inside.append(item)
        return (beginning + inside)[:limit]


def term_index(terms: Iterable[Term]) -> Index[Term]:
    """Return categories or tags, those of most articles first, by name, pinyin, initials and slug."""
    ordered = sorted(terms, key=lambda term: -term.counts.total)
    return Index(ordered, lambda term: (term.name, term.initials, term.pinyin, term.slug))


def folder_index(paths: Iterable[str]) -> Index[str]:
    """Return folders, in their order, by their paths and their own names."""
    return Index(paths, lambda path: (path, path.rpartition("/")[2]))
