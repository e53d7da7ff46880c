from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.release import Newest, is_newer, newest, release

ASKED = "https://news.example/fold/newest.json"


def test_a_checkout_has_nobody_to_ask_and_no_texts(tmp_path: Path) -> None:
    found = release(tmp_path)
    assert (found.updates, dict(found.licences)) == ("", {})


def test_a_package_says_where_to_ask_and_has_its_texts_by_name(tmp_path: Path) -> None:
    (tmp_path / "release.json").write_text(json.dumps({"updates": ASKED}), "utf-8")
    (tmp_path / "licences").mkdir()
    for name in ("nh3 0.3.txt", "Qt 6.txt", "anyio 4.txt"):
        (tmp_path / "licences" / name).write_text(name, "utf-8")
    found = release(tmp_path)
    assert found.updates == ASKED
    assert list(found.licences) == ["anyio 4", "nh3 0.3", "Qt 6"]
    assert found.licences["Qt 6"].read_text("utf-8") == "Qt 6.txt"


@pytest.mark.parametrize("told", ['{"updates": "http://news.example"}', '{"updates": 3}', "[]", "{", "\xff"])
def test_an_address_that_is_not_safe_is_none(tmp_path: Path, told: str) -> None:
    (tmp_path / "release.json").write_text(told, "latin-1")
    assert release(tmp_path).updates == ""


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ({"version": "1.2", "page": "https://news.example/1.2"}, Newest("1.2", "https://news.example/1.2")),
        ({"version": "1.2", "page": "https://news.example.evil/1.2"}, None),
        ({"version": "1.2", "page": "http://news.example/1.2"}, None),
        ({"version": "<b>1</b>", "page": "https://news.example/"}, None),
        ({"version": 2, "page": "https://news.example/"}, None),
        ({"page": "https://news.example/"}, None),
        (["1.2"], None),
        ({"version": "9" * 5000, "page": "https://news.example/"}, None),
        ({"version": "١.٢", "page": "https://news.example/"}, None),
        ({"version": "1.2", "page": "https://news.example/\ud800"}, None),
    ],
)
def test_only_an_answer_that_leads_to_the_host_that_was_asked_is_taken(
    answer: object, found: Newest | None
) -> None:
    assert newest(json.dumps(answer).encode(), ASKED) == found


def test_an_answer_that_is_nested_without_end_tells_nothing() -> None:
    assert newest(b"[" * 60_000, ASKED) is None


@given(st.binary())
def test_any_bytes_are_an_answer_that_tells_nothing(answer: bytes) -> None:
    assert newest(answer, ASKED) is None


NUMBERS = st.lists(st.integers(0, 120), min_size=1, max_size=4)


@given(NUMBERS, NUMBERS)
def test_versions_are_compared_as_numbers(one: list[int], other: list[int]) -> None:
    padded = [numbers + [0] * (4 - len(numbers)) for numbers in (one, other)]
    assert is_newer(".".join(map(str, one)), ".".join(map(str, other))) is (padded[0] > padded[1])
