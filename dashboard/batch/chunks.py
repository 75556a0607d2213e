"""Chunks: some bulletins that are read together, named by their content, and the reading of one, on whatever machine."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dashboard.archive.texts import UnstorableText, text_hash
from dashboard.archive.versions import extractor_version
from dashboard.batch import tables
from dashboard.batch.inputs import Entry
from dashboard.batch.store import Store
from dashboard.own_gazetteer import use_own_gazetteer
from dashboard.readers.document import Document, UnreadableFile
from dashboard.readers.reading import report_of
from dashboard.wording import wording
from extraction import TextTooLong, extract

MOST_DOCUMENTS = 200
"""Bulletins of a chunk, if not said otherwise: about a second of work, and a megabyte in a worker."""

MOST_CHARS = 1_000_000
"""A chunk that is so long is full, however few bulletins it has: what a worker holds is bounded."""

ID_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Item:
    """A bulletin of a chunk, or in ``error`` the sentence that says why there is none. ``remarks`` are sentences on what of
    its file was not read.
    """

    name: str
    text: str = ""
    date: dt.date | None = None
    published: dt.date | None = None
    source: str | None = None
    error: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some bulletins of the input, in its order. ``bytes_read`` is how much of the input is read with it."""

    id: str
    items: tuple[Item, ...]
    bytes_read: int


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a chunk: how many rows each of its tables has."""

    chunk_id: str
    counts: dict[str, int]
    bytes_read: int


class WrongWorker(RuntimeError):
    """A worker that would read otherwise than the one who asks; the message is one sentence."""


def chunks(entries: Iterable[Entry], most: int = MOST_DOCUMENTS) -> Iterator[Chunk]:
    """The bulletins in chunks of at most ``most``; the same input gives the same chunks."""
    items: list[Item] = []
    chars = bytes_read = 0
    for read, bytes_read in entries:
        item = _item(read)
        items.append(item)
        chars += len(item.text)
        if len(items) >= most or chars >= MOST_CHARS:
            yield _chunk(items, bytes_read)
            items, chars = [], 0
    if items:
        yield _chunk(items, bytes_read)


def _item(read: Document | UnreadableFile) -> Item:
    if isinstance(read, UnreadableFile):
        return Item(read.name, error=str(read))
    remarks = tuple(remark.sentence(wording("en"), read.name) for remark in read.remarks)
    return Item(read.name, read.text, read.date, read.published, read.source, remarks=remarks)


def _chunk(items: list[Item], bytes_read: int) -> Chunk:
    digest = hashlib.sha256()
    for item in items:
        parts = [item.name, item.text, str(item.date), str(item.published), item.source, item.error, item.remarks]
        digest.update(json.dumps(parts).encode() + b"\n")
    return Chunk(digest.hexdigest()[:ID_LENGTH], tuple(items), bytes_read)


@dataclass(frozen=True, slots=True)
class Reading:
    """The task of a worker: read chunks by the rules of ``version``, and write their tables to ``out``."""

    out: str
    version: str

    def __call__(self, chunk: Chunk) -> Done:
        """Read one chunk; a bulletin that cannot be read is a row of ``errors``.

        Raises `WrongWorker` where the rules, lexicons or own places of this process are other ones, and `OSError` where
        ``out`` cannot be written.
        """
        return self.write(chunk, [row for number, item in enumerate(chunk.items) for row in self.read(chunk.id, number, item)])

    def read(self, chunk_id: str, number: int, item: Item) -> tables.Rows:
        """The rows of one bulletin of a chunk, of which nothing is written. Raises `WrongWorker`."""
        self._check()
        return _rows_of(item, f"{chunk_id}-{number:04d}")

    def write(self, chunk: Chunk, rows: tables.Rows) -> Done:
        """Write the tables of a chunk. Raises `OSError`."""
        of_table: defaultdict[str, list[tables.Row]] = defaultdict(list)
        for table, row in rows:
            of_table[table].append(row)
        counts = {table: len(of_table[table]) for table in tables.SCHEMAS}
        Store(self.out).write(chunk.id, of_table, counts)
        return Done(chunk.id, counts, chunk.bytes_read)

    def _check(self) -> None:
        if ready() != self.version:
            raise WrongWorker(
                f"A worker has other rules, lexicons or places ({ready()}) than this computer ({self.version}); install the same on both."
            )


def _rows_of(item: Item, document: str) -> tables.Rows:
    if item.error is not None:
        return [tables.error_row(document, item.name, item.error)]
    try:
        text_hash(item.text)  # raises for what no file can hold
        given = Document(item.name, item.text, "batch", item.date, item.published, item.source)
        made = tables.Made(document, item.name, item.text, item.source, report_of(given, None, extract), item.remarks)
        return list(tables.rows_of(made))
    except (TextTooLong, UnstorableText) as error:
        return [tables.error_row(document, item.name, str(error))]
    except Exception as error:  # one bulletin must not cost the others of its chunk
        return [tables.error_row(document, item.name, f"The extractor failed on it: {type(error).__name__}.")]


@cache
def ready() -> str:
    """Make this process ready to read, once, the user's own places included; gives its version."""
    use_own_gazetteer()
    return extractor_version()
