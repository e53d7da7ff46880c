"""The texts of an open archive: the index that belongs to its catalog, as soon as there is one."""

from __future__ import annotations

from pathlib import Path

from reader.domain.errors import CatalogError, SearchBusyError, SearchError
from reader.library.searching.by_titles import ByTitles
from reader.library.searching.ground import Texts
from reader.storage.catalog import Catalog
from reader.storage.lock import only_one
from reader.storage.search.folder import folder_of, is_usable, note_damage
from reader.storage.search.index import SearchIndex


class TextsAtHand:
    """Keeps the index open between searches. ``cache``: the folder of catalog and index.

    ``trouble``: a sentence on why an index that may be sound could not be opened last; "" where it was.
    ``broken``: whether one was found that is not. Two lanes may search at once: each of them says what it has
    seen of the index, and nothing follows from its not being open.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._index: SearchIndex | None = None
        self._catalog = ""
        self.trouble = ""
        self.broken = False

    def of(self, uuid: str, catalog: Catalog | None) -> Texts:
        """Return where to look texts up for a catalog: its titles, while it has no index."""
        index = self._index if self._catalog == uuid else None
        if index is None:
            index = self._index = self._opened(uuid)
            self._catalog = uuid
        return index or ByTitles(catalog)

    def reload(self) -> None:
        """Look from now on at what the indexer has written by now."""
        if self._index is not None:
            try:
                self._index.reload()
            except SearchBusyError as error:
                self._index, self.trouble = None, str(error)
            except SearchError:
                self._index = None

    def let_go(self) -> None:
        """Open the index anew at the next search."""
        self._index = None

    def discard(self) -> bool:
        """Have an index that is there but cannot be used made anew by the indexer, when it is next at work.

        False where there is none, somebody is at work on it, or it may be sound.
        """
        self._index = None
        folder = folder_of(self._cache, self._catalog)
        if self.trouble or not self._catalog or not is_usable(folder):
            return False
        try:
            with only_one(self._cache / "lock", wait=False):
                note_damage(folder)
        except CatalogError:
            return False
        return True

    def searchable(self) -> int | None:
        """Return how many articles can be found by their texts; None while only titles can."""
        return None if self._index is None else len(self._index)

    def _opened(self, uuid: str) -> SearchIndex | None:
        path = folder_of(self._cache, uuid)
        self.trouble, self.broken = "", False
        try:
            return SearchIndex(path) if uuid and is_usable(path) else None
        except SearchBusyError as error:
            self.trouble = str(error)
            return None
        except SearchError:
            self.broken = True
            return None
