"""Read marks and stars that are damaged, gone or write-protected, as the command line meets them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from reader.storage.backup import back_up, backup_folder
from reader.storage.migrations import STEPS
from tests.cli.calling import Run
from tests.privileges import ordinary_user

THREE, TWO = "2022-05-26-three", "2022-05-25-two"
DAYS = date(2022, 5, 26), date(2022, 5, 27)


@pytest.fixture
def state(run: Run, archive: Path, home: Path) -> Path:
    """A state with a star, and two backups; only the later one holds the star."""
    run("mark", archive, TWO, "--read")
    state = home / "data" / "state.sqlite"
    back_up(state, DAYS[0])
    run("mark", archive, THREE, "--star")
    back_up(state, DAYS[1])
    return state


def starred(run: Run, archive: Path) -> list[str]:
    return [one["key"] for one in run("list", archive, "--starred", "--json").objects]


def torn(state: Path) -> None:
    """Overwrite all but the first page, as half a write does."""
    data = state.read_bytes()
    state.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))


def garbage(state: Path) -> None:
    state.write_bytes(b"nothing of the kind" * 100)


def emptied(state: Path) -> None:
    state.write_bytes(b"")


DAMAGES = pytest.mark.parametrize("damage", [torn, garbage])
LOSSES = pytest.mark.parametrize("lose", [Path.unlink, emptied])
Damage = Callable[[Path], object]


@DAMAGES
@pytest.mark.parametrize("command", ["list", "mark"])
def test_a_damaged_state_is_one_sentence_and_stays_as_it_is(
    run: Run, archive: Path, state: Path, damage: Damage, command: str
) -> None:
    damage(state)
    before = state.read_bytes()
    answer = run(*(["list", archive] if command == "list" else ["mark", archive, TWO, "--star"]))
    assert (answer.status, answer.data, answer.complaint.count("\n")) == (1, b"", 1)
    assert "damaged" in answer.complaint
    assert "“newsfold state restore” brings back those of 2022-05-27." in answer.complaint
    assert state.read_bytes() == before


@DAMAGES
def test_restoring_brings_the_newest_good_backup_and_keeps_the_damaged_file(
    run: Run, archive: Path, state: Path, damage: Damage
) -> None:
    damage(state)
    before = state.read_bytes()
    garbage(backup_folder(state) / "state-2022-05-28.sqlite")
    assert run("state", "restore").status == 0
    assert starred(run, archive) == [THREE]
    kept = list(state.parent.glob("state-damaged-*.sqlite"))
    assert [file.read_bytes() for file in kept] == [before]
    assert len(list(backup_folder(state).iterdir())) == 3


def test_a_letter_that_became_another_is_told_and_not_written_over(
    run: Run, archive: Path, state: Path
) -> None:
    with closing(sqlite3.connect(state)) as connection, connection:
        connection.execute("UPDATE mark SET key = '2022-05-26-threw' WHERE key = ?", (THREE,))
    before = state.read_bytes()
    answer = run("mark", archive, TWO, "--star")
    assert (answer.status, "damaged" in answer.complaint) == (1, True)
    assert state.read_bytes() == before
    assert run("state", "restore").status == 0
    assert starred(run, archive) == [THREE]


@LOSSES
def test_a_state_that_is_gone_is_warned_of_and_nothing_takes_its_place(
    run: Run, archive: Path, state: Path, lose: Damage
) -> None:
    lose(state)
    answer = run("list", archive, "--json")
    assert (answer.status, len(answer.objects)) == (0, 4)
    assert answer.complaint == (
        f"newsfold: The read marks and stars are gone: “{state}” is missing or empty, while backups of it are"
        " there; “newsfold state restore” brings back those of 2022-05-27.\n"
    )
    refused = run("mark", archive, TWO, "--star")
    assert refused.status == 1
    assert refused.complaint.endswith("newsfold: The read marks and stars are gone; nothing was written.\n")
    assert not state.exists() or state.stat().st_size == 0
    assert run("state", "restore").status == 0
    assert starred(run, archive) == [THREE]


@LOSSES
def test_an_export_of_what_is_gone_leaves_the_older_export(
    run: Run, archive: Path, state: Path, lose: Damage, tmp_path: Path
) -> None:
    file = tmp_path / "marks.jsonl"
    run("state", "export", archive, file)
    before = file.read_bytes()
    lose(state)
    assert run("state", "export", archive, file).status == 1
    assert file.read_bytes() == before


@pytest.mark.parametrize("damage", [garbage, Path.unlink])
def test_one_may_begin_with_nothing_and_the_backups_stay(
    run: Run, archive: Path, state: Path, damage: Damage
) -> None:
    damage(state)
    assert run("state", "restore", "--nothing").status == 0
    answer = run("list", archive, "--starred")
    assert (answer.status, answer.data, answer.complaint) == (0, b"", "")
    (kept,) = state.parent.glob("backups-until-*")
    assert [file.name for file in sorted(kept.iterdir())] == [f"state-{day}.sqlite" for day in DAYS]
    assert run("mark", archive, TWO, "--star").status == 0
    assert starred(run, archive) == [TWO]


def test_without_a_good_backup_the_sentence_says_so(run: Run, archive: Path, state: Path) -> None:
    garbage(state)
    for file in backup_folder(state).iterdir():
        garbage(file)
    answer = run("list", archive)
    assert answer.status == 1
    assert "no good backup is left" in answer.complaint
    assert run("state", "restore").complaint == (
        "newsfold: There is no good backup of the read marks and stars.\n"
    )
    garbage_kept = state.read_bytes()
    assert garbage_kept.startswith(b"nothing of the kind")


@pytest.mark.usefixtures("state")
def test_a_whole_state_is_not_replaced_by_an_older_one(run: Run, archive: Path) -> None:
    run("mark", archive, TWO, "--star")
    for way in ([], ["--nothing"]):
        answer = run("state", "restore", *way)
        assert answer.status == 1
        assert "nothing was restored" in answer.complaint
    assert starred(run, archive) == [THREE, TWO]


def test_a_first_start_is_no_loss(run: Run, archive: Path, home: Path) -> None:
    assert run("list", archive).complaint == ""
    assert run("state", "restore").status == 1
    assert (home / "data").exists()


@pytest.mark.parametrize("what", ["file", "folder", "both", "with a log"])
def test_a_write_protected_state_can_be_read_and_refuses_marks(
    run: Run, archive: Path, state: Path, what: str, tmp_path: Path
) -> None:
    holding = sqlite3.connect(state) if what == "with a log" else None
    if holding is not None:
        run("mark", archive, TWO, "--star")
    paths = [state] if what == "file" else [state.parent] if what == "folder" else [state, state.parent]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    (archive / "_posts" / f"{THREE}.md").rename(archive / "_posts" / "2022-05-26-renamed.md")
    (archive / "_posts" / "2022-05-26-renamed.md").rename(archive / "_posts" / f"{THREE}.md")
    before = state.read_bytes()
    try:
        with ordinary_user():
            answer = run("list", archive, "--starred", "--json")
            refused = run("mark", archive, TWO, "--read")
            refused = run("mark", archive, THREE, "--unstar")
            exported = run("state", "export", archive, tmp_path / "marks.jsonl")
    finally:
        for path in reversed(paths):
            path.chmod(0o755)
        if holding is not None:
            holding.close()
    assert (answer.status, answer.complaint) == (0, "")
    wanted = [THREE, TWO] if what == "with a log" else [THREE]
    assert [one["key"] for one in answer.objects] == wanted
    assert (refused.status, refused.complaint) == (
        1,
        f"newsfold: The read marks and stars cannot be changed: “{state}” is write-protected.\n",
    )
    assert exported.status == 0
    lines = (tmp_path / "marks.jsonl").read_text("utf-8").splitlines()
    assert sum(json.loads(line).get("starred", False) for line in lines) == len(wanted)
    assert state.read_bytes() == before


def test_where_nothing_may_be_written_everything_is_unread(run: Run, archive: Path, home: Path) -> None:
    (home / "cache").mkdir(parents=True)
    home.chmod(0o555)
    try:
        with ordinary_user():
            answer = run("list", archive)
            refused = run("mark", archive, TWO, "--read")
    finally:
        home.chmod(0o755)
    assert (answer.status, len(answer.lines), answer.complaint) == (0, 4, "")
    assert (refused.status, "write-protected" in refused.complaint) == (1, True)


def test_an_older_state_that_is_write_protected_is_read_as_well(
    run: Run, archive: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(state)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
    monkeypatch.setattr(
        "reader.storage.migrations.migrate.__defaults__",
        ((*STEPS, "ALTER TABLE mark ADD COLUMN later INTEGER;\n"),),
    )
    state.chmod(0o444)
    with ordinary_user():
        assert starred(run, archive) == [THREE]
    state.chmod(0o644)
    with closing(sqlite3.connect(state)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
