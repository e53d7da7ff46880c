from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from reader.ui.models.standing import Standing

NUMBERS = st.integers(0, 30)


def rows(standing: Standing) -> list[int]:
    return [standing.number_at(row) for row in range(len(standing.places))]


@given(st.sets(NUMBERS), st.lists(st.dictionaries(NUMBERS, NUMBERS, max_size=6), max_size=4))
def test_articles_that_get_other_numbers_stay_in_their_rows(
    first: set[int], steps: list[dict[int, int]]
) -> None:
    standing = Standing(BitMap(first))
    for step in steps:
        # Two articles never get one number.
        renamed = {old: new for old, new in step.items() if list(step.values()).count(new) == 1}
        before = rows(standing)
        standing, twice = standing.renamed(renamed)
        assert rows(standing) == [renamed.get(number, number) for number in before]
        standing = standing.with_places(standing.places - twice)
        left = rows(standing)
        assert len(set(left)) == len(left), "nobody stands twice"
        assert standing.numbers() == BitMap(left)
        assert [standing.row(number) for number in left] == list(range(len(left)))
        assert standing.row(31) == -1
        some = BitMap(left[::2])
        assert standing.numbers_at(standing.places_of(some | BitMap([31]))) == some


def test_of_two_rows_of_one_article_the_one_that_was_there_first_stays() -> None:
    standing, twice = Standing(BitMap([5, 9, 20])).renamed({5: 20})
    assert twice == BitMap([20])
    assert rows(standing.with_places(standing.places - twice)) == [9, 20]


def test_two_that_change_places_stand_as_they_stood() -> None:
    standing, twice = Standing(BitMap([5, 9])).renamed({5: 9, 9: 5})
    assert not twice
    assert rows(standing) == [5, 9]
    assert rows(standing.renamed({5: 9, 9: 5})[0]) == [9, 5]
