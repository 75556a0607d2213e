"""The formats of export, in the order in which they are offered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, NamedTuple, Protocol

from dashboard.exports import acled, codebook, columnar, geo, hxl, table_csv, ucdp, workbook
from dashboard.exports.bulletin import Bulletin, Losses
from dashboard.wording import Wording


class Write(Protocol):
    """Writes bulletins in the language of the words, and returns what the format could not hold: added to ``losses``, which
    say what was left out before, where they are given.
    """

    def __call__(self, bulletins: Iterable[Bulletin], out: BinaryIO, words: Wording, losses: Losses | None = None) -> Losses: ...



class Format(NamedTuple):
    """A format: how it is written, the ending of its files, and their type for browsers."""

    write: Write
    ending: str
    mime: str


FORMATS: dict[str, Format] = {
    "json": Format(codebook.write_json, ".json", "application/json"),
    "jsonl": Format(codebook.write_lines, ".jsonl", "application/x-ndjson"),
    "xlsx": Format(workbook.write, ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": Format(table_csv.write, ".csv", "text/csv"),
    "parquet": Format(columnar.write, ".parquet", "application/vnd.apache.parquet"),
    "geojson": Format(geo.write, ".geojson", "application/geo+json"),
    "hxl": Format(hxl.write, ".hxl.csv", "text/csv"),
    "acled": Format(acled.write, ".acled.csv", "text/csv"),
    "ucdp": Format(ucdp.write, ".ucdp.csv", "text/csv"),
}

READ_BACK = {".json": codebook.read, ".jsonl": codebook.read, ".parquet": columnar.read}
"""Exports that are read back without loss, by their ending."""
