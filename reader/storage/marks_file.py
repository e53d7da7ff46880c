"""A copy of an archive's marks beside its catalog, by numbers: a start need not join all of them anew.

It is a cache of a cache: what is not whole, or not of this catalog and this version of the state, is no
more than a file that is not there. The state alone says what was marked.
"""

from __future__ import annotations

import hashlib
import struct
from array import array
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from pyroaring import BitMap

from reader.storage.marks import Marks
from reader.storage.positions import Positions
from reader.storage.shelves import unpacked

NAME: Final = "marks.bin"
_MAGIC: Final = b"NfMarks1"
_DIGEST: Final = 16
_HEAD: Final = struct.Struct("<32sqqq")
_LENGTH: Final = struct.Struct("<Q")


class Kept(NamedTuple):
    """Marks, and what they are the marks of: the articles that a catalog held at a generation.

    ``stamp`` tells the generation from another of the same number, see `reader.storage.catalog.Head`.
    """

    uuid: str
    generation: int
    stamp: int
    everything: BitMap
    marks: Marks


def keep(path: Path, kept: Kept) -> None:
    """Write the file, whole or not at all; where it cannot be written there will be none."""
    marks = kept.marks
    head = _HEAD.pack(kept.uuid.encode("ascii"), kept.generation, kept.stamp, marks.version)
    sets = (kept.everything, marks.read, marks.starred, marks.changed, marks.positions.numbers)
    parts = [*(bytes(numbers.serialize()) for numbers in sets), marks.positions.values.tobytes()]
    content = head + b"".join(_LENGTH.pack(len(part)) + part for part in parts)
    draft = path.with_name(f"{path.name}.new")
    # Two programs that write at once are told apart by the digest.
    with suppress(OSError):
        draft.write_bytes(_MAGIC + _digest(content) + content)
        draft.replace(path)


def kept_at(path: Path) -> Kept | None:
    """Return what the file says; None when it is not there, not whole, or of another version or machine."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + _DIGEST
    content = data[start:]
    if data[:start] != _MAGIC + _digest(content):
        return None
    try:
        uuid, generation, stamp, version = _HEAD.unpack_from(content)
        everything, *sets, values = _parts(content, _HEAD.size)
        read, starred, changed, numbers = map(unpacked, sets)
        positions = Positions(numbers, array("d", values))
    except (ValueError, struct.error):
        return None
    marks = Marks(read, starred, changed, positions, version)
    return Kept(uuid.decode("ascii"), generation, stamp, unpacked(everything), marks)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST).digest()


def _parts(content: bytes, at: int) -> list[bytes]:
    parts = []
    while at < len(content):
        (length,) = _LENGTH.unpack_from(content, at)
        at += _LENGTH.size
        parts.append(content[at : at + length])
        at += length
    return parts
