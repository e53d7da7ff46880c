"""What the person did survives everything that an archive does to its files."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader.domain.changes import Mark
from reader.domain.errors import CatalogError
from reader.library.library import Library
from reader.paths import Places
from reader.storage.state import State
from tests.archive import make, post, read_in, stem

NAME = f"{stem(1)}.md"
POST = f"_posts/{NAME}"
LONG = "山上的果园今年收成很好，苹果、梨和核桃都比去年多，村里人忙着采摘、装箱、运到集市上去卖，孩子们帮忙。"


@pytest.fixture
def root(tmp_path: Path, home_places: Places) -> Path:
    """An archive in which post 1 is read, starred and half way through."""
    root = make(tmp_path / "archive", 6)
    (root / POST).write_text(post(1, body=LONG), "utf-8")
    read_in(root, home_places)
    library = Library.open(root, home_places)
    library.settle()
    number = library.number_of(stem(1))
    assert number is not None
    library.mark([number], Mark.READ, True)
    library.mark([number], Mark.STARRED, True)
    library.set_position(number, 0.5)
    library.close()
    return root


def seen(root: Path, places: Places) -> list[tuple[str, bool, bool, float]]:
    """Index, settle, and return path and marks of every article that has any."""
    read_in(root, places)
    library = Library.open(root, places)
    try:
        library.settle()
        library.reload()
        found = []
        for number in library.read | library.starred:
            listing = library.listing(number)
            assert listing is not None
            marks = library.is_read(number), library.is_starred(number), library.position(number)
            found.append((listing.article.path, *marks))
        return found
    finally:
        library.close()


def kept(path: str) -> list[tuple[str, bool, bool, float]]:
    return [(path, True, True, 0.5)]


def rewritten(root: Path, text: str) -> None:
    (root / POST).write_text(text, "utf-8")


def moved(root: Path, new: str, text: str | None = None) -> None:
    (root / POST).rename(root / new)
    if text is not None:
        (root / new).write_text(text, "utf-8")


@pytest.mark.parametrize("without_cache", [False, True])
@pytest.mark.parametrize(
    ("what", "path"),
    [
        (lambda _: None, POST),
        (lambda root: moved(root, f"old_post/{NAME}"), f"old_post/{NAME}"),
        (lambda root: moved(root, f"old_post/{NAME}", post(1, body="别的文字")), f"old_post/{NAME}"),
        (lambda root: moved(root, "_posts/2022-05-31-renamed.md"), "_posts/2022-05-31-renamed.md"),
        (lambda root: moved(root, "old_post/2022-05-30-both.md"), "old_post/2022-05-30-both.md"),
        (lambda root: rewritten(root, post(1, title="别的标题", body="别的文字")), POST),
        (lambda root: rewritten(root, post(1, body=LONG).replace("17:30:00", "09:00:00")), POST),
        (lambda root: rewritten(root, post(1, body=LONG).replace("riverside", "elsewhere")), POST),
        (lambda root: rewritten(root, post(1, body=LONG, more="permalink: /here.html\n")), POST),
        (lambda root: rewritten(root, post(1, body="x", more="id: one\n")), POST),
        (
            lambda root: moved(root, f"old_post/{NAME}", post(1, body="x", more="id: one\n")),
            f"old_post/{NAME}",
        ),
    ],
    ids=[
        "nothing",
        "moved",
        "moved and rewritten",
        "renamed",
        "moved and renamed",
        "rewritten",
        "another date",
        "another category",
        "permalink",
        "id and other text",
        "id, moved and other text",
    ],
)
def test_marks_follow(
    root: Path,
    home_places: Places,
    what: Callable[[Path], None],
    path: str,
    without_cache: bool,  # noqa: FBT001
) -> None:
    what(root)
    if without_cache:
        shutil.rmtree(home_places.cache)
    assert seen(root, home_places) == kept(path)
    assert seen(root, home_places) == kept(path)


def test_while_both_folders_hold_it_and_after(root: Path, home_places: Places) -> None:
    shutil.copy(root / POST, root / "old_post" / NAME)
    assert seen(root, home_places) == kept(POST)
    (root / POST).unlink()
    assert seen(root, home_places) == kept(f"old_post/{NAME}")
    shutil.copy(root / "old_post" / NAME, root / POST)
    assert seen(root, home_places) == kept(POST)


def test_a_post_that_vanishes_and_comes_back_is_not_unread_again(root: Path, home_places: Places) -> None:
    text = (root / POST).read_bytes()
    (root / POST).unlink()
    assert seen(root, home_places) == []
    assert seen(root, home_places) == []
    (root / POST).write_bytes(text)
    assert seen(root, home_places) == kept(POST)


def test_a_new_post_at_a_place_that_was_left_inherits_nothing(root: Path, home_places: Places) -> None:
    moved(root, "_posts/2022-05-31-renamed.md")
    assert seen(root, home_places) == kept("_posts/2022-05-31-renamed.md")
    (root / "_posts" / "2022-05-31-renamed.md").write_text(post(1, body=LONG, more="id: one\n"), "utf-8")
    assert seen(root, home_places) == kept("_posts/2022-05-31-renamed.md")
    (root / "_posts" / "2022-05-31-other.md").write_text(post(3, title="other", body=LONG * 2), "utf-8")
    assert seen(root, home_places) == kept("_posts/2022-05-31-renamed.md")


def test_a_near_copy_that_was_there_all_the_time_inherits_nothing(root: Path, home_places: Places) -> None:
    (root / "_posts" / "2022-05-31-twin.md").write_text(post(1, body=LONG), "utf-8")
    assert seen(root, home_places) == kept(POST)
    (root / POST).unlink()
    assert seen(root, home_places) == []


def test_marks_survive_a_cache_that_is_deleted_while_open(root: Path, home_places: Places) -> None:
    library = Library.open(root, home_places)
    shutil.rmtree(home_places.cache)
    read_in(root, home_places)
    assert library.reload()
    number = library.number_of(stem(1))
    assert number is not None
    assert library.is_read(number)
    other = library.number_of(stem(2))
    assert other is not None
    library.mark([other], Mark.READ, True)
    library.close()
    assert [path for path, *_ in seen(root, home_places)] == [f"_posts/{stem(2)}.md", POST]


def test_before_the_first_run_has_ended_nothing_is_settled(root: Path, home_places: Places) -> None:
    shutil.rmtree(home_places.cache)
    library = Library.open(root, home_places)
    with pytest.raises(CatalogError):
        library.settle()
    library.close()


def test_an_archive_that_was_moved_on_the_disk_keeps_its_marks(root: Path, home_places: Places) -> None:
    elsewhere = root.with_name("elsewhere")
    with closing(State(home_places.state)) as state:
        state.keep_text(str(root), "a key", "what it said", replace=False)
    root.rename(elsewhere)
    assert seen(elsewhere, home_places) == kept(POST)
    with closing(State(home_places.state)) as state:
        assert state.text(str(elsewhere), "a key") == "what it said"
    elsewhere.rename(root)
    assert seen(root, home_places) == kept(POST)


def test_an_archive_that_was_moved_on_the_disk_keeps_its_searches(root: Path, home_places: Places) -> None:
    elsewhere = root.with_name("elsewhere")
    with closing(Library.open(root, home_places)) as library:
        for text in ("降准", "word"):
            library.saved.save("", text)
    root.rename(elsewhere)
    with closing(Library.open(elsewhere, home_places)) as library:
        library.saved.save("mine", "word")
    assert seen(elsewhere, home_places) == kept(POST)
    with closing(Library.open(elsewhere, home_places)) as library:
        assert [(one.name, one.query) for one in library.saved.all()] == [("mine", "word"), ("降准", "降准")]
    with closing(State(home_places.state)) as state:
        assert [one.query for one in state.searches(str(root))] == ["降准", "word"], "it is kept for good"


def test_a_copy_of_an_archive_that_is_still_there_starts_afresh(root: Path, home_places: Places) -> None:
    shutil.copytree(root, root.with_name("copy"))
    assert seen(root.with_name("copy"), home_places) == []


def test_another_archive_with_equal_names_is_another_archive(root: Path, home_places: Places) -> None:
    root.rename(root.with_name("unplugged"))
    other = make(root.with_name("other"), 6)
    for number in range(6):
        file = next(other.rglob(f"{stem(number)}.md"))
        file.write_text(post(number, title="x", body=f"其他的内容 {number} " * 20), "utf-8")
    assert seen(other, home_places) == []


def test_marks_made_while_a_moved_archive_was_read_are_kept_too(root: Path, home_places: Places) -> None:
    elsewhere = root.with_name("elsewhere")
    root.rename(elsewhere)
    read_in(elsewhere, home_places)
    library = Library.open(elsewhere, home_places)
    number = library.number_of(stem(4))
    assert number is not None
    library.mark([number], Mark.READ, True)
    assert library.settle() == 1
    library.close()
    assert {path for path, *_ in seen(elsewhere, home_places)} == {POST, f"old_post/{stem(4)}.md"}


def test_export_and_import_on_an_empty_machine(root: Path, home_places: Places, tmp_path: Path) -> None:
    library = Library.open(root, home_places)
    out = io.StringIO()
    assert library.upkeep.export_state(out) == 1
    library.close()
    line = json.loads(out.getvalue())
    assert (line["key"], line["read"], line["starred"], line["position"]) == (stem(1), True, True, 0.5)
    new = Places(tmp_path / "c", tmp_path / "d", tmp_path / "s")
    copy = shutil.copytree(root, tmp_path / "copy")
    library = Library.open(copy, new)
    assert library.upkeep.import_state([*out.getvalue().splitlines(), "not a line"]) == (1, 1)
    library.close()
    assert seen(copy, new) == kept(POST)


def test_imported_marks_find_articles_that_were_renamed_meanwhile(
    root: Path, home_places: Places, tmp_path: Path
) -> None:
    library = Library.open(root, home_places)
    out = io.StringIO()
    library.upkeep.export_state(out)
    library.close()
    new = Places(tmp_path / "c", tmp_path / "d", tmp_path / "s")
    copy = shutil.copytree(root, tmp_path / "copy")
    (copy / POST).rename(copy / "old_post" / "2022-05-31-renamed.md")
    library = Library.open(copy, new)
    library.upkeep.import_state(out.getvalue().splitlines())
    library.close()
    assert seen(copy, new) == kept("old_post/2022-05-31-renamed.md")


def test_what_was_rewritten_and_is_renamed_later_keeps_its_marks(root: Path, home_places: Places) -> None:
    rewritten(root, post(1, body=LONG.replace("苹果", "柿子")))
    assert seen(root, home_places) == kept(POST)
    moved(root, "_posts/2022-05-31-renamed.md")
    assert seen(root, home_places) == kept("_posts/2022-05-31-renamed.md")
