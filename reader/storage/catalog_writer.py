"""The catalog as the indexer writes it: in batches, each of which is one generation."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pyroaring import BitMap

from reader.domain.errors import CatalogError
from reader.storage import schema
from reader.storage.patterns import Patterns
from reader.storage.rows import (
    ArticleRow,
    Claim,
    FileRow,
    Known,
    Placed,
    ProblemRow,
    TermRow,
    Unsearched,
)
from reader.storage.shelves import LISTED, packed, shelf_id, unpacked
from reader.storage.texts import Stored, id_of, restored, stem_id, stored

_KNOWN = "SELECT path, id, size, mtime_ns, digest, kind, by_path, number, head FROM file"
_PLACED = (
    "SELECT a.number, a.file, a.key, f.path, a.unix, a.offset, a.url, a.hidden, a.categories, a.tags, a.born,"
    " a.fingerprint FROM article a JOIN file f ON f.id = a.file WHERE a.number = ?"
)


# SQLite's module for Python takes thrice as long over None, a bool or an Enum as over text and numbers, for
# which it asks no adapter. So what is mostly None goes in as a value that stands for nothing else.
_WRITE_FILE = "INSERT OR REPLACE INTO file VALUES (?,?,?,?,?,?,?,?,?,nullif(?,0))"
_WRITE_ARTICLE = "INSERT OR REPLACE INTO article VALUES (?,?,?,nullif(?,''),?,?,?,?,?,?,nullif(?,''),?,?,?,?)"
_LAST = 2**32
"""Above every number."""
_QUEUE = "INSERT OR IGNORE INTO unsearched VALUES (?)"
_UNSEARCHED = (
    "SELECT u.number, coalesce(a.title, ''), coalesce(f.path, ''), coalesce(f.size, 0)"
    " FROM (SELECT number FROM unsearched WHERE number < ? ORDER BY number DESC LIMIT ?) u"
    " LEFT JOIN article a ON a.number = u.number LEFT JOIN file f ON f.id = a.file ORDER BY u.number DESC"
)


class CatalogWriter:
    """The one writer of a catalog. Every method but `known` needs an open `batch`."""

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        self._connection = schema.create(path) if fresh else schema.connect(path, writing=True)
        # Losing the last commits at a power cut costs nothing: the next run reads those files again.
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA cache_size = -65536")
        self._patterns = Patterns(self._connection)
        self._queues = bool(self.fact("searched"))
        self.queued = BitMap()
        """Articles that this writer has changed or removed, so that the search index lacks them."""

    def close(self) -> None:
        """Let go of the file; what the last batch committed stays."""
        self._connection.close()

    @contextmanager
    def batch(self, *, shows: bool = True) -> Iterator[None]:
        """Take what happens inside as one generation: all of it, or nothing.

        ``shows`` false: it changes nothing that readers could see, and is no generation of its own.
        """
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                if shows:
                    self._begin_generation()
                    self.set_fact("changed", int(time.time()))
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise CatalogError(f"The list of articles cannot be written ({error}).") from error

    def _begin_generation(self) -> None:
        self._connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
        generation = self.generation()
        self._connection.execute("INSERT INTO history VALUES (?, random())", (generation,))
        forgotten = (generation - schema.REMEMBERED,)
        self._connection.execute("DELETE FROM history WHERE generation <= ?", forgotten)
        self._connection.execute("DELETE FROM edited WHERE generation <= ?", forgotten)

    # What is there

    def generation(self) -> int:
        """Return the number of batches so far."""
        return int(str(self.fact("generation")))

    def fact(self, name: str) -> object:
        """Return a fact about the whole catalog."""
        return self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()[0]

    def set_fact(self, name: str, value: Stored | int) -> None:
        """Write a fact about the whole catalog."""
        self._connection.execute("UPDATE meta SET value = ? WHERE name = ?", (value, name))

    def known(self) -> dict[str, Known]:
        """Return every file by its path."""
        try:
            return {restored(path): Known(*rest) for path, *rest in self._connection.execute(_KNOWN)}
        except sqlite3.Error as error:
            raise CatalogError(f"The list of articles cannot be read ({error}).") from error

    def known_like(self, paths: Iterable[str]) -> dict[str, Known]:
        """Return the files whose names have the same stem as one of these paths, by their paths."""
        found: dict[str, Known] = {}
        for stem in {stem_id(path) for path in paths}:
            found |= {
                restored(path): Known(*rest)
                for path, *rest in self._connection.execute(f"{_KNOWN} WHERE stem = ?", (stem,))
            }
        return found

    def paths_below(self, folder: str) -> list[str]:
        """Return the paths of the files in and below a folder; goes through all files."""
        found: list[str] = []
        # Paths that are no Unicode are BLOBs, which SQLite orders apart.
        for first in (stored(f"{folder}/"), f"{folder}/".encode("utf-8", "surrogatepass")):
            last = f"{first[:-1]}0" if isinstance(first, str) else first[:-1] + b"0"
            sql = "SELECT path FROM file WHERE path >= ? AND path < ?"
            found += [restored(path) for (path,) in self._connection.execute(sql, (first, last))]
        return found

    def last_file(self) -> int:
        """Return the highest id of a file."""
        return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM file").fetchone()[0])

    def terms(self) -> list[TermRow]:
        """Return all categories and tags."""
        return [
            TermRow(number, kind, restored(slug), restored(name), pinyin, initials)
            for number, kind, slug, name, pinyin, initials in self._connection.execute("SELECT * FROM term")
        ]

    def numbers_taken(self) -> BitMap:
        """Return the numbers that stand for an article, or once did."""
        gone = self._connection.execute("SELECT number FROM gone")
        return self._listed() | BitMap([number for (number,) in gone])

    def shelf(self, shelf: int) -> BitMap:
        """Return a stored set; an unknown one is empty."""
        row = self._connection.execute("SELECT bitmap FROM shelf WHERE id = ?", (shelf,)).fetchone()
        return unpacked(row[0]) if row else BitMap()

    def placed(self, number: int) -> Placed | None:
        """Return where an article stands now."""
        row = self._connection.execute(_PLACED, (number,)).fetchone()
        if row is None:
            return None
        path = restored(row[3])
        url = self._patterns.address(row[6], path)
        return Placed(*row)._replace(key=restored(row[2]), path=path, url=url)

    def article_count(self) -> int:
        """Return the number of articles, the hidden ones among them."""
        return len(self._listed())

    def problem_count(self) -> int:
        """Return the number of problems."""
        return int(self._connection.execute("SELECT count(*) FROM problem").fetchone()[0])

    def general(self) -> list[ProblemRow]:
        """Return the problems that belong to no file that was read."""
        rows = self._connection.execute("SELECT * FROM problem WHERE file = 0 ORDER BY rowid")
        return [ProblemRow(row[0], row[1], row[2], row[3], bool(row[4])) for row in rows]

    def claims(self, declared: Iterable[str]) -> list[Claim]:
        """Return the articles that declare one of these keys."""
        found = []
        for key in declared:
            found += [
                Claim(number, restored(path), restored(now), key, bool(by_path))
                for number, path, now, by_path in self._connection.execute(
                    "SELECT a.number, f.path, a.key, f.by_path FROM article a JOIN file f ON f.id = a.file"
                    " WHERE a.declared = ?",
                    (stored(key),),
                )
            ]
        return found

    def declared(self, number: int) -> str | None:
        """Return the key that an article declares itself."""
        row = self._connection.execute("SELECT declared FROM article WHERE number = ?", (number,)).fetchone()
        return restored(row[0]) if row and row[0] is not None else None

    def titles_of_categories(self) -> dict[str, str]:
        """Return what category pages call their categories; of several the first by path counts."""
        rows = self._connection.execute(
            "SELECT c.category, c.title FROM category_page c JOIN file f ON f.id = c.file"
            " ORDER BY f.path DESC"
        )
        return {restored(category): restored(title) for category, title in rows}

    def tags_beside(self, category: int) -> Counter[int]:
        """Return how often each tag (its id) stands beside a category (its id)."""
        return Counter(
            dict(self._connection.execute("SELECT tag, count FROM pairing WHERE category = ?", (category,)))
        )

    # What is written

    def write_files(self, rows: list[FileRow]) -> None:
        """Write files, new or known."""
        self._connection.executemany(
            _WRITE_FILE,
            [
                (file, path, stem_id(restored(path)), *looked, int(kind), int(by_path), number, head or 0)
                for file, path, *looked, kind, by_path, number, head in rows
            ],
        )

    def touch(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Write (size, mtime_ns, id) of files whose bytes are the same."""
        self._connection.executemany("UPDATE file SET size = ?, mtime_ns = ? WHERE id = ?", rows)

    def rename(self, file: int, new: str) -> None:
        """Let a file with all that hangs on it go by another path; it must be read again."""
        self._connection.execute(
            "UPDATE file SET path = ?, stem = ?, digest = 0 WHERE id = ?", (stored(new), stem_id(new), file)
        )

    def forget_file(self, file: int) -> None:
        """Delete a file with its problems; its article is another matter."""
        self._connection.execute("UPDATE file SET head = NULL WHERE head = ?", (file,))
        self._connection.execute("DELETE FROM problem WHERE file = ?", (file,))
        self._connection.execute("DELETE FROM category_page WHERE file = ?", (file,))
        self._connection.execute("DELETE FROM file WHERE id = ?", (file,))

    def write_articles(self, rows: list[ArticleRow]) -> None:
        """Write articles, new or known, and the way from their addresses to them."""
        self._connection.executemany(_WRITE_ARTICLE, map(self._columns, rows))
        self._connection.executemany("INSERT INTO pattern VALUES (?, ?)", self._patterns.taken())
        self._connection.executemany(
            "INSERT OR REPLACE INTO address VALUES (?, ?)",
            sorted([(id_of("url", row.url), row.number) for row in rows if row.url]),
        )
        if self._queues:
            self._connection.executemany(_QUEUE, [(row.number,) for row in rows])
            self.queued.update(row.number for row in rows)

    def retire(self, number: int, url: str) -> None:
        """Delete an article and keep what its number stood for."""
        self._connection.execute(
            "INSERT OR REPLACE INTO gone SELECT a.number, a.key, f.path, a.title, a.fingerprint"
            " FROM article a JOIN file f ON f.id = a.file WHERE a.number = ?",
            (number,),
        )
        self._connection.execute("DELETE FROM article WHERE number = ?", (number,))
        self.drop_url(number, url)
        if self._queues:
            self._connection.execute(_QUEUE, (number,))
            self.queued.add(number)

    def search_anew(self) -> None:
        """Write down that the search index holds nothing, and keep from now on what it lacks."""
        self._connection.execute("DELETE FROM unsearched")
        self._connection.execute("INSERT INTO unsearched SELECT number FROM article")
        self.set_fact("searched", 1)
        self._queues = True

    def unsearched(self, limit: int, below: int | None = None) -> list[Unsearched]:
        """Return the newest of what the search index does not hold as it is now; of numbers below one."""
        limits = (_LAST if below is None else below, limit)
        return [
            Unsearched(number, restored(title), restored(path), size)
            for number, title, path, size in self._connection.execute(_UNSEARCHED, limits)
        ]

    def unsearched_count(self) -> int:
        """Return how many articles the search index does not hold as they are now."""
        return int(self._connection.execute("SELECT count(*) FROM unsearched").fetchone()[0])

    def note_searched(self, numbers: Iterable[int]) -> None:
        """Write down that the search index holds some articles as they are now, or holds them no more."""
        rows = [(number,) for number in numbers]
        self._connection.executemany("DELETE FROM unsearched WHERE number = ?", rows)

    def drop_url(self, number: int, url: str) -> None:
        """Forget an address of an article."""
        self._connection.execute(
            "DELETE FROM address WHERE id = ? AND number = ?", (id_of("url", url), number)
        )

    def rekey(self, number: int, key: str, generation: int) -> None:
        """Give an article another key."""
        self._connection.execute(
            "UPDATE article SET key = ?, born = ? WHERE number = ?", (stored(key), generation, number)
        )
        self.note_edited([number], generation)

    def note_edited(self, numbers: Iterable[int], generation: int) -> None:
        """Write down that articles have another key or text from a generation on."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO edited VALUES (?, ?)", [(number, generation) for number in numbers]
        )

    def set_by_path(self, file: int, *, by_path: bool) -> None:
        """Write whether the path, not the name, is a file's key."""
        self._connection.execute("UPDATE file SET by_path = ? WHERE id = ?", (by_path, file))

    def write_terms(self, rows: Iterable[TermRow]) -> None:
        """Write categories and tags, new or known."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO term VALUES (?,?,?,?,?,?)",
            [
                (row.id, row.kind, stored(row.slug), stored(row.name), row.pinyin, row.initials)
                for row in rows
            ],
        )

    def add_pairings(self, changes: Mapping[tuple[int, int], int]) -> None:
        """Add to the numbers of (category, tag) pairs; a pair that is left without articles goes."""
        self._connection.executemany(
            "INSERT INTO pairing VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
            [(*pair, count) for pair, count in changes.items() if count],
        )
        if any(count < 0 for count in changes.values()):
            self._connection.execute("DELETE FROM pairing WHERE count <= 0")

    def write_category_page(self, file: int, category: str | None, title: str = "") -> None:
        """Write what a file calls a category, or that it names none."""
        self._connection.execute("DELETE FROM category_page WHERE file = ?", (file,))
        if category is not None:
            self._connection.execute(
                "INSERT INTO category_page VALUES (?, ?, ?)", (file, stored(category), stored(title))
            )

    def write_problems(self, files: Iterable[int], rows: Iterable[ProblemRow]) -> None:
        """Replace the problems of some files."""
        self._connection.executemany("DELETE FROM problem WHERE file = ?", [(file,) for file in files])
        self._connection.executemany("INSERT INTO problem VALUES (?,?,?,?,?)", rows)

    def write_shelves(self, shelves: Mapping[int, BitMap]) -> None:
        """Write sets by their ids; an empty one goes."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO shelf VALUES (?, ?)",
            [(shelf, packed(numbers)) for shelf, numbers in shelves.items() if numbers],
        )
        self._connection.executemany(
            "DELETE FROM shelf WHERE id = ?", [(shelf,) for shelf, numbers in shelves.items() if not numbers]
        )

    def _columns(self, row: ArticleRow) -> tuple[object, ...]:
        number, file, key, declared, *said, link, url, hidden, fingerprint, categories, tags, born, path = row
        addresses = self._patterns.kept(link, path), self._patterns.kept(url, path)
        found = hidden or "", fingerprint, categories, tags, born
        return (number, file, key, declared or "", *said, *addresses, *found)

    def _listed(self) -> BitMap:
        """Return the numbers of all articles, which the shelves know without going through them."""
        return BitMap().union(*(self.shelf(shelf_id(kind)) for kind in LISTED))
