"""The engine's queries for conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import tantivy
from tantivy import Occur, Query

from reader.storage.search.conditions import All, Any, Condition, Mark, Not, Run

EXPANSIONS: Final = 10_000
"""Words that a beginning may stand for within a phrase; the engine refuses 16,384."""


@dataclass(frozen=True, slots=True)
class Queries:
    """Makes the engine's queries of conditions; ValueError where it takes none."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher

    def query(self, condition: Condition) -> Query:
        """Return the engine's query for a condition."""
        match condition:
            case Run():
                return self._run(condition)
            case Mark(word):
                return Query.term_query(self.schema, "marks", word)
            case Not(part):
                every = (Occur.Must, Query.all_query())
                return Query.boolean_query([every, (Occur.MustNot, self.query(part))])
            case Any(parts):
                return _any([self.query(part) for part in parts])
            case All(()):
                return Query.all_query()
            case All(parts):
                return Query.boolean_query([(Occur.Must, self.query(part)) for part in parts])

    def _run(self, run: Run) -> Query:
        """Return what finds a run: by its pairs where they say all, else by its terms one after the other.

        Of pairs the index has no more than which articles hold them. That is much quicker to go through than
        where each of two common terms stands, and leaves little to look at.
        """
        pairs = [Query.term_query(self.schema, "pairs", pair) for pair in run.pairs]
        if run.field == "text" and len(run.terms) == 2 and len(pairs) == 1:
            return pairs[0]
        terms = self._terms(run)
        return Query.boolean_query([(Occur.Must, one) for one in (*pairs, terms)]) if pairs else terms

    def _terms(self, run: Run) -> Query:
        *before, last = run.terms
        if not run.prefix:
            whole = Query.term_query(self.schema, run.field, last)
            return Query.phrase_query(self.schema, run.field, [*before, last]) if before else whole
        if not before:
            # A beginning says nothing of how well it fits, a whole word does.
            longer = Query.regex_query(self.schema, run.field, f"{re.escape(last)}.*")
            whole = Query.term_query(self.schema, run.field, last)
            return Query.boolean_query([(Occur.Must, longer), (Occur.Should, whole)])
        first = [re.escape(term) for term in before]
        words = [word for word, _ in self.searcher.terms_with_prefix(run.field, last)]
        longer_ones = _expressions(last, words)
        return _any([Query.regex_phrase_query(self.schema, run.field, [*first, one]) for one in longer_ones])


def _any(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _expressions(beginning: str, words: list[str]) -> list[str]:
    """Return expressions that match the words of a beginning, each not more than the engine bears."""
    if len(words) <= EXPANSIONS:
        return [f"{re.escape(beginning)}.*"]
    longer: dict[str, list[str]] = {}
    for word in words:
        longer.setdefault(word[: len(beginning) + 1], []).append(word)
    found = []
    for start, those in longer.items():
        found += [re.escape(start)] if start == beginning else _expressions(start, those)
    return found
