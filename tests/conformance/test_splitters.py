"""Where front matter begins and ends, and what python-frontmatter's own examples say."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from reader.content.frontmatter import read, split

RESULTS = ("hello-world", "hello-markdown", "chinese", "network-diagrams", "unpretty")


def _squeezed(text: str) -> str:
    return text.replace("\r", "").strip()


def test_blocks_are_cut_as_jekyll_cuts_them(corpora: Path) -> None:
    cases = json.loads((corpora / "_suites/splitters/matrix.json").read_text("utf-8"))
    assert len(cases) > 15
    for case in cases:
        cut = split(case["input"].removeprefix("\ufeff"))
        wanted = case["jekyll"]
        if wanted is None:
            # Without a closing line the generator sees none; the reader keeps what it can of it.
            assert cut.block is None or not cut.closed, case["name"]
            continue
        assert cut.closed, case["name"]
        assert cut.block is not None, case["name"]
        assert _squeezed(cut.block) == _squeezed(wanted[0]), case["name"]
        assert cut.body == wanted[1], case["name"]


def _plain(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", RESULTS)
def test_values_are_python_frontmatters(corpora: Path, name: str) -> None:
    folder = corpora / "_suites/python-frontmatter/tests/yaml"
    (file,) = [one for one in folder.glob(f"{name}.*") if not one.name.endswith(".json")]
    wanted = json.loads((folder / f"{name}.result.json").read_text("utf-8"))
    cut = split(file.read_text("utf-8"))
    assert cut.block is not None
    found = read(cut.block)
    assert found.problems == ()
    content = wanted.pop("content", None)
    assert _plain(found.values) == wanted.get("metadata", wanted)
    if content is not None:
        assert cut.body.strip() == content.strip()


def test_long_and_shifted_delimiters_are_none_to_jekyll(corpora: Path) -> None:
    folder = corpora / "_suites/python-frontmatter/tests/yaml"
    assert split((folder / "extra-dash.txt").read_text("utf-8")).block is None
    assert split((folder / "extra-space.txt").read_text("utf-8")).block is not None


def test_no_front_matter_and_an_empty_one(corpora: Path) -> None:
    folder = corpora / "_suites/python-frontmatter/tests/empty"
    assert split((folder / "no-frontmatter.txt").read_text("utf-8")).block is None
    empty = split((folder / "empty-frontmatter.txt").read_text("utf-8"))
    assert empty.block is not None
    assert read(empty.block).values == {}
