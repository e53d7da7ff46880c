"""More like one article: a query for the words that tell it from the others of its archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from math import log
from typing import Final

from reader.content.searchable import COMMON, is_ideograph, is_word, run_of
from reader.domain.query import Everything, Node, Text, any_of
from reader.library.searching.search import run_for
from reader.storage.search import Run

WORDS: Final = 25
"""Words that are looked for; more find nothing better, and take longer."""
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
