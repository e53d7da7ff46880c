"""More like one article: a query for the words that tell it from the others of its archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from math import log
from typing import Final

from reader.content.searchable import COMMON, is_ideograph, is_word, run_of
from reader.domain.query import And, Category, Everything, Node, Or, Text, any_of
from reader.library.searching.search import run_for
from reader.storage.search.conditions import Run

WORDS: Final = 25
"""Words that are looked for; more find nothing better, and take longer."""
TELLING: Final = 20
"""So many words in quotes, one after the other, are more than anybody types."""
LONGEST: Final = 24
"""Characters of such a word: longer ones are parts of addresses."""
LOOKED_AT: Final = 20_000
"""Characters of a text that are looked at."""


def like(title: str, text: str, frequency: Callable[[Run], int], articles: int) -> Node:
    """Return what finds articles that have most in common with one, best first when put in that order.

    Any of its words that are rarest among all ``articles``; ``frequency`` says in how many of them something
    stands. A word is one of letters and digits, a pair of common ideographs, or a rarer ideograph. What
    stands nowhere else finds nothing. Those that come again and again count for more, as in the usual
    weighting of terms (tf-idf); whatever it finds is weighed by the index itself (BM25).
    """
    weights: dict[str, float] = {}
    for word, times in _words(title, text[:LOOKED_AT]).items():
        node = Text(word, exact=True)
        run = run_for(node)
        held = frequency(run) if isinstance(run, Run) else 0
        if 1 < held < articles:
            weights[word] = (1 + log(times)) * log(articles / held)
    best = sorted(weights, key=lambda word: (-weights[word], word))[:WORDS]
    return any_of([Text(word, exact=True) for word in best]) if best else Everything()


def is_like(node: Node) -> bool:
    """Say whether a query was made by `like`, also where it is limited to categories.

    A kept query says so only by what it is: any of at least `TELLING` single words, each in quotes and as the
    index has it. One of fewer words is not told from one that was typed.
    """
    parts = node.parts if isinstance(node, And) else (node,)
    match [part for part in parts if not isinstance(part, Category)]:
        case [Or(words)]:
            return len(words) >= TELLING and all(isinstance(one, Text) and _is_chosen(one) for one in words)
        case _:
            return False


def _is_chosen(text: Text) -> bool:
    terms, pairs = run_of(text.words)
    return text.exact and text.field == "any" and text.words in {*terms, *pairs}


def _words(title: str, text: str) -> Counter[str]:
    parts = [run_of(title), run_of(text)]
    words = [
        term
        for terms, _ in parts
        for term in terms
        if (is_word(term) and term.isalnum() and 1 < len(term) <= LONGEST)
        or (is_ideograph(term) and term.isalnum() and term not in COMMON)
    ]
    return Counter([*words, *{pair for _, pairs in parts for pair in pairs}])
