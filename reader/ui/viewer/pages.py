"""Rendered pages: made on a worker, a few kept, the next one made ahead."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from reader.library.looks import Page, Showing
from reader.ui.jobs import RENDER, Jobs
from reader.ui.viewer.supply import Supply

KEPT: Final = 12
"""How many pages are kept: the way back, and what is made ahead."""


@dataclass(frozen=True, slots=True)
class Order:
    """One page as it is wanted: the same order always gives the same page."""

    number: int
    generation: int
    showing: Showing


@dataclass(frozen=True, slots=True)
class _Waiting:
    done: Callable[[Page], None]
    failed: Callable[[Exception], None]


class PageShelf:
    """Renders one page at a time, what is asked for before what may be asked next.

    Somebody who holds down the key for the next article asks faster than pages are made: only
    the latest order is filled, the ones before it fail.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._supply: Supply | None = None
        self._kept: OrderedDict[Order, Page] = OrderedDict()
        self._asked: Order | None = None
        self._waiting: list[_Waiting] = []
        self._ahead: Order | None = None
        self._making: Order | None = None
        self._failure: tuple[Order, Exception] | None = None

    def use(self, supply: Supply | None) -> None:
        """Serve another folder; what was made of the one before is forgotten."""
        self._drop_waiting()
        self._supply = supply
        self._kept.clear()
        self._ahead = None

    def page(self, number: int) -> Page | None:
        """Return the newest page of an article that has been made."""
        orders = (order for order in reversed(self._kept) if order.number == number)
        newest = next(orders, None)
        return None if newest is None else self._kept[newest]

    def follow(self, renamed: Mapping[int, int]) -> None:
        """Keep what was made of articles that have got other numbers under these as well."""
        for order in [order for order in self._kept if order.number in renamed]:
            self._kept[replace(order, number=renamed[order.number])] = self._kept[order]

    def get(self, order: Order, done: Callable[[Page], None], failed: Callable[[Exception], None]) -> None:
        """Hand a page to ``done``, now or when it is made."""
        ready = self._kept.get(order)
        if ready is not None:
            self._kept.move_to_end(order)
            done(ready)
            return
        failure, self._failure = self._failure, None
        if failure is not None and failure[0] == order:
            failed(failure[1])
            return
        self._ask(order)
        self._waiting.append(_Waiting(done, failed))
        self._next()

    def begin(self, order: Order) -> None:
        """Make a page that `get` is about to be called for, before all others."""
        if order not in self._kept:
            self._failure = None
            self._ask(order)
            self._next()

    def make_ahead(self, order: Order) -> None:
        """Make a page when there is nothing else to do; a later call takes its place."""
        self._ahead = None if order in self._kept else order
        self._next()

    def _ask(self, order: Order) -> None:
        if order != self._asked:
            self._drop_waiting()
            self._asked = order

    def _drop_waiting(self) -> None:
        dropped, self._waiting, self._asked = self._waiting, [], None
        for waiting in dropped:
            waiting.failed(Superseded("Another page was asked for."))

    def _next(self) -> None:
        order = self._asked or self._ahead
        if self._making is not None or order is None or self._supply is None:
            return
        if order is self._ahead:
            self._ahead = None
        self._making = order
        supply = self._supply
        self._jobs.run(
            RENDER,
            partial(supply.page, order.number, order.showing),
            partial(self._made, supply, order),
            partial(self._failed, order),
        )

    def _made(self, supply: Supply, order: Order, page: Page) -> None:
        self._making = None
        if supply is self._supply:
            self._kept[order] = page
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            if order == self._asked:
                served, self._waiting, self._asked = self._waiting, [], None
                for waiting in served:
                    waiting.done(page)
        self._next()

    def _failed(self, order: Order, error: Exception) -> None:
        self._making = None
        if order == self._asked:
            served, self._waiting, self._asked = self._waiting, [], None
            self._failure = None if served else (order, error)
            for waiting in served:
                waiting.failed(error)
        self._next()


class Superseded(Exception):  # noqa: N818 - it is no fault, only the end of an order
    """The page is not wanted any more."""
