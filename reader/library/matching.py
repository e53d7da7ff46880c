"""Finding categories and tags by what a person types: characters, pinyin, or its initials."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reader.domain.shelf import Term

NO_MATCH: Final = 9


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
