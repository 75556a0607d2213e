"""One run of a batch: what is missing in the output is read, what is there already stays, what is no longer asked for goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dashboard.batch.chunks import Chunk, Reading, chunks, ready
from dashboard.batch.engines import Engine
from dashboard.batch.inputs import Source, entries
from dashboard.batch.store import Store
from dashboard.batch.tables import ERRORS, OF_RECORDS, REMARKS, REPORTS


@dataclass
class Summary:
    """What the output holds after a run."""

    rows: Counter[str] = field(default_factory=Counter)
    chunks: int = 0
    already: int = 0
    """Chunks that were there when the run began."""
    removed: int = 0
    """Chunks that were taken out, since the inputs have changed."""

    @property
    def documents(self) -> int:
        """The bulletins that were read."""
        return self.rows[REPORTS]

    @property
    def errors(self) -> int:
        """What could not be read."""
        return self.rows[ERRORS]

    @property
    def remarks(self) -> int:
        """Remarks on what of the files that were read gave nothing."""
        return self.rows[REMARKS]

    @property
    def records(self) -> int:
        """Casualties, flows, control and events."""
        return sum(self.rows[table] for table in OF_RECORDS.values())


def run(files: list[Source], inputs: list[str], out: str, engine: Engine, most: int, progress: Callable[[int, Summary], None]) -> Summary:
    """Read the files into ``out``, at most ``most`` bulletins a chunk; ``progress`` is told the bytes of input that are done
    with, and what there is so far.

    Raises `store.NotAnOutput`, `engines.EngineError`, `chunks.WrongWorker`, and `OSError` where ``out`` cannot be written.
    """
    store = Store(out)
    store.open(ready(), inputs, most)
    there = store.marks()
    summary = Summary()
    wanted: set[str] = set()

    def missing() -> Iterator[Chunk]:
        for chunk in chunks(entries(files), most):
            if chunk.id in wanted:
                continue  # the same file given twice
            wanted.add(chunk.id)
            if chunk.id in there:
                summary.already += 1
                count(there[chunk.id], chunk.bytes_read)
            else:
                yield chunk

    def count(counts: dict[str, int], bytes_read: int) -> None:
        summary.rows.update(counts)
        summary.chunks += 1
        progress(bytes_read, summary)

    for done in engine.results(Reading(out, ready()), missing()):
        count(done.counts, done.bytes_read)
    for chunk_id in there.keys() - wanted:
        store.remove(chunk_id)
        summary.removed += 1
    store.clear(wanted)
    return summary
