from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from reader.content.searchable import is_word, run_of, searchable, terms_of, with_title
from reader.domain.errors import QueryError, SearchBusyError, SearchError
from reader.storage.search.conditions import All, Any, Mark, Not, Run
from reader.storage.search.folder import discard_others, folder_of
from reader.storage.search.index import SearchIndex
from reader.storage.search.writer import Entry, SearchWriter
from tests.privileges import no_more_files, ordinary_user

ALPHABET = "中国公司的经济骊aB1 。，\n\u00e9\u842c"
BODIES = st.lists(st.text(ALPHABET, max_size=12), min_size=1, max_size=6)


def _entry(number: int, title: str, text: str, author: str = "", marks: str = "") -> Entry:
    found = with_title(title, searchable(text, {"author": author}, marks))
    return Entry(number, found.text, terms_of(title), found.common, found.author, found.marks)


def _fill(path: Path, entries: Iterable[Entry]) -> SearchIndex:
    with closing(SearchWriter(path)) as writer:
        writer.put(entries, instead=False)
        writer.commit()
    return SearchIndex(path)


def _run(text: str) -> Run:
    terms, pairs = run_of(text)
    return Run(terms, pairs, prefix=bool(terms) and is_word(terms[-1]))


def _holds(wanted: tuple[str, ...], title: str, text: str) -> bool:
    """Whether terms stand one after the other, the last perhaps as a longer word's beginning."""
    held = with_title(title, searchable(text, {}, "")).text.split()
    for start in range(len(held) - len(wanted) + 1):
        *whole, last = held[start : start + len(wanted)]
        begins = last.startswith(wanted[-1]) if is_word(wanted[-1]) else last == wanted[-1]
        if begins and tuple(whole) == wanted[:-1]:
            return True
    return False


@settings(max_examples=60, deadline=None)
@given(BODIES, st.data())
def test_hits_are_those_of_a_look_at_every_text(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str], data: st.DataObject
) -> None:
    titles = [body[:3] for body in bodies]
    index = _fill(
        tmp_path_factory.mktemp("index"),
        [_entry(number, titles[number], body) for number, body in enumerate(bodies)],
    )
    whole = data.draw(st.sampled_from(bodies))
    start = data.draw(st.integers(0, len(whole)))
    taken = whole[start : start + data.draw(st.integers(1, 6))]
    for wanted in (taken, data.draw(st.text(ALPHABET, max_size=3))):
        terms, _ = run_of(wanted)
        if terms:
            right = BitMap([n for n, body in enumerate(bodies) if _holds(terms, titles[n], body)])
            assert index.all(_run(wanted)) == right, wanted


def test_conditions(tmp_path: Path) -> None:
    index = _fill(
        tmp_path,
        [
            _entry(1, "央行降准", "市场反应平淡。", "李明"),
            _entry(2, "市场早报", "央行昨天没有动作。", marks="<img>"),
            _entry(3, "English", "The bankers and the Banking crisis"),
        ],
    )
    bank = Run(("央", "行"))
    assert index.all(bank) == BitMap([1, 2])
    assert index.all(Run(("央", "行"), field="title")) == BitMap([1])
    assert index.all(Run(("李", "明"), field="author")) == BitMap([1])
    assert index.all(Mark("image")) == BitMap([2])
    assert index.all(All((bank, Not(Mark("image"))))) == BitMap([1])
    assert index.all(Any((Mark("image"), Run(("bank",), prefix=True)))) == BitMap([2, 3])
    assert index.all(Run(("bank",))) == BitMap()
    assert index.all(Run(("and", "the", "bank"), prefix=True)) == BitMap([3])
    assert index.all(Run(("the", "bank", "and"), prefix=True)) == BitMap()
    assert index.all(Not(bank)) == BitMap([3])
    assert index.all(All(())) == BitMap([1, 2, 3])


def test_signs_that_mean_something_in_an_expression_are_signs(tmp_path: Path) -> None:
    index = _fill(tmp_path, [_entry(1, "a.b", "c+d*e"), _entry(2, "axb", "(a|b)")])
    assert index.all(_run("a.b")) == BitMap([1])
    assert index.all(_run("+d")) == BitMap([1])
    assert index.all(_run("(a")) == BitMap([2])


def test_the_newest_come_first_and_in_parts(tmp_path: Path) -> None:
    index = _fill(tmp_path, [_entry(number, "题", "文") for number in range(0, 1000, 2)])
    found = index.newest(_run("文"), 3)
    assert (found.numbers, found.total) == ([998, 996, 994], 500)
    assert index.newest(_run("文"), 2, below=994).numbers == [992, 990]
    assert index.newest(_run("文"), 9, since=994).numbers == [998, 996, 994]
    for recent in (0, 700, 900, 2000):
        among_the_newest = list(index.slices(_run("文"), 100, recent=recent))
        assert BitMap().union(*among_the_newest) == BitMap(range(0, 1000, 2))
        assert among_the_newest[0] == BitMap(range(800, 1000, 2))
    assert BitMap().union(*index.slices(_run("文"), 100, 500, 100)) == BitMap(range(0, 500, 2))
    parts = list(index.slices(_run("文"), 100))
    assert len(parts) == 2
    assert parts[0] == BitMap(range(800, 1000, 2))
    assert parts[0] | parts[1] == BitMap(range(0, 1000, 2))


def test_the_best_are_where_it_is_said_most(tmp_path: Path) -> None:
    entries = [_entry(1, "题", "央行"), _entry(2, "央行", "央行。央行。"), _entry(3, "题", "别的")]
    found = _fill(tmp_path, entries).best(Run(("央", "行")), 10)
    assert (found.numbers, found.total) == ([2, 1], 2)


def test_what_changes_is_found_after_the_next_commit(tmp_path: Path) -> None:
    index = _fill(tmp_path, [_entry(1, "题", "旧文"), _entry(2, "题", "别的")])
    with closing(SearchWriter(tmp_path)) as writer:
        writer.put([_entry(1, "题", "新文")])
        writer.remove([2])
        writer.put([_entry(3, "题", "未写")])
        assert index.all(_run("旧文")) == BitMap([1])
        writer.commit()
        writer.put([_entry(4, "题", "未写")])
    index.reload()
    assert index.all(_run("旧文")) == BitMap()
    assert index.all(_run("文")) == BitMap([1])
    assert index.all(_run("未写")) == BitMap([3])
    assert len(index) == 2


def test_an_index_that_is_not_there_or_damaged_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SearchError):
        SearchIndex(tmp_path / "none")
    _fill(tmp_path, [_entry(1, "题", "文")])
    for file in tmp_path.glob("*.term"):
        file.write_bytes(file.read_bytes()[:10])
    with pytest.raises(SearchError):
        SearchIndex(tmp_path).all(_run("文"))
    (tmp_path / "meta.json").write_text("{", "utf-8")
    with pytest.raises(SearchError):
        SearchWriter(tmp_path)


def test_many_small_parts_are_made_one_before_the_writer_is_closed(tmp_path: Path) -> None:
    with closing(SearchWriter(tmp_path)) as writer:
        for part in range(8):
            numbers = range(part * 500, part * 500 + 500)
            writer.put([_entry(number, "题", f"第{number}号" * 100) for number in numbers], instead=False)
            writer.commit()
    kept = {path.name.partition(".")[0] for path in tmp_path.glob("*.term")}
    assert (len(kept), len(SearchIndex(tmp_path))) == (1, 4_000)


def test_it_is_told_whether_parts_are_being_made_one(tmp_path: Path) -> None:
    with closing(SearchWriter(tmp_path)) as writer:
        writer.put([_entry(1, "题", "文")])
        writer.commit()
        assert not writer.merging
        begun = tmp_path / f"{'0' * 32}.idx"
        begun.touch()
        assert writer.merging
        begun.unlink()
        assert not writer.merging
        writer.put([_entry(2, "题", "文")])
        writer.commit()
        assert not writer.merging


def test_a_writer_that_is_left_at_once_leaves_what_was_committed(tmp_path: Path) -> None:
    writer = SearchWriter(tmp_path)
    writer.put([_entry(1, "题", "文")])
    writer.commit()
    writer.put([_entry(2, "题", "文")])
    writer.close(at_once=True)
    with closing(SearchWriter(tmp_path)) as another:
        assert len(another) == 1


@pytest.mark.parametrize("blank", "\x0b\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029\u00a0\u3000\u2009")
def test_what_unicode_takes_for_a_blank_stands_between_words(tmp_path: Path, blank: str) -> None:
    index = _fill(tmp_path, [_entry(1, f"a{blank}title", f"red{blank}green{blank}blue")])
    for wanted in ("red green", f"red{blank}green", "green blue"):
        assert index.all(_run(wanted)) == BitMap([1])
    assert index.all(Run(("a", "title"), field="title")) == BitMap([1])


def test_why_an_index_cannot_be_written_is_told_at_the_next_entry(tmp_path: Path) -> None:
    """The engine writes in a thread of its own, and says afterwards only that it has ended."""
    many = [_entry(number, "题", f"第{number}号" * 50) for number in range(500)]
    with closing(SearchWriter(tmp_path)) as writer:
        writer.put(many, instead=False)
        writer.commit()
        with no_more_files(), pytest.raises(SearchBusyError, match="Too many open files"):
            writer.put(many * 200)
    assert len(SearchIndex(tmp_path)) == 500


def test_an_index_that_may_not_be_read_now_is_not_taken_for_damaged(tmp_path: Path) -> None:
    _fill(tmp_path, [_entry(1, "题", "文")])
    index = SearchIndex(tmp_path)
    for name in ("meta.json", ".managed.json"):
        (tmp_path / name).chmod(0)
        with ordinary_user():
            for use in (partial(SearchIndex, tmp_path), partial(SearchWriter, tmp_path), index.reload):
                if name == "meta.json" or use != index.reload:
                    with pytest.raises(SearchBusyError):
                        use()
        (tmp_path / name).chmod(0o600)
    with no_more_files(), pytest.raises(SearchBusyError):
        SearchIndex(tmp_path)
    index.reload()
    assert SearchIndex(tmp_path).all(_run("文")) == index.all(_run("文")) == BitMap([1])


def test_indexes_of_former_catalogs_go(tmp_path: Path) -> None:
    discard_others(tmp_path, "new")
    _fill(folder_of(tmp_path, "old"), [])
    _fill(folder_of(tmp_path, "new"), [])
    discard_others(tmp_path, "new")
    assert [path.name for path in (tmp_path / "search").iterdir()] == [folder_of(tmp_path, "new").name]


def test_a_beginning_of_very_many_words_is_no_fault_of_the_index(tmp_path: Path) -> None:
    entries = [_entry(number, "题", f"第1{number:05}号 a1{number:05}") for number in range(17_000)]
    entries.append(_entry(20_000, "题", "第1 回"))
    index = _fill(tmp_path, entries)
    assert len(index.all(_run("第1"))) == 17_001
    assert len(index.all(_run("第10"))) == 10_000
    assert len(index.all(_run("a1"))) == 17_000


def test_what_the_engine_takes_no_query_of_is_no_fault_of_the_index(tmp_path: Path) -> None:
    index = _fill(tmp_path, [_entry(1, "题", "文")])
    with pytest.raises(QueryError):
        index.all(Run(("\udcff",)))
    assert index.all(_run("a\udcff")) == BitMap()
