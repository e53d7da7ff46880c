"""Errors whose message is a sentence for the person; anything else is a bug."""

from __future__ import annotations


class ReaderError(Exception):
    """Something the person can understand and act on; ``str()`` is one sentence."""


class FolderError(ReaderError):
    """The folder cannot be opened or read."""


class StateError(ReaderError):
    """The person's state cannot be opened, read or written; it was left untouched."""


class CatalogError(ReaderError):
    """The cache cannot be used; it can be deleted and made again."""


class UnknownArticleError(ReaderError):
    """No article has this key or path."""
