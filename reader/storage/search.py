"""The index of texts: what the indexer writes, and what is looked up in it.

It lies beside the catalog, in a folder named by its own version and by the catalog whose numbers it holds: an
index of another one is none. Terms come with blanks between (see `reader.content.searchable`); what a
query means is decided above.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, NamedTuple

import tantivy
from pyroaring import BitMap
from tantivy import FieldType, Occur, Query

from reader.domain.errors import QueryError, SearchBusyError, SearchError

VERSION: Final = 2
"""Raise it whenever the fields, or the terms of a text, change."""
PAIR_BYTES: Final = 6
"""What two common ideographs take in UTF-8."""
MEMORY: Final = 128 << 20
"""Bytes of new entries that are held before they are written."""
SLICE: Final = 20_000
"""Hits that are asked for at once: making them takes the interpreter some milliseconds."""
EXPANSIONS: Final = 10_000
"""Words that a beginning may stand for within a phrase; the engine refuses 16,384."""
Field = Literal["text", "title", "author"]


class Entry(NamedTuple):
    """What the index holds of an article. ``common``: what pairs are made of, see `_prepared`.

    ``marks``: words by which it is found without its text.
    """

    number: int
    text: str
    title: str
    common: str
    author: str
    marks: str


@dataclass(frozen=True, slots=True)
class Run:
    """Terms that follow one another in a field.

    ``pairs`` are held by whatever holds the run; ``prefix``: the last term may be the beginning of another.
    """

    terms: tuple[str, ...]
    pairs: tuple[str, ...] = ()
    field: Field = "text"
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of those that an entry carries beside its text."""

    word: str


@dataclass(frozen=True, slots=True)
class All:
    """What all of some conditions hold of; of none, everything."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """What one of some conditions holds of."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What a condition does not hold of."""

    part: Condition


Condition = Run | Mark | All | Any | Not


class Hits(NamedTuple):
    """The first of the hits, in the order asked for, and how many there are in all."""

    numbers: list[int]
    total: int


def folder_of(cache: Path, catalog: str) -> Path:
    """Return the folder of the index that belongs to a catalog, by the catalog's own name."""
    return cache / "search" / f"{VERSION}-{catalog}"


def note_damage(path: Path) -> None:
    """Leave word in an index that it cannot be read, for its writer, who will make it anew."""
    with suppress(OSError):
        (path / _DAMAGED).touch()


def is_usable(path: Path) -> bool:
    """Say whether there is an index that nobody found to be damaged."""
    return (path / "meta.json").exists() and not (path / _DAMAGED).exists()


def discard_others(cache: Path, catalog: str) -> None:
    """Delete the indexes of former catalogs and versions, as far as the system allows it."""
    keep = folder_of(cache, catalog)
    if keep.parent.is_dir():
        for other in keep.parent.iterdir():
            if other != keep:
                shutil.rmtree(other, ignore_errors=True)


class SearchWriter:
    """The one writer of an index; what is put in it is found after the next `commit`."""

    def __init__(self, path: Path) -> None:
        """Open an index, or make an empty one. Raises SearchError where one that is there cannot be used."""
        self._path = path
        with _told():
            path.mkdir(parents=True, exist_ok=True)
            self._index = _prepared(tantivy.Index(_schema(), path=str(path)))
            self._writer = self._index.writer(MEMORY, 1)
            self._finished = self._segments()

    def __len__(self) -> int:
        """Return the number of articles that can be found."""
        with _told():
            self._index.reload()
            return int(self._index.searcher().num_docs)

    def put(self, entries: Iterable[Entry], *, instead: bool = True) -> None:
        """Take in entries; ``instead``: in place of what there was of their numbers, where there was any."""
        with self._writing():
            for entry in entries:
                if instead:
                    self._forget(entry.number)
                document = tantivy.Document()
                document.add_unsigned("number", entry.number)
                for name, value in zip(_TEXTS, entry[1:], strict=True):
                    if value:
                        document.add_text(name, value)
                self._writer.add_document(document)

    def remove(self, numbers: Iterable[int]) -> None:
        """Take out what there is of some numbers."""
        with self._writing():
            for number in numbers:
                self._forget(number)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Tell why something cannot be put in: of a former failure the engine says only that it was."""
        try:
            with _told():
                yield
        except SearchBusyError:
            raise
        except SearchError:
            with _told():
                self._writer.commit()  # says what it was
            raise

    def _forget(self, number: int) -> None:
        # By a query: the engine's way by a term takes every number for a signed one, and finds nothing.
        self._writer.delete_documents_by_query(Query.term_query(self._index.schema, "number", number))

    def commit(self) -> None:
        """Write what was put and removed, so that readers see all of it at once."""
        with _told():
            self._writer.commit()
            self._writer.garbage_collect_files()
        self._finished |= self._counted()

    @property
    def merging(self) -> bool:
        """Whether segments are being made one, after a commit: that one has files before it counts."""
        with suppress(ValueError, OSError):
            self._writer.garbage_collect_files()  # else one that could not be finished counted for ever
            self._finished |= self._counted()
            return not self._segments() <= self._finished
        return False

    def _segments(self) -> set[str]:
        """Return the names of all segments of which there are files."""
        return {one.name[:32] for one in self._path.iterdir() if _SEGMENT.match(one.name)}

    def _counted(self) -> set[str]:
        """Return the names of the segments that readers look at."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            meta = json.loads((self._path / "meta.json").read_bytes())
            return {str(one["segment_id"]).replace("-", "") for one in meta["segments"]}
        return set()

    def close(self, *, at_once: bool = False) -> None:
        """Let go of the index when its files are in order; what was not committed is forgotten.

        ``at_once``: without waiting for segments that are being made one, which the next process does anew;
        in this one they would go on, and be in the way of another writer.
        """
        if not at_once:
            with suppress(ValueError):
                self._writer.wait_merging_threads()
        del self._writer


class SearchIndex:
    """An index as it is looked things up in, as of the last `reload`."""

    def __init__(self, path: Path) -> None:
        """Open an index; raises SearchError where there is none that can be used."""
        with _told():
            if not (path / "meta.json").exists():
                raise SearchError("There is no search index yet.")
            self._index = _prepared(tantivy.Index.open(str(path)))
            self._schema = self._index.schema
            self._searcher = self._index.searcher()

    def reload(self) -> None:
        """Look from now on at what is written by now."""
        with _told():
            self._index.reload()
            self._searcher = self._index.searcher()

    def __len__(self) -> int:
        """Return the number of articles in it."""
        return int(self._searcher.num_docs)

    def frequency(self, run: Run) -> int:
        """Return how many articles hold a single term, or a pair; what was taken out lately may count."""
        field, word = ("pairs", run.pairs[0]) if run.pairs else (run.field, run.terms[0])
        with _told():
            return int(self._searcher.doc_freq(field, word))

    def newest(
        self, condition: Condition, limit: int, below: int | None = None, since: int | None = None
    ) -> Hits:
        """Return the newest hits, the newest first; only those of numbers below one and since another."""
        query = self._query(condition)
        if below == 0:
            return Hits([], 0)
        if below is not None or since is not None:
            last = None if below is None else below - 1
            part = Query.range_query(self._schema, "number", FieldType.Unsigned, since, last)
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, part)])
        with _told():
            found = self._searcher.search(query, limit, order_by_field="number")
        return Hits([int(number) for number, _ in found.hits], _total(found))

    def best(self, condition: Condition, limit: int) -> Hits:
        """Return the hits that fit best, the best first."""
        with _told():
            found = self._searcher.search(self._query(condition), limit)
            places = [place for _, place in found.hits]
            numbers = self._searcher.fast_field_values("number", places)
        return Hits([int(number) for number in numbers if number is not None], _total(found))

    def slices(
        self, condition: Condition, first: int, below: int | None = None, recent: int | None = None
    ) -> Iterator[BitMap]:
        """Yield all hits below a number in parts, the newest first: a small part, then larger ones.

        ``recent``: a number since which the first are looked for before all others. What stands in every
        article is found there, and to go through all of them for it takes long.
        """
        size = first
        if recent is not None:
            numbers = self.newest(condition, first, below, recent).numbers
            if len(numbers) == first:
                yield BitMap(numbers)
                below, size = numbers[-1], SLICE
        while True:
            numbers = self.newest(condition, size, below).numbers
            if numbers:
                yield BitMap(numbers)
            if len(numbers) < size:
                return
            below, size = numbers[-1], SLICE

    def all(self, condition: Condition) -> BitMap:
        """Return all hits."""
        return BitMap().union(*self.slices(condition, SLICE))

    def _query(self, condition: Condition) -> Query:
        try:
            return _Queries(self._schema, self._searcher).query(condition)
        except ValueError as error:
            raise QueryError(f"This cannot be searched for ({error}).") from error


_DAMAGED: Final = "damaged"
"""A file of the index's folder that is there when somebody could not read it."""
_SEGMENT: Final = re.compile(r"[0-9a-f]{32}\.")
_CODE: Final = re.compile(r"(?:\bcode: |os error )(\d+)")
"""How the engine tells of what the system said; it raises the same for everything."""
_PASSING: Final = (
    # Too many open files, access denied, write protection, no more memory, room or quota, somebody else has
    # the file, a fault of the device: winerror.h.
    frozenset({4, 5, 8, 14, 19, 32, 33, 39, 112, 1117, 1295})
    if sys.platform == "win32"
    else frozenset(
        {errno.EMFILE, errno.ENFILE, errno.EACCES, errno.EPERM, errno.ENOMEM, errno.EAGAIN, errno.EINTR}
        | {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
    )
)
"""What the system says of itself, and not of the files."""
_TEXTS: Final = ("text", "title", "pairs", "author", "marks")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder().add_unsigned_field("number", indexed=True, fast=True)
    for name in _TEXTS:
        positions = "position" if name in ("text", "title", "author") else "basic"
        tokenizer = "pairs" if name == "pairs" else "terms"
        builder = builder.add_text_field(name, tokenizer_name=tokenizer, index_option=positions)
    return builder.build()


def _prepared(index: tantivy.Index) -> tantivy.Index:
    terms = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("terms", terms)
    # What is not a pair of common ideographs, which take three bytes each, has the sign between runs in it.
    two = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(2, 2, prefix_only=False))
    index.register_tokenizer("pairs", two.filter(tantivy.Filter.remove_long(PAIR_BYTES + 1)).build())
    index.config_reader(reload_policy="Manual")
    return index


@contextmanager
def _told() -> Iterator[None]:
    """Tell of whatever the engine cannot do in our own words.

    It raises ValueError for all of it, and where it gives itself up, an exception that is no `Exception`.
    What will pass is a SearchBusyError.
    """
    try:
        yield
    except SearchError:
        raise
    except BaseException as error:
        if isinstance(error, ValueError | OSError) or type(error).__name__ == "PanicException":
            said = _CODE.search(str(error))
            if said and int(said[1]) in _PASSING:
                why = error if sys.platform == "win32" else os.strerror(int(said[1]))
                raise SearchBusyError(f"The search index cannot be used now ({why}).") from error
            raise SearchError(f"The search index cannot be used ({error}).") from error
        raise


def _total(found: tantivy.SearchResult) -> int:
    return int(found.count or 0)  # type: ignore[attr-defined]  # the stubs leave it out


@dataclass(frozen=True, slots=True)
class _Queries:
    """Makes the engine's queries of conditions; ValueError where it takes none."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher

    def query(self, condition: Condition) -> Query:
        """Return the engine's query for a condition."""
        match condition:
            case Run():
                return self._run(condition)
            case Mark(word):
                return Query.term_query(self.schema, "marks", word)
            case Not(part):
                every = (Occur.Must, Query.all_query())
                return Query.boolean_query([every, (Occur.MustNot, self.query(part))])
            case Any(parts):
                return _any([self.query(part) for part in parts])
            case All(()):
                return Query.all_query()
            case All(parts):
                return Query.boolean_query([(Occur.Must, self.query(part)) for part in parts])

    def _run(self, run: Run) -> Query:
        """Return what finds a run: by its pairs where they say all, else by its terms one after the other.

        Of pairs the index has no more than which articles hold them. That is much quicker to go through than
        where each of two common terms stands, and leaves little to look at.
        """
        pairs = [Query.term_query(self.schema, "pairs", pair) for pair in run.pairs]
        if run.field == "text" and len(run.terms) == 2 and len(pairs) == 1:
            return pairs[0]
        terms = self._terms(run)
        return Query.boolean_query([(Occur.Must, one) for one in (*pairs, terms)]) if pairs else terms

    def _terms(self, run: Run) -> Query:
        *before, last = run.terms
        if not run.prefix:
            whole = Query.term_query(self.schema, run.field, last)
            return Query.phrase_query(self.schema, run.field, [*before, last]) if before else whole
        if not before:
            # A beginning says nothing of how well it fits, a whole word does.
            longer = Query.regex_query(self.schema, run.field, f"{re.escape(last)}.*")
            whole = Query.term_query(self.schema, run.field, last)
            return Query.boolean_query([(Occur.Must, longer), (Occur.Should, whole)])
        first = [re.escape(term) for term in before]
        words = [word for word, _ in self.searcher.terms_with_prefix(run.field, last)]
        longer_ones = _expressions(last, words)
        return _any([Query.regex_phrase_query(self.schema, run.field, [*first, one]) for one in longer_ones])


def _any(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _expressions(beginning: str, words: list[str]) -> list[str]:
    """Return expressions that match the words of a beginning, each not more than the engine bears."""
    if len(words) <= EXPANSIONS:
        return [f"{re.escape(beginning)}.*"]
    longer: dict[str, list[str]] = {}
    for word in words:
        longer.setdefault(word[: len(beginning) + 1], []).append(word)
    found = []
    for start, those in longer.items():
        found += [re.escape(start)] if start == beginning else _expressions(start, those)
    return found
