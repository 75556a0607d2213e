"""The tables of a batch: their columns, which do not change with what is in them, and the rows of what was read.

`document` joins them: it names a bulletin once and for ever by the content of its chunk. Records and mentions have the
columns of the other exports, and ``record`` is the whole record as JSON by the codebook.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pyarrow as pa

from dashboard.exports.bulletin import KINDS, Bulletin, records_of
from dashboard.exports.cells import whole_text
from dashboard.exports.codebook import as_bytes
from dashboard.exports.columns import OF_BULLETIN, OF_KIND, bulletin_row, record_cells
from extraction.records import Report

FORMAT = 2
"""Of the tables; a change of their columns makes it another."""

REPORTS, MENTIONS, REMARKS, ERRORS = "reports", "mentions", "remarks", "errors"
OF_RECORDS = {"casualty": "casualties", "flow": "flows", "control": "control", "event": "events"}
"""The table of each kind of record."""

_TYPES = {"text": pa.string(), "number": pa.int64(), "degree": pa.float64(), "day": pa.date32()}
_DOCUMENT = pa.field("document", pa.string(), nullable=False)
_RECORD = pa.field("record", pa.string(), nullable=False)


def _schema(columns, *more: pa.Field) -> pa.Schema:
    fields = [pa.field(column.key, _TYPES[column.type]) for column in columns if column.key != "sentence"]
    return pa.schema([_DOCUMENT, *fields, *more], metadata={"rasd_batch": str(FORMAT)})


SCHEMAS: dict[str, pa.Schema] = {
    REPORTS: _schema(OF_BULLETIN, pa.field("stated_source", pa.string()), pa.field("text", pa.string(), nullable=False), _RECORD),
    **{table: _schema(OF_KIND[kind], _RECORD) for kind, table in OF_RECORDS.items()},
    MENTIONS: pa.schema(
        [
            _DOCUMENT, pa.field("kind", pa.string()), pa.field("start", pa.int64()), pa.field("end", pa.int64()), pa.field("text", pa.string()),
            pa.field("taken_for", pa.string()), _RECORD,
        ],
        metadata={"rasd_batch": str(FORMAT)},
    ),
    REMARKS: pa.schema([_DOCUMENT, pa.field("bulletin", pa.string()), pa.field("remark", pa.string())], metadata={"rasd_batch": str(FORMAT)}),
    ERRORS: pa.schema([_DOCUMENT, pa.field("bulletin", pa.string()), pa.field("reason", pa.string())], metadata={"rasd_batch": str(FORMAT)}),
}  # fmt: skip
"""Each table with its columns, in the order in which they are written."""

Row = Mapping[str, object]
Rows = list[tuple[str, Row]]
"""Rows, each with its table."""


class Made(NamedTuple):
    """A bulletin that was read: its place in its chunk, its name, its text, who is said to speak, its report, and sentences on
    what of its file was not read.
    """

    document: str
    name: str
    text: str
    source: str | None
    report: Report
    remarks: tuple[str, ...] = ()


def rows_of(made: Made) -> Iterator[tuple[str, Row]]:
    """The rows of one bulletin, each with its table."""
    bulletin = Bulletin(made.name, made.report)
    own = {"document": made.document}
    info = _clean(bulletin_row(bulletin))
    yield REPORTS, {**info, **own, "stated_source": made.source, "text": made.text, "record": _json(made.report.report)}
    for record in records_of(made.report):
        yield OF_RECORDS[KINDS[type(record)]], {**_clean(record_cells(bulletin, record)), **own, "record": _json(record)}
    for mention in made.report.mentions:
        cells = {"kind": mention.kind, "start": mention.start, "end": mention.end, "text": mention.text, "taken_for": mention.taken_for}
        yield MENTIONS, {**cells, **own, "record": _json(mention)}
    for remark in made.remarks:
        yield REMARKS, _clean({**own, "bulletin": made.name, "remark": remark})


def error_row(document: str, name: str, reason: str) -> tuple[str, Row]:
    """The row of what could not be read."""
    return ERRORS, _clean({"document": document, "bulletin": name, "reason": reason})


def report_of(info: Row, records: Mapping[str, list[str]]) -> Report:
    """The report that was written: the row of the bulletin, and the ``record`` cells of its other tables by their names."""
    parts = {table: [json.loads(record) for record in records.get(table, [])] for table in (*OF_RECORDS.values(), MENTIONS)}
    return Report.model_validate({"report": json.loads(str(info["record"])), **parts})


def _clean(row: Row) -> dict[str, object]:
    return {key: whole_text(value) if isinstance(value, str) else value for key, value in row.items()}


def _json(record) -> str:
    return as_bytes(record.model_dump(mode="json")).decode()
