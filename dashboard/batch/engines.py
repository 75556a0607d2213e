"""Who reads the chunks: the cores of this computer, or the workers of a Dask scheduler.

Either takes a task that is the same for both, holds a bounded number of chunks, and gives what is done as it is done. A
worker that dies costs nothing: its chunks are read again. Where a chunk kills its workers twice, its bulletins are tried
one by one in a process apart, and the one at fault becomes an error.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import NamedTuple, Protocol

from dashboard.batch.chunks import Chunk, Done, Item
from dashboard.processes import process_pool


class Task(Protocol):
    """What a worker does; it is sent to other processes, so it must be picklable."""

    def __call__(self, chunk: Chunk) -> Done:
        """Read a chunk and write its tables."""
        ...

    def attempt(self, item: Item) -> None:
        """Read one bulletin without writing anything."""
        ...


AHEAD = 3
"""Chunks a worker that are held in memory: read from the input, waiting or at work."""

MOST_BREAKS = 2
KILLED = "The extractor was ended while reading it, by a fault or for want of memory."


class EngineError(RuntimeError):
    """An engine that cannot be had; the message is one sentence for the user."""


class Engine(Protocol):
    """Reads chunks, in whatever order."""

    def results(self, task: Task, chunks: Iterator[Chunk]) -> Iterator[Done]:
        """What is done, as it is done. Raises what the task raises."""
        ...


class _Tried(NamedTuple):
    chunk: Chunk
    breaks: int


class Local:
    """Processes on this computer."""

    def __init__(self, processes: int):
        self._processes = processes

    def results(self, task: Task, chunks: Iterator[Chunk]) -> Iterator[Done]:
        again: deque[_Tried] = deque()
        ahead: dict[Future[Done], _Tried] = {}
        while True:
            with process_pool(self._processes) as pool:
                try:
                    yield from self._run(pool, task, chunks, again, ahead)
                    return
                except BrokenProcessPool:
                    lost = [_Tried(tried.chunk, tried.breaks + 1) for tried in ahead.values()]
                    ahead.clear()
            for tried in lost:
                if tried.breaks < MOST_BREAKS:
                    again.append(tried)
                else:
                    yield read_carefully(task, tried.chunk)

    def _run(
        self, pool: ProcessPoolExecutor, task: Task, chunks: Iterator[Chunk], again: deque[_Tried], ahead: dict[Future[Done], _Tried]
    ) -> Iterator[Done]:
        while True:
            while len(ahead) < AHEAD * self._processes:
                tried = again.popleft() if again else next((_Tried(chunk, 0) for chunk in chunks), None)
                if tried is None:
                    break
                try:
                    ahead[pool.submit(task, tried.chunk)] = tried
                except BrokenProcessPool:
                    again.append(tried)
                    raise
            if not ahead:
                return
            done, _ = wait(ahead, return_when=FIRST_COMPLETED)
            for future in done:
                result = future.result()
                del ahead[future]
                yield result


class Dask:
    """Workers of a Dask scheduler, at ``address``; without one, of a cluster of processes that is made here and ended after."""

    def __init__(self, address: str | None, processes: int):
        self._address, self._processes = address, processes

    def results(self, task: Task, chunks: Iterator[Chunk]) -> Iterator[Done]:
        try:
            from distributed import Client, KilledWorker, LocalCluster, as_completed
        except ImportError:
            raise EngineError("Dask is not installed; run: uv run --extra dask rasd batch …") from None
        cluster = None
        try:
            if self._address is None:
                cluster = LocalCluster(n_workers=self._processes, threads_per_worker=1, processes=True, dashboard_address=None)
            client = Client(cluster or self._address, timeout=20)
        except (OSError, ValueError) as error:
            raise EngineError(f"The scheduler at {self._address} does not answer: {error}.") from None
        try:
            ahead: dict[str, Chunk] = {}
            finished = as_completed()
            workers = max(1, sum(client.nthreads().values()))
            while True:
                while len(ahead) < AHEAD * workers and (chunk := next(chunks, None)) is not None:
                    ahead[chunk.id] = chunk
                    finished.add(client.submit(task, chunk, key=chunk.id, pure=False))
                if not ahead:
                    return
                future = next(finished)
                chunk = ahead.pop(future.key)
                try:
                    result = future.result()
                except KilledWorker:
                    result = read_carefully(task, chunk)
                yield result
        finally:
            client.close()
            if cluster is not None:
                cluster.close()


def read_carefully(task: Task, chunk: Chunk) -> Done:
    """Read a chunk that killed its workers: each bulletin is tried, which may end the process, and then what is left is read."""
    errors: dict[int, str] = {}
    pool = process_pool(1)
    try:
        for n, item in enumerate(chunk.items):
            try:
                pool.submit(task.attempt, item).result()
            except BrokenProcessPool:
                errors[n] = KILLED
                pool.shutdown()
                pool = process_pool(1)
        return pool.submit(task, chunk.without(errors)).result()
    finally:
        pool.shutdown()
