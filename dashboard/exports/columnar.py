"""Parquet: a typed table of all records for analysis, each row with the whole record, so that it is read back without loss."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.exports.bulletin import Bulletin, Losses, records_of
from dashboard.exports.cells import whole_text
from dashboard.exports.codebook import NotAnExport, as_bytes, bulletin_of
from dashboard.exports.columns import ALL, bulletin_row, record_row
from dashboard.wording import Wording

_TYPES = {"text": pa.string(), "number": pa.int64(), "degree": pa.float64(), "day": pa.date32()}
SCHEMA = pa.schema([*(pa.field(column.key, _TYPES[column.type]) for column in ALL), pa.field("record", pa.string(), nullable=False)])
"""The columns of the flat table under their codes, and ``record``: the record as JSON by the codebook."""

REPORT, MENTION = "report", "mention"
"""Kinds of the rows that are no record: the bulletin itself comes first, its highlights after its records."""
_LISTS = {"casualty": "casualties", "flow": "flows", "control": "control", "event": "events", MENTION: "mentions"}
_BATCH = 20_000


def write(bulletins: Iterable[Bulletin], out: BinaryIO, words: Wording, losses: Losses | None = None) -> Losses:
    """Write the table. Nothing is lost."""
    rows: list[dict[str, object]] = []
    with pq.ParquetWriter(out, SCHEMA, compression="zstd") as table:
        for bulletin in bulletins:
            rows += _rows(bulletin, words)
            if len(rows) >= _BATCH:
                table.write_table(pa.Table.from_pylist(rows, SCHEMA))
                rows = []
        table.write_table(pa.Table.from_pylist(rows, SCHEMA))
    return Losses() if losses is None else losses


def _rows(bulletin: Bulletin, words: Wording) -> Iterator[dict[str, object]]:
    report = bulletin.report
    yield _row({**bulletin_row(bulletin), "kind": REPORT}, report.report)
    for record in records_of(report):
        yield _row(record_row(bulletin, record, words), record)
    name = {"bulletin": bulletin.name, "bulletin_id": report.report.id, "kind": MENTION}
    for mention in report.mentions:
        yield _row({**name, "act": mention.kind, "start": mention.start, "end": mention.end}, mention)


def _row(cells, record) -> dict[str, object]:
    row = {key: whole_text(value) if isinstance(value, str) else value for key, value in cells.items()}
    return {**row, "record": as_bytes(record.model_dump(mode="json")).decode()}


def read(data: bytes) -> Iterator[Bulletin]:
    """The bulletins of an export, as they were written. Raises `NotAnExport`, also while they are taken."""
    try:
        table = pq.ParquetFile(io.BytesIO(data))
    except (pa.ArrowException, OSError) as error:
        raise NotAnExport("it is no Parquet file, or a damaged one") from error
    if not {"bulletin", "kind", "record"} <= set(table.schema_arrow.names):
        raise NotAnExport("it has not the columns of an export")
    entry: dict[str, object] = {}
    number = 0
    for batch in table.iter_batches(columns=["bulletin", "kind", "record"]):
        for row in batch.to_pylist():
            try:
                record = json.loads(row["record"])
                if row["kind"] == REPORT:
                    if entry:
                        yield bulletin_of(entry, number)
                    number += 1
                    entry = {"file": row["bulletin"], "report": record, **{name: [] for name in _LISTS.values()}}
                else:
                    entry[_LISTS[row["kind"]]].append(record)
            except (KeyError, ValueError, TypeError):
                raise NotAnExport(f"a row of bulletin {number} is not as it was written") from None
    if entry:
        yield bulletin_of(entry, number)
