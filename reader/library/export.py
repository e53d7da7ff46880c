"""What is known of an article as plain data, the way `newsfold list --json` and scripts get it."""

from __future__ import annotations

from reader.domain.article import Listing


def plain(listing: Listing, *, read: bool, starred: bool) -> dict[str, object]:
    """Return a JSON object of a listed article; its keys are a promise to scripts.

    ``date`` is ISO 8601 with offset; ``hidden`` is null or the reason (`reader.domain.article.Hidden`);
    ``category_names`` runs parallel to ``categories``.
    """
    article = listing.article
    return {
        "key": article.key,
        "path": article.path,
        "title": article.title,
        "date": article.moment.iso(),
        "categories": list(article.categories),
        "category_names": list(listing.category_names),
        "tags": list(article.tags),
        "excerpt": article.excerpt,
        "link": article.link,
        "unread": not read,
        "starred": starred,
        "hidden": None if article.hidden is None else str(article.hidden),
    }
