"""Writing the index."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

import tantivy
from tantivy import Query

from reader.domain.errors import SearchBusyError, SearchError
from reader.storage.search.engine import TEXTS, prepared, schema, told

MEMORY: Final = 128 << 20
"""Bytes of new entries that are held before they are written."""
_SEGMENT: Final = re.compile(r"[0-9a-f]{32}\.")


class Entry(NamedTuple):
    """What the index holds of an article. ``common``: what pairs are made of, see `engine.prepared`.

    ``marks``: words by which it is found without its text.
    """

    number: int
    text: str
    title: str
    common: str
    author: str
    marks: str


class SearchWriter:
    """The one writer of an index; what is put in it is found after the next `commit`."""

    def __init__(self, path: Path) -> None:
        """Open an index, or make an empty one. Raises SearchError where one that is there cannot be used."""
        self._path = path
        with told():
            path.mkdir(parents=True, exist_ok=True)
            self._index = prepared(tantivy.Index(schema(), path=str(path)))
            self._writer = self._index.writer(MEMORY, 1)
            self._finished = self._segments()

    def __len__(self) -> int:
        """Return the number of articles that can be found."""
        with told():
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
                for name, value in zip(TEXTS, entry[1:], strict=True):
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
            with told():
                yield
        except SearchBusyError:
            raise
        except SearchError:
            with told():
                self._writer.commit()  # says what it was
            raise

    def _forget(self, number: int) -> None:
        # By a query: the engine's way by a term takes every number for a signed one, and finds nothing.
        self._writer.delete_documents_by_query(Query.term_query(self._index.schema, "number", number))

    def commit(self) -> None:
        """Write what was put and removed, so that readers see all of it at once."""
        with told():
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
