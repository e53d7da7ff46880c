"""Texts are put in the search index step by step: between two steps anything may happen to the archive."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from reader.domain.errors import SearchBusyError
from reader.domain.site import Site
from reader.indexer import _namer
from reader.library import texts
from reader.library.pool import Pool
from reader.library.reading import Rules
from reader.library.texts import Texts
from reader.library.updating import Update
from reader.paths import Places
from reader.sources.folder import FileInfo
from reader.storage.catalog import NAME
from reader.storage.search.folder import is_usable, note_damage
from reader.storage.search.index import SearchIndex
from tests.archive import make, post, read_here, read_in, stem
from tests.library.test_searched_texts import _folder as folder_of
from tests.library.test_searched_texts import found
from tests.privileges import ordinary_user

POSTS = 10
SEA = "海边小城"


@dataclass
class Steps:
    """Texts of an archive that is in the catalog; ``told``: what they report."""

    root: Path
    places: Places
    told: list[dict[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.catalog = self.places.archive_cache(self.root) / NAME
        self.texts = Texts(self.root, self.catalog, read_here, self.told.append)

    def take(self, steps: int) -> None:
        """Take some steps, or all that there are."""
        while steps and self.texts.step():
            steps -= 1

    def update(self, *paths: Path, urge: bool = True) -> None:
        """Take in what has become of some files."""
        names = [path.relative_to(self.root).as_posix() for path in paths]
        updated = Update(self.root, self.catalog, read_here, _namer).run(names)
        assert updated is not None
        if urge and updated.generation is not None:
            self.texts.urge(updated.unsearched, updated.generation)

    def finish(self) -> None:
        self.take(-1)
        self.texts.close()

    def write(self, number: int, body: str) -> Path:
        """Write a post, or another body into one that is there."""
        name = f"{stem(number)}.md"
        path = next(iter(self.root.glob(f"*/{name}")), self.root / "_posts" / name)
        path.write_text(post(number, body=body), "utf-8")
        return path

    def found(self, text: str) -> set[str]:
        return found(self.root, self.places, text)

    def held(self) -> int:
        return len(SearchIndex(folder_of(self.root, self.places)))

    def lacking(self) -> int:
        with closing(sqlite3.connect(self.catalog)) as catalog:
            return int(catalog.execute("SELECT count(*) FROM unsearched").fetchone()[0])


def of(*numbers: int) -> set[str]:
    return {stem(number) for number in numbers}


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in {"STEP": 2, "FIRST": 4, "PART": 4}.items():
        monkeypatch.setattr(texts, name, size)


@pytest.fixture
def steps(tmp_path: Path, home_places: Places) -> Steps:
    root = make(tmp_path / "archive", POSTS)
    read_in(root, home_places)
    return Steps(root, home_places)


def test_what_changed_while_the_folder_is_away_waits_for_it(steps: Steps, tmp_path: Path) -> None:
    """Real workers, who cannot open a folder that is gone."""
    steps.finish()
    names = [f"{folder}/{stem(number)}.md" for number in range(3) for folder in ("_posts", "old_post")]
    for number in range(3):
        steps.write(number, "山间驿站")
    with closing(Pool(1)) as pool:
        steps.texts.read = pool.read
        steps.update(*(path for name in names if (path := steps.root / name).exists()))
        steps.root.rename(tmp_path / "away")
        steps.take(-1)
        rules = Rules(steps.root, Site("jekyll"), 0, searched=True)
        gone = [one for part in pool.read(rules, [(FileInfo(names[0], 1, 1), 0)]) for one in part]
        assert [(one.digest, one.crashed) for one in gone] == [(0, False)]
        (tmp_path / "away").rename(steps.root)
        assert steps.lacking() == 3
        steps.finish()
    assert steps.found("山间驿站") == of(0, 1, 2)
    assert steps.lacking() == 0


def test_a_text_that_could_not_be_read_is_known_to_be_lacking(steps: Steps) -> None:
    path = next(iter(steps.root.glob(f"*/{stem(4)}.md")))
    path.rename(path.with_suffix(".away"))
    steps.take(-1)
    assert steps.texts.unread
    path.with_suffix(".away").rename(path)
    steps.finish()
    assert steps.lacking() == 1
    steps.take(-1)
    assert (steps.lacking(), steps.texts.unread) == (0, False)
    steps.texts.close()


def test_an_index_that_may_not_be_read_now_is_left_as_it_is(steps: Steps) -> None:
    steps.finish()
    steps.update(steps.write(0, "山间驿站"))
    index = folder_of(steps.root, steps.places)
    before = sorted(index.rglob("*.term"))
    (index / "meta.json").chmod(0)
    with ordinary_user(), pytest.raises(SearchBusyError):
        steps.take(1)
    (index / "meta.json").chmod(0o600)
    assert (steps.lacking(), sorted(index.rglob("*.term"))) == (1, before)
    steps.finish()
    assert steps.found("山间驿站") == of(0)


def test_the_newest_are_found_first(steps: Steps) -> None:
    steps.take(3)
    assert steps.found(SEA) == of(0, 1, 2, 3)
    steps.finish()
    assert steps.found(SEA) == of(*range(POSTS))


def test_what_has_changed_comes_before_all_others(steps: Steps) -> None:
    steps.take(1)
    steps.update(steps.write(-1, "全新的文章"), steps.write(9, "改写的文章"))
    steps.take(1)
    assert steps.found("文章") == of(-1, 9)
    assert steps.found(SEA) == of(0, 1)
    steps.finish()
    assert steps.found("文章") == of(-1, 9)
    assert steps.found(SEA) == of(*range(9))
    assert (steps.held(), steps.lacking()) == (POSTS + 1, 0)


def test_what_has_changed_does_not_wait_until_a_part_before_it_is_committed(steps: Steps) -> None:
    steps.take(2)
    steps.update(steps.write(-1, "全新的文章"))
    steps.told.clear()
    steps.take(1)
    assert [event for event in steps.told if event["event"] == "searchable"] == [
        {"event": "searchable", "articles": 5}
    ]
    assert steps.found("文章") == of(-1)
    assert steps.found(SEA) == of(0, 1, 2, 3)


def test_more_than_a_step_of_changes_comes_before_all_others(steps: Steps) -> None:
    steps.take(1)
    changed = [5, 6, 7, 8, 9]
    steps.update(*(steps.write(number, "改写的文章") for number in changed))
    steps.take(3)
    assert steps.found("文章") == of(*changed)
    assert steps.found(SEA) == of(0, 1)


@pytest.mark.parametrize("taken", [1, 2])
@pytest.mark.parametrize("urge", [True, False])
def test_an_article_that_changes_before_its_part_is_committed_is_put_in_once_more(
    steps: Steps, *, urge: bool, taken: int
) -> None:
    steps.take(taken)
    gone = next(steps.root.glob(f"*/{stem(1)}.md"))
    gone.unlink()
    steps.update(steps.write(0, "改写的文章"), gone, urge=urge)
    steps.finish()
    assert steps.found("文章") == of(0)
    assert steps.found(SEA) == of(*range(2, POSTS))
    assert (steps.held(), steps.lacking()) == (POSTS - 1, 0)


def test_an_article_that_changed_and_cannot_be_read_now_is_read_another_time(steps: Steps) -> None:
    steps.take(1)
    path = steps.write(0, "改写的文章")
    steps.update(path)
    path.rename(steps.root / "away")
    steps.finish()
    assert (steps.found("文章"), steps.lacking()) == (set(), 1)
    (steps.root / "away").rename(path)
    steps.finish()
    assert (steps.found("文章"), steps.lacking()) == (of(0), 0)


def test_a_look_at_the_whole_folder_between_two_steps(steps: Steps) -> None:
    steps.take(1)
    steps.write(0, "改写的文章")
    steps.write(-1, "全新的文章")
    read_in(steps.root, steps.places)
    steps.take(1)
    steps.finish()
    assert steps.found("文章") == of(-1, 0)
    assert (steps.held(), steps.lacking()) == (POSTS + 1, 0)


def test_who_is_ended_repeats_one_part_at_most(steps: Steps) -> None:
    steps.take(4)
    steps.texts.close(at_once=True)
    assert (steps.held(), steps.lacking()) == (4, POSTS - 4)
    again = Steps(steps.root, steps.places)
    again.finish()
    assert again.told[-2] == {"event": "texts", "done": POSTS - 4, "total": POSTS - 4}
    assert (again.held(), again.lacking()) == (POSTS, 0)


@pytest.mark.parametrize("taken", [1, 3, 4])
def test_an_index_that_is_deleted_or_damaged_between_two_steps_is_made_anew(steps: Steps, taken: int) -> None:
    steps.take(taken)
    shutil.rmtree(folder_of(steps.root, steps.places), ignore_errors=True)  # it is being written
    steps.take(taken)
    note_damage(folder_of(steps.root, steps.places))
    steps.finish()
    assert steps.found(SEA) == of(*range(POSTS))
    assert (steps.held(), steps.lacking()) == (POSTS, 0)
    assert is_usable(folder_of(steps.root, steps.places))


def test_a_catalog_that_is_made_anew_between_two_steps_has_an_index_of_its_own(steps: Steps) -> None:
    steps.take(3)
    former = folder_of(steps.root, steps.places)
    steps.catalog.unlink()
    read_in(steps.root, steps.places)
    steps.finish()
    assert not former.exists()
    assert steps.found(SEA) == of(*range(POSTS))


def test_a_folder_that_goes_away_between_two_steps_is_read_on_when_it_is_back(steps: Steps) -> None:
    steps.take(1)
    steps.root.rename(steps.root.with_name("away"))
    steps.finish()
    steps.root.with_name("away").rename(steps.root)
    assert steps.found(SEA) == of(0, 1)
    steps.finish()
    assert steps.found(SEA) == of(*range(POSTS))


def test_how_far_it_is_never_goes_back(steps: Steps) -> None:
    steps.take(2)
    steps.update(steps.write(-1, "全新的文章"), steps.write(0, "改写的文章"))
    steps.take(2)
    next(steps.root.glob(f"*/{stem(9)}.md")).unlink()
    steps.write(-2, "全新的文章")
    read_in(steps.root, steps.places)
    steps.finish()
    far = [event for event in steps.told if event["event"] == "texts"]
    pairs = [(int(str(event["done"])), int(str(event["total"]))) for event in far]
    assert pairs == sorted(pairs)
    assert all(done <= total for done, total in pairs)
    assert pairs[-1][0] == pairs[-1][1]


class Between(RuleBasedStateMachine):
    """Steps, and all that may happen between two of them."""

    PHRASES = ("央行降准", "公司表示", "萬科后面")
    root: Path
    places: Places

    @initialize()
    def begin(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        make(self.root, POSTS)
        read_in(self.root, self.places)
        self.bodies = dict.fromkeys(range(POSTS), SEA)
        self.steps = Steps(self.root, self.places)
        self.touched: list[Path] = []

    @rule()
    def step(self) -> None:
        self.steps.take(1)

    @rule(number=st.integers(-3, POSTS - 1), body=st.sampled_from(PHRASES))
    def write(self, number: int, body: str) -> None:
        self.touched.append(self.steps.write(number, body))
        self.bodies[number] = body

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        if len(self.bodies) > 1:
            number = data.draw(st.sampled_from(sorted(self.bodies)))
            path = next(self.root.glob(f"*/{stem(number)}.md"))
            path.unlink()
            self.touched.append(path)
            del self.bodies[number]

    @rule(urge=st.booleans())
    def update(self, *, urge: bool) -> None:
        self.steps.update(*self.touched, urge=urge)
        self.touched.clear()

    @rule()
    def look_at_all(self) -> None:
        read_in(self.root, self.places)
        self.touched.clear()

    @rule(at_once=st.booleans())
    def end(self, *, at_once: bool) -> None:
        self.steps.texts.close(at_once=at_once)
        self.steps = Steps(self.root, self.places)

    def teardown(self) -> None:
        if not hasattr(self, "bodies"):
            return
        self.update(urge=True)
        self.steps.finish()
        for phrase in (SEA, *self.PHRASES):
            right = of(*(number for number, body in self.bodies.items() if body == phrase))
            assert self.steps.found(phrase) == right
        assert (self.steps.held(), self.steps.lacking()) == (len(self.bodies), 0)


def test_whatever_happens_between_steps_all_is_found_in_the_end(tmp_path: Path, home_places: Places) -> None:
    class Here(Between):
        root = tmp_path / "random"
        places = home_places

    case = Here.TestCase
    case.settings = settings(max_examples=20, stateful_step_count=15, deadline=None)
    case().runTest()
