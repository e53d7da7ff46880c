"""Worker processes that read files: one that hangs, eats memory or dies costs one file, and not the run.

Each worker has pipes of its own, so that it is known which files a worker had in hand when it was lost, and
no thread is needed here: the process stays one that can be copied. What a lost worker had in hand is handed
out once more, file by file; a file that loses its worker again is named and left out.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.connection import wait as wait_for
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from reader.desktop.parent import end_with_parent
from reader.library.reading import (
    Job,
    Reading,
    Rules,
    columns_of,
    jobs_of,
    readings_of,
    rows_of,
    work_off,
)

if sys.platform != "win32":
    import fcntl
    import resource

CHUNK: Final = 100
"""Files a worker is handed at once: some 40 ms of work."""
AHEAD: Final = 20
"""Chunks a worker may have in hand: it goes on while a large batch of its results is being written."""
HELD: Final = 32_768
"""Bytes of orders that are surely held by a pipe: more are sent only to a worker who waits for them."""
ORDERS: Final = 1 << 18
ANSWERS: Final = 1 << 20
"""Bytes of orders and of results that pipes are asked to hold where the system can be asked."""
SELDOM: Final = 100_000
"""New objects after which a worker looks for cycles: parsing makes many objects and hardly a cycle."""
TICK: Final = 1.0
"""Seconds that one look for results takes at most. What a look takes beyond, the system held us up."""
GOODBYE: Final = 2.0
"""Seconds that a worker without work is given to end."""
STARTS: Final = 3
"""Workers in a row that may end before they are at work; after them the fault is no file's."""

Work = Callable[[bytes, Sequence[Job]], list[Reading]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading may take. The largest file that is read takes a second and 200 MB.

    ``seconds``: for a chunk, and for a single file of one that took longer. ``memory``: bytes of address
    space that a worker may take beyond what it starts with; kept by Linux only.
    """

    seconds: float = 20.0
    memory: int = 2 << 30


@dataclass(slots=True)
class _Task:
    """Files to be read together, and the order for them. ``suspect``: a worker was lost over them before."""

    jobs: Sequence[Job]
    order: bytes
    suspect: bool = False


@dataclass(slots=True)
class _Worker:
    """A process with its two pipes, and the tasks that it has in hand, in their order."""

    process: BaseProcess
    orders: Connection
    answers: Connection
    holds: int = HELD
    given: deque[_Task] = field(default_factory=deque)
    waited: float = 0.0
    ready: bool = False

    def takes(self, order: bytes) -> bool:
        """Whether an order can be sent without waiting for the worker to read it."""
        held = sum(len(task.order) for task in self.given)
        return not self.given or (len(self.given) < AHEAD and held + len(order) <= self.holds)

    def hear(self) -> list[Reading] | str | None:
        """Take what the worker sent: results, or nothing but that it is there; “crash” when it is gone."""
        try:
            answer = self.answers.recv()
        except (EOFError, OSError):
            return "crash"
        if not self.ready:
            self.ready = True
            return None
        return readings_of(answer, self.given.popleft().jobs)

    def lose(self) -> list[_Task]:
        """End the worker at once; returns what it had in hand."""
        self.process.kill()
        self.process.join()
        self.orders.close()
        self.answers.close()
        tasks = list(self.given)
        self.given.clear()
        return tasks


class Pool:
    """Reads files in worker processes, within limits."""

    def __init__(self, workers: int, work: Work | None = None, limits: Limits | None = None) -> None:
        """Start the workers. ``work``: what they do, if not what they are made for."""
        self._work = work or work_off
        self._limits = limits or Limits()
        # Copied now, while nothing is open that they should not inherit.
        self._crew = [self._start(_start_method()) for _ in range(workers)]
        self._failed = 0

    def close(self) -> None:
        """End the workers."""
        for worker in self._crew:
            with suppress(OSError):
                worker.orders.send_bytes(b"")
        for worker in self._crew:
            if not worker.given:
                worker.process.join(GOODBYE)
            worker.lose()
        self._crew = []

    def read(self, rules: Rules, jobs: Iterable[Job]) -> Iterator[list[Reading]]:
        """Yield what came of the files, a chunk at a time, about in the order they are given.

        What comes first is empty: the workers have something to do from then on, whatever else is done
        before the next is asked for. Raises OSError when no worker can be started any more.
        """
        packed = pickle.dumps(rules)
        chunks = (_Task(chunk, _order(packed, chunk)) for chunk in _chunks(jobs))
        waiting: deque[_Task] = deque()
        try:
            self._hand_out(waiting, chunks)
            yield []
            while True:
                self._hand_out(waiting, chunks)
                if not any(worker.given for worker in self._crew):
                    return
                for index, answer in self._answers():
                    if isinstance(answer, str):
                        yield from self._accuse(index, answer, packed, waiting)
                    else:
                        yield answer
        finally:
            # Whoever stops halfway must not get, at the next call, the answers that he did not wait for.
            for index, worker in enumerate(self._crew):
                if worker.given:
                    self._replace(index)

    def _hand_out(self, waiting: deque[_Task], chunks: Iterator[_Task]) -> None:
        """Give the workers as much as they can have, each time to the one who has the least in hand."""
        while task := waiting.popleft() if waiting else next(chunks, None):
            index = min(range(len(self._crew)), key=lambda one: len(self._crew[one].given))
            if not self._crew[index].takes(task.order):
                waiting.appendleft(task)
                return
            try:
                self._crew[index].orders.send_bytes(task.order)
            except OSError:
                # It was ended from outside while it had nothing to do, or it is found out below.
                waiting.appendleft(task)
                if self._crew[index].given:
                    return
                self._replace(index)
            else:
                self._crew[index].given.append(task)

    def _answers(self) -> Iterator[tuple[int, list[Reading] | str]]:
        """Wait for workers; yield what each has to say, or why it is lost: “crash” or “hang”."""
        busy = [(index, worker) for index, worker in enumerate(self._crew) if worker.given]
        began = time.monotonic()
        ready = wait_for([worker.answers for _, worker in busy], min(TICK, self._limits.seconds))
        took = min(time.monotonic() - began, TICK)
        for index, worker in busy:
            if worker.answers in ready:
                worker.waited = 0.0
                answer = worker.hear()
                if answer is not None:
                    yield index, answer
            elif worker.ready:
                worker.waited += took
                if worker.waited >= self._limits.seconds:
                    yield index, "hang"

    def _accuse(self, index: int, code: str, packed: bytes, waiting: deque[_Task]) -> Iterator[list[Reading]]:
        """Replace a lost worker; name the file that it was lost over, or have it found out."""
        begun = self._crew[index].ready
        first, *rest = self._replace(index)
        waiting.extendleft(reversed(rest))
        self._failed = 0 if begun else self._failed + 1
        if self._failed == STARTS:
            raise ChildProcessError("The processes that read files end as soon as they are started.")
        if not begun:
            waiting.appendleft(first)
        elif first.suspect and len(first.jobs) == 1:
            yield [Reading(first.jobs[0][0], 1, problems=((code, "", False),), crashed=True)]
        else:
            # A worker may also be ended from outside: nobody is guilty at the first time.
            alone = [_Task([job], _order(packed, [job]), suspect=True) for job in reversed(first.jobs)]
            waiting.extendleft(alone)

    def _replace(self, index: int) -> list[_Task]:
        """Put a new worker in the place of one; returns what that had in hand.

        By now there may be threads, and a database is open perhaps: the new one is no copy of this process.
        """
        tasks = self._crew[index].lose()
        self._crew[index] = self._start("forkserver" if sys.platform == "linux" else "spawn")
        return tasks

    def _start(self, method: str) -> _Worker:
        context = multiprocessing.get_context(method)
        taking, orders = context.Pipe(duplex=False)
        answers, giving = context.Pipe(duplex=False)
        holds = _widened(orders, ORDERS)
        _widened(giving, ANSWERS)
        process = context.Process(  # type: ignore[attr-defined]  # every context has one
            target=_serve, args=(taking, giving, self._work, self._limits.memory), daemon=True
        )
        with _uninterrupted():
            process.start()
        taking.close()
        giving.close()
        return _Worker(process, orders, answers, holds)


def _chunks(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    remaining = iter(jobs)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def _widened(pipe: Connection, wanted: int) -> int:
    """Ask the system to let a pipe hold so many bytes; returns how many it surely holds, in any portions."""
    if sys.platform == "linux":
        with suppress(OSError):  # the system grants a user only so much
            return int(fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, wanted)) // 2
    return HELD


def _order(rules: bytes, jobs: Sequence[Job]) -> bytes:
    return pickle.dumps((rules, columns_of(jobs)))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put an interrupt off, so that it does not reach a copy of this process before it leaves it to us."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_method() -> str:
    """Return the quickest safe way to start a process: copying this one, where no other thread runs."""
    if sys.platform != "linux":
        return "spawn"
    tasks = Path("/proc/self/task")
    threads = len(list(tasks.iterdir())) if tasks.is_dir() else 2
    return "fork" if threads == 1 and threading.active_count() == 1 else "forkserver"


def _serve(orders: Connection, answers: Connection, work: Work, memory: int) -> None:
    """Do a worker's work until there is no more; an exception that nobody foresaw ends it."""
    _begin(memory)
    answers.send(None)
    while order := orders.recv_bytes():
        rules, columns = pickle.loads(order)  # noqa: S301 - our own parent wrote it
        jobs = jobs_of(columns)
        answers.send(rows_of(work(rules, jobs), jobs))


def _begin(memory: int) -> None:
    """Prepare a worker: it leaves interrupts to its parent, does not outlive it, and has its limit."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    # A copy of the parent's memory stays shared only while the collector does not touch it.
    gc.freeze()
    gc.set_threshold(SELDOM)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()
    # A search that hangs in C lets no thread run: it would outlive its parent, and hold its lock.
    end_with_parent()
    if sys.platform == "linux":
        taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = taken + memory
        resource.setrlimit(
            resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most)
        )


def _leave_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)
