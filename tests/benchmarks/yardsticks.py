"""What other programs need for the same posts, in the same run: Hugo for metadata, Recoll for an index.

Both are from Debian, and are measured where they are installed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import Figure, at_least, below
from tests.benchmarks.indexing import run

FEW = 20_000
"""Posts that Recoll gets, which takes minutes for them; of fewer it takes more in a second."""
QUERIES = 20
"""Queries that Recoll answers."""
_WORD = re.compile("[\u4e00-\u9fff]{2}")


def measure(folder: Path, home: Path) -> list[Figure]:
    """Compare a cold catalog with `hugo list all` on the posts that Hugo can read."""
    figures = []
    with tempfile.TemporaryDirectory(prefix="yardstick-", dir=home) as place:
        site, posts = _posts_for_others(folder, Path(place))
        theirs = _hugo(site) if shutil.which("hugo") else None
        ours = run(site, home / "yardstick")
        if theirs is not None:
            seconds = ours.catalog or ours.end
            figures += [
                Figure(f"`hugo list all` of {posts:,} posts", theirs, "s"),
                Figure("catalog of the same, cold", seconds, "s"),
                below("as part of Hugo’s time", seconds / theirs, "", 0.8),
                below("the same with the index of all texts", ours.end / theirs, "", 2.5),
            ]
        if shutil.which("recollindex"):
            recoll, query = _recoll(site, Path(place))
            speed = ours.articles / ours.end
            figures += [
                Figure("Recoll’s index, posts a second", recoll, "posts/s"),
                at_least("catalog and index of texts: times as quick as Recoll", speed / recoll, "", 20),
            ]
            if query is not None:
                figures.append(Figure(f"`recollq` among {FEW:,} posts, median", query, "ms"))
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


def _recoll(site: Path, place: Path) -> tuple[float, float | None]:
    """Return how many posts a second Recoll indexes, and the milliseconds of a query, measured on a few."""
    texts, config = place / "texts", place / "recoll"
    texts.mkdir()
    config.mkdir()
    files = list((site / "old_post").iterdir())[:FEW]
    for file in files:
        _linked(file, texts / file.name)
    (config / "recoll.conf").write_text(f"topdirs = {texts}\n", "utf-8")
    started = time.perf_counter()
    command = ["recollindex", "-c", str(config)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    speed = len(files) / (time.perf_counter() - started)
    if not shutil.which("recollq"):
        return speed, None
    words = [found[0] for file in files if (found := _WORD.search(file.read_text("utf-8", "replace")))]
    return speed, statistics.median(_recollq(config, word) for word in words[:QUERIES])


def _recollq(config: Path, word: str) -> float:
    """Return the milliseconds that Recoll's command takes for the first page of what holds a word."""
    started = time.perf_counter()
    command = ["recollq", "-c", str(config), "-n", "50", word]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - started) * 1000
