"""Work in processes beside this one: handed out ahead, given back in order, and outliving a process that dies."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

AHEAD = 4
"""Jobs a process that are held in memory: waiting, at work, or done and not taken yet."""

MOST_BREAKS = 2
"""So often a job may be at hand when a process dies, before it is suspected."""


KILLED = "The process that read it was ended, by a fault or for want of memory."


class Killed(RuntimeError):
    """The work ended its process, each time that it was tried; the message is one sentence on what was read."""


@dataclass(slots=True)
class _Given(Generic[Job, Result]):
    """A job at hand, and how often a process died meanwhile."""

    job: Job
    future: Future[Result]
    breaks: int = 0


def in_processes(
    work: Callable[[Job], Result],
    jobs: Iterable[Job],
    processes: int,
    carefully: Callable[[Job], Result],
    prepare: Callable[[], object] | None = None,
) -> Iterator[Result]:
    """What ``work`` gives for each job, in their order, by so many processes that have run ``prepare``; raises what it raises.

    A bounded number of jobs is taken ahead, so that memory does not grow. When a process dies, what was at hand is done again;
    a job that was at hand twice is done by ``carefully``, in this process: that is the place for `Apart`.
    """
    given: deque[_Given[Job, Result]] = deque()
    pool = process_pool(processes, prepare)

    def begun(job: Job) -> Future[Result]:
        try:
            return pool.submit(work, job)
        except BrokenProcessPool as error:  # it is begun again when it is its turn
            lost: Future[Result] = Future()
            lost.set_exception(error)
            return lost

    def oldest() -> Result:
        nonlocal pool
        while True:
            try:
                result = given[0].future.result()
            except BrokenProcessPool:
                if given[0].breaks >= MOST_BREAKS:
                    return carefully(given.popleft().job)
                pool.shutdown()
                pool = process_pool(processes, prepare)
                for one in given:
                    if isinstance(one.future.exception(), BrokenProcessPool):
                        one.breaks += 1
                        if one.breaks < MOST_BREAKS:
                            one.future = begun(one.job)
            else:
                given.popleft()
                return result

    try:
        for job in jobs:
            given.append(_Given(job, begun(job)))
            if len(given) >= AHEAD * processes:
                yield oldest()
        while given:
            yield oldest()
    finally:
        pool.shutdown(cancel_futures=True)


class Apart:
    """A process for work that may end it, which is started anew when it does. It ends with the ``with`` block."""

    def __init__(self, prepare: Callable[[], object] | None = None) -> None:
        self._prepare = prepare
        self._pool = process_pool(1, prepare)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def __call__(self, work: Callable[..., Result], *arguments: object) -> Result:
        """What ``work`` gives, raising what it raises. Raises `Killed` where it ends its process, and a fresh one, too."""
        for _ in range(MOST_BREAKS):
            try:
                return self._pool.submit(work, *arguments).result()
            except BrokenProcessPool:
                self._pool.shutdown()
                self._pool = process_pool(1, self._prepare)
        raise Killed(KILLED)


def process_pool(processes: int, prepare: Callable[[], object] | None = None) -> ProcessPoolExecutor:
    """So many processes, in each of which ``prepare`` is run once. They end with this one, however it ends."""
    # Not forked: the dashboard, pyarrow and the database have threads, whose locks a forked process would share.
    return ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(prepare,))


YOUNG_OBJECTS = 50_000
"""So many new objects before Python looks for cycles among them: bulletin after bulletin leaves few, and the search at every
700, through the lexicons now and then, takes a tenth of the time of reading.
"""


def _begin(prepare: Callable[[], object] | None) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])
    if prepare is not None:
        prepare()


def _end_with_parent() -> None:
    """A parent that is killed tells its children nothing: left alone, they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
