"""The command that searches: one query, or one for each line of standard input."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from reader.cli.commands import Session, flat, number_named, plain_listing, print_rows
from reader.domain.query import Fault, Query
from reader.domain.shelf import Place, Scope
from reader.library.library import Library
from reader.library.querytext import parse
from reader.paths import resources

if TYPE_CHECKING:
    from reader.library.pages import Pages
    from reader.library.searching.sentences import Finder

MANY: Final = "-"
"""In the place of a query: read them from standard input."""
_FAULTS: Final = {
    "too_long": "the query is too long",
    "too_deep": "there are too many parentheses in one another",
    "unclosed_quote": "a quotation mark is never closed",
    "unclosed_parenthesis": "a parenthesis is never closed",
    "stray_parenthesis": "a parenthesis was never opened",
    "empty_parentheses": "there is nothing in the parentheses",
    "lone_minus": "there is nothing behind the minus sign",
    "lone_or": "OR needs something on both sides",
    "no_value": "there is nothing behind the colon",
    "no_words": "there is nothing to look for",
    "bad_date": "this is no date",
    "dates_reversed": "the first day comes after the last",
    "unknown_status": "an article can be unread, read, starred or changed",
    "unknown_feature": "an article can have an image or a link",
}


def search_articles(session: Session, arguments: argparse.Namespace) -> None:
    """Print the articles that fit a query, and where in them."""
    # What reads articles takes longer to load than a search.
    from reader.content.folding import folding  # noqa: PLC0415 - see above
    from reader.library.pages import Pages  # noqa: PLC0415

    with session.library(arguments.folder, texts=True) as library:
        pages = Pages(library, resources())
        folding()  # so that the first query takes no longer than others
        if arguments.like:
            _answer_like(session, arguments, library, pages)
            return
        for text in _queries(arguments.query):
            _answer(session, arguments, library, pages, parse(text, library.today()))
            session.out.flush()


def _answer_like(session: Session, arguments: argparse.Namespace, library: Library, pages: Pages) -> None:
    number = number_named(library, arguments.like)
    began = time.perf_counter()
    numbers = pages.similar(number, arguments.limit)
    took = (time.perf_counter() - began) * 1000
    if arguments.json:
        found = [plain_listing(library, other) for other in numbers]
        session.out.json({"like": arguments.like, "ms": round(took, 3), "articles": found})
    else:
        print_rows(session.out, library, numbers)


def _queries(query: str) -> Iterator[str]:
    if query != MANY:
        yield query
        return
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").strip()


def _answer(
    session: Session, arguments: argparse.Namespace, library: Library, pages: Pages, query: Query
) -> None:
    from reader.library.searching.sentences import finder_of  # noqa: PLC0415 - as above

    began = time.perf_counter()
    search = library.search(query, library.shelf(Scope(Place.ALL)))
    if library.texts.searchable() is None:
        session.progress.warn("Only titles are searched: there is no search index that can be used.")
    limit = arguments.limit
    numbers = search.best(limit) if arguments.order == "best" else search.newest(limit)
    took = (time.perf_counter() - began) * 1000
    finder = finder_of(search)
    if arguments.json:
        found = [_plain(library, pages, finder, number) for number in numbers]
        told = {"query": query.text, "hits": search.count(), "ms": round(took, 3), "articles": found}
        if query.faults:
            told["faults"] = [
                {"where": [one.start, one.end], "what": _FAULTS[one.code]} for one in query.faults
            ]
        session.out.json(told)
        return
    for fault in query.faults:
        session.progress.warn(_sentence(query.text, fault))
    for number in numbers:
        print_rows(session.out, library, [number])
        line = _snippet(pages, finder, number)
        if line:
            session.out.line(f"\t{flat(line)}")
    session.progress.say(f"{search.count():,} articles found.")


def _plain(library: Library, pages: Pages, finder: Finder | None, number: int) -> dict[str, object]:
    return plain_listing(library, number) | {"snippet": _snippet(pages, finder, number)}


def _snippet(pages: Pages, finder: Finder | None, number: int) -> str:
    found = pages.snippet(number, finder) if finder else None
    return found.text if found else ""


def _sentence(text: str, fault: Fault) -> str:
    return f"Left out of the search: “{flat(text[fault.start : fault.end])}”; {_FAULTS[fault.code]}."
