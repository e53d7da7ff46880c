"""The window's words in a page, in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from reader.library.looks import Words


def page_words() -> Words:
    """Return the words; the translators must be installed."""
    translate = QCoreApplication.translate
    return Words(
        reading_time=translate("ArticleView", "{minutes} min read"),
        older=translate("ArticleView", "Older"),
        newer=translate("ArticleView", "Newer"),
        remote_image=translate("ArticleView", "Remote image from {host}"),
        missing_image=translate("ArticleView", "Missing image"),
        shown_in_part=translate("ArticleView", "This article is very long: shown only in part."),
        shown_plainly=translate(
            "ArticleView", "Part of this article is shown as it is written, not laid out."
        ),
        one_remote_image=translate("ArticleView", "1 image on the web is not loaded."),
        remote_images=translate("ArticleView", "{count} images on the web are not loaded."),
        show_in_category=translate("ArticleView", "Always show those of {category}"),
        untitled=translate("ArticleView", "Untitled"),
        changed=translate("ArticleView", "Changed since you read it"),
        changed_much=translate("ArticleView", "Changed since you read it; too much to be shown here."),
        show_changes=translate("ArticleView", "Show what changed"),
        gone=translate(
            "ArticleView", "The file of this article cannot be read any more. This is what it said."
        ),
    )


def why_no_engine(missing: str) -> str:
    """Return why no page can be shown. ``missing``: the part of the system that the engine lacks, or ""."""
    translate = QCoreApplication.translate
    if missing:
        return translate(
            "ArticleView",
            "Articles cannot be shown: the engine that draws them lacks a part of the system ({what}). "
            "Everything else works.",
        ).format(what=missing)
    return translate(
        "ArticleView",
        "Articles cannot be shown while Newsfold runs as root: the engine that draws them refuses to "
        "work without its sandbox. Start Newsfold as an ordinary user.",
    )
