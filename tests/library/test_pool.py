"""Files that are too much for whoever reads them: the worker is lost, the file named, the rest goes on."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from reader.content.parse import Parser, RawFile
from reader.domain.article import Parsed
from reader.domain.site import Site
from reader.library import pool as pools
from reader.library.pool import Limits, Pool
from reader.library.reading import Job, Reading, Rules, work_off
from reader.sources.folder import FileInfo, Folder
from tests.archive import make, read_here

POISON = "x-too-much"
SHORT = Limits(seconds=1.5)


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    return Rules(make(tmp_path / "archive", 300), Site("jekyll"), 2_000_000_000)


def jobs(rules: Rules) -> list[Job]:
    return [(file, 0) for file in Folder(rules.root).walk() if file.path.endswith(".md")]


def poison(rules: Rules, *days: int) -> list[str]:
    """Write files that the workers of these tests stumble over; returns their paths."""
    paths = [f"_posts/2022-04-{day:02}-{POISON}.md" for day in days]
    for path in paths:
        (rules.root / path).write_text("---\n---\nx", "utf-8")
    return paths


def poisoned(wanted: Sequence[Job]) -> bool:
    return any(POISON in file.path for file, _ in wanted)


def end(rules: bytes, wanted: Sequence[Job]) -> list[Reading]:
    """Do a worker's work, but die of one file as a broken parser would."""
    if poisoned(wanted):
        os._exit(9)
    return work_off(rules, wanted)


def hang(rules: bytes, wanted: Sequence[Job]) -> list[Reading]:
    """Do a worker's work, but never finish one file."""
    while poisoned(wanted):
        time.sleep(60)
    return work_off(rules, wanted)


def eat(rules: bytes, wanted: Sequence[Job]) -> list[Reading]:
    """Do a worker's work, but take all memory for one file while it is parsed."""
    parse_all = Parser.parse_all

    def greedy(self: Parser, raws: Sequence[RawFile]) -> list[Parsed]:
        if any(POISON in raw.path for raw in raws):
            list(iter(lambda: bytes(1 << 24), 0))
        return parse_all(self, raws)

    Parser.parse_all = greedy  # type: ignore[method-assign]
    try:
        return work_off(rules, wanted)
    finally:
        Parser.parse_all = parse_all  # type: ignore[method-assign]


def end_once(rules: bytes, wanted: Sequence[Job]) -> list[Reading]:
    """Do a worker's work, but die once, as of a signal from outside that is no file's fault."""
    mark = pickle.loads(rules).root / "mark"
    if poisoned(wanted) and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return work_off(rules, wanted)


def everything(pool: Pool, rules: Rules, wanted: list[Job] | None = None) -> list[Reading]:
    return [one for part in pool.read(rules, iter(wanted or jobs(rules))) for one in part]


def test_a_pool_reads_what_one_process_reads(rules: Rules) -> None:
    with closing(Pool(2)) as pool:
        found = everything(pool, rules)
    [here] = read_here(rules, jobs(rules))
    assert {one.file.path: one for one in found} == {one.file.path: one for one in here}
    assert len(found) == 300


@pytest.mark.parametrize(("work", "code"), [(end, "crash"), (hang, "hang")])
def test_a_file_that_loses_its_worker_is_named_and_the_rest_goes_on(
    rules: Rules, work: pools.Work, code: str
) -> None:
    guilty = poison(rules, 3)
    with closing(Pool(2, work, SHORT)) as pool:
        found = everything(pool, rules)
    assert len(found) == 301
    assert [one.file.path for one in found if one.crashed] == guilty
    assert [one.problems for one in found if one.crashed] == [((code, "", False),)]
    assert all(one.draft for one in found if not one.crashed)


def test_several_such_files_are_each_named_once(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "CHUNK", 8)
    guilty = poison(rules, 3, 4, 20)
    with closing(Pool(2, end)) as pool:
        found = everything(pool, rules)
    assert sorted(one.file.path for one in found if one.crashed) == guilty
    assert len({one.file.path for one in found}) == len(found) == 303


@pytest.mark.skipif(sys.platform != "linux", reason="only there is the limit kept")
def test_a_file_that_eats_memory_is_told_and_the_worker_lives_on(rules: Rules) -> None:
    guilty = poison(rules, 3)
    with closing(Pool(1, eat, Limits(memory=200 << 20))) as pool:
        worker = pool._crew[0].process.pid
        found = everything(pool, rules)
        assert pool._crew[0].process.pid == worker
    assert [(one.file.path, one.problems) for one in found if one.crashed] == [
        (guilty[0], (("memory", "", False),))
    ]
    assert len(found) == 301


def test_a_worker_that_is_ended_from_outside_costs_no_file(
    rules: Rules,
) -> None:
    poison(rules, 3)
    alone = [job for job in jobs(rules) if POISON in job[0].path]
    with closing(Pool(2, end_once)) as pool:
        found = everything(pool, rules, alone)
    assert (rules.root / "mark").exists()
    assert [one.crashed for one in found] == [False]


def test_workers_that_are_ended_while_they_wait_are_replaced(rules: Rules) -> None:
    with closing(Pool(2)) as pool:
        for worker in pool._crew:
            worker.process.kill()
            worker.process.join()
        assert len(everything(pool, rules)) == 300


def test_a_pool_goes_on_after_a_loss_although_other_threads_run(rules: Rules) -> None:
    poison(rules, 3)
    end_it = threading.Event()
    with closing(Pool(2, end)) as pool:
        thread = threading.Thread(target=end_it.wait)
        thread.start()
        try:
            first, second = everything(pool, rules), everything(pool, rules)
        finally:
            end_it.set()
            thread.join()
    assert len(first) == len(second) == 301


def test_who_stops_halfway_gets_no_old_answers_at_the_next_reading(rules: Rules) -> None:
    wanted = jobs(rules)
    with closing(Pool(2)) as pool:
        half = pool.read(rules, iter(wanted))
        next(half)
        half.close()
        found = everything(pool, rules, wanted[:7])
    assert {one.file.path for one in found} == {file.path for file, _ in wanted[:7]}


def leave(*_: object) -> None:
    """Be no worker at all."""


def test_where_no_worker_can_start_no_file_is_blamed(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "_serve", leave)
    with closing(Pool(2)) as pool, pytest.raises(ChildProcessError):
        everything(pool, rules)


def test_files_with_names_longer_than_a_pipe_do_not_stop_the_pool(rules: Rules) -> None:
    long = [(FileInfo(f"{'x' * 3_900}{number}", 1, 1), 0) for number in range(1_000)]
    with closing(Pool(1)) as pool:
        assert all(one.digest == 0 for one in everything(pool, rules, long))
