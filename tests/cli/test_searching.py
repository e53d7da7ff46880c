"""search: what is found, where, and how much of it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.cli.calling import Run, write_post


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    write_post(root, "2022-05-26-one", text="央行宣布降准。市场反应平淡。")
    write_post(root, "2022-05-27-two", text="昨天央行没有动作。", category="beta")
    write_post(root, "2022-05-28-three", text="别的事。", title="央行")
    return root


def test_a_query_as_json(run: Run, archive: Path) -> None:
    (found,) = run("search", archive, "央行", "--json").objects
    assert (found["query"], found["hits"]) == ("央行", 3)
    assert found["ms"] > 0
    assert [one["key"] for one in found["articles"]] == [
        "2022-05-28-three",
        "2022-05-27-two",
        "2022-05-26-one",
    ]
    snippets = [one["snippet"] for one in found["articles"]]
    assert snippets == ["", "昨天央行没有动作。", "央行宣布降准。市场反应平淡。"]
    listed = run("list", archive, "--json").objects
    assert [{key: one[key] for key in one if key != "snippet"} for one in found["articles"]] == listed


def test_limits_and_orders(run: Run, archive: Path) -> None:
    (found,) = run("search", archive, "央行", "--json", "--limit", "1").objects
    assert (found["hits"], len(found["articles"])) == (3, 1)
    (found,) = run("search", archive, "央行", "--json", "--order", "best", "--limit", "1").objects
    assert found["articles"][0]["key"] == "2022-05-28-three"


def test_a_query_in_lines(run: Run, archive: Path) -> None:
    answer = run("search", archive, "央行 降准")
    first, second = answer.lines
    assert first.split("\t")[2] == "2022-05-26-one"
    assert second == "\t央行宣布降准。市场反应平淡。"


def test_what_is_wrong_is_said_and_the_rest_is_searched(run: Run, archive: Path) -> None:
    answer = run("search", archive, "央行 is:new -")
    assert len(answer.lines) == 5
    assert "“is:new”" in answer.complaint or "“new”" in answer.complaint
    (found,) = run("search", archive, "央行 is:new", "--json").objects
    assert found["hits"] == 3
    assert found["faults"][0]["what"] == "an article can be unread, read, starred or changed"


def test_queries_from_standard_input(run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = io.TextIOWrapper(io.BytesIO("央行\n降准\n\n".encode()))
    monkeypatch.setattr(sys, "stdin", lines)
    found = run("search", archive, "-", "--json").objects
    assert [(one["query"], one["hits"]) for one in found] == [("央行", 3), ("降准", 1), ("", 3)]
