"""list, show and problems: what is known, told in full, and always true."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.calling import Run, write_post

NEWEST_FIRST = ["2022-05-27-four", "2022-05-26-three", "2022-05-25-two", "2022-05-24-one"]


def keys(run: Run, *arguments: str | Path) -> list[str]:
    answer = run("list", *arguments, "--json")
    assert (answer.status, answer.complaint) == (0, "")
    return [found["key"] for found in answer.objects]


def test_articles_come_newest_first(run: Run, archive: Path) -> None:
    assert keys(run, archive) == NEWEST_FIRST


def test_an_article_as_json(run: Run, archive: Path) -> None:
    found = run("list", archive, "--json").objects[1]
    expected = {
        "key": "2022-05-26-three",
        "path": "_posts/2022-05-26-three.md",
        "title": "三",
        "date": "2022-05-26T22:41:13+08:00",
        "categories": ["alpha"],
        "category_names": found["category_names"],
        "tags": ["红"],
        "excerpt": "看这里。",
        "link": "",
        "unread": True,
        "starred": False,
        "hidden": None,
    }
    assert found == expected
    assert list(found) == list(expected)
    assert len(found["category_names"]) == 1


def test_an_article_as_a_line(run: Run, archive: Path) -> None:
    run("mark", archive, "2022-05-26-three", "--star")
    when, marks, key, category, title = run("list", archive).lines[1].split("\t")
    assert (when, marks, key, title) == ("2022-05-26 22:41", "•★", "2022-05-26-three", "三")
    assert category == run("list", archive, "--json").objects[1]["category_names"][0]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--category", "beta"], ["two"]),
        (["--tag", "红"], ["four", "three", "one"]),
        (["--tag", "红", "--category", "beta"], []),
        (["--unread"], ["four", "two", "one"]),
        (["--starred"], ["three", "two"]),
        (["--unread", "--starred"], ["two"]),
        (["--limit", "2"], ["four", "three"]),
        (["--limit", "0"], []),
        (["--limit", "99"], ["four", "three", "two", "one"]),
        (["--tag", "no such tag"], []),
    ],
)
def test_choosing(run: Run, archive: Path, options: list[str], expected: list[str]) -> None:
    run("mark", archive, "2022-05-26-three", "--read")
    run("mark", archive, "2022-05-26-three", "2022-05-25-two", "--star")
    assert [key[11:] for key in keys(run, archive, *options)] == expected


def test_a_category_goes_by_its_readable_name_too(run: Run, archive: Path) -> None:
    name = run("list", archive, "--json").objects[0]["category_names"][0]
    assert keys(run, archive, "--category", name) == keys(run, archive, "--category", "alpha")


def test_an_unknown_category_is_said(run: Run, archive: Path) -> None:
    answer = run("list", archive, "--category", "gamma")
    assert (answer.status, answer.data) == (1, b"")
    assert answer.complaint == "newsfold: This folder has no category “gamma”.\n"


def test_the_hidden_come_only_when_asked_for_and_with_the_reason(run: Run, archive: Path) -> None:
    found = run("list", archive, "--hidden", "--json").objects
    assert [(one["title"], one["hidden"]) for one in found][-1] == ("草稿", "draft")
    assert len(found) == len(run("list", archive).lines) + 1


def test_the_answer_is_true_after_every_change_of_the_folder(run: Run, archive: Path) -> None:
    assert len(keys(run, archive)) == 4
    write_post(archive, "2022-05-28-five", date="2022-05-28 08:00:00 +0800")
    (archive / "_posts" / "2022-05-24-one.md").unlink()
    assert keys(run, archive) == ["2022-05-28-five", *NEWEST_FIRST[:3]]


def test_a_title_keeps_to_its_line(run: Run, archive: Path) -> None:
    write_post(archive, "2022-05-29-long", title='"a\\tb\\nc"', date="2022-05-29 08:00:00 +0800")
    answer = run("list", archive, "--limit", "1")
    assert len(answer.lines) == 1
    assert len(answer.lines[0].split("\t")) == 5


def test_a_file_name_that_is_no_text(run: Run, archive: Path) -> None:
    name = os.fsencode(archive / "_posts") + b"/2022-05-29-\xff.md"
    Path(os.fsdecode(name)).write_text("---\ntitle: odd\ndate: 2022-05-29 08:00:00 +0800\n---\nText.\n")
    found = run("list", archive, "--limit", "1", "--json")
    assert found.status == 0
    assert found.objects[0]["title"] == "odd"
    assert os.fsencode(found.objects[0]["path"]) == b"_posts/2022-05-29-\xff.md"
    line = run("list", archive, "--limit", "1")
    assert b"2022-05-29-\xff" in line.data


def test_an_empty_folder_has_no_articles(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    answer = run("list", tmp_path / "empty")
    assert (answer.status, answer.data, answer.complaint) == (0, b"", "")


@pytest.mark.parametrize("form", ["--text", "--html", None])
def test_showing_an_article(run: Run, archive: Path, form: str | None) -> None:
    answer = run("show", archive, "2022-05-26-three", *([form] if form else []))
    assert answer.status == 0
    text = answer.data.decode()
    assert "这里" in text
    assert ("<b>" in text) == (form == "--html")


@pytest.mark.parametrize("name", ["2022-05-26-three", "_posts/2022-05-26-three.md"])
def test_all_that_is_known_of_an_article(run: Run, archive: Path, name: str) -> None:
    [found] = run("show", archive, name, "--json").objects
    assert found.items() >= run("list", archive, "--json").objects[1].items()
    assert found["front_matter"]["title"] == "三"
    assert found["position"] == 0
    assert found["problems"] == []


def test_a_file_is_shown_from_the_archive_it_lies_in(
    run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive / "_posts")
    assert run("show", "2022-05-26-three.md", "--json").objects[0]["path"] == "_posts/2022-05-26-three.md"


@pytest.mark.parametrize("name", ["nothing", "", "../secret.md", "_posts", "category/alpha.html"])
def test_an_unknown_article_is_said(run: Run, archive: Path, name: str) -> None:
    answer = run("show", archive, name)
    assert (answer.status, answer.data) == (1, b"")
    assert answer.complaint == f"newsfold: There is no article “{name}” in this folder.\n"


def test_a_missing_file_is_said(run: Run, tmp_path: Path) -> None:
    answer = run("show", tmp_path / "no.md")
    assert (answer.status, answer.complaint) == (
        1,
        f"newsfold: There is no file or folder “{tmp_path / 'no.md'}”.\n",
    )


def test_problems_say_what_and_where(run: Run, archive: Path) -> None:
    (archive / "_posts" / "2022-05-23-empty.md").touch()
    found = run("problems", archive, "--json").objects
    assert {one["path"] for one in found} == {"_posts/2022-05-23-empty.md"}
    assert [list(one) for one in found] == [["path", "reason", "repaired"]] * len(found)
    assert all(isinstance(one["repaired"], bool) and one["reason"].endswith(".") for one in found)
    lines = run("problems", archive).lines
    assert lines == [f"{one['path']}: {one['reason']}" for one in found]


@pytest.mark.parametrize("command", [["list"], ["problems"], ["index"], ["mark", "--read"]])
def test_a_folder_that_is_not_there_is_said_in_one_sentence(
    run: Run, tmp_path: Path, command: list[str]
) -> None:
    answer = run(command[0], tmp_path / "nowhere", *(["key"] if command[1:] else []), *command[1:])
    assert (answer.status, answer.data) == (1, b"")
    assert answer.complaint.startswith("newsfold: ")
    assert answer.complaint.count("\n") == 1
    assert "nowhere" in answer.complaint


@pytest.mark.skipif(sys.platform == "win32", reason="names hold no control characters there")
def test_names_of_files_give_a_terminal_no_orders(run: Run, archive: Path) -> None:
    (archive / "_posts" / "2022-05-27-\x1b[31m.md").write_text("---\ntitle: x\n---\n", "utf-8")
    (archive / "_posts" / "2022-05-27-\x1b]0;.md").write_bytes(b"")
    for name in ("list", "problems"):
        out = run(name, archive).data
        assert b"\x1b" not in out
        assert "\N{REPLACEMENT CHARACTER}" in out.decode()
