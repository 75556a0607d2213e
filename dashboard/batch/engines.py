"""Who reads the chunks: the cores of this computer, or the workers of a Dask scheduler.

Either takes a task that is the same for both, holds a bounded number of chunks, and gives what is done as it is done. A
worker that dies costs nothing: its chunks are read again. Where a chunk kills its workers twice, its bulletins are read
one by one in a process apart, and the one at fault becomes an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Protocol

from dashboard.batch.chunks import Chunk, Done, Item
from dashboard.batch.tables import Rows
from dashboard.processes import AHEAD, Apart, Killed, in_processes


class Task(Protocol):
    """What a worker does; it is sent to other processes, so it must be picklable."""

    def __call__(self, chunk: Chunk) -> Done:
        """Read a chunk and write its tables."""
        ...

    def read(self, chunk_id: str, number: int, item: Item) -> Rows:
        """Read one bulletin of a chunk without writing anything."""
        ...

    def write(self, chunk: Chunk, rows: Rows) -> Done:
        """Write the tables of a chunk that was read bulletin by bulletin."""
        ...


class EngineError(RuntimeError):
    """An engine that cannot be had; the message is one sentence for the user."""


class Engine(Protocol):
    """Reads chunks, in whatever order."""

    def results(self, task: Task, chunks: Iterator[Chunk]) -> Iterator[Done]:
        """What is done, as it is done. Raises what the task raises."""
        ...


class Local:
    """Processes on this computer."""

    def __init__(self, processes: int):
        self._processes = processes

    def results(self, task: Task, chunks: Iterator[Chunk]) -> Iterator[Done]:
        return in_processes(task, chunks, self._processes, partial(read_carefully, task))


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
            client = Client(cluster or self._address, timeout=10)
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
    """Read a chunk that killed its workers: each bulletin in a process apart, and what ends that twice becomes an error."""
    rows: Rows = []
    with Apart() as apart:
        for number, item in enumerate(chunk.items):
            try:
                rows += apart(task.read, chunk.id, number, item)
            except Killed as error:
                rows += task.read(chunk.id, number, Item(item.name, error=str(error)))
    return task.write(chunk, rows)
