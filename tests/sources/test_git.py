from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from reader.sources import git as asking
from reader.sources.git import WorkingCopy, find_git, leads_away

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs the git command")
ODD = '_posts/2022-05-26-引号"与\n换行.md'


def git(folder: Path, *words: str) -> str:
    settings = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ("git", *settings, *words), cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def commit(folder: Path, message: str, **files: str | None) -> str:
    for name, content in files.items():
        path = folder / name
        if content is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "archive"
    made.mkdir()
    git(made, "init", "-q")
    return made


def test_a_working_copy_is_found_from_a_folder_in_it(folder: Path, tmp_path: Path) -> None:
    (folder / "site").mkdir()
    assert WorkingCopy.of(tmp_path) is None
    for inside in (folder, folder / "site"):
        copy = WorkingCopy.of(inside)
        assert copy is not None
        assert copy.git_folder == folder / ".git"
        assert copy.head() == ""


def test_it_names_the_files_that_a_pull_changed(folder: Path) -> None:
    first = commit(folder, "one", **{"a.md": "1", "b.md": "1", "site/c.md": "1"})
    second = commit(folder, "two", **{"a.md": "2", "b.md": None, ODD: "new", "site/d.md": "1"})
    copy = WorkingCopy.of(folder)
    assert copy is not None
    assert copy.head() == second
    assert copy.differing(first, second) == {"a.md", "b.md", ODD, "site/d.md"}
    assert copy.differing(second, second) == set()
    inside = WorkingCopy.of(folder / "site")
    assert inside is not None
    assert inside.differing(first, second) == {"d.md"}


def test_a_move_is_both_of_its_paths(folder: Path) -> None:
    first = commit(folder, "one", **{"_posts/x.md": "the same text"})
    (folder / "old_post").mkdir()
    (folder / "_posts" / "x.md").rename(folder / "old_post" / "x.md")
    second = commit(folder, "two")
    copy = WorkingCopy.of(folder)
    assert copy is not None
    assert copy.differing(first, second) == {"_posts/x.md", "old_post/x.md"}


def test_a_commit_that_is_not_there_is_no_answer(folder: Path, tmp_path: Path) -> None:
    old = commit(folder, "one", **{"a.md": "1"})
    new = commit(folder, "two", **{"a.md": "2"})
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{folder}", "shallow")
    copy = WorkingCopy.of(tmp_path / "shallow")
    assert copy is not None
    assert copy.head() == new
    assert copy.differing(old, new) is None
    assert copy.differing("0" * 40, new) is None


def test_it_is_busy_while_git_holds_its_lock(folder: Path) -> None:
    copy = WorkingCopy.of(folder)
    assert copy is not None
    assert copy.lock() is None
    (folder / ".git" / "index.lock").touch()
    assert copy.lock() is not None


def test_nothing_that_the_working_copy_names_is_run(folder: Path, tmp_path: Path) -> None:
    first = commit(folder, "one", **{"a.md": "1", ".gitattributes": "*.md diff=spy filter=spy"})
    second = commit(folder, "two", **{"a.md": "2"})
    trap = tmp_path / "trap"
    script = tmp_path / "spy.sh"
    script.write_text(f"#!/bin/sh\ntouch '{trap}'\ncat\n")
    script.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "diff.spy.textconv", "filter.spy.clean", "core.pager"):
        git(folder, "config", name, str(script))
    git(folder, "config", "core.hooksPath", str(tmp_path))
    trap.unlink(missing_ok=True)
    copy = WorkingCopy.of(folder)
    assert copy is not None
    assert copy.differing(first, second) == {"a.md"}
    assert not trap.exists()


def test_a_working_copy_stays_as_it_is(folder: Path) -> None:
    first = commit(folder, "one", **{"a.md": "1"})
    second = commit(folder, "two", **{"a.md": "2"})
    before = {path: path.stat().st_mtime_ns for path in sorted(folder.rglob("*"))}
    copy = WorkingCopy.of(folder)
    assert copy is not None
    copy.head()
    copy.differing(first, second)
    assert {path: path.stat().st_mtime_ns for path in sorted(folder.rglob("*"))} == before


def program(folder: Path, script: str) -> Path:
    """Put a program of the name “git” into a folder."""
    folder.mkdir(exist_ok=True)
    made = folder / "git"
    made.write_text(f"#!/bin/sh\n{script}\n")
    made.chmod(0o755)
    return made


def test_a_git_that_hangs_is_told_from_one_that_does_not_know(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = program(tmp_path / "bin", "exec sleep 600")
    monkeypatch.setattr(asking, "PATIENCE", 0.2)
    with pytest.raises(TimeoutError):
        WorkingCopy(folder, folder / ".git", str(hanging)).head()
    monkeypatch.setenv("PATH", str(hanging.parent), prepend=os.pathsep)
    assert WorkingCopy.of(folder) is None


def test_a_git_that_the_folder_brings_along_is_not_run(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = find_git(folder)
    assert before is not None
    own = program(folder, f"touch {tmp_path / 'trap'}")
    monkeypatch.chdir(folder)
    for where in (".", "", str(folder)):
        monkeypatch.setenv("PATH", f"{where}{os.pathsep}{os.environ['PATH']}")
        assert shutil.which("git", path=where or ".")
        found = find_git(folder)
        assert found is None or not own.samefile(found)
        WorkingCopy.of(folder)
    # One that is found here, but by a path that leads to the other from there.
    monkeypatch.chdir(program(tmp_path / "here", "exit 1").parent)
    monkeypatch.setenv("PATH", ".", prepend=os.pathsep)
    WorkingCopy.of(folder)
    assert not (tmp_path / "trap").exists()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (".git", "gitdir: //server/share/x.git\n"),
        (".git", "gitdir: \\\\server\\share\n"),
        (".git/commondir", "//server/share\n"),
        (".git/objects/info/alternates", "/near/by\n\\/server/share\n"),
        (".git/config", '[include]\n\tpath = "//server/share/config"\n'),
    ],
)
def test_files_of_git_that_lead_to_another_machine_are_known(tmp_path: Path, file: str, text: str) -> None:
    inside = tmp_path / "archive" / "site"
    inside.mkdir(parents=True)
    assert not leads_away(inside)
    path = tmp_path / "archive" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    assert leads_away(inside)


def test_a_worktree_and_a_remote_lead_nowhere(folder: Path, tmp_path: Path) -> None:
    commit(folder, "one", **{"a.md": "1"})
    git(folder, "remote", "add", "origin", "//server/share/archive.git")
    git(folder, "worktree", "add", "-q", str(tmp_path / "beside"))
    assert not leads_away(folder)
    assert not leads_away(tmp_path / "beside")
    git(folder, "config", "include.path", "//server/share/config")
    assert leads_away(tmp_path / "beside")


def test_a_folder_that_leads_to_another_machine_is_not_asked_about(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = tmp_path / "beside"
    beside.mkdir()
    (beside / ".git").write_text(f"gitdir: /{folder}/.git\n")
    assert WorkingCopy.of(beside) is not None
    monkeypatch.setattr(asking, "SHARES", True)
    assert WorkingCopy.of(beside) is None
    assert WorkingCopy.of(folder) is not None
