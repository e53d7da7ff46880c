from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester

from reader.domain.shelf import Counts, Period, Place, Scope, Term
from reader.ui.models.place_list import PlaceListModel
from reader.ui.models.places import Entry, Figures, Folds, Kind, entries


def terms(count: int, unread: int = 5) -> list[Term]:
    return [Term(f"c{at}", f"栏目{at}", Counts(9, unread), f"lanmu{at}", f"lm{at}") for at in range(count)]


FIGURES = Figures(
    Counts(10, 4),
    Counts(3, 0),
    Counts(100_000, 98_214),
    terms(30),
    terms(3, unread=0),
    [Period(2022, 0, Counts(9, 1)), Period(2022, 5, Counts(9, 1)), Period(2021, 0, Counts(4, 1))],
)
ALL = Scope(Place.ALL)


def ids(figures: Figures, folds: Folds, current: Scope = ALL) -> list[str]:
    return [entry.id for entry in entries(figures, folds, current)]


def test_places_come_first_with_their_counts() -> None:
    first = entries(FIGURES, Folds(), ALL)[:4]
    assert [(one.text, one.count) for one in first] == [
        ("Today", "4"),
        ("Unread", "98,214"),
        ("Starred", "3"),
        ("All Articles", "100,000"),
    ]


def test_many_categories_are_cut_and_shown_whole_on_demand() -> None:
    assert "category:c10" in ids(FIGURES, Folds())
    assert "category:c11" not in ids(FIGURES, Folds())
    assert "more:categories" in ids(FIGURES, Folds())
    assert "category:c29" in ids(FIGURES, Folds(whole={"categories"}))


def test_the_category_at_hand_is_there_however_far_down() -> None:
    assert "category:c20" in ids(FIGURES, Folds(), Scope(Place.CATEGORY, "c20"))


def test_what_is_typed_shows_every_match() -> None:
    found = [one for one in ids(FIGURES, Folds(typed="lm2")) if one.startswith("category:")]
    assert found == ["category:c2", *(f"category:c{at}" for at in range(20, 30))]


def test_sections_fold_and_years_unfold() -> None:
    folded = ids(FIGURES, Folds(folded={"categories", "tags"}))
    assert folded[4:] == ["section:categories", "section:tags", "section:time", "year:2022", "year:2021"]
    assert "month:2022-05" in ids(FIGURES, Folds(years={"2022"}))


def test_terms_without_unread_articles_are_dim_or_left_out() -> None:
    read = dataclasses.replace(FIGURES, categories=terms(3, unread=0))
    category = Scope(Place.CATEGORY, "c1")
    shown = entries(read, Folds(), category)
    assert all(one.dim and not one.count for one in shown if one.icon == "category")
    kept = [one.id for one in entries(read, Folds(), category, hide_read=True) if one.icon == "category"]
    assert kept == ["category:c1"]


def test_an_empty_folder_has_places_only() -> None:
    assert ids(Figures(), Folds()) == ["today", "unread", "starred", "all"]


LISTS = st.lists(st.lists(st.sampled_from("abcdefghij"), unique=True), max_size=6)


@given(LISTS)
def test_the_model_follows_any_change(qapp: object, states: list[list[str]]) -> None:
    assert qapp
    model = PlaceListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tester.model() is model
    for state in states:
        model.replace([Entry(one, Kind.SCOPE, one) for one in state])
        assert [one.id for one in model.entries()] == state
        assert [model.row_of(one) for one in state] == list(range(len(state)))


def test_only_the_middle_is_exchanged(qapp: object) -> None:
    assert qapp
    model = PlaceListModel()
    model.replace([Entry(one, Kind.SCOPE) for one in "abcde"])
    gone: list[tuple[int, int]] = []
    model.rowsRemoved.connect(lambda _parent, first, last: gone.append((first, last)))
    model.replace([Entry(one, Kind.SCOPE, "renamed") for one in "abxde"])
    assert gone == [(2, 2)]
    assert model.entry(0).text == "renamed"


def test_only_what_is_other_is_painted_anew(qapp: object) -> None:
    assert qapp
    model = PlaceListModel()
    model.replace([Entry(one, Kind.SCOPE) for one in "abcde"])
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.replace([Entry(one, Kind.SCOPE) for one in "abcde"])
    assert told == []
    model.replace([Entry(one, Kind.SCOPE, "other" if one in "bd" else "") for one in "abcde"])
    assert told == [(1, 3)]
