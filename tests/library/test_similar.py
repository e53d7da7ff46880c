"""More like this: other versions of a story come first, whatever else shares its common words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.domain.query import Everything, Or, Text
from reader.library.library import Library
from reader.library.pages import Pages
from reader.library.querytext import LONGEST, in_category, parse, written
from reader.library.searching.similar import TELLING, WORDS, is_like, like
from reader.paths import Places, resources
from reader.storage.search.conditions import Run
from tests.archive import make, read_in
from tests.cli.calling import write_post

STORY = "海葵台风昨夜登陆浙江舟山，渔船全部回港避风，多条航线停航，电力抢修队伍连夜出动。"
SAME = "【快讯】海葵台风昨夜登陆浙江舟山，渔船全部回港避风。多条航线停航，抢修队伍出动。"
OTHER = "央行昨日开展逆回购操作，市场流动性合理充裕，多条信贷政策出台，利率下行。"


@pytest.fixture
def pages(tmp_path: Path, home_places: Places) -> Iterator[Pages]:
    root = make(tmp_path / "archive", 10)
    for name, text in (("one", STORY), ("two", SAME), ("three", OTHER), ("four", OTHER[:20])):
        write_post(root, f"2022-05-26-{name}", title="新闻", text=text)
    read_in(root, home_places, texts=True)
    library = Library.open(root, home_places)
    yield Pages(library, resources())
    library.close()


def keys(pages: Pages, key: str, limit: int = 5) -> list[str]:
    library = pages._library
    found = pages.similar(library.number_of(key), limit)
    return [library.listing(number).article.key for number in found]


def test_another_version_of_the_story_comes_first(pages: Pages) -> None:
    assert keys(pages, "2022-05-26-one")[0] == "2022-05-26-two"
    assert keys(pages, "2022-05-26-two")[0] == "2022-05-26-one"
    assert keys(pages, "2022-05-26-three")[0] == "2022-05-26-four"


def test_an_article_is_not_like_itself(pages: Pages) -> None:
    assert "2022-05-26-one" not in keys(pages, "2022-05-26-one", 100)
    assert len(keys(pages, "2022-05-26-one", 1)) == 1


def test_nothing_is_found_while_texts_are_not_indexed(pages: Pages) -> None:
    pages._library.texts.let_go()
    pages._library.texts._catalog = ""
    pages._library.texts._cache = Path("/nowhere")
    assert keys(pages, "2022-05-26-one") == []


def test_rare_words_are_chosen_that_stand_elsewhere_too() -> None:
    held = {("rare",): 2, ("common",): 90, ("here",): 1, ("all",): 100}

    def frequency(run: Run) -> int:
        return held.get(run.terms, 0)

    node = like("", "all here common rare nowhere", frequency, 100)
    assert node == Or((Text("rare", exact=True), Text("common", exact=True)))
    assert like("", "all here", frequency, 100) == Everything()


@given(st.text(max_size=300), st.text(max_size=3_000))
@example("新闻", STORY + OTHER)
def test_it_is_known_by_its_words(title: str, text: str) -> None:
    node = like(title, text, lambda _run: 2, 10)
    many = isinstance(node, Or) and len(node.parts) >= TELLING
    for asked in (written(node), in_category(written(node), "notes", date.min)):
        assert is_like(parse(asked, date.min).node) is many


MANY = " OR ".join(f'"word{at}"' for at in range(TELLING))


@pytest.mark.parametrize(
    ("asked", "alike"),
    [
        (MANY, True),
        (f"({MANY}) category:notes category:other", True),
        (MANY.removeprefix('"word0" OR '), False),
        (MANY.replace('"', ""), False),
        (MANY.replace("word0", "two words"), False),
        (MANY.replace("word0", "Word0"), False),
        (f"title:{MANY}", False),
        (f"({MANY}) notes", False),
        ("category:notes category:other", False),
        ("", False),
    ],
)
def test_what_somebody_typed_is_not_taken_for_it(asked: str, *, alike: bool) -> None:
    assert is_like(parse(asked, date.min).node) is alike


@given(st.text(max_size=300), st.text(max_size=3_000), st.integers(0, 10))
def test_what_it_asks_for_can_be_written_as_a_query(title: str, text: str, held: int) -> None:
    node = like(title, text, lambda _run: held, 10)
    parts = node.parts if isinstance(node, Or) else ()
    assert len(parts) <= WORDS
    query = written(node)
    assert len(query) <= LONGEST
    assert parse(query, date.min).node == node
