"""Readable names of categories and tags, written to the catalog's terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import Final, NamedTuple

from reader.library.placing import Terms
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.rows import TermKind

NEWS: Final = "新闻"
"""What the archive's writer pastes behind a source's name to make the tag."""


class Namer(NamedTuple):
    """How to name things: see `reader.library.naming`, which takes a fifth of a second to load.

    ``category``: the name for a slug, the title of its page, its posts' tags, and whether the archive's
    tags name sources. ``sound``: a name's
    pinyin and initials.
    """

    category: Callable[[str, str, Counter[str], bool], str]
    sound: Callable[[str], tuple[str, str]]


def first_guess() -> Namer:
    """Return a namer that is there at once: the most frequent tag, and no sound."""
    return Namer(_first_name, _silence)


def _first_name(slug: str, page: str, tags: Counter[str], by_tags: bool) -> str:  # noqa: FBT001 - see Namer
    return max(tags, key=tags.__getitem__) if tags and by_tags else page or slug


def _silence(_: str) -> tuple[str, str]:
    return "", ""


def tags_name_sources(tags: Collection[str]) -> bool:
    """Return whether an archive tags its posts by their source: most of its tags end in 新闻."""
    return 2 * sum(tag.endswith(NEWS) for tag in tags) > len(tags)


def name_terms(writer: CatalogWriter, terms: Terms, wanted: Iterable[int], namer: Namer) -> None:
    """Name some terms anew: categories by their posts' tags and their pages, tags by themselves."""
    pages: dict[str, str] | None = None
    by_tags = tags_name_sources([row.slug for row in terms.rows.values() if row.kind == TermKind.TAG])
    for term in sorted(wanted):
        row = terms.rows[term]
        name = row.slug
        if row.kind == TermKind.CATEGORY:
            if pages is None:
                pages = writer.titles_of_categories()
            tags = Counter({terms.rows[tag].slug: count for tag, count in writer.tags_beside(term).items()})
            given = pages.get(row.slug, ""), min(tags, key=lambda tag: (-tags[tag], tag), default=""), by_tags
            if terms.named_by.get(term) == given:
                continue
            terms.named_by[term] = given
            name = namer.category(row.slug, given[0], tags, by_tags)
        if name != row.name or not row.pinyin:
            pinyin, initials = namer.sound(name)
            terms.put(row._replace(name=name, pinyin=pinyin, initials=initials))
