"""What reading and writing have in common: the fields of an index, and the engine's faults in our words."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import tantivy

from reader.domain.errors import SearchBusyError, SearchError

PAIR_BYTES: Final = 6
"""What two common ideographs take in UTF-8."""
TEXTS: Final = ("text", "title", "pairs", "author", "marks")
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


def schema() -> tantivy.Schema:
    """Return the fields of an index."""
    builder = tantivy.SchemaBuilder().add_unsigned_field("number", indexed=True, fast=True)
    for name in TEXTS:
        positions = "position" if name in ("text", "title", "author") else "basic"
        tokenizer = "pairs" if name == "pairs" else "terms"
        builder = builder.add_text_field(name, tokenizer_name=tokenizer, index_option=positions)
    return builder.build()


def prepared(index: tantivy.Index) -> tantivy.Index:
    """Return an index that knows how its texts are taken apart."""
    terms = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("terms", terms)
    # What is not a pair of common ideographs, which take three bytes each, has the sign between runs in it.
    two = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(2, 2, prefix_only=False))
    index.register_tokenizer("pairs", two.filter(tantivy.Filter.remove_long(PAIR_BYTES + 1)).build())
    index.config_reader(reload_policy="Manual")
    return index


@contextmanager
def told() -> Iterator[None]:
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
