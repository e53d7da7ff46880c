"""Which outlets wrote about it: the categories of the hits of a search."""

from __future__ import annotations

from typing import NamedTuple

from pyroaring import BitMap

from reader.library.shelves import Shelves


class Outlet(NamedTuple):
    """A category, and how many of some articles are in it."""

    slug: str
    name: str
    articles: int


def outlets(shelves: Shelves, hits: BitMap) -> list[Outlet]:
    """Return the categories of some articles, those with most of them first, then by name.

    An article of several categories counts in each.
    """
    found = [
        Outlet(row.slug, row.name, count)
        for term, numbers in shelves.categories.items()
        if (row := shelves.terms.get(term)) and (count := numbers.intersection_cardinality(hits))
    ]
    return sorted(found, key=lambda one: (-one.articles, one.name, one.slug))
