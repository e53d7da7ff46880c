from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from reader.library.searching.outlets import outlets
from reader.library.shelves import Shelves
from reader.storage.rows import TermKind, TermRow

NUMBERS = st.sets(st.integers(0, 30))


@given(st.lists(NUMBERS, max_size=6), NUMBERS)
def test_each_category_has_as_many_as_it_shares_and_most_come_first(
    held: list[set[int]], hits: set[int]
) -> None:
    terms = {at: TermRow(at, TermKind.CATEGORY, f"s{at}", f"n{at}", "", "") for at in range(len(held))}
    shelves = Shelves(terms=terms, categories={at: BitMap(numbers) for at, numbers in enumerate(held)})
    found = outlets(shelves, BitMap(hits))
    assert {one.slug: one.articles for one in found} == {
        f"s{at}": len(numbers & hits) for at, numbers in enumerate(held) if numbers & hits
    }
    assert found == sorted(found, key=lambda one: (-one.articles, one.name))
