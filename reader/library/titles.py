"""Readable names of categories and tags, written to the catalog's terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from reader.library.placing import Terms
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.rows import TermKind


class Namer(NamedTuple):
    """How to name things: see `reader.library.naming`, which takes a fifth of a second to load.

    ``category``: the name for a slug, the title of its page and its posts' tags. ``sound``: a name's
    pinyin and initials.
    """

    category: Callable[[str, str, Counter[str]], str]
    sound: Callable[[str], tuple[str, str]]


def first_guess() -> Namer:
    """Return a namer that is there at once: the most frequent tag, and no sound."""
    return Namer(lambda slug, page, tags: max(tags, key=tags.__getitem__, default=page or slug), _silence)


def _silence(_: str) -> tuple[str, str]:
    return "", ""


def name_terms(writer: CatalogWriter, terms: Terms, wanted: Iterable[int], namer: Namer) -> None:
    """Name some terms anew: categories by their posts' tags and their pages, tags by themselves."""
    pages: dict[str, str] | None = None
    for term in sorted(wanted):
        row = terms.rows[term]
        name = row.slug
        if row.kind == TermKind.CATEGORY:
            if pages is None:
                pages = writer.titles_of_categories()
            tags = Counter({terms.rows[tag].slug: count for tag, count in writer.tags_beside(term).items()})
            given = pages.get(row.slug, ""), min(tags, key=lambda tag: (-tags[tag], tag), default="")
            if terms.named_by.get(term) == given:
                continue
            terms.named_by[term] = given
            name = namer.category(row.slug, given[0], tags)
        if name != row.name or not row.pinyin:
            pinyin, initials = namer.sound(name)
            terms.put(row._replace(name=name, pinyin=pinyin, initials=initials))
