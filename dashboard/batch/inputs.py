"""What a batch reads: files, folders and tables, here or wherever fsspec reaches, one bulletin after the other.

Tables (.jsonl, .csv, .parquet) may be of any length: a row, or a group of rows, is held at a time. Other files are those
that `rasd extract` reads, with its limits.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

import fsspec
import pyarrow.parquet as pq
from fsspec.core import url_to_fs

from dashboard.readers import lines, settings, table
from dashboard.readers.csv_table import delimiter_of
from dashboard.readers.document import Read, UnreadableFile
from dashboard.readers.formats import READ_ENDINGS
from dashboard.readers.lines import LINES
from dashboard.readers.reading import Readers

PACKED = (".gz", ".zst")
TABLES = (LINES, ".csv", ".parquet")
ROWS_AT_ONCE = 500
HEAD = 65_536
"""Characters of a table in which the mark between its cells is looked for."""


class Source(NamedTuple):
    """A file of the input: its address, the name that its bulletins bear, and its size in bytes."""

    url: str
    name: str
    size: int


class Entry(NamedTuple):
    """A bulletin or a refusal, and how many bytes of the input are read when it is."""

    read: Read
    bytes_read: int


class NoInput(ValueError):
    """An input that is not there or holds nothing to read; the message is one sentence."""


def sources(inputs: list[str]) -> list[Source]:
    """The files of the inputs, folders opened, each once and in order of their addresses. Raises `NoInput`."""
    found: dict[str, Source] = {}
    for given in inputs:
        try:
            files, path = url_to_fs(given)
            infos = files.find(path, detail=True).values() if files.isdir(path) else [files.info(path)]
        except (OSError, ValueError, ImportError) as error:
            raise NoInput(f"{given} cannot be opened: {error}") from None
        inside = [info for info in infos if info["name"] == path or _is_read(info["name"])]
        if not inside:
            raise NoInput(f"{given} has no files that can be read.")
        for info in sorted(inside, key=lambda info: info["name"]):
            name = f"{given.rstrip('/')}{info['name'].removeprefix(path.rstrip('/'))}"
            found.setdefault(info["name"], Source(files.unstrip_protocol(info["name"]), name, info["size"] or 0))
    return list(found.values())


def entries(files: list[Source]) -> Iterator[Entry]:
    """Every bulletin of the files in their order; what cannot be read is a refusal, and the rest goes on."""
    before = 0
    with Readers() as readers:
        for source in files:
            try:
                for read, at in _opened(source, readers):
                    yield Entry(read, before + min(at, source.size))
            except UnreadableFile as refusal:
                yield Entry(refusal, before + source.size)
            except Exception as error:  # whatever a library raises on a damaged file or a lost connection
                yield Entry(UnreadableFile("refused", source.name, error=str(error)), before + source.size)
            before += source.size


def _is_read(path: str) -> bool:
    return _kind(path) in TABLES or path.lower().endswith(READ_ENDINGS)


def _kind(path: str) -> str:
    """The ending of a table's name without that of its packing: “.jsonl” for “2019.jsonl.zst”; else an empty string."""
    small = path.lower()
    for packing in PACKED:
        small = small.removesuffix(packing)
    return next((kind for kind in TABLES if small.endswith(kind)), "")


def _opened(source: Source, readers: Readers) -> Iterator[tuple[Read, int]]:
    """The bulletins of one file, with how far its bytes are read then."""
    kind = _kind(source.url)
    with fsspec.open(source.url, "rb", compression=None) as raw:
        if kind == ".parquet":
            yield from _parquet(raw, source)
        elif kind:
            packing = next((packing for packing in PACKED if source.url.lower().endswith(packing)), None)
            file = _unpacked(raw, packing)
            rows = lines.read(file, source.name) if kind == LINES else _csv(file, source.name)
            for read in rows:
                yield read, raw.tell()
        else:
            for read in readers.read(raw.read(settings.MAX_FILE_BYTES + 1), source.name):
                yield read, source.size


def _unpacked(raw: BinaryIO, packing: str | None) -> BinaryIO:
    if packing is None:
        return raw
    return io.BufferedReader(fsspec.compression.compr["gzip" if packing == ".gz" else "zstd"](raw, mode="rb"))


def _csv(file: BinaryIO, name: str) -> Iterator[Read]:
    csv.field_size_limit(settings.MAX_TEXT_CHARS)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        head = text.readline(HEAD)
        text_rows = csv.reader(chain([head], text), delimiter=delimiter_of(head), strict=True)
        yield from table.stream((row[: settings.MAX_COLUMNS] for row in text_rows), name, "csv")
    except UnicodeDecodeError as error:
        raise UnreadableFile("damaged", name, encoding="UTF-8", offset=error.start) from None
    except csv.Error as error:
        raise UnreadableFile("damaged_document", name, format="csv") from error


def _parquet(raw: BinaryIO, source: Source) -> Iterator[tuple[Read, int]]:
    """The rows of a Parquet file, of which only the columns of a bulletin are read."""
    file = pq.ParquetFile(raw)
    names = file.schema_arrow.names
    known = table.header_of(names)
    if known is None:
        raise UnreadableFile("no_text_column", source.name)
    wanted = [names[index] for index in known.values()]
    many, done = file.metadata.num_rows, 0

    def rows() -> Iterator[list[object]]:
        nonlocal done
        yield wanted
        for batch in file.iter_batches(ROWS_AT_ONCE, columns=wanted):
            for row in batch.to_pylist():
                done += 1
                yield [row[name] for name in wanted]

    for read in table.stream(rows(), source.name, "parquet"):
        yield read, source.size * done // max(many, 1)
