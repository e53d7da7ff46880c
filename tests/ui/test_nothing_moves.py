"""Random pulls against random reading, in the real window: what somebody looks at stays where it is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reader.domain.shelf import Place, Scope
from reader.library.library import Library
from reader.paths import Places
from reader.ui.main_window import MainWindow
from reader.ui.timeline.delegate import ROW
from tests.ui.fakes import FakeViewer
from tests.ui.pulling import Pulls

RUNS, STEPS = 60, 50
SCOPES = (
    *(Scope(place) for place in (Place.ALL, Place.UNREAD, Place.STARRED)),
    *(Scope(Place.CATEGORY, slug) for slug in ("harbour", "riverside")),
)
KEYS = (
    *("next-article", "previous-article", "next-unread", "previous-unread") * 2,
    *("toggle-read", "toggle-star", "undo", "redo", "mark-above", "mark-older", "clean-up"),
    *("show-all", "show-unread", "show-starred"),
)


@dataclass(frozen=True)
class Seen:
    """What somebody has before them, by the articles' keys."""

    keys: tuple[str, ...]
    sight: tuple[tuple[str, int], ...]
    selected: str
    opened: str
    at_rest: bool
    pages: int


@dataclass
class Reader:
    """Somebody at the window, who notices when something moves."""

    window: MainWindow
    viewer: FakeViewer
    pulls: Pulls
    dice: random.Random
    done: list[str] = field(default_factory=list)
    opened: str = ""

    @property
    def library(self) -> Library:
        assert self.window.library is not None
        return self.window.library

    def read_on(self) -> None:
        """Do something that readers do."""
        model, table = self.window.list_model, self.window.list_pane.table
        ways: list[Callable[[], object]] = [
            self.press,
            lambda: table.verticalScrollBar().setValue(self.dice.randrange(len(model.shelf) * ROW + 1)),
            self.pick,
            self.let_in,
            lambda: self.window.open_scope(self.note(self.dice.choice(SCOPES))),
        ]
        self.dice.choices(ways, (8, 4, 5, 1, 1))[0]()
        self.remember()

    def remember(self) -> None:
        """Take down which article is open, while its file is there."""
        article = self.window.desk.article
        if (
            article is not None
            and self.viewer.shown
            and article in self.library.shelf(SCOPES[0], hidden=True)
        ):
            self.opened = self.key_of(article)

    def press(self) -> None:
        """Press a key; what an undo brings back moves nothing either."""
        name = self.dice.choice(KEYS)
        self.done.append(name)
        press = self.window.commands[name].trigger
        if name in {"undo", "redo"}:
            self.bear(press)
        else:
            press()

    def let_in(self) -> None:
        """Click on the pill."""
        self.done.append("let in")
        before = self.look()
        elsewhere = set(self.window.list_model.rows.stands)
        numbers = self.window.list_pane.table.sight().rows
        self.window.list_pane.let_in_requested.emit()
        after, model = self.look(), self.window.list_model
        assert after.selected == before.selected
        assert model.waiting == 0
        assert [model.number(row) for row in range(model.rowCount())] == sorted(model.shelf, reverse=True)
        staying = [(number, top) for number, top in numbers if number not in elsewhere]
        if staying and not before.at_rest:
            bar = self.window.list_pane.table.verticalScrollBar()
            wanted = model.row(staying[0][0]) * ROW - staying[0][1]
            assert bar.value() == min(max(wanted, 0), bar.maximum())

    def note(self, scope: Scope) -> Scope:
        self.done.append(str(scope))
        return scope

    def pick(self) -> None:
        rows = self.window.list_pane.table.sight().rows
        if rows:
            number = self.dice.choice(rows)[0]
            self.done.append(f"pick {number}")
            if self.dice.random() < 0.6:
                self.window.open_article(number)
            else:
                self.window.list_pane.table.select(number)

    def key_of(self, number: int) -> str:
        row = self.window.list_model.row(number)
        if row >= 0:
            return self.window.list_model.item(row).row.key
        listing = self.library.listing(number)
        return listing.article.key if listing else ""

    def look(self) -> Seen:
        model, table = self.window.list_model, self.window.list_pane.table
        sight = table.sight()
        return Seen(
            tuple(model.item(row).row.key for row in range(model.rowCount())),
            tuple((self.key_of(number), top) for number, top in sight.rows),
            self.key_of(sight.selected) if sight.selected is not None else "",
            self.opened,
            sight.at_rest,
            len(self.viewer.shown),
        )

    def take(self) -> None:
        """Take over what the indexer committed, as the window does when it hears of it."""
        self.window.showing.adopt(self.library, self.library.load(self.window.list_model.shelf))

    def pull(self) -> None:
        self.done.append(self.pulls.pull())
        self.take()

    def bear(self, happen: Callable[[], object]) -> None:
        """Let something happen to the archive, and see that nothing moved."""
        before = self.look()
        happen()
        self.check(before, self.look())

    def check(self, before: Seen, after: Seen) -> None:
        now = {old: new for new, old in self.pulls.former.items()}
        there = {row.key for row in self.library.rows(list(self.library.shelf(SCOPES[0], hidden=True)))}

        def same(key: str, other: str) -> bool:
            while key != other and key in now:
                key = now[key]
            return key == other

        assert same(before.selected, after.selected), "the selected article"
        article = self.window.desk.article
        if before.opened:
            assert article is not None
            assert self.viewer.shown[-1] == article, "the page is of the article that is open"
            if article in self.library.shelf(SCOPES[0], hidden=True):
                assert same(before.opened, self.key_of(article)), "the open article"
                self.opened = self.key_of(article)
            elif before.opened in before.keys:
                assert self.key_of(article) == before.opened, "the row of the open article, which is gone"
        assert after.pages == before.pages, "no page was asked for anew"
        assert len(set(after.keys)) == len(after.keys), "nobody stands twice"
        self.check_rows(before, after, there, same)
        self.check_waiting(after)

    def check_rows(
        self, before: Seen, after: Seen, there: set[str], same: Callable[[str, str], bool]
    ) -> None:
        held = {before.selected, before.opened}
        places = iter(after.keys)
        stayed = [key for key in before.keys if key in there or key in held]
        if before.at_rest:
            shown = self.window.list_model.shelf
            assert len(after.keys) == len(shown)
            assert {self.window.list_model.number(row) for row in range(len(shown))} == set(shown)
            return
        for key in stayed:
            assert any(same(key, one) for one in places), f"{key} left its place, or the list"
        tops = [(key, top) for key, top in before.sight if any(same(key, one) for one in after.keys)]
        if tops:
            row = next(at for at, key in enumerate(after.keys) if same(tops[0][0], key))
            bar = self.window.list_pane.table.verticalScrollBar()
            assert bar.value() == min(max(row * ROW - tops[0][1], 0), bar.maximum()), "the view"

    def check_waiting(self, after: Seen) -> None:
        desk = self.window.desk
        wanted = self.library.shelf(desk.scope, desk.show)
        keys = {row.key for row in self.library.rows(list(wanted))}
        assert self.window.list_model.waiting == len(keys - set(after.keys)), "the pill"


@pytest.fixture
def reader(
    tmp_path: Path,
    home_places: Places,
    open_window: Callable[[Library | None], MainWindow],
    viewer: FakeViewer,
    request: pytest.FixtureRequest,
) -> Iterator[Reader]:
    dice = random.Random(request.param)
    pulls = Pulls(tmp_path / "posts", home_places, dice)
    pulls.begin(45)
    library = Library.open(pulls.root, home_places)
    window = open_window(library)
    yield Reader(window, viewer, pulls, dice)
    window.set_library(None)
    library.close()


@pytest.mark.parametrize("reader", range(RUNS), indirect=True)
def test_whatever_comes_nothing_moves_before_somebodys_eyes(reader: Reader) -> None:
    for step in range(STEPS):
        if reader.dice.random() < 0.7:
            reader.read_on()
            continue
        reader.done.append(f"--- step {step}")
        if reader.dice.random() < 0.1:
            reader.pulls.rebuild(lambda: reader.bear(reader.take))
            reader.bear(reader.take)
        else:
            reader.bear(reader.pull)
        if reader.library.settle():
            reader.bear(reader.take)
