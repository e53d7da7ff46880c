"""The archive that the program is for, through the command line: every post, as its EXPECT.json wants it."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.calling import Run


@pytest.fixture
def archive(corpora: Path, tmp_path: Path) -> Path:
    """A copy, for times of access and change are compared."""
    return shutil.copytree(corpora / "_synthetic" / "finews-like", tmp_path / "finews")


@pytest.fixture
def expected(archive: Path) -> dict[str, dict]:
    return json.loads((archive / "EXPECT.json").read_text("utf-8"))


@pytest.fixture
def listed(run: Run, archive: Path) -> dict[str, dict]:
    return {found["path"]: found for found in run("list", archive, "--hidden", "--json").objects}


def test_every_post_is_listed_once(archive: Path, listed: dict[str, dict]) -> None:
    names = {file.name for place in ("_posts", "old_post") for file in (archive / place).iterdir()}
    assert {Path(path).name for path in listed if not path.startswith("category/")} >= names
    assert len({found["key"] for found in listed.values()}) == len(listed)


def test_titles_dates_categories_and_tags_are_as_wanted(
    expected: dict[str, dict], listed: dict[str, dict]
) -> None:
    for path, want in expected.items():
        found = listed.get(path) or listed[path.replace("_posts/", "old_post/")]
        for field in ("categories", "tags"):
            # What is written twice is listed once.
            assert found[field] == list(dict.fromkeys(want.get(field, found[field]))), path
        # A post whose title is empty still needs a name in a list.
        assert found["title"] == (want.get("want_title") or found["title"]), path
        if moment := want.get("want_date") or want.get("want_shown"):
            assert datetime.fromisoformat(found["date"]) == datetime.strptime(
                moment, "%Y-%m-%d %H:%M:%S %z"
            ), path


def test_nothing_in_the_folder_changes(run: Run, archive: Path) -> None:
    def look() -> dict[Path, tuple[int, int, bytes]]:
        files = {path: path.stat() for path in archive.rglob("*")}
        return {
            path: (stat.st_mtime_ns, stat.st_ctime_ns, path.read_bytes() if path.is_file() else b"")
            for path, stat in files.items()
        }

    before = look()
    found = run("list", archive, "--json").objects[0]
    assert run("show", archive, found["key"], "--html").status == 0
    run("problems", archive)
    assert look() == before


def test_each_post_can_be_shown(run: Run, archive: Path, expected: dict[str, dict]) -> None:
    for path in expected:
        answer = run("show", archive, Path(path).stem, "--html")
        if answer.status:
            answer = run("show", archive, path, "--html")
        assert (answer.status, answer.complaint) == (0, ""), path
        assert b"<script" not in answer.data.lower(), path


def test_the_seed_post(run: Run, corpora: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(corpora / "seed", tmp_path / "seed")
    [found] = run("list", folder, "--json").objects
    assert found["date"] == "2022-05-26T22:41:13+08:00"
    assert found["category_names"] == ["每日经济新闻"]
    html = run("show", folder, found["key"], "--html").data.decode()
    assert html.count("<p") >= 17
    assert "newsfold:category/" in html
    assert "newsfold:home" in html
