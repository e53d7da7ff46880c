"""Opening, telling apart and throwing away; what is in a catalog is tested with the index runs."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from pyroaring import BitMap

from reader.domain.errors import CatalogError
from reader.storage import schema
from reader.storage.catalog import Catalog
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.rows import ArticleRow, FileRow, Kind


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "catalog.sqlite"


def test_a_new_catalog_is_empty_and_has_a_name_of_its_own(path: Path) -> None:
    CatalogWriter(path, fresh=True).close()
    with closing(Catalog(path)) as catalog:
        head, terms, shelves, problems = catalog.contents()
        assert (head.generation, head.finished, terms, shelves, problems) == (0, 0, [], {}, 0)
        first = head.uuid
    CatalogWriter(path, fresh=True).close()
    with closing(Catalog(path)) as catalog:
        assert catalog.head().uuid != first


@pytest.mark.parametrize(
    "damage",
    [
        f"PRAGMA user_version = {schema.VERSION + 1}",
        "PRAGMA application_id = 1",
        "DELETE FROM meta",
        "DROP TABLE meta",
    ],
)
def test_another_version_or_program_is_refused(path: Path, damage: str) -> None:
    CatalogWriter(path, fresh=True).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(damage)
    with pytest.raises(CatalogError):
        Catalog(path)
    with pytest.raises(CatalogError):
        CatalogWriter(path)


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100, b"SQLite format 3\0" + bytes(4000)])
def test_bytes_that_are_no_catalog_are_refused(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(CatalogError):
        Catalog(path)


def test_a_missing_catalog_is_not_made_by_reading(path: Path) -> None:
    with pytest.raises(CatalogError):
        Catalog(path)
    assert not path.exists()


def test_a_batch_is_a_generation_or_nothing(path: Path) -> None:
    with closing(CatalogWriter(path, fresh=True)) as writer:
        with writer.batch():
            writer.set_fact("title", "one")
        assert writer.generation() == 1
        with pytest.raises(CatalogError):
            overfill(writer)
        assert (writer.generation(), writer.fact("title")) == (1, "one")


def test_a_damaged_page_is_an_error_of_the_catalog(path: Path) -> None:
    with closing(CatalogWriter(path, fresh=True)) as writer, writer.batch():
        writer.set_fact("title", "one")
    data = bytearray(path.read_bytes())
    data[4096 : 4096 * 12] = b"\xa5" * (4096 * 11)
    path.write_bytes(data)
    with pytest.raises(CatalogError):
        contents_of(path)


def overfill(writer: CatalogWriter) -> None:
    with writer.batch():
        writer.set_fact("title", "two")
        writer.set_fact("title", object())  # what SQLite cannot hold


def contents_of(path: Path) -> object:
    with closing(Catalog(path)) as catalog:
        return catalog.contents()


def test_what_was_edited_is_told_since_a_generation_that_is_remembered(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "REMEMBERED", 3)
    stamps = [0]
    with closing(CatalogWriter(path, fresh=True)) as writer:
        for generation in range(1, 5):
            with writer.batch():
                writer.note_edited([generation, 9], generation)
            with closing(Catalog(path)) as catalog:
                stamps.append(catalog.head().stamp)
    assert len(set(stamps)) == 5
    with closing(Catalog(path)) as catalog:
        assert catalog.edited(4, stamps[4]) == BitMap()
        assert catalog.edited(2, stamps[2]) == BitMap([3, 4, 9])
        assert catalog.edited(1, stamps[1]) is None, "forgotten"
        assert catalog.edited(3, stamps[4]) is None, "another generation of that number"
        assert catalog.edited(5, 0) is None, "not there yet"


def test_numbers_given_up_are_told_for_those_asked_for(path: Path) -> None:
    with closing(CatalogWriter(path, fresh=True)) as writer, writer.batch():
        rows = [article(number, f"key{number}") for number in (1, 2, 3)]
        writer.write_files([file(number) for number in (1, 2, 3)])
        writer.write_articles(rows)
        for number in (1, 2):
            writer.retire(number, "")
        writer.write_articles([article(7, "key1"), article(8, "key2")])
    with closing(Catalog(path)) as catalog:
        assert catalog.renumbered([2, 3, 4]) == {2: 8}
        assert catalog.renumbered(list(range(2000))) == {1: 7, 2: 8}


def article(number: int, key: str) -> ArticleRow:
    return ArticleRow(
        number, number, key, None, key, "", number, 0, "", "", None, 1, "", "", 1, f"{number}.md"
    )


def file(number: int) -> FileRow:
    return FileRow(number, f"{number}.md", 1, 1, 1, Kind.ARTICLE, False, number, None)


def test_nobody_who_reads_the_list_waits_for_what_goes_through_all_files(path: Path) -> None:
    CatalogWriter(path, fresh=True).close()
    with closing(Catalog(path)) as catalog:
        slow = (catalog.folders, catalog.problems, catalog.inventory, lambda: catalog.numbers_below("folder"))
        for look in slow:
            thread = threading.Thread(target=look, daemon=True)
            with catalog._reading():
                thread.start()
                thread.join(10)
                assert not thread.is_alive()
