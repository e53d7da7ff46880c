"""Where the program writes, and where it finds what it ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.paths import places, sample_archive


def test_newsfold_home_holds_everything(tmp_path: Path) -> None:
    here = places({"NEWSFOLD_HOME": str(tmp_path)})
    for folder in (here.cache, here.data, here.settings, here.state, here.archive_cache(tmp_path)):
        assert folder.is_relative_to(tmp_path)


def test_a_relative_home_does_not_depend_on_later_changes_of_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    here = places({"NEWSFOLD_HOME": "portable"})
    assert here.data == tmp_path / "portable" / "data"


@pytest.mark.parametrize("environment", [{}, {"NEWSFOLD_HOME": ""}])
def test_without_a_home_the_three_places_are_absolute_and_apart(environment: dict[str, str]) -> None:
    here = places(environment)
    assert len({here.cache, here.data, here.settings} | {here.state.parent}) >= 2
    assert all(folder.is_absolute() for folder in (here.cache, here.data, here.settings))
    assert here.cache not in here.state.parents


def test_one_archive_has_one_cache_whatever_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    link = tmp_path / "link"
    link.symlink_to(folder)
    monkeypatch.chdir(tmp_path)
    here = places({"NEWSFOLD_HOME": str(tmp_path)})
    assert here.archive_cache(link) == here.archive_cache(folder) == here.archive_cache(Path("news"))
    assert here.archive_cache(tmp_path) != here.archive_cache(folder)


def test_shipped_folders_lie_in_the_prefix_once_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.paths.__file__", str(tmp_path / "lib/reader/paths.py"))
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    assert sample_archive() == tmp_path / "share" / "newsfold" / "articles"
