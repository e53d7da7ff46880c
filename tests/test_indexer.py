from __future__ import annotations

import gc
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reader.indexer import index
from reader.paths import Places
from tests.archive import make, read_in


def test_many_files_go_through_the_pool(tmp_path: Path, home_places: Places) -> None:
    root = make(tmp_path / "archive", 400)
    events: list[dict[str, object]] = []
    found = index(root, home_places, events.append, workers=2)
    assert (found.articles, found.added, found.problems) == (400, 400, 0)
    first, second, *_ = (event for event in events if event["event"] == "generation")
    assert first == {"event": "generation", "generation": 1, "articles": 100}
    assert second == {"event": "generation", "generation": 2, "articles": 200}


def test_two_indexers_of_one_folder_take_turns(tmp_path: Path, home_places: Places) -> None:
    root = make(tmp_path / "archive", 30)
    with ThreadPoolExecutor(2) as threads:
        both = list(threads.map(lambda _: read_in(root, home_places), range(2)))
    assert sorted(one.added for one in both) == [0, 30]
    assert [one.articles for one in both] == [30, 30]


def test_the_collector_rests_during_a_run_and_works_again_after_it(
    tmp_path: Path, home_places: Places
) -> None:
    root = make(tmp_path / "archive", 3)
    during: list[bool] = []
    index(root, home_places, lambda _event: during.append(gc.isenabled()))
    assert not any(during)
    assert gc.isenabled()


def test_it_does_without_qt_and_loads_names_late() -> None:
    code = "import sys, reader.indexer; print({'PySide6', 'pypinyin'} & set(sys.modules))"
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "set()"
