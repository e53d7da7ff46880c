"""Readable names of categories and tags, written to the catalog's terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reader.library.naming import category_name, sound
from reader.library.placing import Terms
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.rows import TermKind


def name_terms(writer: CatalogWriter, terms: Terms, wanted: Iterable[int]) -> None:
    """Name some terms anew: categories by their posts' tags and their pages, tags by themselves."""
    pages: dict[str, str] | None = None
    for term in sorted(wanted):
        row = terms.rows[term]
        name = row.slug
        if row.kind == TermKind.CATEGORY:
            if pages is None:
                pages = writer.titles_of_categories()
            tags = Counter({terms.rows[tag].slug: count for tag, count in writer.tags_beside(term).items()})
            name = category_name(row.slug, pages.get(row.slug, ""), tags)
        if name != row.name or not row.pinyin:
            pinyin, initials = sound(name)
            terms.put(row._replace(name=name, pinyin=pinyin, initials=initials))
