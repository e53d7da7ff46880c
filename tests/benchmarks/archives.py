"""Archives to measure on: made once, and kept in build/ for the next run."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MAKER = ROOT.parent / "shared" / "tools" / "make_archive.py"
CATEGORIES = 300
CHARACTERS = "的一是不了在人有我他这中大来上个国和也子时道出而要于就下得可你年生自会那后能对着事其里所去行过"


def archive(posts: int) -> Path:
    """Return a folder of so many posts."""
    folder = ROOT / "build" / "bench" / f"archive-{posts}"
    whole = folder / ".whole"
    if not whole.exists():
        sys.stderr.write(f"Making an archive of {posts:,} posts in {folder.relative_to(ROOT)} …\n")
        folder.mkdir(parents=True, exist_ok=True)
        if MAKER.is_file():
            command = [sys.executable, str(MAKER), "make", str(folder), "--posts", str(posts)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        else:
            write(folder, posts, random.Random(posts))
        whole.touch()
    return folder


def write(folder: Path, posts: int, chance: random.Random) -> None:
    """Write a plain Jekyll archive: the newest eighth in _posts, the rest in old_post."""
    for name in ("_posts", "old_post", "category"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "_config.yml").write_text("title: Measured news\ntimezone: Asia/Shanghai\n", encoding="utf-8")
    for number in range(CATEGORIES):
        page = f"---\nlayout: category\ntitle: 来源{number}\ncategory: source{number}\n---\n"
        (folder / "category" / f"source{number}.html").write_text(page, encoding="utf-8")
    when = datetime(2022, 6, 1)  # noqa: DTZ001 - the zone is written by hand below
    for number in range(posts):
        when -= timedelta(seconds=chance.randint(1, 38))
        place = "_posts" if number < posts // 8 else "old_post"
        name = f"{when:%Y-%m-%d}-NW{posts - number:08}.md"
        (folder / place / name).write_text(_post(when, chance), encoding="utf-8")


def _post(when: datetime, chance: random.Random) -> str:
    source = min(int(chance.paretovariate(0.7)), CATEGORIES) - 1
    paragraphs = "".join(f"<p>{_words(chance, 80)}。</p>" for _ in range(chance.randint(1, 12)))
    return (
        f'---\nlayout: post\ntitle: "{_words(chance, 18)}"\ndate: {when:%Y-%m-%d %H:%M:%S} +0800\n'
        f"categories: source{source}\ntags: 来源{source}\n---\n{paragraphs}\n"
    )


def _words(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(CHARACTERS, k=length))
