from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from reader.domain.errors import FolderError
from reader.sources.folder import FileInfo, Folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    for name in (
        "_posts/a.md",
        "_posts/deep/b.md",
        "c.html",
        ".hidden/d.md",
        "node_modules/e.md",
        "_site/f.md",
        ".g.md",
    ):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, "utf-8")
    return root


def paths(folder: Folder) -> list[str]:
    return sorted(file.path for file in folder.walk())


def test_walks_every_file_but_those_of_hidden_and_generated_folders(root: Path) -> None:
    assert paths(Folder(root)) == [".g.md", "_posts/a.md", "_posts/deep/b.md", "c.html"]


def test_a_file_is_told_by_size_and_time(root: Path) -> None:
    os.utime(root / "c.html", ns=(1, 1_653_576_073_123_456_789))
    [found] = [file for file in Folder(root).walk() if file.path == "c.html"]
    assert found == FileInfo("c.html", 6, found.mtime_ns) == Folder(root).stat("c.html")
    assert found.mtime_ns == (root / "c.html").stat().st_mtime_ns


@pytest.mark.parametrize("name", ["nothing", "c.html"])
def test_what_is_no_folder_is_refused(root: Path, name: str) -> None:
    with pytest.raises(FolderError, match=name):
        Folder(root / name)


def test_reads_the_beginning(root: Path) -> None:
    folder = Folder(root)
    assert folder.read("c.html") == b"c.html"
    assert folder.read("c.html", 3) == b"c.h"
    assert folder.read("c.html", 6) == b"c.html"
    (root / "empty.md").touch()
    assert folder.read("empty.md") == b""


@pytest.mark.parametrize("path", ["../outside.md", "_posts/../../outside.md", "/etc/hostname", "_posts"])
def test_reads_nothing_but_files_inside(root: Path, path: str) -> None:
    (root.parent / "outside.md").write_text("secret", "utf-8")
    with pytest.raises(OSError):  # noqa: PT011 - which one is the system's own affair
        Folder(root).read(path)


def test_links_are_followed_only_inside(root: Path) -> None:
    outside = root.parent / "outside.md"
    outside.write_text("secret", "utf-8")
    (root.parent / "elsewhere").mkdir()
    (root.parent / "elsewhere" / "x.md").touch()
    (root / "good.md").symlink_to("_posts/a.md")
    (root / "bad.md").symlink_to(outside)
    (root / "broken.md").symlink_to("nothing.md")
    (root / "loop").symlink_to(root)
    (root / "away").symlink_to(root.parent / "elsewhere")
    folder = Folder(root)
    assert paths(folder) == [".g.md", "_posts/a.md", "_posts/deep/b.md", "c.html", "good.md"]
    assert sorted(folder.outside) == ["away", "bad.md"]
    assert folder.unreadable == [("broken.md", "the link leads to no file")]
    assert folder.read("good.md") == b"_posts/a.md"
    for path in ("bad.md", "away/x.md"):
        assert folder.contains(path) is None
        assert folder.stat(path) is None
        with pytest.raises(OSError):  # noqa: PT011
            folder.read(path)


def test_a_linked_root_is_its_target(root: Path) -> None:
    link = root.parent / "link"
    link.symlink_to(root)
    assert "c.html" in paths(Folder(link))
    assert Folder(link).read("c.html") == b"c.html"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipes_are_skipped_and_nobody_waits_for_them(root: Path) -> None:
    os.mkfifo(root / "pipe.md")
    folder = Folder(root)
    assert "pipe.md" not in paths(folder)
    assert folder.unreadable == [("pipe.md", "it is neither a file nor a folder")]
    assert folder.stat("pipe.md") is None
    with pytest.raises(OSError, match="regular"):
        folder.read("pipe.md")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_names_that_are_not_unicode(root: Path) -> None:
    (root / "_posts" / "b\udcff.md").write_text("odd", "utf-8")
    folder = Folder(root)
    assert "_posts/b\udcff.md" in paths(folder)
    assert folder.read("_posts/b\udcff.md") == b"odd"


@pytest.mark.skipif(sys.platform == "win32", reason="paths may be long there")
def test_a_folder_that_cannot_be_listed_is_named(root: Path) -> None:
    here = os.open(root, os.O_RDONLY)
    for _ in range(30):  # deeper than a path can say
        os.mkdir("d" * 200, dir_fd=here)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(os.open("lost.md", os.O_CREAT, dir_fd=here))
    os.close(here)
    folder = Folder(root)
    assert len(paths(folder)) == 4
    [(path, reason)] = folder.unreadable
    assert path.startswith("ddd")
    assert "long" in reason


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("c.html", True),
        ("_posts/../c.html", True),
        ("nothing/yet.md", True),
        ("..", False),
        ("", False),
        ("a\0b", False),
    ],
)
def test_contains(root: Path, path: str, inside: bool) -> None:  # noqa: FBT001
    assert (Folder(root).contains(path) is not None) is inside


def test_a_folder_beside_with_the_same_beginning_is_outside(root: Path) -> None:
    beside = root.parent / "archive2"
    beside.mkdir()
    (beside / "x.md").touch()
    assert Folder(root).contains("../archive2/x.md") is None


def test_the_first_look_takes_the_newest_names_of_the_posts(root: Path) -> None:
    for day in range(1, 29):
        (root / "_posts" / f"2022-05-{day:02}-x.md").touch()
    folder = Folder(root)
    assert folder.newest_names("_posts", 5)[:2] == ["_posts/2022-05-28-x.md", "_posts/2022-05-27-x.md"]
    assert len(folder.newest_names("_posts", 5)) == 15
    # Too few posts: the other folders are looked into as well.
    (root / "old").mkdir()
    (root / "old" / "2023-01-01-y.md").touch()
    assert "old/2023-01-01-y.md" in folder.newest_names("_posts", 100)


def test_a_folder_is_one_only_where_no_part_of_the_way_is_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside" / "deep").mkdir(parents=True)
    (root / "link").symlink_to(tmp_path / "outside")
    folder = Folder(root)
    assert folder.is_folder("_posts")
    assert folder.is_folder("_posts/deep")
    outside = ("link", "link/deep", "_posts/../../outside", str(tmp_path / "outside"))
    for path in (*outside, "_site", "c.html", ""):
        assert not folder.is_folder(path), path
