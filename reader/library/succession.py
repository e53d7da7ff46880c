"""Who inherits the marks of an article that is gone: a pure decision.

A key that is gone and a new one may be one article: its file was renamed, or began to declare a key.
See docs/architecture.md, “Identity”.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from reader.domain.stem import stem_key


class Known(NamedTuple):
    """An article as the state remembers it, or as the catalog knows it. Fingerprint 0 says nothing."""

    key: str
    path: str
    fingerprint: int


_Proof = Callable[[Known], str | int]


def heirs(gone: Sequence[Known], new: Sequence[Known]) -> list[tuple[str, str]]:
    """Return (key that is gone, key of the article that takes over), each key at most once.

    Same path first, then same file name, then same text. Where a name or a text fits several
    articles on either side it proves nothing, and nobody inherits.
    """
    proofs: tuple[_Proof, ...] = (
        lambda one: one.path,
        lambda one: stem_key(one.path) if one.path else "",
        lambda one: one.fingerprint,
    )
    found: list[tuple[str, str]] = []
    left, free = list(gone), list(new)
    for proof in proofs:
        pairs = _matches(left, free, proof)
        found += pairs
        taken = {key for key, _ in pairs}
        left = [one for one in left if one.key not in taken]
        given = {key for _, key in pairs}
        free = [one for one in free if one.key not in given]
    return sorted(found)


def _matches(gone: Iterable[Known], new: Iterable[Known], proof: _Proof) -> list[tuple[str, str]]:
    old_ones: dict[str | int, list[str]] = defaultdict(list)
    new_ones: dict[str | int, list[str]] = defaultdict(list)
    for one in gone:
        old_ones[proof(one)].append(one.key)
    for one in new:
        new_ones[proof(one)].append(one.key)
    return [
        (keys[0], new_ones[value][0])
        for value, keys in old_ones.items()
        if value and len(keys) == 1 and len(new_ones.get(value, ())) == 1
    ]
