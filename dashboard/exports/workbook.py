"""XLSX: a sheet for each kind of record, typed columns, right to left in Arabic, and a sheet of what is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboard.exports.bulletin import KINDS, Bulletin, Losses, records_of
from dashboard.exports.cells import harmless
from dashboard.exports.columns import OF_BULLETIN, OF_KIND, Column, Row, bulletin_row, header, record_row
from dashboard.exports.table_csv import count_losses
from dashboard.wording import Wording

MOST_CHARS = 32_767
"""Characters that a cell of Excel holds."""
MOST_ROWS = 1_048_575
_WIDTHS = {"text": 18, "number": 9, "degree": 11, "day": 12}
_WIDE = {"sentence": 70, "title": 50, "places": 30, "bulletin": 30}


def write(bulletins: Iterable[Bulletin], out: BinaryIO, words: Wording, losses: Losses | None = None) -> Losses:
    """Write the workbook; returns what it cannot hold. Rows go to disk as they come, so that memory stays small."""
    losses = Losses() if losses is None else losses
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheets = {kind: _Sheet(book, words("export_sheet", kind), columns, words, losses) for kind, columns in {"bulletin": OF_BULLETIN, **OF_KIND}.items()}
        for bulletin in losses.seen(bulletins):
            sheets["bulletin"].add(bulletin_row(bulletin))
            for record in records_of(bulletin.report):
                sheets[KINDS[type(record)]].add(record_row(bulletin, record, words))
                count_losses(losses, record)
        about = _sheet(book, words("export_sheet", "about"), words)
        about.set_column(0, 0, 110)
        for number, sentence in enumerate([words("export", "losses"), *losses.sentences("xlsx", words)]):
            about.write_string(number, 0, sentence)
    return losses


def _sheet(book: xlsxwriter.Workbook, name: str, words: Wording) -> Worksheet:
    sheet = book.add_worksheet(name)
    if words.rtl:
        sheet.right_to_left()
    return sheet


class _Sheet:
    """A sheet that is filled row by row."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, columns: tuple[Column, ...], words: Wording, losses: Losses) -> None:
        self._sheet, self._columns, self._losses, self._rows = _sheet(book, name, words), columns, losses, 0
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        bold = book.add_format({"bold": True})
        for index, (column, title) in enumerate(zip(columns, header(columns, words), strict=True)):
            self._sheet.set_column(index, index, _WIDE.get(column.key, _WIDTHS[column.type]))
            self._sheet.write_string(0, index, title, bold)
        self._sheet.freeze_panes(1, 0)

    def add(self, row: Row) -> None:
        if self._rows >= MOST_ROWS:
            self._losses["rows"] += 1
            return
        self._rows += 1
        for index, column in enumerate(self._columns):
            value = harmless(row.get(column.key))
            if value is None or value == "":
                continue
            if isinstance(value, dt.date):
                # Excel's days begin in 1900.
                if value.year >= 1900:
                    self._sheet.write_datetime(self._rows, index, dt.datetime(value.year, value.month, value.day), self._day)
                else:
                    self._sheet.write_string(self._rows, index, value.isoformat())
            elif isinstance(value, str):
                self._losses["clipped"] += len(value) > MOST_CHARS
                self._sheet.write_string(self._rows, index, value[:MOST_CHARS])
            else:
                self._sheet.write_number(self._rows, index, value)
