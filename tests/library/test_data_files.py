"""What a site's data files say, and that no data file gets in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.domain.site import Site
from reader.library.data_files import read_data
from reader.sources.folder import Folder


def read(tmp_path: Path, site: Site = Site("jekyll")) -> dict[str, object]:  # noqa: B008 - frozen
    return read_data(Folder(tmp_path), site)


def put(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


def test_each_kind_of_file_is_read(tmp_path: Path) -> None:
    put(tmp_path, "_data/people.yml", "- name: 张三\n  born: 1999-01-02\n")
    put(tmp_path, "_data/numbers.json", '{"one": 1}')
    put(tmp_path, "_data/table.csv", 'a,b\n1,"x, y"\n')
    put(tmp_path, "_data/table two.tsv", "a\tb\n1\t2\n")
    put(tmp_path, "_data/notes.txt", "not data")
    data = read(tmp_path)
    assert data["people"][0]["name"] == "张三"
    assert data["numbers"] == {"one": 1}
    assert data["table"] == [{"a": "1", "b": "x, y"}]
    assert data["table_two"] == [{"a": "1", "b": "2"}]
    assert "notes" not in data


def test_folders_are_keys(tmp_path: Path) -> None:
    put(tmp_path, "_data/a/b/c.json", "[1]")
    put(tmp_path, "_data/a/d.json", "2")
    assert read(tmp_path) == {"a": {"b": {"c": [1]}, "d": 2}}


def test_the_configuration_says_where(tmp_path: Path) -> None:
    put(tmp_path, "docs/facts/x.json", "1")
    assert read(tmp_path, Site("jekyll", source="docs", config={"data_dir": "facts"})) == {"x": 1}


@pytest.mark.parametrize(
    "text", ["{", "[" * 5000, "a: [", "\x00", "!!python/object/apply:os.system [ls]", "&a [*a]"]
)
@pytest.mark.parametrize("name", ["bad.yml", "bad.json", "bad.csv"])
def test_a_bad_file_costs_nothing_but_itself(tmp_path: Path, name: str, text: str) -> None:
    put(tmp_path, f"_data/{name}", text)
    put(tmp_path, "_data/good.yml", "x: 1")
    assert read(tmp_path)["good"] == {"x": 1}


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    put(tmp_path, "secret/x.json", "1")
    root = tmp_path / "site"
    put(root, "_data/inside.json", "2")
    (root / "_data" / "linked").symlink_to(tmp_path / "secret")
    (root / "_data" / "file.json").symlink_to(tmp_path / "secret" / "x.json")
    assert read(root) == {"inside": 2}
    assert read(root, Site("jekyll", config={"data_dir": "../secret"})) == {}


def test_no_data_is_no_data(tmp_path: Path) -> None:
    assert read(tmp_path) == {}
