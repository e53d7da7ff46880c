"""Which article stands in which row, also after it got another number while it was on screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyroaring import BitMap

from reader.ui.models.runs import number_at, row_of


@dataclass(frozen=True, slots=True)
class Standing:
    """The rows of a list. Nothing of it is ever changed.

    Row *k* is at the *k*-th largest of the ``places``. An article comes to stand at the place that is its
    number. When it is redated it gets another number (see `reader.domain.moment`), but does not leave its
    place before eyes that rest on it: ``moved`` tells, by place, the number of an article that is not
    called as its place. The two directions are ``moved`` and ``stands``.
    """

    places: BitMap = field(default_factory=BitMap)
    moved: Mapping[int, int] = field(default_factory=dict)
    stands: Mapping[int, int] = field(default_factory=dict)

    def numbers(self) -> BitMap:
        """Return the articles shown; not to be changed."""
        return self._turned(self.places, self.moved) if self.moved else self.places

    def number(self, place: int) -> int:
        """Return the article at a place."""
        return self.moved.get(place, place)

    def place(self, number: int) -> int | None:
        """Return the place of an article, or None where it is not shown."""
        place = self.stands.get(number)
        if place is None and number in self.places and number not in self.moved:
            place = number
        return place

    def places_of(self, numbers: BitMap) -> BitMap:
        """Return the places of those of some articles that are shown."""
        if not self.moved:
            return self.places & numbers
        own = (self.places & numbers) - BitMap(self.moved)
        return own | BitMap([place for number, place in self.stands.items() if number in numbers])

    def numbers_at(self, places: BitMap) -> BitMap:
        """Return the articles at some of the places."""
        return self._turned(places, {place: to for place, to in self.moved.items() if place in places})

    def number_at(self, row: int) -> int:
        """Return the article in a row; raises IndexError."""
        return self.number(number_at(self.places, row))

    def row(self, number: int) -> int:
        """Return the row of an article, or -1."""
        place = self.place(number)
        return -1 if place is None else row_of(self.places, place)

    def with_places(self, places: BitMap) -> Standing:
        """Return the rows with other places; what is moved stays so where its place stays."""
        moved = {place: number for place, number in self.moved.items() if place in places}
        return Standing(places, moved, {number: place for place, number in moved.items()})

    def renamed(self, numbers: Mapping[int, int]) -> tuple[Standing, BitMap]:
        """Return the rows after articles got other numbers, and the places that are then one too many.

        Such a place shows an article that stands somewhere else under its former number as well.
        """
        shown = {old: place for old in numbers if (place := self.place(old)) is not None}
        twice = BitMap(
            [
                place
                for old in shown
                if (place := self.place(numbers[old])) is not None and self.number(place) not in numbers
            ]
        )
        moved = dict(self.moved)
        moved.update((place, numbers[old]) for old, place in shown.items())
        moved = {place: number for place, number in moved.items() if place != number}
        return Standing(self.places, moved, {number: place for place, number in moved.items()}), twice

    @staticmethod
    def ranked(numbers: BitMap, places: Mapping[int, int]) -> Standing:
        """Return the rows of articles in an order of their own, each at the place that it has there.

        Articles without a place are left out.
        """
        stands = {number: places[number] for number in numbers if number in places}
        return Standing(BitMap(stands.values()), {place: one for one, place in stands.items()}, stands)

    @staticmethod
    def _turned(places: BitMap, moved: Mapping[int, int]) -> BitMap:
        return (places - BitMap(moved)) | BitMap(moved.values())
