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
    )
