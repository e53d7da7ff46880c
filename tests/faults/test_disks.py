"""Disks that are full, folders that cannot be read, go away and come back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.library.library import Library
from reader.paths import Places
from tests.archive import make, post, read_in, stem, titles
from tests.faults.processes import ROOT, listed, marked, reader, run, running
from tests.faults.rounds import rounds
from tests.privileges import ordinary_user

SIZE = 3 << 20
POSTS = 300


class Disk:
    """A small disk of its own where root may make one, else a limit on the size of each file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.filler = folder / "filler"
        folder.mkdir()
        self.mounted = sys.platform == "linux" and not _call(
            "mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)
        )

    def command(self, wanted: list[str]) -> list[str]:
        """Return how to run a command on the full disk."""
        if self.mounted:
            return wanted
        script = (
            "import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2);"
            "os.execv(sys.argv[2], sys.argv[2:])"
        )
        return [sys.executable, "-c", script, str(self.left), *wanted]

    def fill(self, left: int) -> None:
        """Leave only so many bytes."""
        self.left = left
        if self.mounted:
            free = shutil.disk_usage(self.folder).free
            self.filler.write_bytes(bytes(max(0, free - left)))

    def empty(self) -> None:
        """Make room again."""
        self.filler.unlink(missing_ok=True)

    def close(self) -> None:
        if self.mounted:
            _call("umount", "-l", str(self.folder))


def _call(*command: str) -> int:
    if shutil.which(command[0]) is None:
        return 1
    return subprocess.run(command, capture_output=True, check=False).returncode


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    if sys.platform == "win32":
        pytest.skip("no disk can be made small there")
    made = Disk(tmp_path / "disk")
    yield made
    made.close()


def places_of(home: Path) -> Places:
    return Places(home / "cache", home / "data", home / "settings")


def test_on_a_full_disk_a_run_ends_with_a_sentence_and_the_next_one_completes_it(
    tmp_path: Path, disk: Disk
) -> None:
    root = make(tmp_path / "archive", POSTS)
    failed = 0
    for number, chance in enumerate(rounds("full cache", 3)):
        home = disk.folder / str(number)
        disk.fill(chance.randrange(20_000, 250_000))
        ended = run(disk.command(reader("index", root, "--json")), home)
        disk.empty()
        assert ended.returncode in (0, 1), ended.stderr.decode()
        failed += ended.returncode
        assert ended.stderr.count(b"\n") <= 1, ended.stderr.decode()
        assert len(listed(root, places_of(home))) == POSTS
        shutil.rmtree(home)
    assert failed


def test_on_a_full_disk_a_mark_is_refused_or_kept_and_nothing_is_lost(tmp_path: Path, disk: Disk) -> None:
    root = make(tmp_path / "archive", POSTS)
    home = disk.folder / "home"
    assert run(reader("mark", root, stem(0), "--star"), home).returncode == 0
    kept, refused = {stem(0)}, 0
    for number, chance in enumerate(rounds("full state", 4), 1):
        disk.fill(chance.choice([0, 4096, chance.randrange(60_000)]))
        ended = run(disk.command(reader("mark", root, stem(number % POSTS), "--star")), home)
        disk.empty()
        assert b"Traceback" not in ended.stderr
        if ended.returncode == 0:
            kept.add(stem(number % POSTS))
        refused += ended.returncode
        now = marked(places_of(home))
        assert [key for key in kept if not now[key][1]] == []
    assert refused


@pytest.mark.parametrize("how", ["renamed", "unreadable"])
def test_a_folder_that_goes_away_while_it_is_open_keeps_its_list_and_is_followed_again(
    tmp_path: Path, home: Path, home_places: Places, how: str
) -> None:
    root = make(tmp_path / "archive", 20)
    away = tmp_path / "away"
    command = reader("index", root, "--json", "--watch", "--until-eof")
    with ordinary_user(), running(command, home) as child:

        def wait_for(kind: str) -> dict[str, object]:
            for line in child.stdout:
                event = json.loads(line)
                if event["event"] == kind:
                    return event
            raise AssertionError(child.stderr.read().decode())

        def wait_until_listed(count: int) -> None:
            while True:
                wait_for("generation")
                library.reload()
                if len(titles(library)) == count:
                    break

        wait_for("watching")
        written = 20
        with closing(Library.open(root, home_places)) as library:
            for chance in rounds(how, 1):
                if how == "renamed":
                    root.rename(away)
                    assert "not there" in str(wait_for("trouble")["sentence"])
                    library.reload()
                    assert len(titles(library)) == written
                    away.rename(root)
                    wait_for("done")
                else:
                    (root / "_posts").chmod(0)
                    written += 1
                    (root / "old_post" / f"{stem(written)}.md").write_text(post(written), "utf-8")
                    wait_until_listed(written)
                    assert len(listed(root, home_places)) == written
                    (root / "_posts").chmod(0o755)
                time.sleep(chance.random() * 0.3)
                written += 1
                (root / "_posts" / f"{stem(written)}.md").write_text(post(written), "utf-8")
                wait_until_listed(written)
    assert len(listed(root, home_places)) == written


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root mounts")
def test_a_disk_that_is_taken_away_and_put_back_keeps_its_list_and_its_marks(
    tmp_path: Path, home: Path, home_places: Places
) -> None:
    disk = Disk(tmp_path / "disk")
    if not disk.mounted:
        pytest.skip("no disk can be mounted here")
    kept = tmp_path / "kept"
    try:
        root = make(disk.folder / "archive", 20)
        shutil.copytree(root, kept)
        assert run(reader("mark", root, stem(3), "--star"), home).returncode == 0
        disk.close()
        ended = run(reader("list", root), home)
        assert (ended.returncode, b"Traceback" in ended.stderr) == (1, False)
        root.mkdir()
        assert run(reader("list", root), home).returncode == 1
        root.rmdir()
        shutil.copytree(kept, root)
        assert run(reader("list", root, "--starred"), home).stdout.count(b"\n") == 1
        assert marked(home_places)[stem(3)] == (False, True)
        read_in(root, home_places)
    finally:
        disk.close()
    assert ROOT.is_dir()
