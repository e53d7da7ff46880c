"""Articles of a small catalog, and a folder to mark them in."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from reader.domain.changes import Mark
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.rows import ArticleRow
from reader.storage.texts import stored

HERE = "/archive"
READ, UNREAD = (Mark.READ, True), (Mark.READ, False)


ODD = "b\udcff"


def article(number: int, key: str) -> ArticleRow:
    """Return an article of a catalog."""
    title, path = "odd" if key == ODD else f"title {key}", f"{key}.md"
    return ArticleRow(
        number, number, stored(key), None, title, "", number, 0, "", "", None, number * 7, "", "", 1, path
    )


def rewrite(catalog: tuple[Path, str], number: int, key: str, fingerprint: int) -> None:
    """Let an article of a catalog have another text."""
    with closing(CatalogWriter(catalog[0])) as writer, writer.batch():
        writer.write_articles([article(number, key)._replace(fingerprint=fingerprint)])
