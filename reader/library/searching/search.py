"""One search: a query that is asked against one moment of an archive, on whatever thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pyroaring import BitMap

from reader.content.searchable import is_word, run_of
from reader.domain import query as asked
from reader.library.looks import Runs, Sought
from reader.library.searching.ground import Ground
from reader.storage.search.conditions import All, Any, Condition, Mark, Not, Run

FIRST: Final = 200
"""Hits that are looked for before the others: more than a window shows."""
RECENT: Final = 10_000
"""The newest articles, among which the first hits are looked for before all others."""
FURTHEST: Final = 100_000
"""Hits among which those of a place are looked for, when the best of all are elsewhere."""
MOST: Final = 1_000
"""Hits that are put in the order of how well they fit; nobody reads further."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query comes to: a condition on texts, and a set of articles; None where any will do."""

    texts: Condition | None = None
    among: BitMap | None = None


class Search:
    """A query and its hits. All methods are slow, and for any one thread; raises SearchError.

    ``runs``: what is looked for in texts and titles, for those who show where it stands.
    """

    def __init__(self, query: asked.Query, ground: Ground) -> None:
        self.query = query
        self.runs = runs_of(query.node)
        self._ground = ground

    @property
    def sought(self) -> Sought:
        """What is looked for in texts and titles, as what finds and marks it takes it."""
        return Sought(*(_of_field(self.runs, field) for field in ("text", "title")))

    @cached_property
    def _wanted(self) -> Wanted:
        return _wanted(self.query.node, self._ground)

    @cached_property
    def _among(self) -> BitMap:
        among = self._wanted.among
        return self._ground.within if among is None else self._ground.within & among

    def parts(self, first: int = FIRST) -> Iterator[BitMap]:
        """Yield the hits in parts, the newest first; nothing is done for parts that nobody waits for."""
        texts, among = self._wanted.texts, self._among
        if not among:
            return
        if texts is None:
            yield BitMap(among)
            return
        recent = among[len(among) - RECENT] if len(among) > RECENT else None
        # Hidden articles without a date count as the newest of all: there may be many above.
        for part in self._ground.texts.slices(texts, first, among.max() + 1, recent):
            hits = part & among
            if hits:
                yield hits
            if part.min() <= among.min():
                return

    def all(self) -> BitMap:
        """Return all hits."""
        return BitMap().union(*self.parts())

    def newest(self, limit: int) -> list[int]:
        """Return the newest hits, the newest first."""
        found: list[int] = []
        # A few more, in place of those that are hidden: to ask a second time takes longer than all of it.
        for part in self.parts(limit + FIRST):
            found += list(part)[::-1]
            if len(found) >= limit:
                break
        return found[:limit]

    def best(self, limit: int = MOST) -> list[int]:
        """Return the hits that fit best, the best first; where no text is asked for, the newest."""
        texts, among = self._wanted.texts, self._among
        if texts is None:
            return list(among)[::-1][:limit]
        size = MOST
        while True:
            hits = self._ground.texts.best(texts, size)
            found = [number for number in hits.numbers if number in among]
            if len(found) >= limit or size >= min(hits.total, FURTHEST):
                return found[:limit]
            size *= 10

    def count(self) -> int:
        """Return how many hits there are."""
        return len(self.all())


def _of_field(runs: tuple[Run, ...], field: str) -> Runs:
    return tuple((run.terms, run.prefix) for run in runs if run.field == field)


def _wanted(node: asked.Node, ground: Ground) -> Wanted:
    match node:
        case asked.And(parts):
            wanted = _both([_wanted(part, ground) for part in parts])
        case asked.Or(parts):
            wanted = _either([_wanted(part, ground) for part in parts], ground)
        case asked.Not(part):
            wanted = _other(_wanted(part, ground), ground)
        case asked.Text():
            wanted = Wanted(run_for(node))
        case asked.Has(what):
            wanted = Wanted(Mark(what))
        case asked.Everything():
            wanted = Wanted()
        case _:
            wanted = Wanted(among=ground.articles(node))
    return wanted


def _both(parts: list[Wanted]) -> Wanted:
    texts = tuple(part.texts for part in parts if part.texts is not None)
    sets = [part.among for part in parts if part.among is not None]
    among = sets[0].intersection(*sets[1:]) if sets else None
    return Wanted(texts[0] if len(texts) == 1 else All(texts) if texts else None, among)


def _either(parts: list[Wanted], ground: Ground) -> Wanted:
    texts = tuple(part.texts for part in parts if part.texts is not None)
    if len(texts) == len(parts) and all(part.among is None for part in parts):
        return Wanted(Any(texts))
    return Wanted(among=BitMap().union(*(_articles(part, ground) for part in parts)))


def _other(part: Wanted, ground: Ground) -> Wanted:
    if part.texts is not None and part.among is None:
        return Wanted(Not(part.texts))
    return Wanted(among=ground.within - _articles(part, ground))


def _articles(wanted: Wanted, ground: Ground) -> BitMap:
    among = ground.within if wanted.among is None else wanted.among
    return among if wanted.texts is None else ground.texts.all(wanted.texts) & among


def run_for(text: asked.Text) -> Condition | None:
    """Return what finds a run of text; None where it holds nothing that could be found."""
    terms, pairs = run_of(text.words)
    if not terms:
        return None
    field = "text" if text.field == "any" else text.field
    pairs = () if field == "author" else pairs
    return Run(terms, pairs, field, prefix=not text.exact and is_word(terms[-1]))


def runs_of(node: asked.Node) -> tuple[Run, ...]:
    """Return what a query looks for in texts and titles, without what must not be there."""
    match node:
        case asked.Text():
            run = run_for(node)
            return (run,) if isinstance(run, Run) and run.field != "author" else ()
        case asked.And(parts) | asked.Or(parts):
            return tuple(dict.fromkeys(run for part in parts for run in runs_of(part)))
        case _:
            return ()
