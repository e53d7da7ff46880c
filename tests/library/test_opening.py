"""Which archive a path belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.domain.errors import FolderError
from reader.library.opening import archive_of, place_of
from tests.privileges import ordinary_user


def test_the_archive_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "site/_posts/2022").mkdir(parents=True)
    (tmp_path / "site/docs").mkdir()
    (tmp_path / "site/docs/_config.yml").touch()
    assert archive_of(tmp_path / "site/_posts/2022/a.md") == tmp_path / "site"
    assert archive_of(tmp_path / "site/docs/a.md") == tmp_path / "site/docs"
    (tmp_path / "plain/deep").mkdir(parents=True)
    assert archive_of(tmp_path / "plain/deep/a.md") == tmp_path / "plain/deep"


def test_a_folder_is_its_own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site" / "_posts").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert place_of(Path("site")) == (tmp_path / "site", "")
    assert place_of(Path("site/../site/_posts")) == (tmp_path / "site" / "_posts", "")


def test_a_file_in_the_open_folder_belongs_to_that(tmp_path: Path) -> None:
    file = tmp_path / "all" / "site" / "_posts" / "a.md"
    file.parent.mkdir(parents=True)
    file.touch()
    assert place_of(file) == (tmp_path / "all" / "site", "_posts/a.md")
    assert place_of(file, tmp_path / "all") == (tmp_path / "all", "site/_posts/a.md")
    assert place_of(file, tmp_path / "other") == (tmp_path / "all" / "site", "_posts/a.md")


def test_nothing_at_the_path_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"There is no file or folder “.*none”"):
        place_of(tmp_path / "none")


@pytest.mark.parametrize("name", ["n" * 300 + ".md", "nul\0.md"])
def test_a_path_that_cannot_be_looked_at_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(FolderError):
        place_of(tmp_path / name)


def test_a_path_that_may_not_be_looked_at_is_said(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut" / "a.md").touch()
    (tmp_path / "shut").chmod(0)
    try:
        with ordinary_user(), pytest.raises(FolderError, match="ermission"):
            place_of(tmp_path / "shut" / "a.md")
    finally:
        (tmp_path / "shut").chmod(0o755)
