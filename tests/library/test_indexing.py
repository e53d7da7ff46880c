"""Index runs over small archives: what is listed, what is kept, what an archive does to its files."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reader.domain.article import Hidden
from reader.domain.errors import FolderError
from reader.domain.shelf import Place, Scope
from reader.indexer import index
from reader.library import indexing
from reader.library.library import Library
from reader.library.pages import Pages
from reader.paths import Places, resources
from reader.sources.folder import READ_LIMIT, FileInfo, Folder
from reader.storage.catalog import NAME
from tests.archive import EVERYTHING, Here, make, post, read_in, stem, titles

OTHER = (
    "完全不同的内容：山上的果园今年收成很好，苹果、梨和核桃都比去年多，村里人忙着采摘、装箱、运到集市上去卖。"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive", 10)


@contextmanager
def opened(root: Path, places: Places, *, now: Callable[[], float] | None = None) -> Iterator[Library]:
    library = Library.open(root, places, now=now) if now else Library.open(root, places)
    try:
        yield library
    finally:
        library.close()


def shown(root: Path, places: Places) -> list[str]:
    with opened(root, places) as library:
        return titles(library)


def snapshot_of(root: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(root)): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(root.rglob("*"))
    }


def test_the_archive_is_not_touched(root: Path, home_places: Places) -> None:
    before = snapshot_of(root)
    read_in(root, home_places)
    assert snapshot_of(root) == before


def test_the_first_run_and_an_unchanged_folder(root: Path, home_places: Places) -> None:
    first = read_in(root, home_places)
    assert (first.articles, first.added, first.problems) == (10, 10, 0)
    events: list[dict[str, object]] = []
    again = index(root, home_places, events.append)
    assert (again.articles, again.added, again.changed, again.moved, again.removed) == (10, 0, 0, 0, 0)
    assert [event["event"] for event in events] == ["catalog", "done"]


def test_a_second_opening_reads_no_file(
    root: Path, home_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_in(root, home_places)
    monkeypatch.setattr(indexing, "Pool", lambda *_, **__: pytest.fail("reads"))
    assert read_in(root, home_places).articles == 10


def test_a_file_written_again_with_equal_content_is_no_change(root: Path, home_places: Places) -> None:
    read_in(root, home_places)
    file = root / "_posts" / f"{stem(1)}.md"
    file.write_bytes(file.read_bytes())
    os.utime(file, ns=(5, 5))
    found = read_in(root, home_places)
    assert (found.changed, found.added, found.removed, found.moved) == (0, 0, 0, 0)


def test_reports_tell_progress_generations_and_the_end(root: Path, home_places: Places) -> None:
    events: list[dict[str, object]] = []
    index(root, home_places, events.append)
    kinds = [event["event"] for event in events]
    assert kinds[0] == "generation"
    assert kinds[-2:] == ["catalog", "done"]
    generations = [event["generation"] for event in events if event["event"] == "generation"]
    assert generations == sorted(set(generations))
    assert events[-1].keys() == {
        "event",
        "found",
        "articles",
        "problems",
        "added",
        "changed",
        "moved",
        "removed",
        "seconds",
    }


def test_edits_additions_and_removals(root: Path, home_places: Places) -> None:
    read_in(root, home_places)
    (root / "_posts" / f"{stem(0)}.md").write_text(post(0, title="改了"), "utf-8")
    (root / "_posts" / f"{stem(1)}.md").unlink()
    (root / "_posts" / f"{stem(20)}.md").write_text(post(20), "utf-8")
    found = read_in(root, home_places)
    assert (found.added, found.changed, found.moved, found.removed, found.articles) == (1, 1, 0, 1, 10)
    assert shown(root, home_places) == ["改了", *(f"标题{n}" for n in (2, 3, 4, 5, 6, 7, 8, 9, 20))]


def test_moves_and_renames_are_told(root: Path, home_places: Places) -> None:
    read_in(root, home_places)
    (root / "_posts" / f"{stem(0)}.md").rename(root / "old_post" / f"{stem(0)}.md")
    (root / "_posts" / f"{stem(1)}.md").rename(root / "_posts" / "2022-05-31-renamed.md")
    found = read_in(root, home_places)
    assert (found.added, found.changed, found.moved, found.removed) == (0, 0, 2, 0)
    assert len(shown(root, home_places)) == 10


def test_for_a_while_both_folders_hold_a_post(root: Path, home_places: Places) -> None:
    name = f"{stem(0)}.md"
    read_in(root, home_places)
    with opened(root, home_places) as library:
        number = library.number_of(stem(0))
    (root / "old_post" / name).write_bytes((root / "_posts" / name).read_bytes())
    assert read_in(root, home_places).articles == 10
    with opened(root, home_places) as library:
        assert library.number_of(f"old_post/{name}") == number == library.number_of(f"_posts/{name}")
        listing = library.listing(number)
        assert listing is not None
        assert (listing.article.path, listing.copies) == (f"_posts/{name}", (f"old_post/{name}",))
    (root / "_posts" / name).unlink()
    found = read_in(root, home_places)
    assert (found.articles, found.moved, found.added, found.removed) == (10, 1, 0, 0)
    with opened(root, home_places) as library:
        listing = library.listing(number)
        assert listing is not None
        assert (listing.article.path, listing.copies) == (f"old_post/{name}", ())
    (root / "_posts" / name).write_bytes((root / "old_post" / name).read_bytes())
    assert read_in(root, home_places).articles == 10
    with opened(root, home_places) as library:
        listing = library.listing(number)
        assert listing is not None
        assert listing.article.path == f"_posts/{name}"


def test_a_number_stays_while_the_moment_stays(root: Path, home_places: Places) -> None:
    read_in(root, home_places)
    with opened(root, home_places) as library:
        first, second = library.number_of(stem(0)), library.number_of(stem(1))
        file = root / "_posts" / f"{stem(0)}.md"
        file.write_text(post(0, title="新标题", body=OTHER), "utf-8")
        later = root / "_posts" / f"{stem(1)}.md"
        later.write_text(post(1).replace("17:30:00", "17:45:00"), "utf-8")
        read_in(root, home_places)
        library.reload()
        assert library.number_of(stem(0)) == first
        moved = library.number_of(stem(1))
        assert moved is not None
        assert second is not None
        assert moved - second == 450
        assert len(library.shelf(EVERYTHING)) == 10


def test_equal_moments_get_different_numbers(root: Path, home_places: Places) -> None:
    for number in range(100, 130):
        (root / "_posts" / f"{stem(number)}.md").write_text(post(5, title=f"same {number}"), "utf-8")
    read_in(root, home_places)
    assert len(set(shown(root, home_places))) == 40


def test_declared_keys_belong_to_the_first_path(root: Path, home_places: Places) -> None:
    first, second = (root / "_posts" / f"2022-05-30-{name}.md" for name in "ab")
    second.write_text(post(30, more="id: shared\n"), "utf-8")
    read_in(root, home_places)
    with opened(root, home_places) as library:
        assert library.number_of("id:shared") == library.number_of("_posts/2022-05-30-b.md")
        first.write_text(post(31, more="id: shared\n"), "utf-8")
        read_in(root, home_places)
        library.reload()
        assert library.number_of("id:shared") == library.number_of("_posts/2022-05-30-a.md")
        assert library.number_of("2022-05-30-b") == library.number_of("_posts/2022-05-30-b.md")
        first.unlink()
        read_in(root, home_places)
        library.reload()
        assert library.number_of("id:shared") == library.number_of("_posts/2022-05-30-b.md")


def test_keys_do_not_depend_on_how_often_it_was_read(tmp_path: Path, home_places: Places) -> None:
    root = tmp_path / "plain"
    for name in ("a/index.md", "b/index.md", "c/note.md"):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text(f"# {name}\n\nText.\n", "utf-8")
    read_in(root, home_places)

    def keys() -> set[str]:
        with opened(root, home_places) as library:
            return {row.key for row in library.rows(list(library.shelf(EVERYTHING)))}

    assert keys() == {"a/index.md", "b/index.md", "note"}
    read_in(root, home_places)
    assert keys() == {"a/index.md", "b/index.md", "note"}
    (root / "b" / "index.md").unlink()
    read_in(root, home_places)
    assert keys() == {"index", "note"}


def test_names_come_from_tags_over_pages(root: Path, home_places: Places) -> None:
    page = "---\nlayout: category\ncategory: {}\ntitle: {}\n---\n"
    (root / "category" / "harbour.html").write_text(page.format("harbour", "wrong"), "utf-8")
    (root / "category" / "quiet.html").write_text(page.format("quiet", "安静的栏目"), "utf-8")
    (root / "_posts" / f"{stem(50)}.md").write_text(
        post(50).replace("categories: harbour\ntags: 港口财经新闻\n", "categories: quiet\n"), "utf-8"
    )
    read_in(root, home_places)
    with opened(root, home_places) as library:
        names = {term.slug: (term.name, term.initials) for term in library.categories()}
        assert names["quiet"] == ("安静的栏目", "ajdlm")
        assert names["harbour"][0].startswith("港口财经")
        (root / "category" / "quiet.html").write_text(page.format("quiet", "别的名字"), "utf-8")
        read_in(root, home_places)
        library.reload()
        assert {term.slug: term.name for term in library.categories()}["quiet"] == "别的名字"


def test_hidden_articles_are_one_switch_away_and_the_future_comes(root: Path, home_places: Places) -> None:
    (root / "_posts" / f"{stem(0)}.md").write_text(post(0, more="published: false\n"), "utf-8")
    (root / "_posts" / "2099-01-01-later.md").write_text(
        post(0, title="later").replace("2022-05-31 18:00:00", "2099-01-01 00:00:00"), "utf-8"
    )
    read_in(root, home_places)
    with opened(root, home_places) as library:
        assert len(library.shelf(EVERYTHING)) == 9
        hidden = library.shelf(EVERYTHING, hidden=True) - library.shelf(EVERYTHING)
        found = {library.listing(number).article.hidden for number in hidden}  # type: ignore[union-attr]
        assert found == {Hidden.UNPUBLISHED, Hidden.FUTURE}
    with opened(root, home_places, now=lambda: 4_102_444_800.0) as library:
        assert titles(library)[0] == "later"
        later = library.listing(max(library.shelf(EVERYTHING)))
        assert later is not None
        assert later.article.hidden is None


def test_problems_come_and_go_with_their_cause(root: Path, home_places: Places) -> None:
    file = root / "_posts" / f"{stem(0)}.md"
    file.write_text(post(0).replace('title: "标题0"', 'title: "标"题"0"'), "utf-8")
    (root / "out.md").symlink_to("/etc/hostname")
    assert read_in(root, home_places).problems == 2
    with opened(root, home_places) as library:
        assert [(one.path, one.code) for one in library.problems()] == [
            (f"_posts/{stem(0)}.md", "front-matter"),
            ("out.md", "outside"),
        ]
        file.write_text(post(0), "utf-8")
        (root / "out.md").unlink()
        read_in(root, home_places)
        library.reload()
        assert (library.problems(), library.problem_count()) == ([], 0)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="who may read all can be refused nothing"
)
def test_an_unreadable_file_is_a_problem_and_keeps_its_article(root: Path, home_places: Places) -> None:
    read_in(root, home_places)
    file = root / "_posts" / f"{stem(0)}.md"
    file.write_text(post(0, title="x"), "utf-8")
    file.chmod(0)
    assert read_in(root, home_places).problems == 1
    assert len(shown(root, home_places)) == 10


def test_a_file_that_fails_to_be_read_is_tried_again(
    root: Path, home_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_in(root, home_places)
    name = f"_posts/{stem(0)}.md"
    (root / name).write_text(post(0, title="later"), "utf-8")
    (root / "_posts" / "2022-05-31-new.md").write_text(post(0, title="new"), "utf-8")
    real = indexing.Folder.read

    def refuse(self: indexing.Folder, path: str, limit: int = READ_LIMIT) -> bytes:
        if path in (name, "_posts/2022-05-31-new.md"):
            raise PermissionError(13, "Permission denied")
        return real(self, path, limit)

    with monkeypatch.context() as patch:
        patch.setattr(indexing.Folder, "read", refuse)
        patch.setattr(indexing, "Pool", Here)
        found = read_in(root, home_places)
    assert (found.problems, found.articles, found.removed) == (2, 10, 0)
    found = read_in(root, home_places)
    assert (found.problems, found.articles, found.added, found.changed) == (0, 11, 1, 1)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_a_name_that_is_not_unicode(root: Path, home_places: Places) -> None:
    name = "_posts/2022-05-30-b\udcff.md"
    (root / name).write_text(post(30, title="odd"), "utf-8")
    read_in(root, home_places)
    with opened(root, home_places) as library:
        number = library.number_of(name)
        assert number is not None
        assert library.listing(number).article.path == name  # type: ignore[union-attr]
        assert library.number_of("2022-05-30-b\udcff") == number
        assert Pages(library, resources()).text(number)
    assert read_in(root, home_places).articles == 11


def test_a_site_with_other_settings_is_read_again(root: Path, home_places: Places) -> None:
    read_in(root, home_places)
    (root / "_config.yml").write_text("title: 新名字\ntimezone: UTC\npermalink: /:title/\n", "utf-8")
    found = read_in(root, home_places)
    assert (found.added, found.changed, found.removed) == (0, 0, 0)
    with opened(root, home_places) as library:
        assert library.site_title == "新名字"
        assert library.number_of_url("/000004/") == library.number_of(stem(4))
        assert library.number_of_url("/harbour/2022/05/31/000004.html") is None


@pytest.mark.parametrize("damage", ["version", "truncated", "garbage", "page"])
def test_a_catalog_that_cannot_be_used_is_made_anew(root: Path, home_places: Places, damage: str) -> None:
    read_in(root, home_places)
    path = home_places.archive_cache(root) / NAME
    data = bytearray(path.read_bytes())
    if damage == "version":
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("PRAGMA user_version = 999")
    elif damage == "truncated":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "garbage":
        path.write_bytes(b"garbage")
    else:
        data[4096:] = b"\xa5" * (len(data) - 4096)
        path.write_bytes(data)
    assert shown(root, home_places) == [] or damage == "truncated"
    (root / "_posts" / f"{stem(30)}.md").write_text(post(30), "utf-8")
    assert read_in(root, home_places).articles == 11
    assert len(shown(root, home_places)) == 11


def test_what_is_no_folder_is_refused(tmp_path: Path, home_places: Places) -> None:
    with pytest.raises(FolderError):
        read_in(tmp_path / "nothing", home_places)


def test_an_empty_folder_is_an_empty_archive(tmp_path: Path, home_places: Places) -> None:
    (tmp_path / "empty").mkdir()
    assert read_in(tmp_path / "empty", home_places).articles == 0
    with opened(tmp_path / "empty", home_places) as library:
        assert (titles(library), library.site_title) == ([], "empty")


def test_months_are_those_of_the_sites_own_clock(root: Path, home_places: Places) -> None:
    (root / "_config.yml").write_text("timezone: Asia/Shanghai\n", "utf-8")
    read_in(root, home_places)
    with opened(root, home_places) as library:
        # 18:00 UTC on the 31st of May is the 1st of June in Shanghai, until 16:00 UTC.
        assert len(library.shelf(Scope(Place.MONTH, "2022-06"))) == 5
        assert len(library.shelf(Scope(Place.MONTH, "2022-05"))) == 5


def hidden(root: Path, places: Places) -> dict[str, Hidden]:
    with opened(root, places) as library:
        listings = [library.listing(number) for number in library.shelf(EVERYTHING, hidden=True)]
        return {one.article.title: one.article.hidden for one in listings if one and one.article.hidden}


def test_posts_beyond_the_sites_limit_are_hidden_through_all_that_happens(
    root: Path, home_places: Places
) -> None:
    configuration = (root / "_config.yml").read_text("utf-8")
    (root / "_config.yml").write_text(f"{configuration}limit_posts: 2\n", "utf-8")
    read_in(root, home_places)
    # What the archive moved to another folder is no post to the generator: its limit is not for it.
    assert hidden(root, home_places) == {"标题2": Hidden.LIMITED}
    assert len(shown(root, home_places)) == 9
    (root / "_posts" / f"{stem(-1)}.md").write_text(post(-1), "utf-8")
    read_in(root, home_places)
    assert hidden(root, home_places) == {"标题1": Hidden.LIMITED, "标题2": Hidden.LIMITED}
    for number in (1, 2):
        (root / "_posts" / f"{stem(number)}.md").rename(root / "old_post" / f"{stem(number)}.md")
    read_in(root, home_places)
    assert hidden(root, home_places) == {}
    (root / "old_post" / f"{stem(2)}.md").rename(root / "_posts" / f"{stem(2)}.md")
    read_in(root, home_places)
    assert hidden(root, home_places) == {"标题2": Hidden.LIMITED}
    (root / "_posts" / f"{stem(0)}.md").unlink()
    read_in(root, home_places)
    assert hidden(root, home_places) == {}
    (root / "_config.yml").write_text(f"{configuration}limit_posts: 1\n", "utf-8")
    read_in(root, home_places)
    assert hidden(root, home_places) == {"标题2": Hidden.LIMITED}
    (root / "_config.yml").write_text(configuration, "utf-8")
    read_in(root, home_places)
    assert hidden(root, home_places) == {}


def test_of_one_day_the_later_name_comes_first(tmp_path: Path, home_places: Places) -> None:
    root = tmp_path / "archive"
    (root / "_posts").mkdir(parents=True)
    for name in "cabd":
        (root / "_posts" / f"2022-05-26-{name}.md").write_text("---\nlayout: post\n---\ntext\n", "utf-8")
    read_in(root, home_places)
    assert shown(root, home_places) == ["D", "C", "B", "A"]


def test_what_was_read_before_the_walk_counts_only_where_the_walk_finds_it_so(
    tmp_path: Path, home_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path / "archive", 12, in_posts=8)
    walk = Folder.walk

    def walk_later(self: Folder, below: str = "") -> Iterator[FileInfo]:
        (root / "_posts" / f"{stem(4)}.md").write_text(post(4, title="Written meanwhile"), "utf-8")
        (root / "_posts" / f"{stem(5)}.md").unlink()
        (root / "_posts" / f"{stem(6)}.md").replace(root / "old_post" / f"{stem(6)}.md")
        return walk(self, below)

    monkeypatch.setattr(indexing, "FIRST", 2)
    monkeypatch.setattr(indexing, "STRIDE", 3)
    monkeypatch.setattr(indexing, "Pool", Here)
    monkeypatch.setattr(Folder, "walk", walk_later)
    assert read_in(root, home_places).added == 11
    found = shown(root, home_places)
    assert found == [f"标题{n}" if n != 4 else "Written meanwhile" for n in range(12) if n != 5]
