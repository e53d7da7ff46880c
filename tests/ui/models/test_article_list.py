from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from reader.content.finding import Finder, Span
from reader.domain.article import Row
from reader.domain.moment import Moment, unix_of
from reader.ui.models.article_list import SEEN_OF_TITLE, ArticleListModel, ItemRole
from reader.ui.models.row_cache import PAGE, RowCache


class Catalog:
    """Answers for any number, and counts the questions."""

    def __init__(self) -> None:
        self.asked = 0
        self.read: set[int] = set()

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        self.asked += 1
        return [Row(n, str(n), f"title {n}", "", "news", Moment(unix_of(n))) for n in numbers]

    def is_read(self, number: int) -> bool:
        return number in self.read

    def is_changed(self, number: int) -> bool:
        return number in self.read and number % 5 == 0

    def is_starred(self, number: int) -> bool:
        return number % 7 == 0


SHELVES = st.sets(st.integers(0, 60))


def shown(model: ArticleListModel) -> list[int]:
    return [model.item(row).row.number for row in range(model.rowCount())]


def make(numbers: set[int]) -> tuple[ArticleListModel, QAbstractItemModelTester]:
    model = ArticleListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.reset(Catalog(), BitMap(numbers))
    return model, tester


@given(SHELVES, st.lists(st.tuples(SHELVES, st.sampled_from(["rest", "busy", "let in"])), max_size=6))
def test_whatever_comes_the_list_stays_in_order_and_what_is_selected_stays_selected(
    qapp: object, first: set[int], steps: list[tuple[set[int], str]]
) -> None:
    assert qapp
    model, tester = make(first)
    assert tester.model() is model
    held = {number: QPersistentModelIndex(model.index(model.row(number), 0)) for number in first}
    for numbers, how in steps:
        before, waited = set(model.shelf), model.waiting
        if how == "let in":
            model.let_in()
            assert len(model.shelf) == len(before) + waited
        else:
            model.apply(BitMap(numbers), at_rest=how == "rest")
            assert set(model.shelf) <= numbers
            assert before & numbers <= set(model.shelf)
            assert len(model.shelf) + model.waiting == len(numbers)
        assert shown(model) == sorted(model.shelf, reverse=True)
        for number in [one for one in held if one not in model.shelf]:
            assert not held.pop(number).isValid()
        assert all(model.number(index.row()) == number for number, index in held.items())


def test_older_articles_are_appended_and_newer_ones_wait(qtbot: QtBot) -> None:
    model, _tester = make({20, 30})
    with qtbot.waitSignal(model.waiting_changed) as waiting:
        model.apply(BitMap([5, 10, 20, 25, 30, 40]), at_rest=False)
    assert waiting.args == [2]
    assert shown(model) == [30, 20, 10, 5]
    model.let_in()
    assert shown(model) == [40, 30, 25, 20, 10, 5]
    assert model.waiting == 0


def test_at_rest_everything_comes_in_at_once(qapp: object) -> None:
    assert qapp
    model, _tester = make({20})
    model.apply(BitMap([10, 20, 40]), at_rest=True)
    assert shown(model) == [40, 20, 10]
    assert model.waiting == 0


def test_very_many_gaps_are_filled_by_one_reset(qtbot: QtBot) -> None:
    model, _tester = make(set(range(0, 2000, 2)))
    with qtbot.waitSignal(model.modelReset):
        model.apply(BitMap(range(2000)), at_rest=True)
    assert model.rowCount() == 2000


def test_a_million_rows_fetch_none_until_they_are_looked_at(qapp: object) -> None:
    assert qapp
    catalog = Catalog()
    model = ArticleListModel()
    model.reset(catalog, BitMap(range(1_000_000)))
    assert catalog.asked == 0
    middle = PAGE * 1000 + 5
    assert model.item(middle).row.number == 999_999 - middle
    assert [model.item(middle + more).row.number for more in range(20)]
    assert catalog.asked == 1


def test_a_row_keeps_when_others_come_above_it(qapp: object) -> None:
    assert qapp
    catalog = Catalog()
    cache = RowCache(catalog.rows)
    shelf = BitMap(range(100, 200))
    assert cache.get(shelf, 0).number == 199
    assert cache.get(shelf | BitMap([250]), 1).number == 199
    assert catalog.asked == 1


def test_an_article_gone_from_the_catalog_has_an_empty_row() -> None:
    cache = RowCache(lambda _numbers: [])
    assert cache.get(BitMap([7]), 0) == Row(7, "", "", "", "", Moment(unix_of(7)))


def test_the_first_row_of_a_day_knows_it(qapp: object) -> None:
    assert qapp
    day = 43200
    model, _tester = make({1, 2, day + 1, day + 2})
    assert [model.item(row).opens_day for row in range(4)] == [True, False, True, False]


def test_a_screen_reader_hears_the_marks(qapp: object) -> None:
    assert qapp
    model, _tester = make({14})
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("unread, title 14, news, ")
    assert said.endswith(", starred")
    assert model.data(model.index(0, 0), ItemRole.ITEM) == model.item(0)
    assert model.data(model.index(0, 0)) == "title 14"


def test_only_rows_whose_marks_changed_are_painted_anew(qapp: object) -> None:
    assert qapp
    model, tester = make(set(range(1_000)))
    assert tester.model() is model
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.repaint(BitMap([999, 998, 990, 5_000]))
    assert told == [(0, 0), (1, 1), (9, 9)]
    told.clear()
    model.repaint(BitMap(range(0, 1_000, 2)))
    assert told == [(0, 999)]


ORDERS = st.permutations(range(12))


@given(ORDERS, st.lists(st.sets(st.integers(0, 11)), max_size=4))
def test_an_order_of_its_own_stays_whatever_comes_and_goes(
    qapp: object, order: list[int], steps: list[set[int]]
) -> None:
    assert qapp
    model, tester = make(set())
    assert tester.model() is model
    model.reset(Catalog(), BitMap(order), order)
    assert shown(model) == order
    for numbers in steps:
        model.apply(BitMap(numbers | {99}), at_rest=True)
        assert shown(model) == [number for number in order if number in numbers]
        assert [model.number(row) for row in range(model.rowCount())] == shown(model)
        assert not any(model.item(row).opens_day for row in range(model.rowCount()))
        assert model.waiting == 0


class CountingFinder(Finder):
    """Finds as any does, and remembers in what it looked."""

    def __init__(self, term: str) -> None:
        super().__init__([((term,), False)])
        self.looked: list[str] = []

    def spans(self, text: str) -> list[Span]:
        self.looked.append(text)
        return super().spans(text)


class LongTitles(Catalog):
    """Has titles of many characters, which say in the end which state of the catalog they are of."""

    title = "old " * 5000

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        return [Row(n, str(n), self.title, "", "news", Moment(unix_of(n))) for n in numbers]


def test_hits_are_looked_for_once_in_as_much_of_a_title_as_is_seen() -> None:
    model, catalog, finder = ArticleListModel(), LongTitles(), CountingFinder("old")
    model.reset(catalog, BitMap([1, 2]))
    model.mark_titles(finder)
    for _ in range(3):
        assert model.item(0).found[:2] == ((0, 3), (4, 7))
        assert model.item(1).found[-1] == (SEEN_OF_TITLE - 4, SEEN_OF_TITLE - 1)
    assert [len(text) for text in finder.looked] == [SEEN_OF_TITLE] * 2


def test_hits_are_looked_for_anew_in_another_title_and_for_other_words() -> None:
    model, catalog = ArticleListModel(), LongTitles()
    model.reset(catalog, BitMap([1, 2]))
    model.mark_titles(CountingFinder("old"))
    assert model.item(0).found[0] == (0, 3)
    catalog.title = "very old"
    model.apply(BitMap([1, 2]), at_rest=False)
    assert model.item(0).found == ((5, 8),)
    model.mark_titles(CountingFinder("very"))
    assert model.item(0).found == ((0, 4),)
    catalog.title = "the very first"
    model.reset(catalog, BitMap([1, 2]))
    assert model.item(0).found == ((4, 8),)
    model.mark_titles(None)
    assert model.item(0).found == ()
