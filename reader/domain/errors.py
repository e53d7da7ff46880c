"""Errors whose message is a sentence for the person; anything else is a bug."""

from __future__ import annotations


class ReaderError(Exception):
    """Something the person can understand and act on; ``str()`` is one sentence."""


class FolderError(ReaderError):
    """The folder cannot be opened or read."""


class StateError(ReaderError):
    """The person's state cannot be opened, read or written; it was left untouched."""


class StateLostError(StateError):
    """The person's state is damaged, or is gone while backups of it are there.

    ``what`` says it without a full stop, for a sentence that goes on with what to do.
    """

    def __init__(self, what: str, *, damaged: bool) -> None:
        super().__init__(f"{what}.")
        self.what = what
        self.damaged = damaged


class CatalogError(ReaderError):
    """The cache cannot be used; it can be deleted and made again."""


class UnknownArticleError(ReaderError):
    """No article has this key or path."""


class SearchError(ReaderError):
    """The search index cannot be used; it can be deleted and made again."""


class SearchBusyError(SearchError):
    """The search index cannot be used at this moment, and may be sound."""


class QueryError(SearchError):
    """A query cannot be answered; nothing is wrong with the index."""
