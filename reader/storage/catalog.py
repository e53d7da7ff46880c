"""The catalog as the window reads it: never written here, and gone at any time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pyroaring import BitMap

from reader.domain.article import Article, Hidden
from reader.domain.errors import CatalogError
from reader.domain.inventory import Inventory
from reader.domain.moment import MAX_NUMBER, Moment
from reader.domain.problem import Problem
from reader.storage import schema
from reader.storage.inventory import inventory
from reader.storage.patterns import address_of
from reader.storage.rows import TermRow
from reader.storage.shelves import unpacked
from reader.storage.texts import id_of, restored, stem_id, stored

NAME = "catalog.sqlite"
SMALL = 4 << 20
"""Bytes of a catalog that is looked through before each run: 8,000 articles, 50 ms."""
_AT_ONCE = 500
_ALL_LINES = "SELECT number, key, title, excerpt, categories, unix, offset FROM article"
_LINES = f"{_ALL_LINES} WHERE number IN ({{}})"

_RENUMBERED = "SELECT g.number, a.number FROM gone g JOIN article a ON a.key = g.key WHERE g.number IN ({})"
_IDENTITIES = (
    "SELECT a.number, a.key, f.path, a.title, a.fingerprint FROM article a JOIN file f ON f.id = a.file"
    " WHERE a.number IN ({0}) UNION ALL"
    " SELECT number, key, path, title, fingerprint FROM gone WHERE number IN ({0})"
)


class Head(NamedTuple):
    """Which catalog this is, and how far it has come.

    ``finished``: the generation at which a run last came to its end; 0 for never. ``offset``: of the
    newest article from UTC, in seconds; None where there is no article. ``limit``: how many posts the
    site shows at most; 0 for all. ``stamp``: a random number that tells the generation from another one
    of its number, such as may come after a power cut that undid the last ones.
    """

    uuid: str
    generation: int
    finished: int
    title: str
    offset: int | None = None
    limit: int = 0
    stamp: int = 0


class Line(NamedTuple):
    """What the list shows of an article; categories are ids of terms."""

    number: int
    key: str
    title: str
    excerpt: str
    categories: tuple[int, ...]
    moment: Moment


class Entry(NamedTuple):
    """All that the catalog knows of an article; the slugs of its terms are filled in."""

    article: Article
    copies: tuple[str, ...]


def is_whole(path: Path, *, thoroughly: bool = False) -> bool:
    """Say whether a catalog can be used: the shelves can be read, and a small file is whole to the last page.

    ``thoroughly``: look at every page of a large one as well, which takes seconds for a million articles.
    """
    try:
        with closing(Catalog(path)) as catalog:
            catalog.contents()
            return not (thoroughly or path.stat().st_size <= SMALL) or catalog.is_sound()
    except (CatalogError, OSError):
        return False


class _Way:
    """One connection to the file, for one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._connection = schema.connect(path, writing=False)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._connection
            except (sqlite3.Error, ValueError, TypeError, AttributeError) as error:
                # In a damaged file, what was a text may be a number, or no value at all.
                raise CatalogError(f"The list of articles cannot be read ({error}).") from error

    def close(self) -> None:
        with self._lock:
            self._connection.close()


class Catalog:
    """One open catalog; its methods may be called from any thread.

    What goes through all files does so on a connection of its own: the list must not wait for it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._way = _Way(path)
        try:
            # At once: later another file may lie there.
            self._slow_way = _Way(path)
        except BaseException:
            self._way.close()
            raise

    def close(self) -> None:
        """Let go of the file; closing twice is harmless."""
        self._way.close()
        self._slow_way.close()

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        return self._way.reading()

    def _reading_slowly(self) -> AbstractContextManager[sqlite3.Connection]:
        return self._slow_way.reading()

    def is_sound(self) -> bool:
        """Say whether SQLite finds no fault with the whole file; CatalogError where a row means nothing."""
        with self._reading_slowly() as connection:
            for row in connection.execute(_ALL_LINES):
                _line(row)
            for table in ("article", "file", "problem", "gone"):
                for _row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - fixed names
                    pass  # its texts are texts
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))

    def head(self) -> Head:
        """Return which catalog this is."""
        with self._reading() as connection:
            return _head(connection)

    def contents(self) -> tuple[Head, list[TermRow], dict[int, BitMap], int]:
        """Return head, terms, shelves by id and the number of problems, all of one generation."""
        with self._reading() as connection:
            connection.execute("BEGIN")
            try:
                terms = [
                    TermRow(number, kind, restored(slug), restored(name), pinyin, initials)
                    for number, kind, slug, name, pinyin, initials in connection.execute("SELECT * FROM term")
                ]
                shelves = {
                    shelf: unpacked(data)
                    for shelf, data in connection.execute("SELECT id, bitmap FROM shelf")
                }
                (problems,) = connection.execute("SELECT count(*) FROM problem").fetchone()
                return _head(connection), terms, shelves, problems
            finally:
                connection.execute("COMMIT")

    def lines(self, numbers: Sequence[int]) -> list[Line]:
        """Return what the list shows of the articles, in the order asked for; unknown ones are left out."""
        found: dict[int, Line] = {}
        with self._reading() as connection:
            for start in range(0, len(numbers), _AT_ONCE):
                part = numbers[start : start + _AT_ONCE]
                marks = ",".join("?" * len(part))
                for row in connection.execute(
                    _LINES.format(marks),
                    part,
                ):
                    found[row[0]] = _line(row)
        return [found[number] for number in numbers if number in found]

    def entry(self, number: int) -> Entry | None:
        """Return all that is known of an article."""
        with self._reading() as connection:
            row = connection.execute(
                "SELECT f.path, a.key, a.title, a.unix, a.offset, a.categories, a.tags, a.excerpt, a.link,"
                " a.url, a.hidden, a.fingerprint, a.file"
                " FROM article a JOIN file f ON f.id = a.file WHERE a.number = ?",
                (number,),
            ).fetchone()
            if row is None:
                return None
            copies = connection.execute("SELECT path FROM file WHERE head = ? ORDER BY path", (row[12],))
            path = restored(row[0])
            return Entry(
                Article(
                    path=path,
                    key=restored(row[1]),
                    title=restored(row[2]),
                    moment=Moment(row[3], row[4]),
                    categories=_slugs(connection, row[5]),
                    tags=_slugs(connection, row[6]),
                    excerpt=restored(row[7]),
                    link=address_of(connection, row[8], path),
                    url=address_of(connection, row[9], path),
                    hidden=Hidden(row[10]) if row[10] else None,
                    fingerprint=row[11],
                ),
                tuple(restored(path) for (path,) in copies),
            )

    def identities(self, numbers: Sequence[int]) -> dict[int, tuple[str, str, str, int]]:
        """Return key, path, title and fingerprint by number, of articles that are gone as well."""
        found: dict[int, tuple[str, str, str, int]] = {}
        with self._reading() as connection:
            for start in range(0, len(numbers), _AT_ONCE):
                part = numbers[start : start + _AT_ONCE]
                for number, key, path, title, fingerprint in connection.execute(
                    _IDENTITIES.format(",".join("?" * len(part))), (*part, *part)
                ):
                    found[number] = restored(key), restored(path), restored(title), fingerprint
        return found

    def numbers_of_keys(self, keys: Sequence[str]) -> dict[str, int]:
        """Return the numbers of the articles with these keys; unknown ones are left out."""
        found: dict[str, int] = {}
        with self._reading() as connection:
            for start in range(0, len(keys), _AT_ONCE):
                part = [stored(key) for key in keys[start : start + _AT_ONCE]]
                marks = ",".join("?" * len(part))
                rows = connection.execute(
                    f"SELECT key, number FROM article WHERE key IN ({marks})",  # noqa: S608 - question marks
                    part,
                )
                found.update((restored(key), number) for key, number in rows)
        return found

    def number_of_key(self, key: str) -> int | None:
        """Return the number of the article with this key."""
        return self._number("SELECT number FROM article WHERE key = ?", stored(key))

    def number_of_path(self, path: str) -> int | None:
        """Return the number of the article that a file holds, or is a copy of."""
        return self._number(
            "SELECT coalesce(f.number, h.number) FROM file f LEFT JOIN file h ON h.id = f.head"
            " WHERE f.stem = ? AND f.path = ?",
            stem_id(path),
            stored(path),
        )

    def number_of_url(self, url: str) -> int | None:
        """Return the number of the article at this path of its own site."""
        return self._number("SELECT number FROM address WHERE id = ?", id_of("url", url))

    def titles(self, limit: int, below: int | None = None) -> list[tuple[int, str]]:
        """Return the titles of the newest articles, the newest first; ``below``: of lower numbers."""
        sql = "SELECT number, title FROM article WHERE number < ? ORDER BY number DESC LIMIT ?"
        with self._reading() as connection:
            rows = connection.execute(sql, (MAX_NUMBER + 1 if below is None else below, limit))
            return [(number, restored(title)) for number, title in rows]

    def folders(self) -> list[str]:
        """Return the folders in which files lie, by path; goes through all files."""
        # What is cut off at the right is whatever is no slash.
        sql = "SELECT DISTINCT rtrim(path, replace(path, '/', '')) FROM file ORDER BY 1"
        with self._reading_slowly() as connection:
            return [name for (path,) in connection.execute(sql) if (name := restored(path).rstrip("/"))]

    def numbers_below(self, folder: str) -> BitMap:
        """Return the articles whose files lie in a folder or below; goes through all files."""
        first = f"{folder.strip('/')}/"
        sql = "SELECT number FROM file WHERE number IS NOT NULL AND path >= ? AND path < ?"
        with self._reading_slowly() as connection:
            rows = connection.execute(sql, (stored(first), stored(f"{first[:-1]}0")))
            return BitMap([number for (number,) in rows])

    def problems(self) -> list[Problem]:
        """Return what is wrong with the files, by path."""
        with self._reading_slowly() as connection:
            return [
                Problem(restored(path), code, restored(detail), bool(repaired))
                for path, code, detail, repaired in connection.execute(
                    "SELECT path, code, detail, repaired FROM problem ORDER BY path, rowid"
                )
            ]

    def inventory(self) -> Inventory:
        """Return the figures of the catalog; slow, it goes through the tables."""
        with self._reading_slowly() as connection:
            return inventory(connection, self.path)

    def last_seen(self, keys: Collection[str]) -> dict[str, tuple[str, int]]:
        """Return path and fingerprint that articles had when they went, by key; the newest of several."""
        found: dict[str, tuple[str, int]] = {}
        with self._reading_slowly() as connection:
            for row in connection.execute("SELECT key, path, fingerprint FROM gone ORDER BY number"):
                key = restored(row[0])
                if key in keys:
                    found[key] = restored(row[1]), row[2]
        return found

    def renumbered(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return those of the numbers that were given up, and under which the same article now stands."""
        found: dict[int, int] = {}
        with self._reading() as connection:
            for start in range(0, len(numbers), _AT_ONCE):
                part = numbers[start : start + _AT_ONCE]
                marks = ",".join("?" * len(part))
                found.update(connection.execute(_RENUMBERED.format(marks), part))
        return found

    def edited(self, generation: int, stamp: int) -> BitMap | None:
        """Return the articles whose key or text became another after a generation; None: it is not known.

        A generation is known by its stamp, and for as long as `schema.REMEMBERED` others.
        """
        with self._reading() as connection:
            known = connection.execute("SELECT stamp FROM history WHERE generation = ?", (generation,))
            if known.fetchone() != (stamp,):
                return None
            rows = connection.execute("SELECT number FROM edited WHERE generation > ?", (generation,))
            return BitMap([number for (number,) in rows])

    def _number(self, sql: str, *values: object) -> int | None:
        with self._reading() as connection:
            row = connection.execute(sql, values).fetchone()
            return row[0] if row else None


def _head(connection: sqlite3.Connection) -> Head:
    facts = dict(connection.execute("SELECT name, value FROM meta"))
    newest = connection.execute("SELECT offset FROM article ORDER BY number DESC LIMIT 1").fetchone()
    offset = newest[0] if newest else None
    stamp = connection.execute(
        "SELECT stamp FROM history WHERE generation = ?", (facts["generation"],)
    ).fetchone()
    return Head(
        facts["uuid"],
        facts["generation"],
        facts["finished"],
        restored(facts["title"]),
        offset,
        facts["limit"],
        stamp[0] if stamp else 0,
    )


def _line(row: tuple[Any, ...]) -> Line:
    number, key, title, excerpt, categories, unix, offset = row
    return Line(
        number,
        restored(key),
        restored(title),
        restored(excerpt),
        tuple(int(term) for term in categories.split()),
        Moment(unix, offset),
    )


def _slugs(connection: sqlite3.Connection, terms: str) -> tuple[str, ...]:
    return tuple(
        restored(slug)
        for term in terms.split()
        for (slug,) in connection.execute("SELECT slug FROM term WHERE id = ?", (int(term),))
    )
