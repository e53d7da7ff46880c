"""How quickly the first page of hits is there, in a process that has its index open and no window.

python -m tests.benchmarks.search FOLDER    prints the figures as JSON
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from reader.domain.query import Query, Text
from reader.domain.shelf import Place, Scope
from reader.library.library import Library
from reader.library.pages import Pages
from reader.library.querytext import parse
from reader.library.searching.search import FIRST, run_for
from reader.paths import places, resources
from reader.storage.search.conditions import Condition
from reader.storage.search.index import SearchIndex
from tests.benchmarks.figures import Figure, below
from tests.benchmarks.memory import own

QUERIES = 300
SAMPLE = 500
"""Articles that queries are drawn from, and whose texts stand for all texts."""
FEW = 10
"""Queries that ripgrep answers."""
AIMS = ((100_000, 20), (1_000_000, 60))
"""Articles up to which an aim holds, and milliseconds."""
_HAN = re.compile(r"[\u4e00-\u9fff]{6,}")


def measure(folder: Path, home: Path) -> list[Figure]:
    """Search an indexed folder in a fresh process, and let ripgrep look for some of the same."""
    command = [sys.executable, "-m", "tests.benchmarks.search", str(folder)]
    environment = os.environ | {"NEWSFOLD_HOME": str(home)}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(done.stdout)
    aim = next((most for articles, most in AIMS if found["articles"] <= articles), AIMS[-1][1])
    figures = [
        Figure("first page of hits, newest first: median", found["median"], "ms"),
        below(f"the same, p95 of {QUERIES} queries", found["p95"], "ms", aim),
        Figure("the same, slowest", found["slowest"], "ms"),
        Figure("the engine alone with the same: median", found["bare median"], "ms"),
        Figure("the same, p95", found["bare p95"], "ms"),
        Figure("all hits, p95", found["all p95"], "ms"),
        Figure("articles like one, p95", found["like p95"], "ms"),
        below("index of texts, as part of the texts", found["index"], "", 1.2),
        Figure("memory with library and index open", found["memory"], "MB"),
        Figure("the same without the pages of files", found["anonymous"], "MB"),
    ]
    if shutil.which("rg"):
        rg = _ripgrep(folder, found["queries"])
        figures += [
            Figure("ripgrep over the files with some of them, median", rg, "ms"),
            Figure("that against the first page of hits", rg / found["median"], "times"),
        ]
    return figures


def probe(folder: Path) -> dict[str, object]:
    """Return milliseconds, megabytes (memory), the index's part of the text, and some of the queries."""
    library = Library.open(folder, places(os.environ))
    pages = Pages(library, resources())
    everything = library.shelf(Scope(Place.ALL))
    chance = random.Random(7)
    numbers = chance.sample(list(everything), min(SAMPLE, len(everything)))
    texts = [pages.text(number) for number in numbers]
    queries = [parse(f'"{words}"', date.min) for words in _drawn(texts, chance)]
    cache = places(os.environ).archive_cache(folder) / "search"
    (place,) = cache.iterdir()
    index = SearchIndex(place)
    library.search(queries[0], everything).newest(FIRST)
    first = _each(queries, lambda query: library.search(query, everything).newest(FIRST))
    bare = _each(queries, lambda query: index.newest(_condition(query), FIRST))
    whole = _each(queries, lambda query: library.search(query, everything).all())
    like = [_milliseconds(lambda number=number: pages.similar(number, 5)) for number in numbers[:100]]
    text = statistics.fmean(len(text.encode()) for text in texts) * len(everything)
    library.close()
    return {
        "articles": len(everything),
        "median": statistics.median(first),
        "p95": _p95(first),
        "slowest": max(first),
        "bare median": statistics.median(bare),
        "bare p95": _p95(bare),
        "all p95": _p95(whole),
        "like p95": _p95(like),
        "index": _size(cache) / text,
        "memory": own(),
        "anonymous": own(kind="Pss_Anon"),
        "queries": [query.text.strip('"') for query in queries[:FEW]],
    }


def _drawn(texts: list[str], chance: random.Random) -> list[str]:
    """Return words of two to four characters, and every fifth time a rarer run of six, out of the texts."""
    runs = [run for text in texts for run in _HAN.findall(text)]
    words = []
    for at in range(QUERIES):
        run, length = chance.choice(runs), 6 if at % 5 == 4 else 2 + at % 3
        start = chance.randrange(len(run) - length + 1)
        words.append(run[start : start + length])
    return words


def _condition(query: Query) -> Condition:
    condition = run_for(query.node) if isinstance(query.node, Text) else None
    if condition is None:
        raise SystemExit(f"nothing can be found by {query.text}")
    return condition


def _ripgrep(folder: Path, queries: list[str]) -> float:
    """Return the median of the milliseconds that ripgrep takes to name the files with a text."""
    names = [str(folder / name) for name in ("_posts", "old_post")]

    def look(words: str) -> None:
        subprocess.run(["rg", "-l", "-F", words, *names], stdout=subprocess.DEVNULL, check=False)

    look(queries[0])
    return statistics.median(_milliseconds(lambda words=words: look(words)) for words in queries)


def _each(queries: list[Query], work: Callable[[Query], object]) -> list[float]:
    return [_milliseconds(lambda query=query: work(query)) for query in queries]


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.stdout.write(json.dumps(probe(Path(sys.argv[1])), ensure_ascii=False))
