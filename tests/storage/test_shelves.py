from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from reader.storage.shelves import ShelfKind, packed, parts, shelf_id, unpacked


@given(st.sets(st.integers(0, 2**32 - 1)))
def test_a_set_comes_back(numbers: set[int]) -> None:
    assert set(unpacked(packed(BitMap(numbers)))) == numbers


@given(st.sampled_from(ShelfKind), st.integers(0, 2**31))
def test_an_id_tells_kind_and_subject(kind: ShelfKind, about: int) -> None:
    assert parts(shelf_id(kind, about)) == (kind, about)


def test_damaged_bytes_are_refused() -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - pyroaring's own words
        unpacked(b"\x00\x01")
