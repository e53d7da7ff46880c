"""Posts that are too much for their reader: put aside under Problems until they change; the rest goes on."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest

from reader.indexer import _namer
from reader.library.indexing import Run
from reader.library.library import Library
from reader.library.pool import Limits, Pool, Work
from reader.paths import Places
from reader.storage.catalog import NAME
from reader.storage.lock import only_one
from tests.archive import make, read_in, titles
from tests.faults.rounds import rounds
from tests.library.test_pool import POISON, eat, end, hang, poison
from tests.library.test_pool import Rules as _Rules

LIMITS = Limits(seconds=1.5, memory=300 << 20)
CASES = [(end, "crash"), (hang, "hang")] + ([(eat, "memory")] if sys.platform == "linux" else [])


def index(root: Path, places: Places, work: Work) -> None:
    cache = places.archive_cache(root)
    with only_one(cache / "lock"), closing(Pool(2, work, LIMITS)) as pool:
        Run(root, cache / NAME, lambda _: None, 2, _namer, pool=pool).run()


@pytest.mark.parametrize(("work", "code"), CASES, ids=[code for _, code in CASES])
def test_a_post_that_stops_its_reader_is_a_problem_until_it_changes(
    tmp_path: Path, home_places: Places, work: Work, code: str
) -> None:
    for number, chance in enumerate(rounds(code, 1)):
        root = make(tmp_path / str(number) / "archive", 150, in_posts=chance.randrange(150))
        [guilty] = poison(_Rules(root, None, 0), chance.randrange(1, 30))  # type: ignore[arg-type]  # the root counts
        index(root, home_places, work)
        with closing(Library.open(root, home_places)) as library:
            assert [(one.path, one.code) for one in library.problems()] == [(guilty, code)]
            assert len(titles(library)) == 150
        # It is not tried again, though it would hurt nobody now.
        assert read_in(root, home_places).articles == 150
        (root / guilty).write_text("---\ntitle: mended\n---\nx", "utf-8")
        assert read_in(root, home_places).articles == 151
        with closing(Library.open(root, home_places)) as library:
            assert library.problems() == []
            assert POISON not in titles(library)[-1]
