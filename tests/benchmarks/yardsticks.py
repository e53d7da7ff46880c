"""What other programs need for the same posts, in the same run: Hugo for metadata, Recoll for an index.

Both are from Debian, and are measured where they are installed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import Figure, at_least, below
from tests.benchmarks.indexing import run

FEW = 5_000
"""Posts that Recoll gets: it takes some ten milliseconds for each."""


def measure(folder: Path, home: Path) -> list[Figure]:
    """Compare a cold catalog with `hugo list all` on the posts that Hugo can read."""
    figures = []
    with tempfile.TemporaryDirectory(prefix="yardstick-", dir=home) as place:
        site, posts = _posts_for_others(folder, Path(place))
        if shutil.which("hugo"):
            theirs = _hugo(site)
            ours = run(site, home / "yardstick-cold")
            seconds = ours.catalog or ours.end
            figures += [
                Figure(f"`hugo list all` of {posts:,} posts", theirs, "s"),
                Figure("catalog of the same, cold", seconds, "s"),
                below("as part of Hugo’s time", seconds / theirs, "", 0.8),
                below("the same with the index of all texts", ours.end / theirs, "", 2.5),
            ]
        if shutil.which("recollindex"):
            recoll = _recoll(site, Path(place))
            index = run(site, home / "yardstick-texts")
            speed = index.articles / index.end
            figures += [
                Figure("Recoll’s index, posts a second", recoll, "posts/s"),
                at_least("catalog and index of texts: times as quick as Recoll", speed / recoll, "", 20),
            ]
    return figures


def _posts_for_others(folder: Path, place: Path) -> tuple[Path, int]:
    """Return a folder of the posts, as links, without those whose front matter stops Hugo."""
    known = folder / ".archive.json"
    flaws = set(json.loads(known.read_text("utf-8"))["flaws"]) if known.exists() else set()
    site, posts = place / "site", 0
    for name in ("_posts", "old_post"):
        (site / name).mkdir(parents=True)
        for file in (folder / name).iterdir():
            if file.stem not in flaws and file.name[:1].isdigit():
                _linked(file, site / name / file.name)
                posts += 1
    (site / "_config.yml").write_text("timezone: Asia/Shanghai\n", "utf-8")
    return site, posts


def _linked(file: Path, there: Path) -> None:
    """Let a file be in another place as well; a copy where the two places are on different disks."""
    try:
        os.link(file, there)
    except OSError:
        shutil.copy2(file, there)


def _hugo(site: Path) -> float:
    """Return the seconds of `hugo list all`, of the second run: its files are then as warm as ours."""
    (site / "hugo.toml").write_text(
        "".join(
            f'[[module.mounts]]\nsource = "{name}"\ntarget = "content/{name.strip("_")}"\n'
            for name in ("_posts", "old_post")
        ),
        "utf-8",
    )
    (site / "config.toml").write_text((site / "hugo.toml").read_text("utf-8"), "utf-8")
    command = ["hugo", "list", "all", "--source", str(site)]
    seconds = 0.0
    for _ in range(2):
        started = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
        seconds = time.perf_counter() - started
        if done.returncode or done.stdout.count(b"\n") < FEW // 10:
            raise SystemExit("hugo could not list the posts")
    for name in ("hugo.toml", "config.toml"):
        (site / name).unlink()
    return seconds


def _recoll(site: Path, place: Path) -> float:
    """Return how many posts a second Recoll indexes, measured on a few."""
    texts, config = place / "texts", place / "recoll"
    texts.mkdir()
    config.mkdir()
    for file in list((site / "old_post").iterdir())[:FEW]:
        _linked(file, texts / file.name)
    (config / "recoll.conf").write_text(f"topdirs = {texts}\n", "utf-8")
    started = time.perf_counter()
    command = ["recollindex", "-c", str(config)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return len(list(texts.iterdir())) / (time.perf_counter() - started)
