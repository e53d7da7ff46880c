from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path

from reader.library.placing import Placing, Terms
from reader.library.titles import Namer, first_guess, name_terms, tags_name_sources
from reader.storage.catalog_writer import CatalogWriter
from reader.storage.rows import Placed, TermKind


def article(number: int, categories: str, tags: str) -> Placed:
    return Placed(number, 1, "", "", 0, 0, "", None, categories, tags, 1, 0)


def test_tags_are_counted_beside_the_categories_they_stand_by(tmp_path: Path) -> None:
    with closing(CatalogWriter(tmp_path / "c.sqlite", fresh=True)) as writer, writer.batch():
        placing = Placing(writer)
        placing.put(None, article(1, "1 2", "11 12"))
        placing.put(None, article(2, "1", "11 13"))
        placing.put(article(2, "1", "11 13"), None)
        placing.write()
        assert (writer.tags_beside(1), writer.tags_beside(2)) == (Counter({11: 1}), Counter({12: 1}))


def test_a_category_is_named_again_when_its_first_tag_changes(tmp_path: Path) -> None:
    asked: list[tuple[str, str, dict[str, int]]] = []

    def name(slug: str, page: str, tags: Counter[str], by_tags: bool) -> str:  # noqa: ARG001, FBT001 - a namer is given it
        asked.append((slug, page, dict(tags)))
        return min(tags, key=lambda tag: (-tags[tag], tag))

    with closing(CatalogWriter(tmp_path / "c.sqlite", fresh=True)) as writer, writer.batch():
        terms, placing = Terms(writer), Placing(writer)
        category = int(terms.ids(TermKind.CATEGORY, ("harbour",)))
        one, two = terms.ids(TermKind.TAG, ("港口", "海港")).split()
        for number, tag in enumerate([one, two, two]):
            placing.put(None, article(number, str(category), tag))
            placing.write()
            name_terms(writer, terms, [category], Namer(name, lambda text: (text, text[:1])))
        assert asked == [("harbour", "", {"港口": 1}), ("harbour", "", {"港口": 1, "海港": 1})]
        assert terms.rows[category].name == "海港"
        assert terms.rows[category].initials == "海"


def test_the_first_guess_is_a_tag_a_page_or_the_slug() -> None:
    namer = first_guess()
    assert namer.category("s", "page", Counter({"a": 1, "b": 2}), True) == "b"
    assert namer.category("s", "page", Counter({"a": 1, "b": 2}), False) == "page"
    assert namer.category("s", "page", Counter(), True) == "page"
    assert namer.category("s", "", Counter(), True) == "s"
    assert namer.sound("名") == ("", "")


def test_an_archive_that_tags_by_source_is_known_by_its_tags() -> None:
    assert tags_name_sources(["财联社新闻", "36氪新闻", "站长消息"])
    assert not tags_name_sources(["travel", "新闻", "food"])
    assert not tags_name_sources([])
