from __future__ import annotations

from pathlib import Path

import pytest

from reader.ui.session import FOLDERS, Memory, Session, Window, load, save


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    session = Session("category:emnews", "starred", "id:7", 420, ("tags",))
    memory = (
        Memory()
        .remember(Path("/a"), Session(), Window())
        .remember(Path("/新闻"), session, Window("aa", "bb"))
    )
    save(tmp_path / "deep" / "session.json", memory)
    again = load(tmp_path / "deep" / "session.json")
    assert again == memory
    assert again.last == str(Path("/新闻"))
    assert again.of(Path("/新闻")) == session


def test_a_folder_whose_name_is_no_text_comes_back(tmp_path: Path) -> None:
    memory = Memory().remember(Path("/bad\udcff"), Session(), Window())
    save(tmp_path / "session.json", memory)
    assert load(tmp_path / "session.json") == memory


def test_folder_used_again_is_the_last_one() -> None:
    memory = Memory()
    for name in ("/a", "/b", "/a"):
        memory = memory.remember(Path(name), Session(), Window())
    assert list(memory.folders) == [str(Path("/b")), str(Path("/a"))]


def test_long_unused_folders_are_forgotten() -> None:
    memory = Memory()
    for number in range(FOLDERS + 5):
        memory = memory.remember(Path(f"/{number}"), Session(), Window())
    assert len(memory.folders) == FOLDERS
    assert memory.of(Path("/0")) == Session()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"folders": 3}',
        '{"folders": {"/a": []}}',
        '{"window": {"geometry": 7}, "folders": []}',
    ],
)
def test_broken_file_counts_as_never_seen(tmp_path: Path, text: str) -> None:
    path = tmp_path / "session.json"
    path.write_text(text, encoding="utf-8")
    assert load(path).of(Path("/a")) == Session()


def test_value_of_another_kind_keeps_its_default(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    path.write_text(
        '{"folders": {"/a": {"scope": 1, "scroll": "x", "folded": ["tags", 2], "article": "k"}}}',
        encoding="utf-8",
    )
    assert load(path).of(Path("/a")) == Session(article="k", folded=("tags",))
