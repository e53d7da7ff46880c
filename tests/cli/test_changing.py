"""mark and state: what the person did, kept whatever happens to the files."""

from __future__ import annotations

import json
import os
import shutil
import threading
from pathlib import Path

import pytest

from tests.cli.calling import Run, write_post

THREE, TWO, ONE = "2022-05-26-three", "2022-05-25-two", "2022-05-24-one"


def marks(run: Run, folder: Path) -> dict[str, tuple[bool, bool]]:
    """Return (read, starred) of each article by key."""
    return {one["key"]: (not one["unread"], one["starred"]) for one in run("list", folder, "--json").objects}


def test_marks_are_put_and_taken_away(run: Run, archive: Path) -> None:
    assert run("mark", archive, THREE, "_posts/2022-05-25-two.md", "--read").status == 0
    assert run("mark", archive, TWO, "--star").status == 0
    assert marks(run, archive)[THREE] == (True, False)
    assert marks(run, archive)[TWO] == (True, True)
    assert marks(run, archive)[ONE] == (False, False)
    run("mark", archive, TWO, "--unread")
    run("mark", archive, TWO, "--unstar")
    assert marks(run, archive)[TWO] == (False, False)


def test_marking_says_nothing_in_a_pipe(run: Run, archive: Path) -> None:
    answer = run("mark", archive, THREE, "--read")
    assert (answer.data, answer.complaint) == (b"", "")


def test_one_unknown_key_and_nothing_is_marked(run: Run, archive: Path) -> None:
    answer = run("mark", archive, THREE, "no such key", ONE, "--read")
    assert answer.status == 1
    assert answer.complaint == "newsfold: There is no article “no such key” in this folder.\n"
    assert not any(read for read, _ in marks(run, archive).values())


def test_marks_survive_a_deleted_cache_and_what_the_archive_does_to_its_files(
    run: Run, archive: Path, home: Path
) -> None:
    run("mark", archive, THREE, TWO, "--star")
    (archive / "old_post").mkdir()
    (archive / "_posts" / f"{THREE}.md").rename(archive / "old_post" / f"{THREE}.md")
    write_post(archive, TWO, title="ganz anders", date="2022-05-25 09:00:00 +0800", text="Neu.")
    shutil.rmtree(home / "cache")
    found = marks(run, archive)
    assert found[THREE] == found[TWO] == (False, True)
    assert found[ONE] == (False, False)


def test_the_folder_is_never_touched(run: Run, archive: Path, tmp_path: Path) -> None:
    def look() -> dict[str, tuple[int, int]]:
        return {
            str(path): (path.stat().st_mtime_ns, path.stat().st_size)
            for path in [archive, *archive.rglob("*")]
        }

    before = look()
    run("index", archive)
    run("mark", archive, THREE, "--read")
    run("show", archive, THREE, "--html")
    run("state", "export", archive, tmp_path / "state.jsonl")
    assert look() == before


def test_state_goes_to_another_machine(
    run: Run, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("mark", archive, THREE, "--read")
    run("mark", archive, TWO, "--star")
    before = marks(run, archive)
    file = tmp_path / "state.jsonl"
    assert run("state", "export", archive, file).status == 0
    assert all(isinstance(json.loads(line), dict) for line in file.read_text("utf-8").splitlines())
    monkeypatch.setenv("NEWSFOLD_HOME", str(tmp_path / "another"))
    assert not any(any(one) for one in marks(run, archive).values())
    assert run("state", "import", archive, file).status == 0
    assert marks(run, archive) == before


def test_state_goes_through_a_pipe(
    run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run("mark", archive, TWO, "--star")
    exported = run("state", "export", archive, "-").data
    monkeypatch.setenv("NEWSFOLD_HOME", str(tmp_path / "another"))
    file = tmp_path / "pipe"
    file.write_bytes(exported)
    with file.open(encoding="utf-8") as lines:
        monkeypatch.setattr("sys.stdin", lines)
        assert run("state", "import", archive, "-").status == 0
    assert marks(run, archive)[TWO] == (False, True)


def test_what_is_no_state_is_left_out_and_the_rest_taken(run: Run, archive: Path, tmp_path: Path) -> None:
    run("mark", archive, TWO, "--star")
    good = run("state", "export", archive, "-").data
    run("mark", archive, TWO, "--unstar")
    file = tmp_path / "mixed.jsonl"
    file.write_bytes(b"not json\n\xff\xfe\n[]\n{}\n" + good + b'{"key": 5}\n')
    assert run("state", "import", archive, file).status == 0
    assert marks(run, archive)[TWO] == (False, True)


def test_a_failed_export_keeps_the_older_file(
    run: Run, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out" / "state.jsonl"
    file.parent.mkdir()
    file.write_text("older")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device", str(file))

    run("list", archive)
    monkeypatch.setattr("reader.cli.commands.os.fsync", full)
    answer = run("state", "export", archive, file)
    assert (answer.status, answer.complaint) == (1, f"newsfold: {file}: No space left on device.\n")
    assert file.read_text() == "older"
    assert [entry.name for entry in file.parent.iterdir()] == ["state.jsonl"]


@pytest.mark.parametrize("way", ["import", "export"])
def test_a_state_file_that_cannot_be_opened_is_said(
    run: Run, archive: Path, tmp_path: Path, way: str
) -> None:
    answer = run("state", way, archive, tmp_path / "no" / "where")
    assert answer.status == 1
    assert answer.complaint.startswith("newsfold: ")
    assert str(tmp_path / "no") in answer.complaint
    assert "where" not in answer.complaint.replace(f"{tmp_path / 'no' / 'where'}:", "")
    assert answer.complaint.count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_an_export_goes_into_a_pipe_and_through_a_link_and_replaces_neither(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    run("mark", archive, TWO, "--star")
    pipe, link, file = tmp_path / "pipe", tmp_path / "link", tmp_path / "file"
    os.mkfifo(pipe)
    link.symlink_to(file)
    heard: list[bytes] = []
    listener = threading.Thread(target=lambda: heard.append(pipe.read_bytes()))
    listener.start()
    assert run("state", "export", archive, pipe).status == 0
    if not pipe.is_fifo():  # let the listener go
        listener.daemon = True
        pytest.fail("the pipe was replaced by a file")
    listener.join()
    assert run("state", "export", archive, link).status == 0
    assert link.is_symlink()
    assert heard == [file.read_bytes()] != [b""]


def test_an_export_onto_a_folder_is_refused(run: Run, archive: Path, tmp_path: Path) -> None:
    answer = run("state", "export", archive, tmp_path)
    assert (answer.status, answer.complaint) == (1, f"newsfold: {tmp_path}: Is a directory.\n")
